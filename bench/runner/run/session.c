/* SPDX-License-Identifier: MIT */
/* Owns the records that the passes make, the notes to the user, and the time that the run has taken. result_writer.c
 * has the file. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/check/undecidable.h"
#include "bench/measure/counters.h"
#include "bench/process/child.h"
#include "bench/process/clock.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "bench/runner/machine/machine.h"
#include "report/base/memory.h"

void runner_session_init(struct session *session)
{
    *session = (struct session){ .writer.fd = -1, .resumed_fd = -1, .environment = runner_environment_describe(),
                                 .probes = json_array(), .notes = json_array(), .has_counters = counters_absence() == NULL };
}

void runner_session_fini(struct session *session)
{
    runner_writer_close(&session->writer);
    runner_instruction_cache_fini(&session->instructions);
    runner_plan_fini(&session->plan);
    json_decref(session->environment);
    json_decref(session->probes);
    json_decref(session->notes);
    report_result_free(session->resumed);
    if (session->resumed_fd >= 0)
        close(session->resumed_fd);
}

bool runner_session_skips(const struct session *session, enum pass pass) { return session->options.skipped >> pass & 1; }

static double own_seconds(const struct session *session)
{
    return session->started == 0 ? 0 : runner_clock_seconds() - session->started;
}

double runner_session_seconds(const struct session *session) { return session->earlier_seconds + own_seconds(session); }

double runner_session_harness_seconds(const struct session *session)
{
    double children = runner_child_total_seconds() - session->started_children;
    return session->earlier_harness_seconds + (session->started == 0 ? 0 : own_seconds(session) - children);
}

bool runner_session_goes_on(const struct session *session)
{
    return session->failure == CORO_OK && !runner_stop_requested();
}

void runner_session_fail(struct session *session, enum coro_status failure)
{
    if (session->failure == CORO_OK)
        session->failure = failure;
}

/* Takes the reference. */
static void add_record(struct session *session, json_t *record)
{
    runner_session_fail(session, runner_writer_add(&session->writer, record));
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

static bool has_note(const struct session *session, const char *sentence)
{
    size_t i;
    json_t *note;
    json_array_foreach(session->notes, i, note)
        if (strcmp(json_string_value(note), sentence) == 0)
            return true;
    return false;
}

void runner_session_note(struct session *session, const char *format, ...)
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
    if (has_note(session, cut))
        return;     /* a resumed run meets the same obstacle again */
    json_array_append_new(session->notes, json_string(cut));
    add_record(session, json_pack("{s:s, s:s}", "record", "note", "note", cut));
}

void runner_session_note_once(struct session *session, const char *sentence)
{
    char cut[RUNNER_REASON_BYTES];
    runner_plan_copy_reason(cut, sentence);
    if (!has_note(session, cut))
        runner_session_note(session, "%s", cut);
}

void runner_session_settle_quietly(struct session *session, struct plan_cell *cell, enum cell_status status, const char *reason)
{
    double milliseconds = round(1000 * runner_session_seconds(session));
    runner_plan_settle(cell, status, reason);
    add_record(session, json_pack("{s:s, s:s, s:s, s:s, s:s*, s:f}", "record", "cell", "strategy", cell->row->name, "workload",
                                  cell->workload->name, "status", runner_plan_status_name(status), "reason",
                                  status == CELL_OK ? NULL : cell->reason, "at", milliseconds / 1000));
}

void runner_session_settle(struct session *session, struct plan_cell *cell, enum cell_status status, const char *reason)
{
    if (status == CELL_FAILED || status == CELL_TIMEOUT) {
        runner_progress_clear(&session->progress);
        runner_note("%s on %s: %s: %s", cell->row->name, cell->workload->name, runner_plan_status_name(status), reason);
    }
    runner_session_settle_quietly(session, cell, status, reason);
}

static json_t *pass_record(const struct plan_cell *cell, enum pass pass)
{
    return json_pack("{s:s, s:s, s:s, s:s}", "record", "pass", "strategy", cell->row->name, "workload", cell->workload->name,
                     "pass", runner_progress_pass_name(pass));
}

/* A line of the file. Takes the reference. */
static void print_record(json_t *record, FILE *file)
{
    if (json_dumpf(record, file, JSON_COMPACT | JSON_REAL_PRECISION(15)) != 0)
        report_out_of_memory();
    fputc('\n', file);
    json_decref(record);
}

static FILE *open_lines(char **lines, size_t *bytes)
{
    FILE *file = open_memstream(lines, bytes);
    if (file == NULL)
        report_out_of_memory();
    return file;
}

/* All of an answer is one write, so that the file never holds a part of it. */
static void add_lines(struct session *session, FILE *file, char **lines, const size_t *bytes, enum record_weight weight)
{
    if (fclose(file) != 0)
        report_out_of_memory();
    runner_session_fail(session, runner_writer_add_lines(&session->writer, *lines, *bytes, weight));
    free(*lines);
}

const char *runner_session_add(struct session *session, struct plan_cell *cell, enum pass pass, unsigned round,
                               const json_t *answer)
{
    char *lines;
    size_t bytes;
    const char *fault = runner_answer_fault(answer, pass);
    if (fault != NULL)
        return fault;
    FILE *file = open_lines(&lines, &bytes);
    runner_answer_print(file, answer, cell, round, runner_session_seconds(session));
    if (pass == PASS_TIME) {
        cell->timed_rounds |= UINT32_C(1) << round;
    } else {
        cell->passes_done |= UINT32_C(1) << pass;
        print_record(pass_record(cell, pass), file);
    }
    add_lines(session, file, &lines, &bytes, RECORD_IS_MEASURED);
    return NULL;
}

void runner_session_give_up(struct session *session, struct plan_cell *cell, enum pass pass)
{
    cell->passes_done |= UINT32_C(1) << pass;
    add_record(session, pass_record(cell, pass));
}

/* The members of each object behind its kind. */
static void print_records(const char *kind, const json_t *list, FILE *file)
{
    size_t i;
    json_t *object;
    json_array_foreach((json_t *)list, i, object) {
        json_t *record = json_pack("{s:s}", "record", kind);
        json_object_update(record, object);
        print_record(record, file);
    }
}

void runner_session_add_probes(struct session *session, const json_t *claims)
{
    char *lines;
    size_t bytes;
    FILE *file = open_lines(&lines, &bytes);
    print_records("probe", session->probes, file);
    print_records("claim", claims, file);
    json_t *undecidable = undecidable_list();
    print_records("undecidable", undecidable, file);
    json_decref(undecidable);
    print_record(json_pack("{s:s, s:s}", "record", "pass", "pass", runner_progress_pass_name(PASS_CHECK)), file);
    session->is_checked = true;
    add_lines(session, file, &lines, &bytes, RECORD_MAY_WAIT);
}

static void note_new_build(struct session *session, const char *name)
{
    runner_session_note(session, "%s was built anew while the run went on: its samples may be of two builds", name);
}

void runner_session_note_new_builds(struct session *session)
{
    for (int i = PROGRAM_CELL; i < PROGRAM_COUNT; i++)
        if (runner_programs_is_changed(&session->programs, (enum program)i))
            note_new_build(session, runner_programs_name((enum program)i));
    for (size_t i = 0; i < loaded_rows_count(); i++)
        if (runner_programs_library_is_changed(&session->programs, i))
            note_new_build(session, runner_programs_library_name(i));
}

void runner_session_add_end(struct session *session, bool is_interrupted)
{
    char ended[RUNNER_TIME_BYTES];
    runner_header_print_time(ended);
    add_record(session, json_pack("{s:s, s:s, s:f, s:f, s:b, s:i}", "record", "end", "ended", ended, "wall_seconds",
                                  runner_session_seconds(session), "harness_seconds", runner_session_harness_seconds(session),
                                  "interrupted", is_interrupted, "rounds", (int)session->options.rounds));
}
