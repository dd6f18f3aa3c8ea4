/* SPDX-License-Identifier: MIT */
/* A chain of iterators on the heap: a source that counts, and adapters stacked on it, each with the strategy's adapter behind
 * it. A consumer (bench/unit/fixture.h) owns one chain and awaits its top. Workloads build their chains with CHAIN_ADD,
 * outside the timed region. */
struct counter { uint64_t i, end; };        /* the first members of every source: its items are i, i + 1, … end - 1 */

struct owned_iterator {
    void *self;
    void (*fini)(void *self, struct coro_task *);
    size_t total_bytes;
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
        free(iterator->self);
    }
    free(chain->iterators);
    *chain = (struct chain){ 0 };
}

static enum coro_status chain_add(struct chain *chain, const void *self, const struct iterator_type *type)
{
    if (chain->count == chain->capacity)
        return CORO_ERR_INVALID;
    size_t bytes = iterator_bytes(type);
    char *at = calloc(1, bytes);
    if (at == NULL)
        return CORO_ERR_NO_MEMORY;
    memcpy(at, self, type->self_bytes);
    chain->iterators[chain->count++] = (struct owned_iterator){ at, type->fini, bytes, type->frame };
    chain->top = iterator_handle(at, type);
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

/* The heap blocks per item that the strategy claims, summed over the chain. */
CORO_UNUSED static uint64_t chain_claimed_allocations(const struct chain *chain)
{
    uint64_t count = 0;
    for (size_t i = 0; strategy.allocations && i < chain->count; i++)
        if (chain->iterators[i].frame.bytes > 0)
            count += strategy.allocations(chain->iterators[i].frame, i + 1 == chain->count ? AWAITED_BY_TASK : AWAITED_BY_NEXT);
    return count;
}

static struct counter *chain_counter(const struct chain *chain) { return chain->iterators[0].self; }
