/* SPDX-License-Identifier: MIT */
/* The version of the headers, which two functions carry in their symbols: coro_bug, which most inline code calls, and
 * coro_executor_init. Most of the runtime is inline, and a minor version may change structs; a sanitizer changes them, too. So a
 * program that is compiled otherwise than the library does not link: coro_bug_of_version_0_1 or coro_bug_of_version_0_1_with_asan
 * is undefined. */
#ifndef CORO_VERSION_H
#define CORO_VERSION_H
#include "coro/base/tool.h"

#define CORO_VERSION "0.1.0"
#define CORO_VERSIONED(function) __asm__(#function "_of_version_0_1" CORO_TOOL)

#endif
