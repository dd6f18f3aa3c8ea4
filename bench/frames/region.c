/* SPDX-License-Identifier: MIT */
/* Allocates regions and looks at their zones (region.h). */
#include "bench/frames/region.h"
#include <string.h>
#include "bench/frames/strategy_call.h"
#include "bench/measure/watched_heap.h"
#include "coro/bug.h"

enum { ZONE_FILL = 0xfb, ENDED_FILL = 0xe7, ENDED_REGIONS = 128 };

void region_open(struct region *region, const char *kind, size_t bytes, size_t align, int fill)
{
    size_t step = align > REGION_ZONE_BYTES ? align : REGION_ZONE_BYTES;
    *region = (struct region){ .bytes = bytes, .kind = kind };
    region->block = unwatched_alloc(step, step + bytes + REGION_ZONE_BYTES);
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

void region_close(struct region *region)
{
    if (region->block)
        unwatched_free(region->block);
    *region = (struct region){ 0 };
}

/* ---- regions that have ended ---- */

/* Those of the first scene stay, full of zeros, since a strategy is likely to remember the first holder that it meets, and to
 * take zeros for a holder that is free. Those of other scenes stay for one more. */
static struct { struct region region; unsigned char fill; } ended[ENDED_REGIONS];
static size_t ended_count, lasting_count;

size_t region_ended_count(void) { return ended_count; }
const struct region *region_ended_at(size_t index) { return &ended[index].region; }

void region_end(struct region *region)
{
    unsigned char fill = lasting_count == 0 ? 0 : ENDED_FILL;
    if (ended_count == ENDED_REGIONS || region->bytes == 0) {
        region_close(region);
        return;
    }
    memset(region->at, fill, region->bytes);
    ended[ended_count].region = *region;
    ended[ended_count++].fill = fill;
    *region = (struct region){ 0 };
}

/* The first bytes of each: all would take too long after every call. */
void region_check_ended(void)
{
    enum { LOOKED_AT = 256 };
    for (size_t i = 0; i < ended_count; i++) {
        const struct region *region = &ended[i].region;
        if (!is_filled(region->at, region->bytes < LOOKED_AT ? region->bytes : LOOKED_AT, ended[i].fill))
            coro_bug("%s writes into a %s that has ended", strategy_call_function(), region->kind);
    }
}

void region_forget_ended(void)
{
    if (lasting_count == 0)
        lasting_count = ended_count;
    while (ended_count > lasting_count)
        region_close(&ended[--ended_count].region);
}
