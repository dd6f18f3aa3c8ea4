/* SPDX-License-Identifier: MIT */
/* A walk over a full binary tree: next() of one type awaits next() of the same type, d levels deep. The nodes are numbered in
 * order, so the sum is known. Half of the items come up through all d awaits. A subtree that has ended is ready for the next
 * walk, so that no walk has to set up the tree. */
#if PROTOCOL == PROTOCOL_STATIC
#define recursion_open NULL
#define recursion_run NULL
#else
#include "bench/unit/compile_as_callee.h"

/* One of the 2^d leaves: an iterator over one item. */
struct leaf { uint64_t value; bool is_taken; };

ASYNC_NEXT(leaf, alone)
{
    self->is_taken = !self->is_taken;
    if (!self->is_taken)
        RETURN(coro_none());
    RETURN(coro_some(self->value));
}
ASYNC_END
DYN_ITERATOR(leaf)

/* An inner node as an iterator over its subtree in order: next() awaits next() of its own type, as deep as the tree is. */
enum walker_place { WALKER_LEFT, WALKER_SELF, WALKER_RIGHT };
struct walker { ITERATOR left, right; uint64_t value; enum walker_place place; };

ASYNC_NEXT(walker, little(next))
{
    struct coro_polled got;
    if (self->place == WALKER_LEFT) {
        AWAIT(got, next, self->left);
        if (got.tag != CORO_NONE)
            RETURN(got);
        self->place = WALKER_SELF;
    }
    if (self->place == WALKER_SELF) {
        self->place = WALKER_RIGHT;
        RETURN(coro_some(self->value));
    }
    AWAIT(got, next, self->right);
    if (got.tag == CORO_NONE)
        self->place = WALKER_LEFT;
    RETURN(got);
}
ASYNC_END
DYN_ITERATOR(walker)
#include "bench/unit/compile_as_caller.h"

static enum coro_status add_subtree(struct chain *chain, unsigned depth, uint64_t first, ITERATOR *root)
{
    ITERATOR left = { 0 }, right = { 0 };
    uint64_t middle = first + ((uint64_t)1 << depth) - 1;
    enum coro_status status = CORO_OK;
    if (depth == 0)
        status = CHAIN_ADD(chain, leaf, .value = first);
    else
        status = add_subtree(chain, depth - 1, first, &left);
    if (depth > 0 && !status)
        status = add_subtree(chain, depth - 1, middle + 1, &right);
    if (depth > 0 && !status)
        status = CHAIN_ADD(chain, walker, left, right, middle, WALKER_LEFT);
    *root = chain->top;
    return status;
}

static enum coro_status recursion_open(struct fixture *fixture, unsigned depth)
{
    struct chain *chain;
    ITERATOR root;
    enum coro_status status = sum_fixture(fixture, ((size_t)2 << depth) - 1, &chain);
    fixture->param = depth;
    if (!status)
        status = add_subtree(chain, depth, 0, &root);
    return status ? status : sum_consumer_open(fixture, &fixture->consumers[0]);
}

/* Prepares the next walk after a failed walk. */
static void reset_tree(const struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        struct owned_iterator *iterator = &chain->iterators[i];
        if (iterator->fini == walker_dyn_fini)
            ((struct walker *)iterator->self)->place = WALKER_LEFT;
        else
            ((struct leaf *)iterator->self)->is_taken = false;
    }
}

static enum coro_status walk_once(struct fixture *fixture)
{
    struct consumer *consumer = &fixture->consumers[0];
    uint64_t count = consumer->chain.count;
    enum coro_status status = consumer_run(fixture, consumer, &consumer->sum, count * (count - 1) / 2);
    if (status)
        reset_tree(&consumer->chain);
    return status;
}

static enum coro_status recursion_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = fixture->consumers[0].chain.count, walks = items / count ? items / count : 1;
    enum coro_status status = CORO_OK;
    for (uint64_t i = 0; i < walks && !status; i++)
        status = walk_once(fixture);
    *done_items = walks * count;
    return status;
}
#endif

static const struct workload recursion_workload = {
    .name = "recursion",
    .question = "What does an item cost of an async walk over a tree that is d levels deep, each awaiting the next by dyn?",
    .item = "node",
    .order = 55,
    .params = { 2, 6, 12 },
    .mixes_sizes = true,
    .batch_items = 8191,
    .absence = "an async function that awaits itself by value has no finite size",
    .open = recursion_open,
    .run = recursion_run,
};
