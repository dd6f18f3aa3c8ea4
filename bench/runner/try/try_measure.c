/* SPDX-License-Identifier: MIT */
/* Owns the plan of a first look: which cells take part in which pass, so that the whole takes some seconds. Best is the fastest
 * reference on ready, so all references are timed there; the other cells are those of four rows. */
#include <string.h>
#include "bench/runner/try/try.h"
#include "report/analysis/neighbours.h"

/* In the order of the table. The last is for memory alone. */
static const char *const workloads[] = { "ready", "pending/8", "depth/4", "tasks/10000" };
enum { READY, FIRST_OTHER, MEMORY = 3, WORKLOADS = sizeof workloads / sizeof *workloads };

struct plan_names runner_try_plan(const struct try_rows *rows)
{
    return (struct plan_names){ .rows = rows->names, .row_count = rows->count, .workloads = workloads,
                                .workload_count = WORKLOADS };
}

static struct plan_cell *cell_of(struct session *session, const char *row, size_t workload)
{
    return runner_plan_find(&session->plan, row, workloads[workload]);
}

static void leave_all_out(struct session *session)
{
    for (size_t i = 0; i < session->plan.cell_count; i++)
        session->plan.cells[i].status = CELL_LEFT_OUT;
}

static void take_in(struct session *session, const char *row, size_t workload)
{
    struct plan_cell *cell = cell_of(session, row, workload);
    if (cell->status == CELL_LEFT_OUT)
        cell->status = CELL_UNVERIFIED;
}

/* The rows of all columns: the row itself, box, the best, the nearest. */
struct shown { const char *names[4]; size_t count; };

static void show(struct shown *shown, const char *name)
{
    for (size_t i = 0; i < shown->count; i++)
        if (strcmp(shown->names[i], name) == 0)
            return;
    shown->names[shown->count++] = name;
}

/* Reads the samples back, as the report will. */
static void show_best(struct session *session, const struct try_rows *rows, struct shown *shown)
{
    static struct report_group fastest;
    struct report_result *result;
    struct report_complaint complaint;
    if (!runner_session_goes_on(session) || report_result_load(session->options.output, &result, &complaint) != REPORT_OK)
        return;
    report_neighbours_fastest(result, report_result_strategy(result, rows->names[0]), &fastest);
    for (size_t i = 0; i < rows->count && fastest.count > 0; i++)
        if (strcmp(rows->names[i], result->strategies[fastest.strategies[0]].name) == 0)
            show(shown, rows->names[i]);
    report_result_free(result);
}

static bool is_shown(const struct shown *shown, const char *name)
{
    for (size_t i = 0; i < shown->count; i++)
        if (strcmp(shown->names[i], name) == 0)
            return true;
    return false;
}

/* The other rows have their times on ready, and no more. */
static void give_up_others(struct session *session, const struct try_rows *rows, const struct shown *shown)
{
    for (size_t i = 0; i < rows->count; i++)
        if (!is_shown(shown, rows->names[i]))
            cell_of(session, rows->names[i], READY)->passes_done |= UINT32_C(1) << PASS_ALLOCATIONS
                                                                   | UINT32_C(1) << PASS_INSTRUCTIONS;
}

static void time_cells(struct session *session)
{
    runner_stages_expect(session);
    runner_stage_run(session, PASS_VERIFY);
    runner_stage_run(session, PASS_TIME);
}

/* Ten thousand tasks are verified by the probe `results`; the memory pass checks their results again. */
static void measure_memory(struct session *session, const struct shown *shown)
{
    for (size_t i = 0; i < shown->count && runner_session_goes_on(session); i++)
        if (cell_of(session, shown->names[i], MEMORY)->workload->is_memory)
            runner_session_settle_quietly(session, cell_of(session, shown->names[i], MEMORY), CELL_OK, "");
    runner_stages_expect(session);
    runner_stage_run(session, PASS_MEMORY);
}

void runner_try_measure(struct session *session, const struct try_rows *rows)
{
    struct shown shown = { .names = { rows->names[0] }, .count = 1 };
    leave_all_out(session);
    for (size_t i = 0; i < rows->count; i++)
        take_in(session, rows->names[i], READY);
    time_cells(session);
    if (rows->count > 1)
        show(&shown, rows->names[1]);
    show_best(session, rows, &shown);
    if (rows->nearest != NULL)
        show(&shown, rows->nearest);
    for (size_t i = 0; i < shown.count; i++)
        for (size_t workload = FIRST_OTHER; workload < MEMORY; workload++)
            take_in(session, shown.names[i], workload);
    give_up_others(session, rows, &shown);
    time_cells(session);
    runner_stage_run(session, PASS_ALLOCATIONS);
    runner_stage_run(session, PASS_INSTRUCTIONS);
    measure_memory(session, &shown);
}
