/* SPDX-License-Identifier: MIT */
/* Ends the program after a broken rule that no correct program can break. Errors that a correct program can meet are statuses
 * instead (coro/status.h). */
#ifndef CORO_BUG_H
#define CORO_BUG_H
#include "coro/attributes.h"
#include "coro/version.h"
CORO_C_BEGIN

/* Prints "coro: bug: " and the formatted sentence to stderr, and aborts; in release builds, too. Any thread. */
CORO_NORETURN __attribute__((cold, format(printf, 1, 2))) void coro_bug(const char *format, ...) CORO_VERSIONED(coro_bug);

CORO_C_END
#endif
