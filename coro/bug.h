/* SPDX-License-Identifier: MIT */
/* The end of a program that broke a rule no correct program can break: says which, on stderr, and aborts; in release builds, too. */
#ifndef CORO_BUG_H
#define CORO_BUG_H
#include "coro/attributes.h"

CORO_NORETURN __attribute__((cold, format(printf, 1, 2))) void coro_bug(const char *format, ...);

#endif
