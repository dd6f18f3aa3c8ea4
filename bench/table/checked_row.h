/* SPDX-License-Identifier: MIT */
/* A strategy without its callers: the functions of its file and the sizes of its structs, for the probe `frames`, which calls
 * them with frames of its own. bench/unit/checked_unit.c makes one per row. The units of the table specialise the strategy into
 * their code, and have no such functions. */
#ifndef BENCH_TABLE_CHECKED_ROW_H
#define BENCH_TABLE_CHECKED_ROW_H
#include "strategies/strategy.h"

struct checked_row {
    const char *name;
    const struct strategy *strategy;
    bool places;                        /* frames, by the functions of strategy->placing */
    bool callee_places;                 /* and not the caller: place gets the adapter */
    bool passes_site, passes_task, has_type_part;
    bool frame_moves, site_is_optional;
    size_t adapter_bytes, site_bytes, site_align, task_bytes, type_bytes;   /* of the structs */
    size_t source_stack_bytes;
    size_t callee_stack_bytes;          /* frames are stacks of so many bytes, or more; 0: state machines */
    bool callee_stack_fits;             /* more, too */
    struct checked_row *next;           /* for the list of the probe */
};

/* Adds a row to the probe's list, when the unit is loaded. Weak: programs without the probe do not have it. */
void checked_row_add(struct checked_row *) __attribute__((weak));

#endif
