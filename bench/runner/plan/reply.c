/* SPDX-License-Identifier: MIT */
/* Turns the end of a process into a cell's status and a sentence. */
#include "bench/runner/plan/reply.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>

void runner_reply_words(const char *words[RUNNER_WORDS_MAX], const char *program, const char *mode, const char *strategy,
                        const char *workload, const char *text, const char *trace)
{
    const char *const named[][2] = { { "--text", text }, { "--trace", trace } };
    size_t count = 0;
    words[count++] = program;
    if (mode != NULL)
        words[count++] = mode;
    words[count++] = strategy;
    words[count++] = workload;
    for (size_t i = 0; i < 2; i++)
        if (named[i][1] != NULL) {
            words[count++] = named[i][0];
            words[count++] = named[i][1];
        }
    words[count] = NULL;
}

enum cell_status runner_reply_explain(const struct child_job *job, const struct child_end *end, char reason[RUNNER_REASON_BYTES])
{
    const char *colon = end->complaint[0] == '\0' ? "" : ": ";
    switch (end->outcome) {
    case CHILD_STOPPED:
        snprintf(reason, RUNNER_REASON_BYTES, "the run was stopped");
        return CELL_UNVERIFIED;
    case CHILD_TIMED_OUT:
        snprintf(reason, RUNNER_REASON_BYTES, "it did not finish within %g s", job->timeout_ms / 1000.0);
        return CELL_TIMEOUT;
    case CHILD_OUTPUT_TOO_LONG:
        snprintf(reason, RUNNER_REASON_BYTES, "it printed more than %zu bytes", job->output_limit);
        return CELL_FAILED;
    case CHILD_EXITED:
        if (end->code == 0)
            return CELL_OK;
        snprintf(reason, RUNNER_REASON_BYTES, "it exited with status %d%s%s", end->code, colon, end->complaint);
        return CELL_FAILED;
    case CHILD_KILLED:
        snprintf(reason, RUNNER_REASON_BYTES, "it was ended by signal %d (%s)%s%s", end->code, strsignal(end->code), colon,
                 end->complaint);
        return CELL_FAILED;
    }
    return CELL_FAILED;
}

bool runner_reply_is_killed(const struct child_end *end)
{
    static const int own[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (end->code == own[i])
            return false;
    return end->outcome == CHILD_KILLED;
}

void runner_reply_read(const char *line, size_t bytes, struct reply *reply)
{
    const char *status_name, *reason = "it gave no reason", *refusal = NULL;
    json_t *body = json_loadb(line, bytes, 0, NULL);
    *reply = (struct reply){ .status = CELL_UNVERIFIED };
    if (body == NULL || json_unpack(body, "{s:s, s?:s}", "status", &status_name, "reason", &reason) != 0)
        refusal = bytes == 0 ? "it printed nothing" : "what it printed is not an answer";
    else if ((reply->status = runner_plan_status(status_name)) == CELL_UNVERIFIED)
        refusal = "it answered with an unknown status";
    if (refusal != NULL) {
        json_decref(body);
        *reply = (struct reply){ .status = CELL_FAILED };
        snprintf(reply->reason, sizeof reply->reason, "%s", refusal);
        return;
    }
    if (reply->status != CELL_OK)
        runner_plan_copy_reason(reply->reason, reason);
    reply->body = body;
}

enum coro_status runner_reply_ask_together(const struct child_job *jobs, size_t count, struct reply *replies)
{
    struct child_end ends[RUNNER_CHILDREN_MAX];
    enum coro_status status = runner_child_run_together(jobs, count, ends);
    for (size_t i = 0; i < count && status == CORO_OK; i++) {
        replies[i] = (struct reply){ .body = NULL };
        replies[i].was_killed = runner_reply_is_killed(&ends[i]);
        replies[i].status = runner_reply_explain(&jobs[i], &ends[i], replies[i].reason);
        if (replies[i].status == CELL_OK)
            runner_reply_read(ends[i].output, ends[i].output_bytes, &replies[i]);
        runner_child_fini(&ends[i]);
    }
    return status;
}

enum coro_status runner_reply_ask(const struct child_job *job, struct reply *reply)
{
    return runner_reply_ask_together(job, 1, reply);
}

void runner_reply_fini(struct reply *reply)
{
    json_decref(reply->body);
    reply->body = NULL;
}
