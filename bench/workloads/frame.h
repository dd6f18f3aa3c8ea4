/* SPDX-License-Identifier: MIT */
/* Callees with frames of exactly these sizes, which lie on either side of the allocator's edges: glibc's per-thread cache
 * ends between 1016 and 1040 bytes. */
#include "bench/fixtures/touch_padding.h"
#define PADDED GLUE(padded_, PADDED_BYTES, )
#define PADDED_FILE "bench/iterators/padded.h"
#define PADDED_BYTES 16
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 128
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 1016
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 1040
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 4096
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 16384
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE

#define FRAME_SIZES(X) X(16) X(128) X(1016) X(1040) X(4096) X(16384)
static enum coro_status frame_open(struct fixture *fixture, unsigned bytes)
{
#define X(bytes) { bytes, &padded_##bytes##_type },
    static const struct { unsigned bytes; const struct iterator_type *type; } types[] = { FRAME_SIZES(X) };
#undef X
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i].bytes == bytes)
            return sum_open(fixture, &(struct counter){ 0 }, types[i].type, 0);
    return CORO_ERR_INVALID;
}
static const struct workload frame_workload = {
    .name = "frame",
    .question = "What does the size of the callee's frame cost, with all of its bytes written and read?",
    .item = "item",
    .order = 40,
#define X(bytes) bytes,
    .params = { FRAME_SIZES(X) },
#undef X
    .quick_param = 1040,
    .swept_up_to = 16384,
    .batch_items = 2048,
    .open = frame_open,
    .run = sum_run,
};
