/* SPDX-License-Identifier: MIT */
/* The table of guard_map.h. It is never freed, so a reader may look at a place while another thread changes it. The reader
 * trusts a row only if the place held it both before and after the read. */
#include <stdatomic.h>
#include "coro/stack/guard_map.h"

/* `turn` is odd while the place holds a row and even otherwise; it only grows. */
static struct place {
    _Atomic size_t turn;
    _Atomic bool is_taken;
    struct coro_guarded row;
} places[CORO_GUARD_MAP_COUNT];
static _Atomic int used_count;      /* places from here on were never taken */

static void raise_used_count(int count)
{
    int used = atomic_load(&used_count);
    while (used < count && !atomic_compare_exchange_weak(&used_count, &used, count))
        ;
}

int coro_guard_map_enter(const struct coro_guarded *row)
{
    for (int i = 0; i < CORO_GUARD_MAP_COUNT; i++) {
        bool expected = false;
        if (!atomic_compare_exchange_strong(&places[i].is_taken, &expected, true))
            continue;
        places[i].row = *row;
        atomic_fetch_add(&places[i].turn, 1);
        raise_used_count(i + 1);
        return i;
    }
    return -1;
}

void coro_guard_map_leave(int place)
{
    if (place < 0)
        return;
    atomic_fetch_add(&places[place].turn, 1);
    atomic_store(&places[place].is_taken, false);
}

static bool is_slot_of(const struct coro_guarded *row, const char *address, struct coro_stack *stack)
{
    if (address < row->base || address >= row->base + row->slot_count * row->slot_bytes)
        return false;
    *stack = coro_guarded_stack(row, (size_t)(address - row->base) / row->slot_bytes);
    return true;
}

/* Finds the stack of the slot that holds `address`. A row that is being replaced is not the row that the calling thread uses, so
 * skipping it is right. */
static bool find_slot(const char *address, struct coro_guarded *row, struct coro_stack *stack)
{
    int used = atomic_load(&used_count);
    for (int i = 0; i < used; i++) {
        size_t turn = atomic_load(&places[i].turn);
        *row = places[i].row;
        /* Adds 0: a write orders the reads before it, which a load would not. */
        if (turn % 2 == 1 && atomic_fetch_add(&places[i].turn, 0) == turn && is_slot_of(row, address, stack))
            return true;
    }
    return false;
}

bool coro_guard_map_find(const void *address, struct coro_stack *found)
{
    struct coro_guarded row;
    struct coro_stack stack;
    if (!find_slot(address, &row, &stack))
        return false;
    const char *guard = coro_guarded_guard(&row, stack);
    if ((const char *)address < guard || (const char *)address >= guard + row.guard_bytes)
        return false;
    *found = stack;
    return true;
}

bool coro_guard_map_guards(uintptr_t base)
{
    struct coro_guarded row;
    struct coro_stack stack;
    return find_slot((const void *)base, &row, &stack) && (uintptr_t)stack.base == base;
}
