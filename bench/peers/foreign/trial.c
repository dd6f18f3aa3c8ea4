/* SPDX-License-Identifier: MIT */
/* A program that is linked and never run. It has all symbols that a family of peers needs from the project, and refers to all
 * that the family must define. build.cmake links it to learn whether the archive will link into the project's programs. */
#include "bench/peers/foreign/foreign.h"
#include FOREIGN_HEADER
#include <stdlib.h>
#include "coro/bug.h"

void coro_waker_wake(struct coro_waker waker) { (void)waker; }
void coro_personality(void);
void coro_personality(void) {}
void coro_bug(const char *format, ...)
{
    (void)format;
    abort();
}
uint64_t foreign_drive(void *future, struct coro_polled (*poll)(void *future, struct coro_task *))
{
    return poll(future, NULL).value;
}
enum coro_status foreign_check(struct fixture *fixture, uint64_t total, uint64_t items, uint64_t *done_items)
{
    (void)fixture, (void)total, (void)items, (void)done_items;
    return CORO_OK;
}

const char *FOREIGN_ABSENCE(void);
#define X(entry, model, protocol, sentence) enum coro_status FOREIGN_ENTRY(entry)(struct fixture *, uint64_t, uint64_t *);
FOREIGN_PEERS(X)
#undef X
#define X(entry, model, protocol, sentence) FOREIGN_ENTRY(entry),
static enum coro_status (*volatile const entries[])(struct fixture *, uint64_t, uint64_t *) = { FOREIGN_PEERS(X) };
#undef X

int main(void) { return FOREIGN_ABSENCE() != NULL || entries[0] == NULL; }
