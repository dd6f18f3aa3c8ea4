/* SPDX-License-Identifier: MIT */
/* struct widget behind a dyn Widget, or, in rows that know every type, without one: the difference between the two for
 * bench/bodies/use_widgets.h. A body awaits METHOD(widget, M, record) by the name AWAIT_M; LIFE_SITES and LIFE_AWAITS are the
 * members of its frame for that. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/widget_object.h"

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
