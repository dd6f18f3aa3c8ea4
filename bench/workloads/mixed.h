/* SPDX-License-Identifier: MIT */
/* Eight callees with frames of different sizes share one call site. A strategy that keeps memory at the call site, or sets it
 * aside there, meets another size with each call. */
#include "bench/fixtures/touch_padding.h"
#define PADDED GLUE(mixed_, PADDED_BYTES, )
#define PADDED_FILE "bench/iterators/padded.h"
#define PADDED_BYTES 24
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 32
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 48
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 64
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 96
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 160
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 320
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 1040
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE
#define MIXED_SIZES(X) X(24) X(32) X(48) X(64) X(96) X(160) X(320) X(1040)

#if PROTOCOL == PROTOCOL_STATIC
#define mixed_open NULL
#define mixed_run NULL
#else

/* The caller: one call site for iterators of many types. It awaits next() of one after another, in a given order, and adds up.
 * The second body stamps every next(), as in bench/bodies/sum.h. */
enum { MIXTURE_TYPES = 8, MIXTURE_ORDER = 4096 };
struct mixture {
    ITERATOR sources[MIXTURE_TYPES];
    uint64_t count;
    unsigned char order[MIXTURE_ORDER];
    unsigned short taken[MIXTURE_ORDER + 1][MIXTURE_TYPES];     /* the items of each source before that place in the order */
    struct histogram *stamps;
};

ASYNC(mixture_sum, struct mixture *, self, little(next), uint64_t i; uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    for (my->i = 0; my->i < self->count; my->i++) {
        AWAIT(got, next, self->sources[self->order[my->i % MIXTURE_ORDER]]);
        if (got.tag == CORO_FAILED)
            RETURN(got);
        if (got.tag != CORO_SOME)
            break;
        my->total += got.value;
    }
    RETURN(coro_some(my->total));
}
ASYNC_END

ASYNC(STAMPED(mixture_sum), struct mixture *, self, little(next), uint64_t i; uint64_t total, began;)
{
    struct coro_polled got;
    my->total = 0;
    for (my->i = 0; my->i < self->count; my->i++) {
        my->began = stamp_clock();
        AWAIT(got, next, self->sources[self->order[my->i % MIXTURE_ORDER]]);
        if (got.tag == CORO_FAILED)
            RETURN(got);
        if (got.tag != CORO_SOME)
            break;
        histogram_add(self->stamps, stamp_clock() - my->began);
        my->total += got.value;
    }
    RETURN(coro_some(my->total));
}
ASYNC_END
#define TASK_BODY mixture_sum
#include "bench/unit/task_body.h"
#define TASK_BODY STAMPED(mixture_sum)
#include "bench/unit/task_body.h"

/* xorshift32 (Marsaglia 2003), always from the same seed: every row meets the same order. */
static void mix_order(struct mixture *mixture)
{
    uint32_t state = 0x9e3779b9;
    for (size_t i = 0; i < MIXTURE_ORDER; i++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        mixture->order[i] = state % MIXTURE_TYPES;
        memcpy(mixture->taken[i + 1], mixture->taken[i], sizeof mixture->taken[i]);
        mixture->taken[i + 1][mixture->order[i]]++;
    }
}

static enum coro_status mixed_open(struct fixture *fixture, unsigned param)
{
#define X(bytes) &mixed_##bytes##_type,
    static const struct iterator_type *const types[MIXTURE_TYPES] = { MIXED_SIZES(X) };
#undef X
    struct chain *chain;
    struct mixture *mixture = fixture_keep(fixture, sizeof *mixture, free);
    (void)param;
    if (mixture == NULL)
        return CORO_ERR_NO_MEMORY;
    mix_order(mixture);
    enum coro_status status = sum_fixture(fixture, MIXTURE_TYPES, &chain);
    for (size_t i = 0; i < MIXTURE_TYPES && !status; i++) {
        status = chain_add(chain, &(struct counter){ 0 }, types[i]);
        mixture->sources[i] = chain->top;
    }
    mixture->stamps = fixture->head.options->stamps;
    const struct coro_async_fn *body = mixture->stamps ? &ROOT(STAMPED(mixture_sum)) : &ROOT(mixture_sum);
    return status ? status : consumer_open(fixture, &fixture->consumers[0], body);
}

/* Starts every counter at 0, and returns the sum that is right. */
static uint64_t mixed_reset(const struct chain *chain, const struct mixture *mixture)
{
    uint64_t sum = 0, rounds = mixture->count / MIXTURE_ORDER, rest = mixture->count % MIXTURE_ORDER;
    for (size_t i = 0; i < MIXTURE_TYPES; i++) {
        uint64_t taken = rounds * mixture->taken[MIXTURE_ORDER][i] + mixture->taken[rest][i];
        sum += taken % 2 ? taken * ((taken - 1) / 2) : taken / 2 * (taken - 1);
        *(struct counter *)chain->iterators[i].self = (struct counter){ 0, UINT64_MAX };
    }
    return sum;
}

static enum coro_status mixed_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct mixture *mixture = fixture->more;
    mixture->count = *done_items = items;
    return consumer_run(fixture, &fixture->consumers[0], mixture, mixed_reset(&fixture->consumers[0].chain, mixture));
}
#endif

static const struct workload mixed_workload = {
    .name = "mixed",
    .question = "What does one dyn next() cost when eight callees with frames of 24 to 1040 bytes share a call site?",
    .item = "item",
    .order = 45,
    .mixes_sizes = true,
    .batch_items = 8192,
    .absence = "one call site for eight types: where every type is known there is no such site",
    .open = mixed_open,
    .run = mixed_run,
};
