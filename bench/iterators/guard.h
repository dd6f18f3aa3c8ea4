/* SPDX-License-Identifier: MIT */
/* Passes on the items of another iterator, and owns heap memory across the await, which must be freed on return and on drop
 * alike. */
struct guard { ITERATOR source; size_t alive_count; };      /* how many of its futures own memory now */

ASYNC_NEXT(guard, next, uint64_t *copy;)
{
    struct coro_polled got;
    my->copy = malloc(sizeof *my->copy);
    if (my->copy == NULL)
        RETURN(coro_failed(CORO_ERR_NO_MEMORY));
    self->alive_count++;
    AWAIT(got, next, self->source);
    *my->copy = got.value;
    RETURN(((struct coro_polled){ got.tag, *my->copy }));
}
ASYNC_END_AFTER(self->alive_count -= my->copy != NULL; free(my->copy))
