/* SPDX-License-Identifier: MIT */
/* Results that do not fit two registers. In `ready` an item is a word, which comes back in a register; here it has 24 or 100
 * bytes, which the callee writes to a place of the caller (bench/iterators/wide.h), and the caller moves once and adds up
 * (bench/bodies/wide_sum.h). The peers of rustc run the same loop.
 *
 * Items are written and read alike by all compilers: written 16 bytes at a time as rustc does, read word by word from memory. */

/* Fills a place with one word. */
CORO_INLINE void wide_fill(void *place, size_t bytes, uint32_t word)
{
    typedef uint32_t four_words __attribute__((vector_size(16)));
    four_words words = { word, word, word, word };
#pragma GCC unroll 8
    for (size_t i = 0; i < bytes / sizeof words; i++)
        memcpy((char *)place + i * sizeof words, &words, sizeof words);
    memcpy((char *)place + bytes / sizeof words * sizeof words, &words, bytes % sizeof words);
}

/* Adds up the words of an item, in order: left to itself, gcc loads them all first and has no registers for them. */
CORO_INLINE uint64_t wide_sum(const uint32_t *item, size_t bytes)
{
    const volatile uint32_t *words = item;
    uint64_t total = 0;
    __asm__ volatile("" : "+r"(words) : : "memory");
#pragma GCC unroll 32
    for (size_t i = 0; i < bytes / sizeof *words; i++) {
        total += words[i];
        __asm__("" : "+r"(total));
    }
    return total;
}

/* The iterator, as its caller knows it: an adapter lies behind the counter, as behind any iterator. */
struct wide_source { struct counter *counter; ITERATOR handle; };
struct wide_type {
    size_t bytes;
    const struct coro_async_fn *sum;
    const struct iterator_type *type;       /* NULL for a known type, as is fini */
    void (*fini)(void *counter, struct coro_task *);
};

/* The handle of the iterator, for one call. */
#if PROTOCOL == PROTOCOL_STATIC
#define wide_handle(call, source) static_handle(call, SEALED_THIRD)
#else
#define wide_handle(call, source) ((ITERATOR){ call, (source)->handle.vtable })
#endif

#define WIDE_BYTES 24
#include "bench/unit/wide_source.h"
#define WIDE_BYTES 100
#include "bench/unit/wide_source.h"
#undef wide_handle

struct wide { struct wide_source source; const struct wide_type *type; };

/* The consumer's chain owns the iterator. It is not added by chain_add: a call has a record in the place of the iterator, which
 * bench/unit/counted_calls.h would take for it. */
static enum coro_status wide_open_source(struct consumer *consumer, struct wide *wide)
{
    const struct iterator_type *type = wide->type->type;
    enum coro_status status = chain_init(&consumer->chain, 1);
    if (status)
        return status;
    size_t bytes = coro_round_up(sizeof(struct counter), CORO_MAX_ALIGN) + (type ? adapter_bytes(type->frame) : 0);
    wide->source.counter = calloc(1, bytes);
    if (wide->source.counter == NULL)
        return CORO_ERR_NO_MEMORY;
    if (type)
        wide->source.handle = iterator_handle(wide->source.counter, type);
    consumer->chain.iterators[consumer->chain.count++] =
        (struct owned_iterator){ .self = wide->source.counter, .fini = wide->type->fini, .total_bytes = bytes };
    return CORO_OK;
}

static enum coro_status wide_open(struct fixture *fixture, unsigned bytes)
{
    static const struct wide_type *const types[] = { &wide_24_wide, &wide_100_wide };
    struct wide *wide = fixture_keep(fixture, sizeof *wide, free);
    enum coro_status status = wide ? fixture_reserve(fixture, 1) : CORO_ERR_NO_MEMORY;
    if (status)
        return status;
    wide->type = types[bytes != types[0]->bytes];
    fixture->consumer_count = 1;
    status = wide_open_source(&fixture->consumers[0], wide);
    return status ? status : consumer_open(fixture, &fixture->consumers[0], wide->type->sum);
}

static enum coro_status wide_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct wide *wide = fixture->more;
    uint64_t words = wide->type->bytes / sizeof(uint32_t);
    *wide->source.counter = (struct counter){ 0, items };
    *done_items = items;
    return consumer_run(fixture, &fixture->consumers[0], &wide->source,
                        expected_sum(&fixture->consumers[0].chain, items) * words);
}

static const struct workload result_workload = {
    .name = "result",
    .question = "What does an item of 24 or 100 bytes cost, which does not fit two registers and goes through memory?",
    .item = "item",
    .order = 42,
    .params = { 24, 100 },
    .mixes_sizes = true,        /* the record of a call has no place for a count of the calls */
    .batch_items = 8192,
    .open = wide_open,
    .run = wide_run,
};
