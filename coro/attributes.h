/* SPDX-License-Identifier: MIT */
/* Defines the compiler attributes of the project, and the words in which C and C++ differ, each spelled once. GNU C11, or GNU C++
 * from C++17 on: gcc or clang. Almost every header includes this one. */
#ifndef CORO_ATTRIBUTES_H
#define CORO_ATTRIBUTES_H

/* CORO_C_BEGIN and CORO_C_END stand around the declarations of each header: the library is compiled as C. Between them -Wpedantic
 * is silent, which refuses what GNU C adds. It is not where a unit uses the macros of coro/async.h.
 *
 * CORO_HAS_FIELDS(type) is 1 for a struct with a field, for a static assertion. One without has 0 bytes in C and 1 in C++, so C
 * and C++ would lay out a frame or an iterator that holds it in two ways; a field such as `char none;` makes both alike. In a
 * unit of C that includes all that it shares with C++, gcc's option -Wc++-compat names each such struct. */
#define CORO_GNU_BEGIN_ _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wpedantic\"")
#define CORO_GNU_END_ _Pragma("GCC diagnostic pop")
#ifdef __cplusplus
#define CORO_C_BEGIN CORO_GNU_BEGIN_ extern "C" {
#define CORO_C_END } CORO_GNU_END_
#define CORO_STATIC_ASSERT static_assert
#define CORO_ALIGNAS alignas
#define CORO_ALIGNOF alignof
#define CORO_HAS_FIELDS(type) (!__is_empty(type))
#else
#define CORO_C_BEGIN CORO_GNU_BEGIN_
#define CORO_C_END CORO_GNU_END_
#define CORO_STATIC_ASSERT _Static_assert
#define CORO_ALIGNAS _Alignas
#define CORO_ALIGNOF _Alignof
#define CORO_HAS_FIELDS(type) (sizeof(type) != 0)
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
