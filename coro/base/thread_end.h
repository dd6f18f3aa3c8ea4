/* SPDX-License-Identifier: MIT */
/* Calls for the end of a thread. Whatever the runtime keeps per thread gives its memory back there. */
#ifndef CORO_BASE_THREAD_END_H
#define CORO_BASE_THREAD_END_H
#include "coro/attributes.h"
CORO_C_BEGIN

/* Lies in the thread-local memory of its owner. */
struct coro_thread_end {
    void (*end)(struct coro_thread_end *);
    struct coro_thread_end *next;
};

/* Calls hook->end(hook) when the calling thread ends, the latest hook first; a process that exits ends no thread. A call may
 * register hooks again. Does nothing when the C library has no room for it: the memory then stays, as it would without a hook. */
void coro_at_thread_end(struct coro_thread_end *hook);

CORO_C_END
#endif
