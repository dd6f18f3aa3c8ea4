/* SPDX-License-Identifier: MIT */
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
#include "bench/fixtures/widget_trait.h"

struct widget { struct widget_component parts[WIDGET_COMPONENTS]; uint64_t count; };

struct widget_augment { struct widget *object; struct dyn_into component; };
struct widget_components { struct widget *object; struct widget_component item; };
struct widget_transmit { struct widget *object; struct dyn_factory factory; };

/* Returns the number of components. */
ASYNC_NEXT(widget_augment, nothing)
{
    if (self->object->count == WIDGET_COMPONENTS)
        RETURN(coro_failed(CORO_ERR_DOES_NOT_FIT));
    self->object->parts[self->object->count++] = self->component.into(self->component.value);
    RETURN(coro_some(self->object->count));
}
ASYNC_END

/* The returned iterator is no future, but it is a frame of a size that the caller does not know. Each resumption leaves an
 * item in the record. CORO_PENDING means that there is an item; no task waits. */
ASYNC_NEXT(widget_components, nothing, uint64_t i;)
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
ASYNC_NEXT(widget_transmit, nothing, struct widget moved; uint64_t i; uint64_t built;)
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
