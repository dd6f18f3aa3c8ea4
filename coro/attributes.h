/* SPDX-License-Identifier: MIT */
/* Compiler attributes, spelled once. GNU C (gcc or clang). */
#ifndef CORO_ATTRIBUTES_H
#define CORO_ATTRIBUTES_H

/* Code that must be specialised into its caller: a strategy's functions reach the workloads through const descriptors, and only
 * always-inline functions are certain to be seen through. */
#define CORO_INLINE static inline __attribute__((always_inline))
#define CORO_MUST_USE __attribute__((warn_unused_result))
#define CORO_UNUSED __attribute__((unused))
#define CORO_NOINLINE __attribute__((noinline))
#define CORO_NORETURN __attribute__((noreturn))
#define CORO_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* Makes the optimiser forget where the value of the variable x came from. Costs no instruction. */
#define CORO_OPAQUE(x) __asm__ volatile("" : "+r"(x))

#endif
