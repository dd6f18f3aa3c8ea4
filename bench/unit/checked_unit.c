/* SPDX-License-Identifier: MIT */
/* The functions of one strategy as they stand in its file, for the probe `frames` (bench/table/checked_row.h). The build compiles
 * this file once per row. It has no iterator and no caller: the probe places frames of all sizes itself. */
#include STRATEGY_FILE
#include "bench/table/checked_row.h"
#include "strategies/dyn_vtable.h"

static struct checked_row row = {
    .name = STRATEGY_NAME,
    .strategy = &strategy,
    .callee_places = PROTOCOL == PROTOCOL_CALLEE_PLACES,
    .passes_site = SITE_ARGS || PROTOCOL == PROTOCOL_CALLER_PLACES,
    .passes_task = TASK_ARGS || PROTOCOL == PROTOCOL_CALLER_PLACES,
    .has_type_part = HAS_TYPE_PART && PROTOCOL == PROTOCOL_CALLEE_PLACES,
    .frame_moves = FRAME_MOVES,
    .site_is_optional = SITE_IS_OPTIONAL,
    .adapter_bytes = sizeof(struct adapter),
    .site_bytes = sizeof(struct call_site),
    .site_align = _Alignof(struct call_site),
    .task_bytes = sizeof(struct task_part),
    .type_bytes = sizeof(struct type_part),
    .source_stack_bytes = SOURCE_STACK_BYTES,
    .callee_stack_bytes = CALLEE == ASYNC_STACKFUL ? CALLEE_STACK_BYTES : 0,
    .callee_stack_fits = CALLEE_STACK_FITS,
};

__attribute__((constructor)) static void add_row(void)
{
    row.places = (PROTOCOL == PROTOCOL_CALLEE_PLACES || PROTOCOL == PROTOCOL_CALLER_PLACES) && strategy.placing->place != NULL;
    if (checked_row_add)
        checked_row_add(&row);
}
