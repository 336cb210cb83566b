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
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL {
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
