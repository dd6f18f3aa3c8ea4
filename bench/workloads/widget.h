/* SPDX-License-Identifier: MIT */
/* Part 7's trait of three methods. Each asks for something that keeps a trait from being used behind dyn today:
 *
 *     augment(&mut self, impl Into<…>)     the caller makes "some kind of pointer to a dyn Into<…>" in its own frame; the
 *                                          callee's future has an unknown size, and is placed as that of next() is
 *     components(&self) -> impl Iterator   the caller knows no size of the returned iterator, which is placed and released
 *     transmit(self, impl Factory)         self by value: it moves out of the box and into the callee's frame
 *
 * The box is the same memory for all lives, so that only the strategy's allocations are counted. */
#include "bench/unit/compile_as_callee.h"

/* Arguments of type impl Trait. The caller knows their type and builds a pointer to dyn on its own stack or in its own frame; the
 * callee sees two words. dyn Into<WidgetComponent>: the value is the caller's, and borrowed for the call. */
struct widget_component { uint64_t weight; };
struct dyn_into { const void *value; struct widget_component (*into)(const void *value); };

/* dyn Factory. */
struct dyn_factory { void *factory; uint64_t (*build)(void *factory, struct widget_component); };

enum { WIDGET_COMPONENTS = 4 };

/* The one type that implements part 7's
 *
 *     trait Widget {
 *         async fn augment(&mut self, component: impl Into<WidgetComponent>);
 *         fn components(&self) -> impl Iterator<Item = WidgetComponent>;
 *         async fn transmit(self, factory: impl Factory);
 *     }
 *
 * The object carries one adapter per method, since the frames of each are of a size of their own:
 *
 *     struct widget | adapter of augment | adapter of components | adapter of transmit
 *
 * A call's arguments lie in a record in the caller's frame, and the record's address is the one argument that crosses. */
struct widget { struct widget_component parts[WIDGET_COMPONENTS]; uint64_t count; };

struct widget_augment { struct widget *object; struct dyn_into component; };
struct widget_components { struct widget *object; struct widget_component item; };
struct widget_transmit { struct widget *object; struct dyn_factory factory; };

/* Returns the number of components. */
ASYNC_NEXT(widget_augment, little(nothing))
{
    if (self->object->count == WIDGET_COMPONENTS)
        RETURN(coro_failed(CORO_ERR_DOES_NOT_FIT));
    self->object->parts[self->object->count++] = self->component.into(self->component.value);
    RETURN(coro_some(self->object->count));
}
ASYNC_END

/* The returned iterator is no future, but it is a frame of a size that the caller does not know. Each resumption leaves an
 * item in the record. CORO_PENDING means that there is an item; no task waits. */
ASYNC_NEXT(widget_components, little(nothing), uint64_t i;)
{
    for (my->i = 0; my->i < self->object->count; my->i++) {
        self->item = self->object->parts[my->i];
        SUSPEND();
    }
    RETURN(coro_none());
}
ASYNC_END

/* self by value: the content of the box moves into this frame before the first suspension. The caller frees the empty shell
 * after the end, since the frame may lie in it. Waits once, as for a network. */
ASYNC_NEXT(widget_transmit, little(nothing), struct widget moved; uint64_t i; uint64_t built;)
{
    my->moved = *self->object;
    *self->object = (struct widget){ 0 };
    coro_waker_wake(coro_task_waker(task));
    SUSPEND();
    my->built = 0;
    for (my->i = 0; my->i < my->moved.count; my->i++)
        my->built += self->factory.build(self->factory.factory, my->moved.parts[my->i]);
    RETURN(coro_some(my->built));
}
ASYNC_END

/* The widget behind a dyn Widget, or, in rows that know every type, without one. A body awaits METHOD(widget, M, record) by the
 * name AWAIT_M; LIFE_SITES and LIFE_AWAITS are the members of its frame for that. */
#if PROTOCOL == PROTOCOL_STATIC
#define KNOWN widget_augment
#include "bench/unit/known_next.h"
#define KNOWN widget_components
#include "bench/unit/known_next.h"
#define KNOWN widget_transmit
#include "bench/unit/known_next.h"
#define AWAIT_AUGMENT STATIC_NEXT(widget_augment)
#define AWAIT_COMPONENTS STATIC_NEXT(widget_components)
#define AWAIT_TRANSMIT STATIC_NEXT(widget_transmit)
#define METHOD(widget, method, record) static_handle(record, SEALED_THIRD)

#define LIFE_SITES nothing
#define AWAITS_(K) AWAITS(K)
#define LIFE_AWAITS AWAITS_(AWAIT_AUGMENT) AWAITS_(AWAIT_TRANSMIT)

struct dyn_widget { struct widget *self; };
static struct dyn_widget widget_handle(struct widget *self) { return (struct dyn_widget){ self }; }
static size_t widget_bytes(void) { return sizeof(struct widget); }
static void widget_fini(struct widget *self, struct coro_task *task) { (void)self, (void)task; }
#else
#define AWAIT_AUGMENT next
#define AWAIT_COMPONENTS next
#define AWAIT_TRANSMIT next
#define LIFE_SITES next
#define LIFE_AWAITS
#define METHOD(widget, method, record) ((ITERATOR){ record, (widget).vtable->method })

/* The offset behind the adapter of a method that begins at `at`. */
CORO_INLINE size_t behind(size_t at, const struct coro_async_fn *fn)
{
    return coro_round_up(at, CORO_MAX_ALIGN) + adapter_bytes(fn->layout);
}
CORO_INLINE struct adapter *widget_augment_adapter(void *record)
{
    return adapter_of(((struct widget_augment *)record)->object, sizeof(struct widget));
}
CORO_INLINE struct adapter *widget_components_adapter(void *record)
{
    return adapter_of(((struct widget_components *)record)->object, behind(sizeof(struct widget), &widget_augment_next));
}
CORO_INLINE struct adapter *widget_transmit_adapter(void *record)
{
    return adapter_of(((struct widget_transmit *)record)->object,
                      behind(behind(sizeof(struct widget), &widget_augment_next), &widget_components_next));
}
DYN_METHOD(widget_augment)
DYN_METHOD(widget_components)
DYN_METHOD(widget_transmit)

/* Each method has a vtable of the shape of an iterator's. A compiler would merge the three; this costs one more load per call. */
struct widget_vtable { const struct coro_iterator_vtable *augment, *components, *transmit; };
struct dyn_widget { struct widget *self; const struct widget_vtable *vtable; };
static const struct widget_vtable widget_vtable = { &widget_augment_vtable, &widget_components_vtable, &widget_transmit_vtable };

static struct dyn_widget widget_handle(struct widget *self)
{
    struct dyn_widget widget = { self, &widget_vtable };
    CORO_OPAQUE(widget.vtable);     /* a real virtual call, also where one unit could see through it */
    return widget;
}
static size_t widget_bytes(void)
{
    return behind(behind(behind(sizeof(struct widget), &widget_augment_next), &widget_components_next), &widget_transmit_next);
}
/* Ends the adapters of the three methods. */
static void widget_fini(struct widget *self, struct coro_task *task)
{
    widget_transmit_dyn_fini(&(struct widget_transmit){ .object = self }, task);
    widget_components_dyn_fini(&(struct widget_components){ .object = self }, task);
    widget_augment_dyn_fini(&(struct widget_augment){ .object = self }, task);
}
#endif
#include "bench/unit/compile_as_caller.h"

/* The caller: one life of a widget after another. A widget is made, augmented with three components, looked through, and
 * transmitted, which consumes it. The impl Trait arguments lie in the caller's own frame, and pointers to them cross the
 * boundary. */
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
    STEP(AWAIT_COMPONENTS, async_init)(&frame);
    STEP(AWAIT_COMPONENTS, async_begin)(&frame, task, METHOD(widget, components, &record));
    while ((got = STEP(AWAIT_COMPONENTS, async_poll)(&frame, task)).tag == CORO_PENDING)
        seen += record.item.weight;
    STEP(AWAIT_COMPONENTS, async_end)(&frame, task);
    STEP(AWAIT_COMPONENTS, async_fini)(&frame);
    return got.tag == CORO_NONE ? coro_some(seen) : got;
}
#undef STEP
#undef STEP_

ASYNC(widget_lives, struct widget_lives *, self, little(LIFE_SITES), uint64_t n, j, total, number, built_count; bool is_alive;
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
            my->augment = (struct widget_augment){ my->widget.self, { &my->number, number_into } };
            if (my->j % 2)
                my->augment.component = (struct dyn_into){ &my->pair, pair_into };
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
