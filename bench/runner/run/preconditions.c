/* SPDX-License-Identifier: MIT */
/* Checks whether a run may start, and chooses its result file: new, resumed, or a copy. Each refusal prints one sentence. run.c
 * measures after all checks have passed. */
#define _GNU_SOURCE
#include "bench/runner/run/run.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/runner/plan/programs.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "bench/fixtures/input_text.h"
#include "bench/fixtures/call_trace.h"

/* The header must name the file. */
static enum coro_status refuse_foreign_name(const char *what, const char *path)
{
    json_t *name = path == NULL ? json_null() : json_string(path);
    if (name == NULL)
        runner_note("the name of the %s is not UTF-8, and the result file must name it", what);
    json_decref(name);
    return name == NULL ? CORO_ERR_IO : CORO_OK;
}

static enum coro_status refuse(const char *reason)
{
    runner_note("%s", reason);
    return CORO_ERR_IO;
}

/* The text is looked at when the user chose one, or when something will read the default one. */
static enum coro_status check_text(struct session *session)
{
    struct text *text;
    const char *reason = "there is not enough memory to read it", *path = session->options.text;
    if (path == NULL && !runner_plan_reads_text(&session->plan))
        return CORO_OK;
    if (refuse_foreign_name("text", path) != CORO_OK)
        return CORO_ERR_IO;
    if (text_open(path, &text, &reason) != CORO_OK)
        return refuse(reason);
    json_int_t bytes = (json_int_t)text_byte_count(text), recorded = session->text.bytes;
    session->text = (struct text_facts){ .bytes = bytes, .repeats = (json_int_t)text_timed_repeats(text) };
    text_close(text);
    if (recorded == 0 || recorded == bytes)
        return CORO_OK;
    runner_note("the text %s has changed since the run that is to be %s", path != NULL ? path : TEXT_DEFAULT_PATH,
                session->options.like != NULL ? "repeated" : "resumed");
    return CORO_ERR_IO;
}

static bool go_on(void *self, const struct trace_record *record)
{
    (void)self, (void)record;
    return true;
}

/* Every line must be good, also those behind the calls that are replayed. */
static enum coro_status read_whole_trace(const char *path, char hash[TRACE_HASH_BYTES])
{
    static const struct trace_visitor visitor = { .record = go_on };
    struct trace_fault fault;
    if (!trace_read_file(path, &visitor, &fault))
        return refuse(fault.sentence);
    return trace_hash_file(path, hash) ? CORO_OK : refuse("the trace cannot be read a second time");
}

static void hash_default_trace(char hash[TRACE_HASH_BYTES])
{
    size_t count;
    const char *bytes = trace_default(&count);
    trace_hash(bytes, count, hash);
}

/* A resumed run must replay the trace that it began with. Older files do not say which that was, and the default trace is a part
 * of the build. */
static enum coro_status compare_traces(const struct session *session)
{
    const char *path = session->options.trace, *recorded = session->resumed ? session->resumed->plan.trace_sha256 : NULL;
    if (path == NULL || recorded == NULL || strcmp(recorded, session->trace.hash) == 0)
        return CORO_OK;
    runner_note("the trace %s has changed since the run that is to be %s", path,
                session->options.like != NULL ? "repeated" : "resumed");
    return CORO_ERR_IO;
}

/* A trace that the user chose is looked at before anything is run, also when nothing replays it. */
static enum coro_status check_trace(struct session *session)
{
    struct trace *trace;
    const char *reason = "there is not enough memory to read it", *path = session->options.trace;
    if (path == NULL && !runner_plan_replays_trace(&session->plan))
        return CORO_OK;
    if (refuse_foreign_name("trace", path) != CORO_OK)
        return CORO_ERR_IO;
    if (path == NULL)
        hash_default_trace(session->trace.hash);
    else if (read_whole_trace(path, session->trace.hash) != CORO_OK)
        return CORO_ERR_IO;
    if (trace_open(path, &trace, &reason) != CORO_OK)
        return refuse(reason);
    trace_say_cuts(trace, session->trace.cuts, sizeof session->trace.cuts);
    free(trace);
    return compare_traces(session);
}

static bool asks(const struct session *session, enum pass pass)
{
    bool is_timed = session->options.rounds > 0;
    return !runner_session_skips(session, pass) && (is_timed || pass == PASS_VERIFY);
}

bool runner_preconditions_needs(const struct session *session, enum program program)
{
    switch (program) {
    case PROGRAM_CELL:
        return asks(session, PASS_VERIFY) || asks(session, PASS_KERNEL) || asks(session, PASS_TAILS)
               || asks(session, PASS_COUNTERS)
               || asks(session, PASS_INSTRUCTIONS) || asks(session, PASS_MEMORY);
    case PROGRAM_TIME:
        return asks(session, PASS_TIME);
    case PROGRAM_COUNT_ALLOCATIONS:
        return asks(session, PASS_ALLOCATIONS) || asks(session, PASS_CHECK);
    default:
        return true;
    }
}

/* Every program that a pass asks must be there. */
static enum coro_status check_programs(struct session *session)
{
    enum coro_status status = runner_programs_find(&session->programs);
    for (int i = 0; status == CORO_OK && i < PROGRAM_COUNT; i++) {
        if (session->programs.sha256[i][0] != '\0' || !runner_preconditions_needs(session, (enum program)i))
            continue;
        runner_note("%s is not there: build it", session->programs.path[i]);
        status = CORO_ERR_IO;
    }
    return status;
}

/* Resumed, repeated, of given names, or new. */
static enum coro_status choose_plan(struct session *session)
{
    if (session->options.resume != NULL)
        return runner_resume_read(session);
    if (session->options.like != NULL)
        return runner_resume_repeat(session);
    const struct plan_names *names = session->options.names;
    if (names != NULL)
        return runner_plan_init_named(names->rows, names->row_count, names->workloads, names->workload_count, &session->plan);
    return runner_plan_init(&session->options.filter, &session->plan);
}

/* The file of --like stays: its run will be compared with the repetition. */
static enum coro_status protect_pattern(struct session *session)
{
    struct stat pattern, output;
    if (session->options.like == NULL || stat(session->options.like, &pattern) != 0 || stat(session->options.output, &output) != 0
        || pattern.st_dev != output.st_dev || pattern.st_ino != output.st_ino)
        return CORO_OK;
    runner_note("the run would overwrite the file that it is to be like: name another with -o");
    return CORO_ERR_INVALID;
}

/* Is the descriptor open on this regular file? */
static bool is_open_on(int fd, const char *path)
{
    struct stat file;
    return path != NULL && stat(path, &file) == 0 && S_ISREG(file.st_mode) && runner_writer_is_at(fd, path);
}

/* Neither words for the user nor errors may fall into a file that the run reads or writes. A refusal must not either, so it goes
 * to the other of the two, or nowhere. */
static enum coro_status protect_from_own_words(struct session *session)
{
    const struct run_options *options = &session->options;
    const char *const files[] = { options->output, options->resume, options->like, options->text, options->trace };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        bool is_output = is_open_on(STDOUT_FILENO, files[i]), is_error = is_open_on(STDERR_FILENO, files[i]);
        if (!is_output && !is_error)
            continue;
        if (is_error)
            dup2(is_output ? open("/dev/null", O_WRONLY | O_CLOEXEC) : STDOUT_FILENO, STDERR_FILENO);
        runner_note("%s is the file %s: send it elsewhere, or name another", is_output ? "standard output" : "standard error",
                    files[i]);
        return CORO_ERR_IO;
    }
    return CORO_OK;
}

static void choose_timeouts(struct session *session)
{
    const char *wanted = getenv(RUNNER_TIMEOUT_VARIABLE);
    unsigned long wanted_ms = wanted == NULL ? 0 : strtoul(wanted, NULL, 10);
    bool is_shorter = wanted_ms > 0 && wanted_ms < RUNNER_SAMPLE_TIMEOUT_MS;
    session->sample_timeout_ms = is_shorter ? (unsigned)wanted_ms : RUNNER_SAMPLE_TIMEOUT_MS;
    session->many_tasks_timeout_ms = is_shorter ? (unsigned)wanted_ms : RUNNER_MANY_TASKS_TIMEOUT_MS;
    session->callgrind_timeout_ms = is_shorter ? (unsigned)wanted_ms : RUNNER_CALLGRIND_TIMEOUT_MS;
}

static enum coro_status watch_signals(struct session *session)
{
    enum coro_status status = runner_stop_watch();
    (void)session;
    if (status == CORO_ERR_IO)
        runner_note("signals cannot be caught: Ctrl-C would end the run at once");
    return status;
}

static enum coro_status compare_builds(struct session *session)
{
    return session->options.resume == NULL ? CORO_OK : runner_resume_compare(session);
}

enum coro_status runner_preconditions_check(struct session *session)
{
    static enum coro_status (*const checks[])(struct session *) = { protect_from_own_words, choose_plan, check_text, check_trace,
                                                                    protect_pattern, watch_signals, check_programs,
                                                                    compare_builds, runner_instructions_prepare };
    enum coro_status status = CORO_OK;
    runner_progress_init(&session->progress, stderr);
    choose_timeouts(session);
    for (size_t i = 0; i < sizeof checks / sizeof *checks && status == CORO_OK; i++)
        status = checks[i](session);
    if (status == CORO_OK && session->options.rounds > 0)
        runner_archive_add(&session->programs);
    return status;
}

enum coro_status runner_result_open(struct session *session)
{
    const char *path = session->options.output;
    if (runner_writer_is_at(session->resumed_fd, path)) {
        int fd = session->resumed_fd;
        session->resumed_fd = -1;       /* the writer closes it */
        return runner_writer_reopen(&session->writer, path, fd, session->resumed->answered_bytes);
    }
    enum coro_status status = runner_writer_open(&session->writer, path);
    if (status != CORO_OK)
        return status;
    bool is_copy = session->options.resume != NULL;
    json_t *header = is_copy ? json_incref(json_array_get(session->resumed->documents, 0)) : runner_header_new(session);
    if (!session->options.is_forced)
        status = runner_older_file_protect(&session->writer, header);
    if (status == CORO_OK && is_copy)
        status = runner_writer_copy(&session->writer, session->resumed_fd, session->resumed->answered_bytes);
    else if (status == CORO_OK)
        status = runner_writer_add(&session->writer, json_incref(header));
    json_decref(header);
    return status;
}
