#include "textflag.h"

// Matrix products in words of 16 bits with AVX2. A panel holds, for every two rows of
// b, 32 columns of two words; VPMADDWD multiplies both with two elements of a row and
// adds. Sums are exact; they are scaled by the factors of their row and column.
//
// SI, ...: rows 0, 3, ... of a    R8: their stride    DI: panel    DX: result
// R12: its stride    R10: factors of rows    R11: factors of columns
// CX: half of k

#define ARGS \
	MOVQ k+0(FP), CX   \
	MOVQ a+8(FP), SI   \
	MOVQ rs+16(FP), R8 \
	MOVQ b+24(FP), DI  \
	MOVQ c+32(FP), DX  \
	MOVQ ldc+40(FP), R12 \
	MOVQ rowScale+48(FP), R10 \
	MOVQ colScale+56(FP), R11

#define ZERO(x, y) \
	VPXOR x, x, x \
	VPXOR y, y, y

#define STEP(x, y) \
	VPMADDWD Y0, Y2, Y3 \
	VPADDD Y3, x, x     \
	VPMADDWD Y1, Y2, Y3 \
	VPADDD Y3, y, y

#define STORE(x, y) \
	VBROADCASTSS (R10), Y2 \
	VCVTDQ2PS x, x       \
	VCVTDQ2PS y, y       \
	VMULPS Y2, x, x      \
	VMULPS Y2, y, y      \
	VMULPS Y0, x, x      \
	VMULPS Y1, y, y      \
	VADDPS (DX), x, x    \
	VMOVUPS x, (DX)      \
	VADDPS 32(DX), y, y  \
	VMOVUPS y, 32(DX)    \
	ADDQ R12, DX         \
	ADDQ $4, R10

// func words6x16(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)
TEXT ·words6x16(SB), NOSPLIT, $0-64
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
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VPBROADCASTD (SI), Y2
	STEP(Y4, Y5)
	VPBROADCASTD (SI)(R8*1), Y2
	STEP(Y6, Y7)
	VPBROADCASTD (SI)(R8*2), Y2
	STEP(Y8, Y9)
	VPBROADCASTD (R9), Y2
	STEP(Y10, Y11)
	VPBROADCASTD (R9)(R8*1), Y2
	STEP(Y12, Y13)
	VPBROADCASTD (R9)(R8*2), Y2
	STEP(Y14, Y15)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $128, DI
	DECQ CX
	JNZ loop6
	VMOVUPS (R11), Y0
	VMOVUPS 32(R11), Y1
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	STORE(Y10, Y11)
	STORE(Y12, Y13)
	STORE(Y14, Y15)
	VZEROUPPER
	RET

// func words3x16(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)
TEXT ·words3x16(SB), NOSPLIT, $0-64
	ARGS
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
	ZERO(Y8, Y9)
loop3:
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VPBROADCASTD (SI), Y2
	STEP(Y4, Y5)
	VPBROADCASTD (SI)(R8*1), Y2
	STEP(Y6, Y7)
	VPBROADCASTD (SI)(R8*2), Y2
	STEP(Y8, Y9)
	ADDQ $4, SI
	ADDQ $128, DI
	DECQ CX
	JNZ loop3
	VMOVUPS (R11), Y0
	VMOVUPS 32(R11), Y1
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	VZEROUPPER
	RET

// func words1x16(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)
TEXT ·words1x16(SB), NOSPLIT, $0-64
	ARGS
	ZERO(Y4, Y5)
loop1:
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VPBROADCASTD (SI), Y2
	STEP(Y4, Y5)
	ADDQ $4, SI
	ADDQ $128, DI
	DECQ CX
	JNZ loop1
	VMOVUPS (R11), Y0
	VMOVUPS 32(R11), Y1
	STORE(Y4, Y5)
	VZEROUPPER
	RET

// func absMax(n int, x *float32) float32
TEXT ·absMax(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VPCMPEQD Y1, Y1, Y1
	VPSRLD $1, Y1, Y1
	VXORPS Y0, Y0, Y0
	VXORPS Y3, Y3, Y3
most:
	VANDPS (SI), Y1, Y2
	VMAXPS Y2, Y0, Y0
	VANDPS 32(SI), Y1, Y4
	VMAXPS Y4, Y3, Y3
	ADDQ $64, SI
	SUBQ $16, CX
	JNZ most
	VMAXPS Y3, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// func roundWords(n int, x *float32, f float32, dst *int16)
TEXT ·roundWords(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VBROADCASTSS f+16(FP), Y2
	MOVQ dst+24(FP), DI
each:
	VMULPS (SI), Y2, Y0
	VMULPS 32(SI), Y2, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xd8, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ each
	VZEROUPPER
	RET
