/* SPDX-License-Identifier: MIT */
/* The caller of the workload `widget`: one life of a widget after another. A widget is made, augmented with three components,
 * looked through, and transmitted, which consumes it. The impl Trait arguments lie in the caller's own frame, and pointers to
 * them cross the boundary. */
struct widget_lives { struct widget *shell; uint64_t count; };
enum { LIFE_AUGMENTS = 3, LIFE_SUM_PER_WEIGHT = 3 };     /* each weight is seen once and built twice */

/* Two types that convert into components, and a factory. */
struct weight_pair { uint64_t a, b; };
static struct widget_component number_into(const void *value) { return (struct widget_component){ *(const uint64_t *)value }; }
static struct widget_component pair_into(const void *value)
{
    const struct weight_pair *pair = value;
    return (struct widget_component){ pair->a + pair->b };
}
static uint64_t stock_build(void *factory, struct widget_component component)
{
    ++*(uint64_t *)factory;
    return 2 * component.weight;
}

/* The weights in lives 0 to count - 1: those of life n are n, n + 1 and n + 2. */
static uint64_t weights_of_lives(uint64_t count)
{
    return LIFE_AUGMENTS * (count % 2 ? count * ((count - 1) / 2) : count / 2 * (count - 1))
        + count * (LIFE_AUGMENTS * (LIFE_AUGMENTS - 1) / 2);
}

#define STEP_(K, step) K##_##step
#define STEP(K, step) STEP_(K, step)
/* The returned iterator ends before the next await, so its frame lies on the stack of the poll. */
static struct coro_polled look_through(struct dyn_widget widget, struct coro_task *task)
{
    struct widget_components record = { .object = widget.self };
    struct STEP(AWAIT_COMPONENTS, frame) frame;
    struct coro_polled got;
    uint64_t seen = 0;
    STEP(AWAIT_COMPONENTS, init)(&frame);
    STEP(AWAIT_COMPONENTS, begin)(&frame, task, METHOD(widget, components, &record));
    while ((got = STEP(AWAIT_COMPONENTS, poll)(&frame, task)).tag == CORO_PENDING)
        seen += record.item.weight;
    STEP(AWAIT_COMPONENTS, end)(&frame, task);
    STEP(AWAIT_COMPONENTS, fini)(&frame);
    return got.tag == CORO_NONE ? coro_some(seen) : got;
}
#undef STEP
#undef STEP_

ASYNC(widget_lives, struct widget_lives *, self, LIFE_SITES, uint64_t n, j, total, number, built_count; bool is_alive;
      struct weight_pair pair; struct dyn_widget widget; struct widget_augment augment; struct widget_transmit transmit;
      LIFE_AWAITS)
{
    struct coro_polled got;
    my->total = my->built_count = 0;
    my->is_alive = false;
    for (my->n = 0; my->n < self->count; my->n++) {
        memset(self->shell, 0, widget_bytes());
        my->is_alive = true;
        my->widget = widget_handle(self->shell);
        for (my->j = 0; my->j < LIFE_AUGMENTS; my->j++) {
            my->number = my->n + my->j;
            my->pair = (struct weight_pair){ my->n, my->j };
            struct dyn_into number = { &my->number, number_into }, pair = { &my->pair, pair_into };
            my->augment = (struct widget_augment){ my->widget.self, my->j % 2 ? pair : number };
            AWAIT(got, AWAIT_AUGMENT, METHOD(my->widget, augment, &my->augment));
            if (got.tag != CORO_SOME)
                RETURN(got);
        }
        got = look_through(my->widget, task);
        if (got.tag != CORO_SOME)
            RETURN(got);
        my->total += got.value;
        my->transmit = (struct widget_transmit){ my->widget.self, { &my->built_count, stock_build } };
        AWAIT(got, AWAIT_TRANSMIT, METHOD(my->widget, transmit, &my->transmit));
        if (got.tag != CORO_SOME)
            RETURN(got);
        my->total += got.value;
        if (my->widget.self->count != 0)
            RETURN(coro_failed(CORO_ERR_WRONG_RESULT));     /* transmit consumed it, so no part may be left */
        widget_fini(self->shell, task);
        my->is_alive = false;
    }
    if (my->built_count != LIFE_AUGMENTS * self->count)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(coro_some(my->total));
}
ASYNC_END_AFTER(if (my->is_alive) widget_fini(self->shell, task))
