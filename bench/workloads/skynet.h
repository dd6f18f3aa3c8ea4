/* SPDX-License-Identifier: MIT */
/* A tree of tasks, each of which joins ten others, down to leaves that await one dyn next(). A batch is one tree of 10^4 leaves; whoever
 * asks for a million items gets the million leaves of the benchmark of that name. Tasks and their stacks are made before and used
 * again, as a runtime would: what is measured is starting them, their one next(), and joining them. */
#include "coro/task.h"
#include "bench/unit/compile_as_caller.h"
#define next RANGE_NEXT
#include "bench/bodies/tree.h"
#undef next
#define TASK_BODY tree_leaf
#include "bench/unit/task_root.h"
#define TASK_BODY tree_inner
#include "bench/unit/task_root.h"

enum { BATCH_LEAVES = 10000, MOST_LEAVES = 1000000 };
struct tree { struct node *nodes; size_t first_leaf; };     /* of the tree that runs; as many nodes as the stage has actors */

static struct coro_task *node_task(struct stage *stage, size_t index) { return &stage->actors[index].space->task; }
static enum coro_status node_begin(struct stage *stage, size_t index)
{
    struct tree *tree = stage->more;
    stage->actors[index].body = index < tree->first_leaf ? &ROOT(tree_inner) : &ROOT(tree_leaf);
    tree->nodes[index] = (struct node){ stage, stage->actors[0].chain.top, index };
    return actor_begin(stage, &stage->actors[index], &tree->nodes[index]);
}
static void node_end(struct stage *stage, size_t index) { actor_end(&stage->actors[index]); }

static void close_tree(void *more)
{
    struct tree *tree = more;
    free(tree->nodes);
    free(tree);
}

static size_t tree_nodes(size_t leaves) { return (TREE_FAN_OUT * leaves - 1) / (TREE_FAN_OUT - 1); }

/* Tasks for so many nodes; those that are there stay. A node is a leaf in one tree and an inner task in another. */
static enum coro_status grow_tree(struct stage *stage, size_t count)
{
    struct tree *tree = stage->more;
    const struct coro_async_fn *larger =
        tree_inner_root.layout.bytes > tree_leaf_root.layout.bytes ? &tree_inner_root : &tree_leaf_root;
    if (count <= stage->actor_count)
        return CORO_OK;
    struct actor *actors = realloc(stage->actors, count * sizeof *actors);
    if (actors == NULL)
        return CORO_ERR_NO_MEMORY;
    stage->actors = actors;
    struct node *nodes = realloc(tree->nodes, count * sizeof *nodes);
    if (nodes == NULL)
        return CORO_ERR_NO_MEMORY;
    tree->nodes = nodes;
    enum coro_status status = CORO_OK;
    while (!status && stage->actor_count < count) {
        struct actor *actor = &actors[stage->actor_count++];
        *actor = (struct actor){ 0 };
        status = actor_open(stage, actor, larger);
    }
    return status;
}

static enum coro_status skynet_open(struct stage *stage, unsigned param)
{
    (void)param;
    if (CALLER == ASYNC_STACKFUL && !CORO_FRAMES_STAY) {
        stage->head.reason = "who joins a task lies on its list, and must not be copied away while it waits";
        return CORO_ERR_UNSUPPORTED;
    }
    stage->more = calloc(1, sizeof(struct tree));
    stage->close_more = close_tree;
    if (stage->more == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = grow_tree(stage, tree_nodes(BATCH_LEAVES));
    if (!status)
        status = chain_init(&stage->actors[0].chain, 1);
    return status ? status : CHAIN_ADD(&stage->actors[0].chain, range, 0);
}

static enum coro_status run_tree(struct stage *stage, size_t leaves)
{
    struct chain *numbers = &stage->actors[0].chain;
    *chain_counter(numbers) = (struct counter){ 0, leaves };
    enum coro_status status = node_begin(stage, 0);
    if (status)
        return status;
    coro_executor_run(stage->executor);
    status = sum_check(&stage->actors[0], leaves);
    node_end(stage, 0);
    return status;
}

static enum coro_status skynet_run(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    struct tree *tree = stage->more;
    uint64_t leaves = TREE_FAN_OUT;
    while (leaves < MOST_LEAVES && leaves * TREE_FAN_OUT <= items)
        leaves *= TREE_FAN_OUT;
    uint64_t trees = items / leaves ? items / leaves : 1;
    enum coro_status status = grow_tree(stage, tree_nodes(leaves));
    tree->first_leaf = tree_nodes(leaves) - leaves;
    for (uint64_t i = 0; !status && i < trees; i++)
        status = run_tree(stage, leaves);
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
