/* SPDX-License-Identifier: MIT */
/* Allocates regions and looks at their zones (region.h). */
#include "bench/frames/region.h"
#include <stdlib.h>
#include <string.h>
#include "bench/frames/strategy_call.h"
#include "coro/bug.h"

enum { ZONE_FILL = 0xfb };

void region_open(struct region *region, const char *kind, size_t bytes, size_t align, int fill)
{
    size_t step = align > REGION_ZONE_BYTES ? align : REGION_ZONE_BYTES;
    *region = (struct region){ .bytes = bytes, .kind = kind };
    region->block = aligned_alloc(step, coro_round_up(step + bytes + REGION_ZONE_BYTES, step));
    if (region->block == NULL)
        coro_bug("no memory for a scene");
    region->at = region->block + step;
    memset(region->at - REGION_ZONE_BYTES, ZONE_FILL, REGION_ZONE_BYTES);
    memset(region->at, fill, bytes);
    memset(region->at + bytes, ZONE_FILL, REGION_ZONE_BYTES);
}

bool is_filled(const char *at, size_t bytes, unsigned char fill)
{
    return bytes == 0 || ((unsigned char)at[0] == fill && memcmp(at, at + 1, bytes - 1) == 0);
}

void region_check(const struct region *region)
{
    if (region->block == NULL)
        return;
    if (!is_filled(region->at - REGION_ZONE_BYTES, REGION_ZONE_BYTES, ZONE_FILL))
        coro_bug("%s writes in front of the %s", strategy_call_function(), region->kind);
    if (!is_filled(region->at + region->bytes, REGION_ZONE_BYTES, ZONE_FILL))
        coro_bug("%s writes beyond the %s, which has %zu bytes", strategy_call_function(), region->kind, region->bytes);
}
