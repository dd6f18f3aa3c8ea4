/* SPDX-License-Identifier: MIT */
/* Owns the reasons for which a row does not fit a trace, and the sums over its frames. */
#include "report/analysis/trace_fit.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A room is asked for up to this size: none was refused. */
enum { UNLIMITED_ROOM_BYTES = 1 << 20 };

bool report_trace_is_replayed(const struct report_result *result, const struct trace_summary *summary)
{
    return result->plan.trace_sha256 != NULL && strcmp(result->plan.trace_sha256, summary->hash) == 0 &&
           report_result_workload(result, "real") != REPORT_NOT_FOUND;
}

static bool is_refused(const struct report_result *result, size_t strategy, size_t workload)
{
    enum report_cell_status status = report_result_cell(result, strategy, workload)->status;

    return status == REPORT_CELL_UNSUPPORTED || status == REPORT_CELL_FAILED;
}

/* The number behind "frame/" in "frame/1040", or NAN. */
static double parameter_of(const char *name, const char *family)
{
    size_t length = strlen(family);

    return strncmp(name, family, length) == 0 ? strtod(name + length, NULL) : NAN;
}

/* The workload of the family with the least parameter that the row refused, if the trace reaches as far. */
static size_t refused_workload(const struct report_result *result, size_t strategy, const char *family, double reach)
{
    size_t refused = REPORT_NOT_FOUND;
    double least = INFINITY;

    for (size_t i = 0; i < result->workload_count; i++) {
        double parameter = parameter_of(result->workloads[i].name, family);
        if (parameter <= reach && parameter < least && is_refused(result, strategy, i)) {
            least = parameter;
            refused = i;
        }
    }
    return refused;
}

static struct report_trace_fit refuse(enum report_trace_refusal refusal, size_t workload)
{
    return (struct report_trace_fit){.fit = REPORT_FIT_NO, .refusal = refusal, .room_bytes = NAN, .refused_calls = NAN,
                                     .workload = workload};
}

static struct report_trace_fit fit_room(const struct report_strategy *row, const struct trace_summary *summary)
{
    struct report_trace_fit fit = refuse(REPORT_TRACE_TOO_LARGE, REPORT_NOT_FOUND);
    double bytes;

    fit.room_bytes = row->frame_room_bytes;
    fit.refused_calls = (double)trace_counts_between(&summary->bytes, (uint32_t)row->frame_room_bytes + 1, UINT32_MAX, &bytes);
    return fit;
}

/* Held against the traces' largest numbers. A replay that ran is stronger than the workloads of the table. */
static struct report_trace_fit fit_workloads(const struct report_result *result, const struct trace_summary *summary,
                                             size_t strategy)
{
    size_t large = refused_workload(result, strategy, "frame/", trace_counts_quantile(&summary->bytes, 1));
    size_t deep = refused_workload(result, strategy, "depth/", trace_counts_quantile(&summary->depths, 1));

    if (large != REPORT_NOT_FOUND)
        return refuse(REPORT_TRACE_TOO_LARGE, large);
    if (deep != REPORT_NOT_FOUND)
        return refuse(REPORT_TRACE_TOO_DEEP, deep);
    return (struct report_trace_fit){.fit = REPORT_FIT_YES, .workload = REPORT_NOT_FOUND};
}

static struct report_trace_fit fit_needs(const struct report_result *result, size_t strategy, unsigned needs)
{
    struct report_trace_fit worst = {.fit = REPORT_FIT_YES, .workload = REPORT_NOT_FOUND};

    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if ((needs & 1u << need) == 0)
            continue;
        enum report_fit fit = report_need_fit(result, strategy, need, NULL);
        worst.missing = fit > worst.fit ? 0 : worst.missing;
        worst.fit = fit > worst.fit ? fit : worst.fit;
        worst.missing |= fit == worst.fit && fit >= REPORT_FIT_UNKNOWN ? 1u << need : 0;
    }
    worst.refusal = worst.fit == REPORT_FIT_NO ? REPORT_TRACE_NEED : REPORT_TRACE_FITS;
    return worst;
}

struct report_trace_fit report_trace_fit_of(const struct report_result *result, const struct trace_summary *summary,
                                            size_t strategy, unsigned needs)
{
    const struct report_strategy *row = &result->strategies[strategy];
    size_t real = report_trace_is_replayed(result, summary) ? report_result_workload(result, "real") : REPORT_NOT_FOUND;
    bool is_run = real != REPORT_NOT_FOUND && report_result_cell(result, strategy, real)->status == REPORT_CELL_OK;

    if (row->frame_room_bytes < UNLIMITED_ROOM_BYTES &&
        row->frame_room_bytes < (double)trace_counts_quantile(&summary->bytes, 1))
        return fit_room(row, summary);
    if (real != REPORT_NOT_FOUND && is_refused(result, strategy, real))
        return refuse(REPORT_TRACE_NOT_REPLAYED, real);
    struct report_trace_fit fit = fit_workloads(result, summary, strategy);
    return fit.fit == REPORT_FIT_NO && !is_run ? fit : fit_needs(result, strategy, needs);
}

/* ---- the heap ---- */

static double blocks_for(const struct report_blocks *rule, double bytes)
{
    double blocks = rule->count > 0 ? rule->steps[0].blocks : NAN;

    for (size_t i = 1; i < rule->count && rule->steps[i].from <= bytes; i++)
        blocks = rule->steps[i].blocks;
    return blocks;
}

struct report_trace_heap report_trace_heap_of(const struct report_strategy *row, const struct trace_summary *summary)
{
    struct report_trace_heap heap = {0};

    for (size_t i = 0; i < summary->bytes.count; i++) {
        const struct trace_value *size = &summary->bytes.values[i];
        double by_task = (double)(size->count - size->nested) * blocks_for(&row->blocks[REPORT_AWAITED_BY_TASK], size->value);
        double first = blocks_for(&row->blocks[REPORT_AWAITED_BY_NEXT], size->value);
        double again = blocks_for(&row->blocks[REPORT_AWAITED_AGAIN_BY_NEXT], size->value);
        double least = by_task + (double)size->nested * fmin(first, again);
        double most = by_task + (double)size->nested * fmax(first, again);
        heap.blocks_least += least;
        heap.blocks_most += most;
        heap.bytes_least += least * size->value;
        heap.bytes_most += most * size->value;
    }
    return heap;
}
