/* SPDX-License-Identifier: MIT */
/* Owns the attempt of a library row's refusal(), which is somebody's code. */
#include "bench/runner/plan/row_refusal.h"
#include <stdbool.h>
#include <stdio.h>
#include "bench/process/attempt.h"
#include "bench/table/load_rows.h"
#include "bench/table/table.h"

enum { PATIENCE_SECONDS = 5 };

struct reply { bool refuses; char why[512]; };

static void ask(const void *row, void *to)
{
    struct reply *reply = to;
    const char *why = row_refusal(row);
    reply->refuses = why != NULL;
    snprintf(reply->why, sizeof reply->why, "%s", why ? why : "");
}

const char *runner_refusal(const struct row *row)
{
    static struct reply reply;
    if (loaded_rows_of(row) == NULL)
        return row_refusal(row);
    reply = (struct reply){ 0 };
    struct attempt_end end = attempt_run(ask, row, &reply, sizeof reply, PATIENCE_SECONDS);
    if (end.outcome != ATTEMPT_ANSWERED)
        snprintf(reply.why, sizeof reply.why, "its refusal() %s", attempt_end_words(end, PATIENCE_SECONDS));
    return end.outcome != ATTEMPT_ANSWERED || reply.refuses ? reply.why : NULL;
}
