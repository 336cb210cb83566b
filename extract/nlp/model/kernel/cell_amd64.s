#include "textflag.h"

// The step of an LSTM cell, eight units at a time, with the same rational
// approximation of tanh as cell.go.

DATA ·p13<>+0(SB)/4, $0xa59f25c0 // -2.76077e-16
GLOBL ·p13<>(SB), RODATA|NOPTR, $4
DATA ·p11<>+0(SB)/4, $0x2a61337e // 2.00019e-13
GLOBL ·p11<>(SB), RODATA|NOPTR, $4
DATA ·p9<>+0(SB)/4, $0xaebd37ff // -8.60467e-11
GLOBL ·p9<>(SB), RODATA|NOPTR, $4
DATA ·p7<>+0(SB)/4, $0x335c0041 // 5.1223e-08
GLOBL ·p7<>(SB), RODATA|NOPTR, $4
DATA ·p5<>+0(SB)/4, $0x3779434a // 1.48572e-05
GLOBL ·p5<>(SB), RODATA|NOPTR, $4
DATA ·p3<>+0(SB)/4, $0x3a270ded // 0.000637262
GLOBL ·p3<>(SB), RODATA|NOPTR, $4
DATA ·p1<>+0(SB)/4, $0x3ba059dc // 0.00489352
GLOBL ·p1<>(SB), RODATA|NOPTR, $4
DATA ·q6<>+0(SB)/4, $0x35a0d3d8 // 1.19826e-06
GLOBL ·q6<>(SB), RODATA|NOPTR, $4
DATA ·q4<>+0(SB)/4, $0x38f895d6 // 0.000118535
GLOBL ·q4<>(SB), RODATA|NOPTR, $4
DATA ·q2<>+0(SB)/4, $0x3b14aa05 // 0.00226843
GLOBL ·q2<>(SB), RODATA|NOPTR, $4
DATA ·q0<>+0(SB)/4, $0x3ba059dd // 0.00489353
GLOBL ·q0<>(SB), RODATA|NOPTR, $4
DATA ·hi<>+0(SB)/4, $0x40fccccd // 7.9
GLOBL ·hi<>(SB), RODATA|NOPTR, $4
DATA ·lo<>+0(SB)/4, $0xc0fccccd // -7.9
GLOBL ·lo<>(SB), RODATA|NOPTR, $4
DATA ·half<>+0(SB)/4, $0x3f000000 // 0.5
GLOBL ·half<>(SB), RODATA|NOPTR, $4

// TANH replaces x by tanh(x). It spoils Y12 to Y15; Y11 holds 7.9 and Y10 -7.9.
#define TANH(reg) \
	VMINPS Y11, reg, reg                \
	VMAXPS Y10, reg, reg                \
	VMULPS reg, reg, Y12                \
	VBROADCASTSS ·p13<>(SB), Y13    \
	VBROADCASTSS ·p11<>(SB), Y15    \
	VFMADD213PS Y15, Y12, Y13       \
	VBROADCASTSS ·p9<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y13       \
	VBROADCASTSS ·p7<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y13       \
	VBROADCASTSS ·p5<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y13       \
	VBROADCASTSS ·p3<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y13       \
	VBROADCASTSS ·p1<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y13       \
	VMULPS reg, Y13, Y13              \
	VBROADCASTSS ·q6<>(SB), Y14     \
	VBROADCASTSS ·q4<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y14       \
	VBROADCASTSS ·q2<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y14       \
	VBROADCASTSS ·q0<>(SB), Y15     \
	VFMADD213PS Y15, Y12, Y14       \
	VDIVPS Y14, Y13, reg

// SIGMOID replaces reg by the logistic function of reg; Y9 holds 0.5.
#define SIGMOID(reg) \
	VMULPS Y9, reg, reg          \
	TANH(reg)                  \
	VFMADD213PS Y9, Y9, reg

// func cellAVX2(n int, gates, prev, c, t, h *float32)
TEXT ·cellAVX2(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ prev+16(FP), DI
	MOVQ c+24(FP), R8
	MOVQ t+32(FP), R9
	MOVQ h+40(FP), R10
	LEAQ (SI)(CX*4), R11
	LEAQ (R11)(CX*4), R12
	VBROADCASTSS ·half<>(SB), Y9
	VBROADCASTSS ·lo<>(SB), Y10
	VBROADCASTSS ·hi<>(SB), Y11
	SHRQ $3, CX
cell:
	VMOVUPS (SI), Y0
	VMOVUPS (R11), Y1
	VMOVUPS (R12), Y2
	SIGMOID(Y0)
	TANH(Y1)
	SIGMOID(Y2)
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, (R11)
	VMOVUPS Y2, (R12)
	VMOVUPS (DI), Y3
	VSUBPS Y1, Y3, Y3
	VFMADD213PS Y1, Y0, Y3
	VMOVUPS Y3, (R8)
	TANH(Y3)
	VMOVUPS Y3, (R9)
	VMULPS Y2, Y3, Y3
	VMOVUPS Y3, (R10)
	ADDQ $32, SI
	ADDQ $32, R11
	ADDQ $32, R12
	ADDQ $32, DI
	ADDQ $32, R8
	ADDQ $32, R9
	ADDQ $32, R10
	DECQ CX
	JNZ cell
	VZEROUPPER
	RET
