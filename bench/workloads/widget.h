/* SPDX-License-Identifier: MIT */
/* Part 7's trait of three methods. Each asks for something that keeps a trait from being used behind dyn today:
 *
 *     augment(&mut self, impl Into<…>)     the caller makes "some kind of pointer to a dyn Into<…>" in its own frame; the
 *                                          callee's future has an unknown size, and is placed as that of next() is
 *     components(&self) -> impl Iterator   the caller knows no size of the returned iterator, which is placed and released
 *     transmit(self, impl Factory)         self by value: it moves out of the box and into the callee's frame
 *
 * The box is the same memory for all lives, so that only the strategy's allocations are counted. */
#include "bench/unit/widget_glue.h"
#include "bench/bodies/use_widgets.h"
#define TASK_BODY widget_lives
#include "bench/unit/task_body.h"
#undef AWAIT_AUGMENT
#undef AWAIT_COMPONENTS
#undef AWAIT_TRANSMIT
#undef LIFE_SITES
#undef LIFE_AWAITS
#undef METHOD

static void close_lives(void *more)
{
    struct widget_lives *lives = more;
    free(lives->shell);
    free(lives);
}

static enum coro_status widget_open(struct fixture *fixture, unsigned param)
{
    struct widget_lives *lives = fixture_keep(fixture, sizeof *lives, close_lives);
    (void)param;
    if (lives == NULL)
        return CORO_ERR_NO_MEMORY;
    lives->shell = calloc(1, widget_bytes());
    if (lives->shell == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = fixture_reserve(fixture, 1);
    if (status)
        return status;
    fixture->consumer_count = 1;
    return consumer_open(fixture, &fixture->consumers[0], &ROOT(widget_lives));
}

static enum coro_status widget_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct widget_lives *lives = fixture->more;
    lives->count = *done_items = items;
    enum coro_status status = consumer_run(fixture, &fixture->consumers[0], lives, LIFE_SUM_PER_WEIGHT * weights_of_lives(items));
    if (PROTOCOL == PROTOCOL_CALLS && status == CORO_ERR_UNSUPPORTED)
        fixture->head.reason = "the returned iterator would need a stack beside the caller's, and all share one";
    return status;
}

static const struct workload widget_workload = {
    .name = "widget",
    .question = "What does a life cost of a dyn Widget: three calls with an impl Trait argument, a returned iterator, a by-value "
                "self?",
    .item = "life",
    .order = 74,
    .mixes_sizes = true,
    .batch_items = 2048,
    .open = widget_open,
    .run = widget_run,
};
