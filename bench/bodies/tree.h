/* SPDX-License-Identifier: MIT */
/* The callers of the workload `skynet`. A leaf takes the next number from an iterator that all leaves share. An inner task
 * begins ten children, joins them, and adds up their results; when it is cancelled, it cancels its children. */
enum { TREE_FAN_OUT = 10 };
struct node { struct fixture *fixture; ITERATOR numbers; size_t index; };      /* children: 10 i + 1 … 10 i + 10 */

static enum coro_status node_begin(struct fixture *, size_t index);
static void node_end(struct fixture *, size_t index);
static struct coro_task *node_task(struct fixture *, size_t index);

ASYNC(tree_leaf, struct node *, self, next)
{
    struct coro_polled got;
    AWAIT(got, next, self->numbers);
    RETURN(got);
}
ASYNC_END

ASYNC(tree_inner, struct node *, self, nothing, uint64_t total; size_t begun, child; AWAITS(join))
{
    struct coro_polled got;
    my->total = 0;
    for (my->begun = 0; my->begun < TREE_FAN_OUT; my->begun++) {
        enum coro_status status = node_begin(self->fixture, TREE_FAN_OUT * self->index + 1 + my->begun);
        if (status)
            RETURN(coro_failed(status));
    }
    for (my->child = 1; my->child <= TREE_FAN_OUT; my->child++) {
        AWAIT(got, join, node_task(self->fixture, TREE_FAN_OUT * self->index + my->child));
        if (got.tag != CORO_SOME)
            RETURN(got);
        my->total += got.value;
    }
    RETURN(coro_some(my->total));
}
ASYNC_END_AFTER(for (size_t i = 0; i < my->begun; i++) node_end(self->fixture, TREE_FAN_OUT * self->index + 1 + i))
