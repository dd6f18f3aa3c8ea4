/* SPDX-License-Identifier: MIT */
/* Maps an address to the guard and the stack that overflowed there. coro/stack/overflow.c asks it inside a signal
 * handler; the stack pool enters its chunks. Lookups take no lock and work from any thread.
 *
 * The process has room for CORO_GUARD_MAP_COUNT rows. A row without a place still has guards, but its overflows are not
 * reported by name. */
#ifndef CORO_STACK_GUARD_MAP_H
#define CORO_STACK_GUARD_MAP_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/stack.h"
CORO_C_BEGIN

enum { CORO_GUARD_MAP_COUNT = 1024 };

/* A row of equal slots, each with a stack at its upper end, a guard of whole pages, and gaps that can be touched:
 *
 *     slot                                               slot + slot_bytes
 *     | gap | guard_bytes | < 1 page | stack_bytes | colour: (1 + (first_number + index of the slot) % colours) x 64 bytes | */
struct coro_guarded { char *base; size_t slot_count, slot_bytes, stack_bytes, guard_bytes, page_bytes, first_number; };

enum { CORO_STACK_COLOUR_BYTES = 64, CORO_STACK_COLOUR_COUNT = 32 };

/* Returns the stack of a slot. */
static inline struct coro_stack coro_guarded_stack(const struct coro_guarded *row, size_t index)
{
    size_t colour = (1 + (row->first_number + index) % CORO_STACK_COLOUR_COUNT) * CORO_STACK_COLOUR_BYTES;
    return (struct coro_stack){ row->base + (index + 1) * row->slot_bytes - colour - row->stack_bytes, row->stack_bytes };
}

/* Returns the guard of a stack: the highest pages that lie wholly below the stack's lowest page. */
static inline char *coro_guarded_guard(const struct coro_guarded *row, struct coro_stack stack)
{
    return stack.base - (uintptr_t)stack.base % row->page_bytes - row->guard_bytes;
}

/* Adds a copy of the row. Returns its place, or -1 when the map is full. */
int coro_guard_map_enter(const struct coro_guarded *);
void coro_guard_map_leave(int place);       /* -1 is allowed and does nothing */

/* Returns true if `address` is in the guard of a slot, and then sets *stack to that slot's stack. */
bool coro_guard_map_find(const void *address, struct coro_stack *);

/* Returns true if `base` is the lowest address of a stack in the map. An integer, because gcc takes a pointer for a read. */
bool coro_guard_map_guards(uintptr_t base);

CORO_C_END
#endif
