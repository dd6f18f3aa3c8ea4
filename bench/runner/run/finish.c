/* SPDX-License-Identifier: MIT */
/* Owns the exit status of a run. The file itself is closed by record/result_writer.c. */
#define _GNU_SOURCE
#include "bench/runner/run/finish.h"
#include <stdio.h>
#include "bench/process/message.h"
#include "bench/process/stop.h"

#define HARNESS_SHARE 0.1               /* of the run's time; more is worth a word */

static void summarise(const struct session *session)
{
    char wall[24];
    const struct plan *plan = &session->plan;
    size_t timeouts = runner_plan_count(plan, CELL_TIMEOUT);
    double seconds = runner_session_seconds(session), harness_seconds = runner_session_harness_seconds(session);
    runner_progress_format_seconds(seconds, wall);
    printf("%s: %zu cells ok, %zu unsupported, %zu failed", session->options.output, runner_plan_count(plan, CELL_OK),
           runner_plan_count(plan, CELL_UNSUPPORTED), runner_plan_count(plan, CELL_FAILED));
    if (timeouts > 0)
        printf(", %zu timed out", timeouts);
    printf(", in %s", wall);
    if (harness_seconds > HARNESS_SHARE * seconds)
        printf(", %.0f %% of it corolab's own", 100 * harness_seconds / seconds);
    putchar('\n');
    fflush(stdout);
}

static int leave_older_file(const struct session *session, bool is_stopped)
{
    runner_note("%s before anything was measured: %s is as it was", is_stopped ? "stopped" : "failed", session->options.output);
    return is_stopped ? RUNNER_STOPPED : 1;
}

int runner_finish(struct session *session, enum coro_status measured)
{
    bool is_stopped = runner_stop_requested();
    runner_progress_clear(&session->progress);
    enum coro_status noted = runner_session_note_new_builds(session);
    measured = measured != CORO_OK ? measured : noted;
    bool is_interrupted = measured != CORO_OK || is_stopped;
    if (measured != CORO_OK && !session->writer.is_broken)
        runner_note("the run cannot go on: %s", coro_status_message(measured));
    if (is_interrupted && runner_writer_is_waiting(&session->writer))
        return leave_older_file(session, is_stopped);
    enum coro_status ended = runner_session_add_end(session, is_interrupted);
    if (runner_writer_finish(&session->writer) != CORO_OK || ended != CORO_OK)
        return 1;
    summarise(session);
    if (is_stopped)
        runner_note("stopped: the finished samples are in %s; `%s run --resume %s` goes on", session->options.output,
                    runner_called(), session->options.output);
    return is_stopped ? RUNNER_STOPPED : measured != CORO_OK;
}
