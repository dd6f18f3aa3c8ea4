/* SPDX-License-Identifier: MIT */
/* Whatever enters the result enters the journal at once. */
#include "bench/runner/run/session.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "bench/process/child.h"
#include "bench/process/clock.h"
#include "bench/process/message.h"

bool runner_session_skips(const struct session *session, enum pass pass)
{
    return session->options.skipped >> pass & 1;
}

void runner_session_start_watch(struct session *session)
{
    session->started = runner_clock_seconds();
    session->started_children = runner_child_total_seconds();
    session->earlier_seconds = session->result.wall_seconds;
    session->earlier_harness_seconds = session->result.harness_seconds;
}

void runner_session_stop_watch(struct session *session)
{
    double children = runner_child_total_seconds() - session->started_children;
    session->result.wall_seconds = runner_session_seconds(session);
    session->result.harness_seconds = session->earlier_harness_seconds + session->result.wall_seconds - session->earlier_seconds
                                      - children;
}

double runner_session_seconds(const struct session *session)
{
    return session->earlier_seconds + runner_clock_seconds() - session->started;
}

/* A journal that fails is worth one note, which it does not get itself any more. */
static enum coro_status answer_journal(struct session *session, enum coro_status status)
{
    if (status == CORO_OK)
        return CORO_OK;
    return runner_session_note(session, "%s cannot be written: %s; from here on, killing the run would cost what it measures",
                               session->journal.path, strerror(errno));
}

/* Takes the reference; NULL when there was no memory for it. */
static enum coro_status keep(struct session *session, json_t *piece)
{
    if (piece == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = answer_journal(session, runner_journal_add(&session->journal, piece));
    json_decref(piece);
    return status;
}

/* A note may name a file, and names are bytes; JSON is UTF-8. */
static void make_utf8(char *sentence)
{
    json_t *string = json_string(sentence);
    for (char *letter = sentence; string == NULL && *letter != '\0'; letter++)
        if ((unsigned char)*letter >= 0x80)
            *letter = '?';
    json_decref(string);
}

enum coro_status runner_session_note(struct session *session, const char *format, ...)
{
    char sentence[2 * RUNNER_REASON_BYTES], cut[RUNNER_REASON_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    runner_plan_copy_reason(cut, sentence);
    make_utf8(cut);
    runner_progress_clear(&session->progress);
    runner_note("%s", cut);
    enum coro_status status = runner_result_add_note(&session->result, cut);
    return status == CORO_OK ? keep(session, json_pack("{s:[s]}", "notes", cut)) : status;
}

enum coro_status runner_session_note_once(struct session *session, const char *sentence)
{
    char cut[RUNNER_REASON_BYTES];
    size_t i;
    json_t *note;
    runner_plan_copy_reason(cut, sentence);
    json_array_foreach(session->result.notes, i, note)
        if (strcmp(json_string_value(note) ? json_string_value(note) : "", cut) == 0)
            return CORO_OK;
    return runner_session_note(session, "%s", cut);
}

enum coro_status runner_session_settle_quietly(struct session *session, struct plan_cell *cell, enum cell_status status,
                                               const char *reason)
{
    runner_plan_settle(cell, status, reason);
    return keep(session, json_pack("{s:f, s:[{s:s, s:s, s:s, s:s}]}", "wall_seconds", runner_session_seconds(session), "cells",
                                   "strategy", cell->row->name, "workload", cell->workload->name,
                                   "status", runner_plan_status_name(status), "reason", cell->reason));
}

enum coro_status runner_session_settle(struct session *session, struct plan_cell *cell, enum cell_status status,
                                       const char *reason)
{
    if (status == CELL_FAILED || status == CELL_TIMEOUT) {
        runner_progress_clear(&session->progress);
        runner_note("%s on %s: %s: %s", cell->row->name, cell->workload->name, runner_plan_status_name(status), reason);
    }
    return runner_session_settle_quietly(session, cell, status, reason);
}

enum coro_status runner_session_add(struct session *session, const struct plan_cell *cell, enum pass pass, unsigned round,
                                    const json_t *answer, const char **complaint)
{
    struct samples *samples = &session->result.samples;
    size_t before = samples->count, index = (size_t)(cell - session->plan.cells);
    enum coro_status status = runner_result_add(&session->result, index, pass, round, answer, complaint);
    if (status != CORO_OK)
        return status;
    return answer_journal(session, runner_journal_add_samples(&session->journal, samples, before, &session->plan,
                                                              runner_session_seconds(session)));
}

enum coro_status runner_session_give_up(struct session *session, struct plan_cell *cell, enum pass pass)
{
    cell->passes_done |= UINT32_C(1) << pass;
    return keep(session, json_pack("{s:[{s:s, s:s, s:s}]}", "passes", "strategy", cell->row->name, "workload",
                                   cell->workload->name, "pass", runner_progress_pass_name(pass)));
}

enum coro_status runner_session_note_new_builds(struct session *session)
{
    enum coro_status status = CORO_OK;
    for (int i = PROGRAM_CELL; i < PROGRAM_COUNT && status == CORO_OK; i++)
        if (runner_programs_is_changed(&session->programs, (enum program)i))
            status = runner_session_note(session, "%s was built anew while the run went on: what it measured may be of two builds",
                                         runner_programs_name((enum program)i));
    return status;
}

enum coro_status runner_session_keep_claims(struct session *session)
{
    return keep(session, json_pack("{s:f, s:O, s:O}", "wall_seconds", runner_session_seconds(session),
                                   "probes", session->result.probes, "claims", session->result.claims));
}
