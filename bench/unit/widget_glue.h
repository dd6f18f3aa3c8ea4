/* SPDX-License-Identifier: MIT */
/* struct gadget behind a dyn Widget, or, in the rows that know every type, without one. METHOD(widget, M, record) is what a body
 * awaits by the name AWAIT_M; LIFE_SITES and LIFE_AWAITS are what its frame has for that. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/gadget.h"

#if PROTOCOL == PROTOCOL_STATIC
#define KNOWN gadget_augment
#include "bench/unit/known_next.h"
#define KNOWN gadget_components
#include "bench/unit/known_next.h"
#define KNOWN gadget_transmit
#include "bench/unit/known_next.h"
#define AWAIT_AUGMENT STATIC_NEXT(gadget_augment)
#define AWAIT_COMPONENTS STATIC_NEXT(gadget_components)
#define AWAIT_TRANSMIT STATIC_NEXT(gadget_transmit)
#define METHOD(widget, method, record) static_handle(record, SEALED_THIRD)

#define LIFE_SITES nothing
#define AWAITS_(K) AWAITS(K)
#define LIFE_AWAITS AWAITS_(AWAIT_AUGMENT) AWAITS_(AWAIT_TRANSMIT)

struct dyn_widget { struct gadget *self; };
static struct dyn_widget gadget_handle(struct gadget *self) { return (struct dyn_widget){ self }; }
static size_t gadget_bytes(void) { return sizeof(struct gadget); }
static void gadget_fini(struct gadget *self, struct coro_task *task) { (void)self, (void)task; }
#else
#define AWAIT_AUGMENT next
#define AWAIT_COMPONENTS next
#define AWAIT_TRANSMIT next
#define LIFE_SITES next
#define LIFE_AWAITS
#define METHOD(widget, method, record) ((ITERATOR){ record, (widget).vtable->method })

/* Where the adapters of a method and of those after it begin. */
CORO_INLINE size_t behind(size_t at, const struct coro_async_fn *fn) { return coro_round_up(at, CORO_MAX_ALIGN) + adapter_bytes(fn); }
CORO_INLINE struct adapter *gadget_augment_adapter(void *record)
{
    return adapter_of(((struct gadget_augment *)record)->object, sizeof(struct gadget));
}
CORO_INLINE struct adapter *gadget_components_adapter(void *record)
{
    return adapter_of(((struct gadget_components *)record)->object, behind(sizeof(struct gadget), &gadget_augment_next));
}
CORO_INLINE struct adapter *gadget_transmit_adapter(void *record)
{
    return adapter_of(((struct gadget_transmit *)record)->object,
                      behind(behind(sizeof(struct gadget), &gadget_augment_next), &gadget_components_next));
}
DYN_METHOD(gadget_augment)
DYN_METHOD(gadget_components)
DYN_METHOD(gadget_transmit)

/* One vtable of a method is what an iterator's is. A compiler would make one table of the three; this is one more load per call. */
struct widget_vtable { const struct coro_iterator_vtable *augment, *components, *transmit; };
struct dyn_widget { struct gadget *self; const struct widget_vtable *vtable; };
static const struct widget_vtable gadget_vtable = { &gadget_augment_vtable, &gadget_components_vtable, &gadget_transmit_vtable };

static struct dyn_widget gadget_handle(struct gadget *self)
{
    struct dyn_widget widget = { self, &gadget_vtable };
    CORO_OPAQUE(widget.vtable);     /* a real virtual call, also where one unit could see through it */
    return widget;
}
static size_t gadget_bytes(void)
{
    return behind(behind(behind(sizeof(struct gadget), &gadget_augment_next), &gadget_components_next), &gadget_transmit_next);
}
/* The end of the shell. */
static void gadget_fini(struct gadget *self, struct coro_task *task)
{
    gadget_transmit_dyn_fini(&(struct gadget_transmit){ .object = self }, task);
    gadget_components_dyn_fini(&(struct gadget_components){ .object = self }, task);
    gadget_augment_dyn_fini(&(struct gadget_augment){ .object = self }, task);
}
#endif
#include "bench/unit/compile_as_caller.h"
