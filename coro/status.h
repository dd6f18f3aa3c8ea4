/* SPDX-License-Identifier: MIT */
/* Lists the errors that a correct program can meet, once for the whole project. Functions that can fail return one of these; 0
 * is success. Errors that only a bug can cause are not in the list: they print and abort (coro/bug.h). */
#ifndef CORO_STATUS_H
#define CORO_STATUS_H
#include <stdbool.h>
#include "coro/attributes.h"
CORO_C_BEGIN

#define CORO_STATUSES(X) \
    X(OK, "success") \
    X(ERR_NO_MEMORY, "out of memory") \
    X(ERR_DOES_NOT_FIT, "it does not fit the space that was set aside for it") \
    X(ERR_NO_FINITE_SIZE, "the frame is in no table of sizes: it holds room for the largest one itself, or came later") \
    X(ERR_BUSY, "the space is taken by another future in flight") \
    X(ERR_FINISHED, "it has finished before") \
    X(ERR_INVALID, "an argument is out of range") \
    X(ERR_UNSUPPORTED, "not supported here") \
    X(ERR_IO, "reading or writing failed") \
    X(ERR_WRONG_RESULT, "the result is wrong") \
    X(ERR_CANCELLED, "it was cancelled before it finished")

enum coro_status {
#define CORO_STATUS_ENUM(name, message) CORO_##name,
    CORO_STATUSES(CORO_STATUS_ENUM)
#undef CORO_STATUS_ENUM
    CORO_STATUS_COUNT
};

/* Returns one lower-case sentence without a full stop. Never NULL, not even for a number outside the list. Any thread. */
const char *coro_status_message(enum coro_status);
/* True for a refusal: the strategy cannot do this. False for success and for failures. */
bool coro_status_is_refusal(enum coro_status);
/* Returns the name, such as "CORO_ERR_BUSY". */
const char *coro_status_name(enum coro_status);

CORO_C_END
#endif
