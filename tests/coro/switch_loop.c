/* SPDX-License-Identifier: MIT */
/* Resumes a coroutine that suspends at once, argv[1] times. Compiled once per context, for switch_instructions_test.sh. */
#include <stdlib.h>
#include "coro/coroutine.h"

static char memory[64 * 1024] __attribute__((aligned(CORO_MAX_ALIGN)));

static struct coro_polled suspend_for_ever(struct coro *self, void *arg)
{
    while (!coro_suspend(self))
        ;
    (void)arg;
    return coro_none();
}

int main(int argc, char **argv)
{
    struct coro *co = coro_init((struct coro_stack){ memory, sizeof memory }, suspend_for_ever, NULL);
    for (long count = argc > 1 ? atol(argv[1]) : 0; count > 0; count--)
        if (coro_resume(co) != CORO_OK)
            return 1;
    coro_cancel(co);
    coro_fini(co);
    return 0;
}
