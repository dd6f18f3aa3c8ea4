/* SPDX-License-Identifier: MIT */
/* Iterators of one row in a library of its own, for the probes of plug-ins. The build compiles this file once per row, and uses
 * the object twice: as a library to load, and as an object that is linked in after its callers were compiled. It knows of no
 * caller, and no caller knows it. One iterator has a small frame; the other's is larger than that of any iterator in the
 * program. Both wait before every item. */
#include <string.h>
#include "bench/table/plug_in_interface.h"
#include STRATEGY_FILE
#include "strategies/callee_side.h"

enum { SMALL_FRAME_BYTES = 64, LARGE_FRAME_BYTES = 40000 };

static void complete(void);
static size_t kept_blocks(void) { return strategy.kept_blocks ? strategy.kept_blocks() : 0; }

static struct plugin plugin = {
    .version = PLUGIN_VERSION, .strategy = STRATEGY_NAME, .complete = complete, .kept_blocks = kept_blocks,
    .callees = { [PLUGIN_SMALL] = { .locals_bytes = SMALL_FRAME_BYTES }, [PLUGIN_LARGE] = { .locals_bytes = LARGE_FRAME_BYTES } },
};
REGISTER_PLUGIN(plugin);
/* The loader finds the library's by name. Weak, since a program that links many has the name many times. */
extern struct plugin corolab_plugin __attribute__((weak, alias("plugin")));

#if PROTOCOL != PROTOCOL_STATIC
static const struct sum_bodies dyn_sums[1];
#include "bench/unit/compile_as_callee.h"
#define PADDED plugged_small
#define PADDED_BYTES SMALL_FRAME_BYTES
#include "bench/iterators/padded_ticker.h"
DYN_ITERATOR(plugged_small)
#undef PADDED
#undef PADDED_BYTES
#define PADDED plugged_large
#define PADDED_BYTES LARGE_FRAME_BYTES
#include "bench/iterators/padded_ticker.h"
DYN_ITERATOR(plugged_large)

static void complete_callee(struct plugin_callee *callee, const struct iterator_type *type)
{
    callee->adapter_bytes = adapter_bytes(type->frame);
    callee->total_bytes = iterator_bytes(type);
    callee->vtable = type->vtable;
    callee->self_bytes = type->self_bytes;
    callee->frame = type->frame;
    callee->fini = type->fini;
}

static void complete(void)
{
    if (strategy.refusal)           /* the call may load a library that the row needs */
        (void)!strategy.refusal();
    complete_callee(&plugin.callees[PLUGIN_SMALL], &plugged_small_type);
    complete_callee(&plugin.callees[PLUGIN_LARGE], &plugged_large_type);
}
#else
static void complete(void) {}
#endif
