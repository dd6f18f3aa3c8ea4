/* SPDX-License-Identifier: MIT */
/* The fixture of one cell: an executor and its consumers. A consumer is a task with the chain of iterators that it awaits and
 * the memory of both. A workload opens its consumers outside the timed region, and begins and ends them inside.
 * bench/table/workload.h declares the fixture to the programs that run it; every workload of the row stands on this file.
 *
 * A chain lies on the heap: a source that counts, and adapters stacked on it, each with the strategy's adapter behind it. The
 * consumer awaits its top. Workloads build their chains with CHAIN_ADD, outside the timed region. */
#include "bench/fixtures/check_result.h"
#include "bench/unit/counted_calls.h"

struct counter { uint64_t i, end; };        /* the first members of every source: its items are i, i + 1, … end - 1 */

struct owned_iterator {
    void *self;
    void (*fini)(void *self, struct coro_task *);
    size_t total_bytes, head_bytes;        /* head_bytes: of its record, in front of `self` (counted_calls.h) */
    struct coro_layout frame;               /* of its next(); 0 bytes for a known type */
};
struct chain {
    struct owned_iterator *iterators;       /* the source first; each is freed with the chain */
    size_t count, capacity;
    ITERATOR top;                           /* valid when count > 0 */
    const struct sum_bodies *sums;          /* of the topmost type that has sums */
    size_t depth;                           /* how many adapters of known type lie on that type */
    unsigned map_count;                     /* each adds MAP_PLUS to every item */
};
enum { MAP_PLUS = 1 };
#define REJECTED UINT64_MAX                 /* no item has this value: filters compare each item and keep it */

static enum coro_status chain_init(struct chain *chain, size_t capacity)
{
    *chain = (struct chain){ .iterators = calloc(capacity, sizeof *chain->iterators) };
    if (chain->iterators == NULL)
        return CORO_ERR_NO_MEMORY;
    chain->capacity = capacity;
    return CORO_OK;
}

/* Frees the top first: a call in flight there may hold one of the iterator below. */
static void chain_fini(struct chain *chain, struct coro_task *task)
{
    while (chain->count > 0) {
        struct owned_iterator *iterator = &chain->iterators[--chain->count];
        if (iterator->fini)
            iterator->fini(iterator->self, task);
        free((char *)iterator->self - iterator->head_bytes);
    }
    free(chain->iterators);
    *chain = (struct chain){ 0 };
}

static enum coro_status chain_add(struct chain *chain, const void *self, const struct iterator_type *type)
{
    if (chain->count == chain->capacity)
        return CORO_ERR_INVALID;
    size_t bytes = iterator_bytes(type), head_bytes = counted_head_bytes(type);
    const struct owned_iterator *below = chain->count ? &chain->iterators[chain->count - 1] : NULL;
    struct iterator_type handed = *type;
    struct coro_layout counted = { head_bytes + bytes, _Alignof(struct counted) };
    char *block = head_bytes ? heap_alloc(counted) : calloc(1, bytes);
    if (block == NULL)
        return CORO_ERR_NO_MEMORY;
    char *at = block + head_bytes;
    if (head_bytes)
        memset(at, 0, bytes);
    memcpy(at, self, type->self_bytes);
    count_calls_of(at, &handed, below && below->head_bytes ? (struct counted *)below->self - 1 : NULL);
    chain->iterators[chain->count++] = (struct owned_iterator){ at, type->fini, bytes, head_bytes, type->frame };
    chain->top = iterator_handle(at, &handed);
    chain->depth++;
    if (type->sums) {
        chain->sums = type->sums;
        chain->depth = 0;
    }
    return CORO_OK;
}
#define CHAIN_ADD(chain, T, ...) chain_add(chain, &(struct T){ __VA_ARGS__ }, &T##_type)

/* Adds `depth` adapters, a filter and a map by turns. */
static enum coro_status chain_add_adapters(struct chain *chain, unsigned depth)
{
    for (unsigned i = 1; i <= depth; i++) {
        enum coro_status status = i % 2 ? CHAIN_ADD(chain, filter, .source = chain->top, .rejected = REJECTED)
                                        : CHAIN_ADD(chain, map, .source = chain->top, .plus = MAP_PLUS);
        if (status)
            return status;
        chain->map_count += i % 2 == 0;
    }
    return CORO_OK;
}

static struct counter *chain_counter(const struct chain *chain) { return chain->iterators[0].self; }

struct task_space { struct coro_task task; struct task_part part; };
_Static_assert(offsetof(struct task_space, part) == sizeof(struct coro_task), "task_part() finds the part right behind the task");

struct consumer {
    struct task_space *space;
    void *frame;                            /* of the body: a heap block, or the stack's base */
    struct coro_stack stack;                /* stackful callers only */
    const struct coro_async_fn *body;
    struct chain chain;
    struct sum sum;                         /* the argument of a body that is a sum */
};

struct fixture {
    struct fixture_head head;
    struct coro_executor own_executor, *executor;       /* the workload's executor, or own_executor */
    struct coro_stack_source *stacks;       /* NULL when the strategy names no provider */
    struct consumer *consumers;
    size_t consumer_count;                  /* the open ones */
    unsigned param;
    /* Adds the iterator of a task to its chain. NULL: tasks await tickers. */
    enum coro_status (*add_source)(const struct fixture *, struct chain *, size_t task_index);
    void *more;                             /* the workload's own; close_more, if set, frees it */
    void (*close_more)(void *);
};

static enum coro_status consumer_open_task(struct consumer *consumer, const struct coro_async_fn *body)
{
    consumer->body = body;
    consumer->space = calloc(1, sizeof *consumer->space);
    return consumer->space ? CORO_OK : CORO_ERR_NO_MEMORY;
}

/* Makes room for the frame of the body. The strategy makes room for the frames of the futures that the body awaits. */
static enum coro_status consumer_open_frame(struct fixture *fixture, struct consumer *consumer)
{
    if (CALLER == ASYNC_STACKFUL) {
        enum coro_status status = strategy.stacks->acquire(fixture->stacks, &consumer->stack);
        if (status)
            return status;
        consumer->frame = consumer->stack.base;
    } else {
        consumer->frame = heap_alloc(consumer->body->layout);
    }
    return consumer->frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}

static enum coro_status consumer_open(struct fixture *fixture, struct consumer *consumer, const struct coro_async_fn *body)
{
    enum coro_status status = consumer_open_task(consumer, body);
    return status ? status : consumer_open_frame(fixture, consumer);
}

/* Frees the frame of the body, which may be opened again. */
static void consumer_close_frame(struct fixture *fixture, struct consumer *consumer)
{
    if (CALLER != ASYNC_STACKFUL)
        free(consumer->frame);
    else if (consumer->stack.base)
        strategy.stacks->release(fixture->stacks, consumer->stack);
    consumer->stack.base = NULL;
    consumer->frame = NULL;
}

static void consumer_close(struct fixture *fixture, struct consumer *consumer)
{
    chain_fini(&consumer->chain, consumer->space ? &consumer->space->task : NULL);
    consumer_close_frame(fixture, consumer);
    free(consumer->space);
    *consumer = (struct consumer){ 0 };
}

/* Begins the life of the task and of the strategy's part in it. */
static enum coro_status consumer_begin(struct fixture *fixture, struct consumer *consumer, void *arg)
{
    if (strategy.placing->task_init) {
        enum coro_status status = strategy.placing->task_init(&consumer->space->part, fixture->stacks);
        if (status)
            return status;
    }
    coro_task_init(&consumer->space->task, fixture->executor, consumer->body, consumer->frame, arg);
    consumer->space->task.stacks = fixture->stacks;
    return CORO_OK;
}

static void consumer_end(struct consumer *consumer)
{
    coro_task_fini(&consumer->space->task);
    open_task_part(&consumer->space->task);
    if (strategy.placing->task_fini)
        strategy.placing->task_fini(&consumer->space->part, consumer->space->task.stacks);
}

/* Runs the consumer's body on `arg` to its end; its result must be `right`. A failure of the body is returned as its status. */
CORO_UNUSED static enum coro_status consumer_run(struct fixture *fixture, struct consumer *consumer, void *arg, uint64_t right)
{
    enum coro_status status = consumer_begin(fixture, consumer, arg);
    if (status)
        return status;
    coro_executor_run(fixture->executor);
    status = check_task(&consumer->space->task, right);
    consumer_end(consumer);
    return status;
}

/* Why threads may not share an iterator of this row; NULL: they may. */
CORO_UNUSED static const char *sharing_refusal(void)
{
    if (strategy.threads.shared == NULL)
        return "the row's file does not say, by .threads, whether threads may share an iterator";
    return strategy.threads.refusal;
}

static const char *fixture_refusal(void) { return strategy.refusal ? strategy.refusal() : NULL; }

CORO_UNUSED static enum coro_status fixture_open(const struct fixture_head *head, struct fixture **out)
{
    if (fixture_refusal())
        return CORO_ERR_UNSUPPORTED;
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return CORO_ERR_NO_MEMORY;
    fixture->head = *head;
    if (counting.is_on != head->options->counts_calls)      /* threads that open fixtures at once find it right */
        counting.is_on = head->options->counts_calls;
    coro_executor_init(&fixture->own_executor);
    fixture->executor = &fixture->own_executor;
    if (strategy.stacks) {
        enum coro_status status = strategy.stacks->open(SOURCE_STACK_BYTES, &fixture->stacks);
        if (status) {
            free(fixture);
            return status;
        }
    }
    *out = fixture;
    return CORO_OK;
}

CORO_UNUSED static void fixture_close(struct fixture *fixture)
{
    if (fixture == NULL)
        return;
    while (fixture->consumer_count > 0)
        consumer_close(fixture, &fixture->consumers[--fixture->consumer_count]);
    free(fixture->consumers);
    if (fixture->close_more && fixture->more)
        fixture->close_more(fixture->more);
    if (strategy.stacks)
        strategy.stacks->close(fixture->stacks);
    coro_executor_fini(&fixture->own_executor);
    free(fixture);
}

/* Zeroed memory for what a workload keeps in its fixture, with `close` called at the fixture's end; NULL without memory. */
CORO_UNUSED static void *fixture_keep(struct fixture *fixture, size_t bytes, void (*close)(void *))
{
    fixture->more = calloc(1, bytes);
    fixture->close_more = close;
    return fixture->more;
}

/* Allocates room for `count` consumers; none is open yet. */
static enum coro_status fixture_reserve(struct fixture *fixture, size_t count)
{
    fixture->consumers = calloc(count, sizeof *fixture->consumers);
    return fixture->consumers ? CORO_OK : CORO_ERR_NO_MEMORY;
}
