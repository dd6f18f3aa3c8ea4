/* SPDX-License-Identifier: MIT */
/* Owns the table of counts: open addressing in a fixed number of slots, of which a quarter stays free. */
#include "report/trace/trace_counts.h"
#include <stdlib.h>
#include "report/base/memory.h"

/* Rounded values have six bits behind their leading bit, so at most 32 * 64 of them join the exact ones. */
enum { SLOTS = 64 << 10, STEP_BITS = 6 };
_Static_assert(TRACE_EXACT_VALUES + 32 * (1 << STEP_BITS) < SLOTS, "a free slot ends every search");

void trace_counts_init(struct trace_counts *counts)
{
    *counts = (struct trace_counts){.values = report_allocate_zeroed(SLOTS, sizeof *counts->values)};
}

void trace_counts_fini(struct trace_counts *counts) { free(counts->values); }

/* The slot of the value, or the free one where it belongs. */
static struct trace_value *find(const struct trace_counts *counts, uint32_t value)
{
    size_t slot = (uint32_t)(value * 0x9e3779b9u) >> 16;

    while (counts->values[slot].count > 0 && counts->values[slot].value != value)
        slot = (slot + 1) % SLOTS;
    return &counts->values[slot];
}

static uint32_t round_up(uint32_t value)
{
    unsigned bits = 32 - (unsigned)__builtin_clz(value | 1), shift = bits > STEP_BITS + 1 ? bits - STEP_BITS - 1 : 0;
    uint64_t rounded = (((uint64_t)value + (UINT64_C(1) << shift) - 1) >> shift) << shift;

    return rounded > UINT32_MAX ? UINT32_MAX : (uint32_t)rounded;
}

void trace_counts_add(struct trace_counts *counts, uint32_t value, bool is_nested)
{
    struct trace_value *slot = find(counts, value);

    counts->sum += value;
    counts->total++;
    if (slot->count == 0 && counts->count >= TRACE_EXACT_VALUES) {
        counts->is_rounded = true;
        slot = find(counts, value = round_up(value));
    }
    counts->count += slot->count == 0;
    slot->value = value;
    slot->count++;
    slot->nested += is_nested;
}

static int compare(const void *left, const void *right)
{
    const struct trace_value *a = left, *b = right;

    return (a->value > b->value) - (a->value < b->value);
}

void trace_counts_sort(struct trace_counts *counts)
{
    size_t kept = 0;

    for (size_t i = 0; i < SLOTS; i++)
        if (counts->values[i].count > 0)
            counts->values[kept++] = counts->values[i];
    qsort(counts->values, kept, sizeof *counts->values, compare);
}

uint32_t trace_counts_quantile(const struct trace_counts *counts, double share)
{
    double wanted = share * (double)counts->total, below = 0;
    size_t i = 0;

    while (i + 1 < counts->count && (below += (double)counts->values[i].count) < wanted)
        i++;
    return counts->values[i].value;
}

uint64_t trace_counts_between(const struct trace_counts *counts, uint32_t from, uint32_t to, double *sum)
{
    uint64_t count = 0;

    *sum = 0;
    for (size_t i = 0; i < counts->count; i++) {
        if (counts->values[i].value < from || counts->values[i].value > to)
            continue;
        count += counts->values[i].count;
        *sum += (double)counts->values[i].count * counts->values[i].value;
    }
    return count;
}

double trace_counts_mean(const struct trace_counts *counts) { return counts->sum / (double)counts->total; }
