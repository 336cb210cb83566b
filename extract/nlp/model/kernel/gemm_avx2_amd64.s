#include "textflag.h"

// Matrix products with AVX2 and FMA. Each kernel holds a block of the result in
// registers, reads a panel of b row by row (rows 128 bytes apart), and broadcasts
// the elements of a, addressed by two strides in bytes. See kernel_amd64.go.
//
// SI, R9: rows 0 and 3 of a    R8: stride of rows    R11: stride of columns
// DI: panel    DX: result    R12: its stride    CX: k

#define ARGS \
	MOVQ k+0(FP), CX   \
	MOVQ a+8(FP), SI   \
	MOVQ rs+16(FP), R8 \
	MOVQ cs+24(FP), R11 \
	MOVQ b+32(FP), DI  \
	MOVQ c+40(FP), DX  \
	MOVQ ldc+48(FP), R12

#define ZERO(x, y) \
	VXORPS x, x, x \
	VXORPS y, y, y

#define STEP(x, y) \
	VFMADD231PS Y0, Y2, x \
	VFMADD231PS Y1, Y2, y

#define STORE(x, y) \
	VADDPS (DX), x, x    \
	VMOVUPS x, (DX)      \
	VADDPS 32(DX), y, y  \
	VMOVUPS y, 32(DX)    \
	ADDQ R12, DX

// func gemm6x16(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·gemm6x16(SB), NOSPLIT, $0-56
	ARGS
	LEAQ (SI)(R8*2), R9
	ADDQ R8, R9
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
	ZERO(Y8, Y9)
	ZERO(Y10, Y11)
	ZERO(Y12, Y13)
	ZERO(Y14, Y15)
loop6:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VBROADCASTSS (SI), Y2
	STEP(Y4, Y5)
	VBROADCASTSS (SI)(R8*1), Y2
	STEP(Y6, Y7)
	VBROADCASTSS (SI)(R8*2), Y2
	STEP(Y8, Y9)
	VBROADCASTSS (R9), Y2
	STEP(Y10, Y11)
	VBROADCASTSS (R9)(R8*1), Y2
	STEP(Y12, Y13)
	VBROADCASTSS (R9)(R8*2), Y2
	STEP(Y14, Y15)
	ADDQ R11, SI
	ADDQ R11, R9
	ADDQ $128, DI
	DECQ CX
	JNZ loop6
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	STORE(Y10, Y11)
	STORE(Y12, Y13)
	STORE(Y14, Y15)
	VZEROUPPER
	RET

// func gemm3x16(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·gemm3x16(SB), NOSPLIT, $0-56
	ARGS
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
	ZERO(Y8, Y9)
loop3:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VBROADCASTSS (SI), Y2
	STEP(Y4, Y5)
	VBROADCASTSS (SI)(R8*1), Y2
	STEP(Y6, Y7)
	VBROADCASTSS (SI)(R8*2), Y2
	STEP(Y8, Y9)
	ADDQ R11, SI
	ADDQ $128, DI
	DECQ CX
	JNZ loop3
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	VZEROUPPER
	RET

// func gemm1x16(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·gemm1x16(SB), NOSPLIT, $0-56
	ARGS
	ZERO(Y4, Y5)
loop1:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VBROADCASTSS (SI), Y2
	STEP(Y4, Y5)
	ADDQ R11, SI
	ADDQ $128, DI
	DECQ CX
	JNZ loop1
	STORE(Y4, Y5)
	VZEROUPPER
	RET
