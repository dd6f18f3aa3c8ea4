/* SPDX-License-Identifier: MIT */
/* Names the sanitizer that this unit is compiled for, if it needs notices of stacks (coro/notice.h). Each of them
 * needs other fields in struct coro, so all units of a program and the library are compiled for the same one. */
#ifndef CORO_BASE_TOOL_H
#define CORO_BASE_TOOL_H

#if defined(__SANITIZE_ADDRESS__)
#define CORO_NOTICE_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#define CORO_NOTICE_TSAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CORO_NOTICE_ASAN 1
#elif __has_feature(thread_sanitizer)
#define CORO_NOTICE_TSAN 1
#endif
#endif

#if defined(CORO_NOTICE_ASAN)
#define CORO_TOOL "_with_asan"
#elif defined(CORO_NOTICE_TSAN)
#define CORO_TOOL "_with_tsan"
#else
#define CORO_TOOL ""
#endif

#endif
