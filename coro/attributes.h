/* SPDX-License-Identifier: MIT */
/* Defines the compiler attributes of the project, and the words in which C and C++ differ, each spelled once. GNU C11, or GNU C++
 * from C++17 on: gcc or clang. Almost every header includes this one. */
#ifndef CORO_ATTRIBUTES_H
#define CORO_ATTRIBUTES_H

/* CORO_C_BEGIN and CORO_C_END stand around declarations that C and C++ share: those of the library, which is compiled as C, and
 * those of a user's header, after its #includes. In C++ they have C linkage. In C the compiler refuses there whatever C++ would
 * read otherwise (-Wc++-compat), above all a struct without fields. That has 0 bytes in C and 1 in C++, so a frame that holds it
 * has another layout in each language; a field, such as `char none;`, makes both alike. */
#ifdef __cplusplus
#define CORO_C_BEGIN extern "C" {
#define CORO_C_END }
#define CORO_STATIC_ASSERT static_assert
#define CORO_ALIGNAS alignas
#define CORO_ALIGNOF alignof
#else
#define CORO_C_BEGIN _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic error \"-Wc++-compat\"")
#define CORO_C_END _Pragma("GCC diagnostic pop")
#define CORO_STATIC_ASSERT _Static_assert
#define CORO_ALIGNAS _Alignas
#define CORO_ALIGNOF _Alignof
#endif
/* C++ calls a function before each use of an extern thread_local, in case it has a constructor. */
#define CORO_THREAD_LOCAL __thread

/* For code that must be specialised into its caller. A strategy's functions reach the workloads through const descriptors; the
 * compiler is certain to look through them only where they are always inlined. */
#define CORO_INLINE static inline __attribute__((always_inline))
#define CORO_MUST_USE __attribute__((warn_unused_result))
#define CORO_UNUSED __attribute__((unused))
#define CORO_NOINLINE __attribute__((noinline))
/* Keeps a function from being merged with an equal function. clang merges none. */
#ifdef __clang__
#define CORO_OWN_CODE
#else
#define CORO_OWN_CODE __attribute__((no_icf))
#endif
#define CORO_NORETURN __attribute__((noreturn))
#define CORO_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* Hides from the optimiser where the value of the variable x came from. Costs no instruction. */
#define CORO_OPAQUE(x) __asm__ volatile("" : "+r"(x))

#endif
