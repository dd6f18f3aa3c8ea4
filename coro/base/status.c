/* SPDX-License-Identifier: MIT */
/* Defines the messages and names of the statuses, from the list in coro/status.h. */
#include "coro/status.h"

static const char *const messages[] = {
#define X(name, message) message,
    CORO_STATUSES(X)
#undef X
};
static const char *const names[] = {
#define X(name, message) "CORO_" #name,
    CORO_STATUSES(X)
#undef X
};

const char *coro_status_message(enum coro_status status)
{
    return (unsigned)status < CORO_STATUS_COUNT ? messages[status] : "an unknown status";
}

const char *coro_status_name(enum coro_status status)
{
    return (unsigned)status < CORO_STATUS_COUNT ? names[status] : "CORO_ERR_UNKNOWN";
}

bool coro_status_is_refusal(enum coro_status status)
{
    return status == CORO_ERR_DOES_NOT_FIT || status == CORO_ERR_NO_FINITE_SIZE || status == CORO_ERR_BUSY ||
           status == CORO_ERR_UNSUPPORTED;
}
