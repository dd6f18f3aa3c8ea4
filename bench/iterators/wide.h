/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; each item is WIDE_BYTES long, too many for two registers. Never waits. rustc returns such an item
 * through a hidden pointer: the caller has the place, and the callee writes it once, when it is ready. So the record of a call
 * has a place for the item, in the frame of the caller. It stays there while the call is awaited, so next() hands its address
 * over once, as with the arguments of bench/workloads/widget.h; rustc's place is on the stack, and each poll gets its address.
 *
 * An include-template: WIDE, the name, and WIDE_BYTES. */
struct WIDE { struct counter *counter; uint32_t item[WIDE_BYTES / sizeof(uint32_t)]; };

ASYNC_NEXT(WIDE, alone)
{
    if (self->counter->i == self->counter->end)
        RETURN(coro_none());
    wide_fill(self->item, sizeof self->item, (uint32_t)self->counter->i++);
    RETURN(coro_some(sizeof self->item));
}
ASYNC_END
