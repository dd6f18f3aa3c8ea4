/* SPDX-License-Identifier: MIT */
/* A tree of tasks: each joins ten others, down to leaves that await one dyn next(). A batch is one tree of 10^4 leaves; a run
 * of a million items is the benchmark known by that name. The tasks and their stacks are made beforehand and used again, as
 * in a runtime. Measured are their start, the one next() of each leaf, and the joins. */
#include "coro/task.h"
#include "bench/unit/compile_as_caller.h"
#define next RANGE_NEXT

/* The callers. A leaf takes the next number from an iterator that all leaves share. An inner task begins ten children, joins
 * them, and adds up their results; when it is cancelled, it cancels its children. */
enum { TREE_FAN_OUT = 10 };
struct node { struct fixture *fixture; ITERATOR numbers; size_t index; };      /* children: 10 i + 1 … 10 i + 10 */

static enum coro_status node_begin(struct fixture *, size_t index);
static void node_end(struct fixture *, size_t index);
static struct coro_task *node_task(struct fixture *, size_t index);

ASYNC(tree_leaf, struct node *, self, little(next))
{
    struct coro_polled got;
    AWAIT(got, next, self->numbers);
    RETURN(got);
}
ASYNC_END

ASYNC(tree_inner, struct node *, self, little(nothing), uint64_t total; size_t begun, child; AWAITS(coro_join))
{
    struct coro_polled got;
    my->total = 0;
    for (my->begun = 0; my->begun < TREE_FAN_OUT; my->begun++) {
        enum coro_status status = node_begin(self->fixture, TREE_FAN_OUT * self->index + 1 + my->begun);
        if (status)
            RETURN(coro_failed(status));
    }
    for (my->child = 1; my->child <= TREE_FAN_OUT; my->child++) {
        AWAIT(got, coro_join, node_task(self->fixture, TREE_FAN_OUT * self->index + my->child));
        if (got.tag != CORO_SOME)
            RETURN(got);
        my->total += got.value;
    }
    RETURN(coro_some(my->total));
}
ASYNC_END_AFTER(for (size_t i = 0; i < my->begun; i++) node_end(self->fixture, TREE_FAN_OUT * self->index + 1 + i))
#undef next
#define TASK_BODY tree_leaf
#include "bench/unit/task_body.h"
#define TASK_BODY tree_inner
#include "bench/unit/task_body.h"

enum { BATCH_LEAVES = 10000, MOST_LEAVES = 1000000 };
struct tree { struct node *nodes; size_t first_leaf; };     /* of the tree that runs; one node per consumer of the fixture */

static struct coro_task *node_task(struct fixture *fixture, size_t index) { return &fixture->consumers[index].space->task; }
static enum coro_status node_begin(struct fixture *fixture, size_t index)
{
    struct tree *tree = fixture->more;
    fixture->consumers[index].body = index < tree->first_leaf ? &ROOT(tree_inner) : &ROOT(tree_leaf);
    tree->nodes[index] = (struct node){ fixture, fixture->consumers[0].chain.top, index };
    return consumer_begin(fixture, &fixture->consumers[index], &tree->nodes[index]);
}
static void node_end(struct fixture *fixture, size_t index) { consumer_end(&fixture->consumers[index]); }

static void close_tree(void *more)
{
    struct tree *tree = more;
    free(tree->nodes);
    free(tree);
}

static size_t tree_nodes(size_t leaves) { return (TREE_FAN_OUT * leaves - 1) / (TREE_FAN_OUT - 1); }

/* Makes tasks until there are `count` nodes. A node may be a leaf in one tree and an inner task in another. */
static enum coro_status grow_tree(struct fixture *fixture, size_t count)
{
    struct tree *tree = fixture->more;
    const struct coro_async_fn *larger =
        tree_inner_root.layout.bytes > tree_leaf_root.layout.bytes ? &tree_inner_root : &tree_leaf_root;
    if (count <= fixture->consumer_count)
        return CORO_OK;
    struct consumer *consumers = realloc(fixture->consumers, count * sizeof *consumers);
    if (consumers == NULL)
        return CORO_ERR_NO_MEMORY;
    fixture->consumers = consumers;
    struct node *nodes = realloc(tree->nodes, count * sizeof *nodes);
    if (nodes == NULL)
        return CORO_ERR_NO_MEMORY;
    tree->nodes = nodes;
    enum coro_status status = CORO_OK;
    while (!status && fixture->consumer_count < count) {
        struct consumer *consumer = &consumers[fixture->consumer_count++];
        *consumer = (struct consumer){ 0 };
        status = consumer_open(fixture, consumer, larger);
    }
    return status;
}

static enum coro_status skynet_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    if (CALLER == ASYNC_STACKFUL && !CORO_FRAMES_STAY) {
        fixture->head.reason = "a task that joins another lies on its list, and must not be copied away while it waits";
        return CORO_ERR_UNSUPPORTED;
    }
    if (fixture_keep(fixture, sizeof(struct tree), close_tree) == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = grow_tree(fixture, tree_nodes(BATCH_LEAVES));
    if (!status)
        status = chain_init(&fixture->consumers[0].chain, 1);
    return status ? status : CHAIN_ADD(&fixture->consumers[0].chain, range, 0);
}

static enum coro_status run_tree(struct fixture *fixture, size_t leaves)
{
    struct chain *numbers = &fixture->consumers[0].chain;
    *chain_counter(numbers) = (struct counter){ 0, leaves };
    enum coro_status status = node_begin(fixture, 0);
    if (status)
        return status;
    coro_executor_run(fixture->executor);
    status = sum_check(&fixture->consumers[0], leaves);
    node_end(fixture, 0);
    return status;
}

static enum coro_status skynet_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct tree *tree = fixture->more;
    uint64_t leaves = TREE_FAN_OUT;
    while (leaves < MOST_LEAVES && leaves * TREE_FAN_OUT <= items)
        leaves *= TREE_FAN_OUT;
    uint64_t trees = items / leaves ? items / leaves : 1;
    enum coro_status status = grow_tree(fixture, tree_nodes(leaves));
    tree->first_leaf = tree_nodes(leaves) - leaves;
    for (uint64_t i = 0; !status && i < trees; i++)
        status = run_tree(fixture, leaves);
    *done_items = trees * leaves;
    return status;
}
static const struct workload skynet_workload = {
    .name = "skynet",
    .question = "What does a leaf cost in a tree of tasks, each of which starts ten others and joins them?",
    .item = "leaf",
    .order = 63,
    .makes_tasks = true,
    .batch_items = BATCH_LEAVES,
    .open = skynet_open,
    .run = skynet_run,
};
