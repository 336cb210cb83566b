package kernel

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// Available returns the paths that this machine can run, slowest first.
func Available() []Path {
	paths := []Path{Portable}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		paths = append(paths, AVX2)
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL {
			paths = append(paths, AVX512)
		}
	}
	return paths
}

// rowBlocks returns the heights of the kernels of a path.
func rowBlocks(p Path) (big, small int) {
	if p == AVX512 {
		return 12, 4
	}
	return 6, 3
}

// run adds to c, rows ldc bytes apart, the product of rows rows of a, with strides
// rs and cs in bytes, and a panel.
func run(p Path, rows, k int, a *float32, rs, cs int, b, c *float32, ldc int) {
	if p == AVX512 {
		switch rows {
		case 12:
			gemm12x32(k, a, rs, cs, b, c, ldc)
		case 4:
			gemm4x32(k, a, rs, cs, b, c, ldc)
		default:
			gemm1x32(k, a, rs, cs, b, c, ldc)
		}
		return
	}
	b2 := (*float32)(unsafe.Add(unsafe.Pointer(b), 64))
	c2 := (*float32)(unsafe.Add(unsafe.Pointer(c), 64))
	switch rows {
	case 6:
		gemm6x16(k, a, rs, cs, b, c, ldc)
		gemm6x16(k, a, rs, cs, b2, c2, ldc)
	case 3:
		gemm3x16(k, a, rs, cs, b, c, ldc)
		gemm3x16(k, a, rs, cs, b2, c2, ldc)
	default:
		gemm1x16(k, a, rs, cs, b, c, ldc)
		gemm1x16(k, a, rs, cs, b2, c2, ldc)
	}
}

// runWords is run for a panel of words: half is half of k, rs and ldc are in bytes.
func runWords(p Path, rows, half int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32) {
	if p == AVX512 {
		switch rows {
		case 12:
			words12x32(half, a, rs, b, c, ldc, rowScale, colScale)
		case 4:
			words4x32(half, a, rs, b, c, ldc, rowScale, colScale)
		default:
			words1x32(half, a, rs, b, c, ldc, rowScale, colScale)
		}
		return
	}
	b2 := (*int16)(unsafe.Add(unsafe.Pointer(b), 64))
	c2 := (*float32)(unsafe.Add(unsafe.Pointer(c), 64))
	colScale2 := (*float32)(unsafe.Add(unsafe.Pointer(colScale), 64))
	switch rows {
	case 6:
		words6x16(half, a, rs, b, c, ldc, rowScale, colScale)
		words6x16(half, a, rs, b2, c2, ldc, rowScale, colScale2)
	case 3:
		words3x16(half, a, rs, b, c, ldc, rowScale, colScale)
		words3x16(half, a, rs, b2, c2, ldc, rowScale, colScale2)
	default:
		words1x16(half, a, rs, b, c, ldc, rowScale, colScale)
		words1x16(half, a, rs, b2, c2, ldc, rowScale, colScale2)
	}
}

func runCell(n int, g, prev, c, t, h *float32) { cellAVX2(n, g, prev, c, t, h) }

//go:noescape
func gemm6x16(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func gemm3x16(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func gemm1x16(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func gemm12x32(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func gemm4x32(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func gemm1x32(k int, a *float32, rs, cs int, b, c *float32, ldc int)

//go:noescape
func cellAVX2(n int, gates, prev, c, t, h *float32)

//go:noescape
func words6x16(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func words3x16(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func words1x16(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func words12x32(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func words4x32(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func words1x32(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func absMax(n int, x *float32) float32

//go:noescape
func roundWords(n int, x *float32, f float32, dst *int16)
