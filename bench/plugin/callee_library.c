/* SPDX-License-Identifier: MIT */
/* One iterator of one row in a library of its own, for the probe `plug_in`. The build compiles this file once per row. It
 * knows of no caller, and no caller knows it. Its frame is larger than that of any iterator in the program, and it waits
 * before every item. */
#include <string.h>
#include "bench/table/plug_in_interface.h"
#include STRATEGY_FILE
#include "strategies/callee_side.h"

enum { PLUGIN_FRAME_BYTES = 40000 };

static size_t kept_blocks(void) { return strategy.kept_blocks ? strategy.kept_blocks() : 0; }

struct plugin corolab_plugin = { .version = PLUGIN_VERSION, .strategy = STRATEGY_NAME, .locals_bytes = PLUGIN_FRAME_BYTES,
                                .kept_blocks = kept_blocks };

#if PROTOCOL != PROTOCOL_STATIC
static const struct sum_bodies dyn_sums[1];
#include "bench/unit/compile_as_callee.h"
#define PADDED plugged
#define PADDED_BYTES PLUGIN_FRAME_BYTES
#include "bench/iterators/padded_ticker.h"
DYN_ITERATOR(plugged)

/* Fills in the fields that need run-time initialisation. */
__attribute__((constructor)) static void complete_plugin(void)
{
    if (strategy.refusal)           /* the call may load a library that the row needs */
        (void)!strategy.refusal();
    corolab_plugin.adapter_bytes = adapter_bytes(plugged_type.frame);
    corolab_plugin.total_bytes = iterator_bytes(&plugged_type);
    corolab_plugin.vtable = plugged_type.vtable;
    corolab_plugin.self_bytes = plugged_type.self_bytes;
    corolab_plugin.frame = plugged_type.frame;
    corolab_plugin.fini = plugged_type.fini;
}
#endif
