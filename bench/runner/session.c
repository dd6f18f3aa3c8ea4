/* SPDX-License-Identifier: MIT */
#include "bench/runner/session.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "bench/runner/note.h"

enum coro_status runner_session_note(struct session *session, const char *format, ...)
{
    char sentence[2 * RUNNER_REASON_BYTES], cut[RUNNER_REASON_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    runner_plan_copy_reason(cut, sentence);
    runner_progress_clear(&session->progress);
    runner_note("%s", cut);
    return runner_result_add_note(&session->result, cut);
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

void runner_session_settle(struct session *session, struct plan_cell *cell, enum cell_status status, const char *reason)
{
    runner_plan_settle(cell, status, reason);
    if (status == CELL_UNSUPPORTED)
        return;
    runner_progress_clear(&session->progress);
    runner_note("%s on %s: %s: %s", cell->row->name, cell->workload->name, runner_plan_status_name(status), cell->reason);
}
