/* SPDX-License-Identifier: MIT */
/* The result file, or where it cannot be written another, or the journal; and what the user is told of it. */
#define _GNU_SOURCE
#include "bench/runner/run/finish.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "bench/runner/run/result_json.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"

#define HARNESS_SHARE 0.1               /* of the run's time; more is worth a word */

/* Hours of samples are not lost because a disk is full, or a directory gone: they go where temporary files go. */
static enum coro_status rescue_result(struct session *session, enum run_ending ending)
{
    char path[PATH_MAX];
    const char *directory = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/corolab-%ld.json", directory && directory[0] == '/' ? directory : "/tmp", (long)getpid());
    enum coro_status status = runner_output_init(path, &session->output);
    if (status == CORO_OK)
        status = runner_document_write(session, ending);
    if (status == CORO_OK)
        runner_note("the result is in %s instead: mv %s %s", path, path, session->options.output);
    return status;
}

static void summarise(const struct session *session)
{
    char wall[24];
    const struct plan *plan = &session->plan;
    size_t timeouts = runner_plan_count(plan, CELL_TIMEOUT);
    runner_progress_format_seconds(session->result.wall_seconds, wall);
    printf("%s: %zu cells ok, %zu unsupported, %zu failed", session->options.output, runner_plan_count(plan, CELL_OK),
           runner_plan_count(plan, CELL_UNSUPPORTED), runner_plan_count(plan, CELL_FAILED));
    if (timeouts > 0)
        printf(", %zu timed out", timeouts);
    printf(", in %s", wall);
    if (session->result.harness_seconds > HARNESS_SHARE * session->result.wall_seconds)
        printf(", %.0f %% of it corolab's own", 100 * session->result.harness_seconds / session->result.wall_seconds);
    putchar('\n');
    fflush(stdout);
}

/* The last resort. */
static int keep_journal(const struct session *session)
{
    char what[PATH_MAX + 80] = "what was measured";
    const struct journal *journal = &session->journal;
    if (journal->is_broken)
        snprintf(what, sizeof what, "what was measured before %s could not be written any more", journal->path);
    else if (journal->fd < 0)
        snprintf(what, sizeof what, "what was measured before this run");
    runner_note("nothing was written: %s is as it was", session->options.output);
    if (journal->fd >= 0 || journal->goes_on)
        runner_note("%s is in %s: `%s run --resume %s` goes on from there", what, journal->path, runner_called(),
                    session->options.output);
    return 1;
}

/* Would the file that is there be replaced by one in which nothing was measured? */
static bool has_nothing_to_replace_with(const struct session *session, enum run_ending ending)
{
    return ending == RUN_INTERRUPTED && session->options.resume == NULL && session->result.samples.count == 0
           && access(session->output.path, F_OK) == 0;
}

static int leave_older_file(struct session *session, const char *why, int exit_status)
{
    runner_note("%s before anything was measured: %s is as it was", why, session->options.output);
    runner_journal_remove(&session->journal);
    return exit_status;
}

/* Whatever ended the measuring, what is finished is written; but nothing does not replace something. The journal goes when the
 * samples are somewhere else. */
int runner_ending_finish(struct session *session, enum coro_status measured)
{
    bool is_stopped = runner_stop_requested();
    runner_progress_clear(&session->progress);
    enum coro_status noted = runner_session_note_new_builds(session);
    measured = measured != CORO_OK ? measured : noted;
    enum run_ending ending = measured != CORO_OK || is_stopped ? RUN_INTERRUPTED : RUN_FINISHED;
    if (measured != CORO_OK)
        runner_note("the run cannot go on: %s", coro_status_message(measured));
    if (has_nothing_to_replace_with(session, ending))
        return leave_older_file(session, is_stopped ? "stopped" : "failed", is_stopped ? RUNNER_STOPPED : 1);
    runner_session_stop_watch(session);
    if (runner_document_write(session, ending) != CORO_OK) {
        if (rescue_result(session, ending) != CORO_OK)
            return keep_journal(session);
        runner_journal_remove(&session->journal);
        return 1;
    }
    runner_journal_remove(&session->journal);
    summarise(session);
    if (is_stopped)
        runner_note("stopped: what was finished is in %s; `%s run --resume %s` goes on", session->options.output,
                    runner_called(), session->options.output);
    return is_stopped ? RUNNER_STOPPED : measured != CORO_OK;
}
