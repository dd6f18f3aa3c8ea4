/* SPDX-License-Identifier: MIT */
/* A program on coro whose calls of next() are known. Compiled with CORO_TRACE as 1. It prints the lines that its trace must have;
 * tests/bench/record_test.sh compares the two. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "strategies/whole_program.h"

/* Yields so many times, and then ends. */
struct yielding { unsigned count; };
ASYNC_NEXT(yielding, nothing, AWAITS(coro_yield) unsigned i;)
{
    struct coro_polled got;
    for (my->i = 0; my->i < self->count; my->i++)
        AWAIT(got, coro_yield);
    got = coro_none();
    RETURN(got);
}
ASYNC_END
DYN_ITERATOR(yielding)

struct passing { struct coro_dyn_iterator source; };
ASYNC_NEXT(passing, next, char room[40];)
{
    struct coro_polled got;
    AWAIT(got, next, self->source);
    RETURN(got);
}
ASYNC_END
DYN_ITERATOR(passing)

ASYNC(take_one, struct coro_dyn_iterator *, it, next)
{
    struct coro_polled got;
    AWAIT(got, next, *it);
    RETURN(got);
}
ASYNC_END

static struct coro_dyn_iterator copy_of(const struct iterator_type *type, const void *self)
{
    struct coro_dyn_iterator it = { dyn_iterator_copy(type, self), type->vtable };
    if (it.self == NULL)
        abort();
    return it;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "uncalled") == 0)
        return 0;
    enum { OUTER = passing_next_async_bytes, INNER = yielding_next_async_bytes };
    struct coro_dyn_iterator source = copy_of(&yielding_type, &(struct yielding){ 2 });
    struct coro_dyn_iterator its[] = { copy_of(&passing_type, &(struct passing){ source }),
                                       copy_of(&yielding_type, &(struct yielding){ 0 }),
                                       copy_of(&yielding_type, &(struct yielding){ 9 }) };
    struct coro_executor executor;
    struct coro_task tasks[3];
    _Alignas(take_one_async_align) char frames[3][take_one_async_bytes];
    coro_executor_init(&executor);
    for (int i = 0; i < 3; i++)
        coro_task_init(&tasks[i], &executor, &take_one, frames[i], &its[i]);
    for (int i = 0; i < 5; i++)         /* the first task twice, the second once, the third twice */
        coro_executor_poll(&executor);
    coro_task_fini(&tasks[2]);
    coro_executor_run(&executor);
    coro_task_fini(&tasks[0]);
    coro_task_fini(&tasks[1]);
    passing_type.fini(its[0].self, &tasks[0]);
    yielding_type.fini(its[1].self, &tasks[1]);
    yielding_type.fini(its[2].self, &tasks[2]);
    yielding_type.fini(source.self, &tasks[0]);
    coro_executor_fini(&executor);
    for (int i = 0; i < 3; i++)
        free(its[i].self);
    free(source.self);
    printf("0,%d,3,0,0\n0,%d,3,1,1\n1,%d,1,0,2\n2,%d,2,0,2\n", OUTER, INNER, INNER, INNER);
    if (argc > 1)
        raise(SIGKILL);
    return argv[0] == NULL;
}
