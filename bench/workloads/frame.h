/* SPDX-License-Identifier: MIT */
/* Frames of exactly these sizes; 1016 and 1040 lie on either side of the edge of glibc's per-thread cache. */
#include "bench/fixtures/touch_padding.h"
#define PADDED_BYTES 16
#define PADDED padded_16
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 128
#define PADDED padded_128
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 1016
#define PADDED padded_1016
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 1040
#define PADDED padded_1040
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 4096
#define PADDED padded_4096
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 16384
#define PADDED padded_16384
#include "bench/unit/padded_source.h"

static enum coro_status add_padded(struct chain *chain, unsigned bytes)
{
    switch (bytes) {
    case 16:
        return CHAIN_ADD(chain, padded_16, 0);
    case 128:
        return CHAIN_ADD(chain, padded_128, 0);
    case 1016:
        return CHAIN_ADD(chain, padded_1016, 0);
    case 1040:
        return CHAIN_ADD(chain, padded_1040, 0);
    case 4096:
        return CHAIN_ADD(chain, padded_4096, 0);
    case 16384:
        return CHAIN_ADD(chain, padded_16384, 0);
    default:
        return CORO_ERR_INVALID;
    }
}
static enum coro_status frame_open(struct stage *stage, unsigned bytes)
{
    struct chain *chain;
    enum coro_status status = sum_stage(stage, 1, &chain);
    if (!status)
        status = add_padded(chain, bytes);
    return status ? status : sum_open_over(stage, chain, 0);
}
static const struct workload frame_workload = {
    .name = "frame",
    .question = "What does the size of the callee's frame cost, with all of its bytes written and read?",
    .item = "item",
    .order = 40,
    .params = { 16, 128, 1016, 1040, 4096, 16384 },
    .quick_param = 1040,
    .batch_items = 2048,
    .open = frame_open,
    .run = sum_run,
};
