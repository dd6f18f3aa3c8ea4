/* SPDX-License-Identifier: MIT */
/* Decides which cells of a quick run's table are left out, and writes that decision down for a run that goes on. */
#include "bench/runner/plan/quick_sweep.h"
#include <string.h>

void runner_sweep_leave_out(struct plan *plan)
{
    for (size_t i = 0; i < plan->cell_count; i++) {
        struct plan_cell *cell = &plan->cells[i];
        if (!cell->workload->is_quick && !cell->row->is_swept)
            cell->status = CELL_LEFT_OUT;
    }
}

static bool is_left_out(const struct plan *plan, size_t row, size_t workload)
{
    return plan->cells[row * plan->workload_count + workload].status == CELL_LEFT_OUT;
}

static json_t *list_workloads(const struct plan *plan)
{
    json_t *names = json_array();
    for (size_t i = 0; i < plan->workload_count; i++)
        if (!plan->workloads[i]->is_quick)
            json_array_append_new(names, json_string(plan->workloads[i]->name));
    return names;
}

json_t *runner_sweep_describe(const struct plan *plan)
{
    json_t *strategies = json_array();
    if (runner_plan_count(plan, CELL_LEFT_OUT) == 0) {
        json_decref(strategies);
        return NULL;
    }
    for (size_t row = 0; row < plan->row_count; row++) {
        bool sweeps = false;
        for (size_t i = 0; i < plan->workload_count; i++)
            sweeps |= !plan->workloads[i]->is_quick && !is_left_out(plan, row, i);
        if (sweeps)
            json_array_append_new(strategies, json_string(plan->rows[row]->name));
    }
    return json_pack("{s:o, s:o}", "strategies", strategies, "workloads", list_workloads(plan));
}

static bool lists(const json_t *names, const char *name)
{
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *listed = json_string_value(json_array_get(names, i));
        if (listed != NULL && strcmp(listed, name) == 0)
            return true;
    }
    return false;
}

void runner_sweep_restore(struct plan *plan, const json_t *described)
{
    const json_t *strategies = json_object_get(described, "strategies"), *workloads = json_object_get(described, "workloads");
    for (size_t i = 0; i < plan->cell_count; i++)
        if (lists(workloads, plan->cells[i].workload->name) && !lists(strategies, plan->cells[i].row->name))
            plan->cells[i].status = CELL_LEFT_OUT;
}
