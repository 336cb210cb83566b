#include "textflag.h"

// The kernels of words_avx2_amd64.s with registers of 512 bits: blocks of 12, 4 and 1
// rows and 32 columns. They need AVX-512BW.
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
	VPXORQ x, x, x \
	VPXORQ y, y, y

#define STEP(x, y) \
	VPMADDWD Z0, Z2, Z3 \
	VPADDD Z3, x, x     \
	VPMADDWD Z1, Z2, Z3 \
	VPADDD Z3, y, y

#define STORE(x, y) \
	VBROADCASTSS (R10), Z2 \
	VCVTDQ2PS x, x       \
	VCVTDQ2PS y, y       \
	VMULPS Z2, x, x      \
	VMULPS Z2, y, y      \
	VMULPS Z0, x, x      \
	VMULPS Z1, y, y      \
	VADDPS (DX), x, x    \
	VMOVUPS x, (DX)      \
	VADDPS 64(DX), y, y  \
	VMOVUPS y, 64(DX)    \
	ADDQ R12, DX         \
	ADDQ $4, R10

// func words12x32(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)
TEXT ·words12x32(SB), NOSPLIT, $0-64
	ARGS
	LEAQ (SI)(R8*2), R9
	ADDQ R8, R9
	LEAQ (R9)(R8*2), R13
	ADDQ R8, R13
	LEAQ (R13)(R8*2), BX
	ADDQ R8, BX
	ZERO(Z8, Z9)
	ZERO(Z10, Z11)
	ZERO(Z12, Z13)
	ZERO(Z14, Z15)
	ZERO(Z16, Z17)
	ZERO(Z18, Z19)
	ZERO(Z20, Z21)
	ZERO(Z22, Z23)
	ZERO(Z24, Z25)
	ZERO(Z26, Z27)
	ZERO(Z28, Z29)
	ZERO(Z30, Z31)
loop12:
	VMOVDQU32 (DI), Z0
	VMOVDQU32 64(DI), Z1
	VPBROADCASTD (SI), Z2
	STEP(Z8, Z9)
	VPBROADCASTD (SI)(R8*1), Z2
	STEP(Z10, Z11)
	VPBROADCASTD (SI)(R8*2), Z2
	STEP(Z12, Z13)
	VPBROADCASTD (R9), Z2
	STEP(Z14, Z15)
	VPBROADCASTD (R9)(R8*1), Z2
	STEP(Z16, Z17)
	VPBROADCASTD (R9)(R8*2), Z2
	STEP(Z18, Z19)
	VPBROADCASTD (R13), Z2
	STEP(Z20, Z21)
	VPBROADCASTD (R13)(R8*1), Z2
	STEP(Z22, Z23)
	VPBROADCASTD (R13)(R8*2), Z2
	STEP(Z24, Z25)
	VPBROADCASTD (BX), Z2
	STEP(Z26, Z27)
	VPBROADCASTD (BX)(R8*1), Z2
	STEP(Z28, Z29)
	VPBROADCASTD (BX)(R8*2), Z2
	STEP(Z30, Z31)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $4, R13
	ADDQ $4, BX
	ADDQ $128, DI
	DECQ CX
	JNZ loop12
	VMOVUPS (R11), Z0
	VMOVUPS 64(R11), Z1
	STORE(Z8, Z9)
	STORE(Z10, Z11)
	STORE(Z12, Z13)
	STORE(Z14, Z15)
	STORE(Z16, Z17)
	STORE(Z18, Z19)
	STORE(Z20, Z21)
	STORE(Z22, Z23)
	STORE(Z24, Z25)
	STORE(Z26, Z27)
	STORE(Z28, Z29)
	STORE(Z30, Z31)
	VZEROUPPER
	RET

// func words4x32(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)
TEXT ·words4x32(SB), NOSPLIT, $0-64
	ARGS
	LEAQ (SI)(R8*2), R9
	ADDQ R8, R9
	ZERO(Z8, Z9)
	ZERO(Z10, Z11)
	ZERO(Z12, Z13)
	ZERO(Z14, Z15)
loop4:
	VMOVDQU32 (DI), Z0
	VMOVDQU32 64(DI), Z1
	VPBROADCASTD (SI), Z2
	STEP(Z8, Z9)
	VPBROADCASTD (SI)(R8*1), Z2
	STEP(Z10, Z11)
	VPBROADCASTD (SI)(R8*2), Z2
	STEP(Z12, Z13)
	VPBROADCASTD (R9), Z2
	STEP(Z14, Z15)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $128, DI
	DECQ CX
	JNZ loop4
	VMOVUPS (R11), Z0
	VMOVUPS 64(R11), Z1
	STORE(Z8, Z9)
	STORE(Z10, Z11)
	STORE(Z12, Z13)
	STORE(Z14, Z15)
	VZEROUPPER
	RET

// func words1x32(k int, a *int16, rs int, b *int16, c *float32, ldc int, rowScale, colScale *float32)
TEXT ·words1x32(SB), NOSPLIT, $0-64
	ARGS
	ZERO(Z8, Z9)
loop1:
	VMOVDQU32 (DI), Z0
	VMOVDQU32 64(DI), Z1
	VPBROADCASTD (SI), Z2
	STEP(Z8, Z9)
	ADDQ $4, SI
	ADDQ $128, DI
	DECQ CX
	JNZ loop1
	VMOVUPS (R11), Z0
	VMOVUPS 64(R11), Z1
	STORE(Z8, Z9)
	VZEROUPPER
	RET
