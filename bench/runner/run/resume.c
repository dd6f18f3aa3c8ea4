/* SPDX-License-Identifier: MIT */
/* Owns the meaning of the records for a run that goes on: which cells are settled, which rounds and passes are done. Samples
 * leave a bit each, not their values, so a million of them need no memory.
 *
 * The samples of a pass other than time come in one piece with the record of that pass behind them. Where the file ends
 * between the two, the cell is asked again, and the samples go with the torn line. */
#define _GNU_SOURCE
#include "bench/runner/run/resume.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "bench/fixtures/input_text.h"
#include "bench/process/message.h"
#include "report/base/memory.h"
#include "report/result/result_lines.h"
#include "report/result/schema.h"

_Static_assert(RUNNER_METRIC_COUNT <= 64, "a word of intake.seen has a bit per metric");

struct intake {
    struct session *session;
    struct resumed *resumed;
    struct report_complaint complaint;
    struct report_json_reader reader;
    struct report_lines lines;
    uint64_t *seen;             /* per cell, bit m: metric m's sample is there */
    long long open_from;        /* where samples or probes begin whose pass has no record yet; -1: there are none */
    enum pass open_pass;
    struct plan_cell *open_cell;        /* NULL: probes and claims, of all cells */
};

static void read_plan(struct intake *intake, json_t *header)
{
    struct report_json_reader *reader = &intake->reader;
    struct run_options *options = &intake->session->options;
    json_t *plan = report_json_object_or_null(reader, header, "plan"), *text = report_json_object_or_null(reader, plan, "text");
    const char *words[MODE_COUNT], *skipped[PASS_COUNT], *path = report_json_string_or(reader, text, "path", TEXT_DEFAULT_PATH);
    double budget_seconds = report_json_number_or_nan(reader, plan, "time_budget_seconds");
    double rounds = report_json_number(reader, plan, "rounds");
    json_t *seed = json_object_get(plan, "seed");
    for (int i = 0; i < MODE_COUNT; i++)
        words[i] = runner_options_mode_name((enum run_mode)i);
    const char *mode = report_json_string(reader, plan, "mode");
    options->mode = (enum run_mode)report_json_choice(reader, "mode", mode, words, MODE_COUNT);
    if (!(rounds >= 0 && rounds <= RUNNER_ROUNDS_MAX) || budget_seconds < 0 || !json_is_integer(seed)
        || json_integer_value(seed) < 0)
        report_json_fault(reader, "has a plan that `corolab run` does not write");
    if (reader->status != REPORT_OK)
        return;
    options->seed = (uint64_t)json_integer_value(seed);
    options->rounds = (unsigned)rounds;
    options->budget_seconds = isnan(budget_seconds) ? 0 : budget_seconds;
    options->trace = report_json_string_or(reader, plan, "trace", NULL);
    options->text = strcmp(path, TEXT_DEFAULT_PATH) == 0 ? NULL : path;
    intake->session->text.bytes = (json_int_t)json_integer_value(json_object_get(text, "bytes"));
    options->skipped = 0;
    for (size_t i = report_json_words(reader, plan, "skipped", skipped, PASS_COUNT); i > 0; i--) {
        enum pass pass = runner_progress_pass(skipped[i - 1]);
        if (pass == PASS_COUNT)
            report_json_fault(reader, "skipped a pass that this build does not have");
        else
            options->skipped |= UINT32_C(1) << pass;
    }
}

/* The names of the entries of a table; the caller frees the array. */
static const char **read_names(struct intake *intake, json_t *header, const char *key, size_t *count)
{
    json_t *list = report_json_list(&intake->reader, header, key, count), *entry;
    const char **names = report_allocate_zeroed(*count, sizeof *names);
    for (size_t i = 0; i < *count && (entry = report_json_entry(&intake->reader, list, i)) != NULL; i++)
        names[i] = report_json_string(&intake->reader, entry, "name");
    intake->reader.list = "";
    return names;
}

static void read_header(struct intake *intake, json_t *header)
{
    size_t row_count, workload_count;
    read_plan(intake, header);
    const char **rows = read_names(intake, header, "strategies", &row_count);
    const char **workloads = read_names(intake, header, "workloads", &workload_count);
    struct plan *plan = &intake->session->plan;
    if (intake->reader.status == REPORT_OK
        && runner_plan_init_named(rows, row_count, workloads, workload_count, plan) != CORO_OK)
        report_json_fault(&intake->reader, "is about strategies or workloads that this build does not have");
    free(rows);
    free(workloads);
    intake->seen = report_allocate_zeroed(plan->cell_count, sizeof *intake->seen);
}

/* NULL, with a fault, when the record names no cell of the plan. */
static struct plan_cell *find_cell(struct intake *intake, json_t *record)
{
    const char *strategy = report_json_string(&intake->reader, record, "strategy");
    const char *workload = report_json_string(&intake->reader, record, "workload");
    struct plan_cell *cell = runner_plan_find(&intake->session->plan, strategy, workload);
    if (cell == NULL)
        report_json_fault(&intake->reader, "names the cell %.60s on %.60s, which the header does not list", strategy, workload);
    return cell;
}

static void take_cell(struct intake *intake, json_t *record)
{
    struct plan_cell *cell = find_cell(intake, record);
    const char *word = report_json_string(&intake->reader, record, "status");
    enum cell_status status = runner_plan_status(word);
    if (status == CELL_UNVERIFIED)
        report_json_fault(&intake->reader, "has the unknown status \"%.60s\"", word);
    if (cell != NULL && cell->status != CELL_UNVERIFIED && (cell->status != CELL_OK || status == CELL_OK))
        report_json_fault(&intake->reader, "is a cell that the file has settled before");
    if (intake->reader.status == REPORT_OK)
        runner_plan_settle(cell, status, report_json_string_or(&intake->reader, record, "reason", ""));
}

/* The samples and probes of one pass are closed by its record. */
static void open_pass(struct intake *intake, enum pass pass, struct plan_cell *cell)
{
    if (intake->open_from < 0) {
        intake->open_from = intake->lines.start;
        intake->open_pass = pass;
        intake->open_cell = cell;
    } else if (intake->open_pass != pass || intake->open_cell != cell) {
        report_json_fault(&intake->reader, "follows samples of the pass \"%s\", which has no record",
                          runner_progress_pass_name(intake->open_pass));
    }
}

static void close_pass(struct intake *intake, enum pass pass, struct plan_cell *cell)
{
    if (intake->open_from >= 0)
        open_pass(intake, pass, cell);      /* refuses another one */
    intake->open_from = -1;
}

static unsigned read_round(struct intake *intake, json_t *record, enum pass pass)
{
    double round = report_json_number(&intake->reader, record, "round");
    unsigned rounds = pass == PASS_TIME ? intake->session->options.rounds : 1;
    if (round >= 0 && round < rounds && round == floor(round))
        return (unsigned)round;
    report_json_fault(&intake->reader, "has a round outside of the plan");
    return 0;
}

static void take_sample(struct intake *intake, json_t *record)
{
    struct report_json_reader *reader = &intake->reader;
    struct plan_cell *cell = find_cell(intake, record);
    const char *name = report_json_string(reader, record, "metric");
    const struct metric *metric = runner_metric_find(name);
    double value = report_json_number(reader, record, "value");
    unsigned round = metric == NULL ? 0 : read_round(intake, record, metric->pass);
    if (metric == NULL)
        report_json_fault(reader, "names the metric \"%.60s\", which this build does not measure", name);
    if (cell != NULL && cell->status != CELL_OK)
        report_json_fault(reader, "is a sample of a cell that the file does not call ok");
    if (reader->status != REPORT_OK)
        return;
    uint64_t *seen = &intake->seen[cell - intake->session->plan.cells], metric_bit = UINT64_C(1) << (metric - runner_metrics);
    uint32_t round_bit = UINT32_C(1) << round;
    if (strcmp(metric->unit, "ns") == 0 && value < 0)
        report_json_fault(reader, "has a time below zero");
    if (metric->pass == PASS_TIME ? (cell->timed_rounds & round_bit) != 0 : (*seen & metric_bit) != 0)
        report_json_fault(reader, "is a sample that the file has before");
    *seen |= metric_bit;
    if (metric->pass == PASS_TIME)
        cell->timed_rounds |= round_bit;
    else
        open_pass(intake, metric->pass, cell);
    intake->resumed->sample_count++;
}

static void take_pass(struct intake *intake, json_t *record)
{
    const char *name = report_json_string(&intake->reader, record, "pass");
    enum pass pass = runner_progress_pass(name);
    struct plan_cell *cell = pass == PASS_CHECK ? NULL : find_cell(intake, record);
    if (pass == PASS_COUNT)
        report_json_fault(&intake->reader, "names the pass \"%.60s\", which this build does not have", name);
    if (intake->reader.status != REPORT_OK)
        return;
    close_pass(intake, pass, cell);
    if (cell == NULL)
        intake->session->is_checked = true;
    else
        cell->passes_done |= UINT32_C(1) << pass;
}

static void take_probe(struct intake *intake, json_t *record)
{
    (void)report_json_string(&intake->reader, record, "strategy");
    (void)report_json_string(&intake->reader, record, "probe");
    (void)report_json_string(&intake->reader, record, "behaviour");
    open_pass(intake, PASS_CHECK, NULL);
    json_array_append(intake->session->probes, record);
}

/* A claim is the report's; here it only belongs to the probes. */
static void take_claim(struct intake *intake, json_t *record)
{
    (void)report_json_string(&intake->reader, record, "strategy");
    open_pass(intake, PASS_CHECK, NULL);
}

static void take_note(struct intake *intake, json_t *record)
{
    json_array_append_new(intake->session->notes, json_string(report_json_string(&intake->reader, record, "note")));
}

/* A time budget may have ended the rounds before those of the plan. */
static void take_rounds(struct intake *intake, json_t *end)
{
    struct run_options *options = &intake->session->options;
    double rounds = report_json_number_or_nan(&intake->reader, end, "rounds");
    if (rounds >= 0 && rounds < options->rounds)
        options->rounds = (unsigned)rounds;
}

static void take_end(struct intake *intake, json_t *record)
{
    struct session *session = intake->session;
    take_rounds(intake, record);
    session->earlier_seconds = report_json_number(&intake->reader, record, "wall_seconds");
    session->earlier_harness_seconds = report_json_number(&intake->reader, record, "harness_seconds");
    intake->resumed->is_complete = !report_json_truth(&intake->reader, record, "interrupted");
}

typedef void take_record(struct intake *, json_t *);

static void take(struct intake *intake, json_t *record)
{
    static const struct {
        const char *kind;
        take_record *take;
    } kinds[] = { { "cell", take_cell }, { "sample", take_sample }, { "pass", take_pass }, { "probe", take_probe },
                  { "claim", take_claim }, { "note", take_note }, { "end", take_end } };
    const char *kind = report_json_string(&intake->reader, record, "record");
    double at = report_json_number_or_nan(&intake->reader, record, "at");
    intake->resumed->is_complete = false;
    if (at > intake->session->earlier_seconds)
        intake->session->earlier_seconds = at;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            kinds[i].take(intake, record);
}

/* What is open at the end is measured again. */
static void drop_open_pass(struct intake *intake)
{
    intake->resumed->whole_bytes = intake->lines.torn_line > 0 ? intake->lines.start : intake->lines.end;
    if (intake->open_from < 0)
        return;
    intake->resumed->whole_bytes = intake->open_from;
    if (intake->open_cell == NULL)
        json_array_clear(intake->session->probes);
}

static void say_torn(const struct intake *intake)
{
    if (intake->lines.torn_line > 0)
        runner_note("%s is cut off inside line %zu, which is dropped", intake->reader.path, intake->lines.torn_line);
}

static void read_records(struct intake *intake)
{
    json_t *record;
    while ((record = report_lines_next(&intake->lines, &intake->reader)) != NULL) {
        take(intake, record);
        json_decref(record);
    }
    drop_open_pass(intake);
    say_torn(intake);
}

static void read_last_rounds(struct intake *intake)
{
    json_t *record;
    while ((record = report_lines_next(&intake->lines, &intake->reader)) != NULL) {
        const char *kind = json_string_value(json_object_get(record, "record"));
        if (kind != NULL && strcmp(kind, "end") == 0)
            take_rounds(intake, record);
        json_decref(record);
    }
}

static void refuse_version_1(struct intake *intake)
{
    if (intake->lines.is_document)
        report_json_fault(&intake->reader, "was written by an older corolab (%s): `--like` repeats its run",
                          REPORT_RESULT_SCHEMA_1);
}

static enum coro_status read_file(struct intake *intake, const char *path, const char *purpose, FILE *file)
{
    intake->reader = (struct report_json_reader){ .path = path, .purpose = purpose, .complaint = &intake->complaint, .list = "" };
    intake->open_from = -1;
    intake->resumed->header = report_lines_init(&intake->lines, file, &intake->reader);
    bool is_resumed = intake->session->options.resume != NULL;
    if (is_resumed && intake->reader.status == REPORT_OK)
        refuse_version_1(intake);
    if (intake->reader.status == REPORT_OK)
        read_header(intake, intake->resumed->header);
    if (is_resumed && intake->reader.status == REPORT_OK)
        read_records(intake);
    else
        read_last_rounds(intake);
    report_lines_fini(&intake->lines);
    free(intake->seen);
    if (intake->reader.status == REPORT_OK)
        return CORO_OK;
    runner_note("%s", intake->complaint.sentence);
    return CORO_ERR_IO;
}

static enum coro_status refuse(const char *path, const char *why)
{
    runner_note("%s cannot be resumed: %s", path, why);
    return CORO_ERR_IO;
}

enum coro_status runner_resume_read(struct session *session, struct resumed *resumed)
{
    struct intake intake = { .session = session, .resumed = resumed };
    const char *path = session->options.resume;
    resumed->fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
    if (resumed->fd < 0 && (errno == EACCES || errno == EROFS))
        resumed->fd = open(path, O_RDONLY | O_CLOEXEC);     /* good enough with -o */
    if (resumed->fd < 0)
        return refuse(path, strerror(errno));
    if (flock(resumed->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return refuse(path, "another run of corolab is writing it");
    int copy = dup(resumed->fd);        /* the lock lives in the other */
    FILE *file = copy < 0 ? NULL : fdopen(copy, "r");
    if (file == NULL)
        return refuse(path, strerror(errno));
    enum coro_status status = read_file(&intake, path, "resumed", file);
    fclose(file);
    return status;
}

enum coro_status runner_resume_repeat(struct session *session, struct resumed *resumed)
{
    struct intake intake = { .session = session, .resumed = resumed };
    FILE *file = fopen(session->options.like, "re");
    if (file == NULL) {
        runner_note("%s cannot be repeated: %s", session->options.like, strerror(errno));
        return CORO_ERR_IO;
    }
    enum coro_status status = read_file(&intake, session->options.like, "repeated", file);
    fclose(file);
    session->earlier_seconds = session->earlier_harness_seconds = 0;
    session->options.budget_seconds = 0;    /* the rounds that came of it are repeated, however long they take */
    return status;
}

static enum coro_status refuse_other(const struct session *session, const char *what, const char *there, const char *here)
{
    runner_note("%s cannot be resumed here: its %s is %s, and this one is %s; start a new run", session->options.resume, what,
                there, here);
    return CORO_ERR_IO;
}

static enum coro_status compare_machine(const struct resumed *resumed, const struct session *session)
{
    static const char *const keys[][2] = { { "cpu", "processor" }, { "cores", "number of cores" }, { "kernel", "kernel" },
                                           { "compiler", "compiler" }, { "flags", "set of compiler flags" },
                                           { "build", "build type" }, { "link_order", "link order" } };
    const json_t *there = json_object_get(resumed->header, "environment");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_t *before = json_object_get(there, keys[i][0]), *now = json_object_get(session->environment, keys[i][0]);
        if (before == now || json_equal(before, now))
            continue;
        char *left = json_dumps(before, JSON_ENCODE_ANY), *right = json_dumps(now, JSON_ENCODE_ANY);
        enum coro_status status = refuse_other(session, keys[i][1], left ? left : "unknown", right ? right : "unknown");
        free(left);
        free(right);
        return status;
    }
    return CORO_OK;
}

static const char *find_hash(const json_t *executables, const char *name)
{
    size_t i;
    json_t *executable;
    json_array_foreach((json_t *)executables, i, executable) {
        const char *other = json_string_value(json_object_get(executable, "name"));
        const char *sha256 = json_string_value(json_object_get(executable, "sha256"));
        if (other != NULL && sha256 != NULL && strcmp(name, other) == 0)
            return sha256;
    }
    return "";
}

enum coro_status runner_resume_compare(const struct resumed *resumed, const struct session *session)
{
    const json_t *executables = json_object_get(resumed->header, "executables");
    enum coro_status status = compare_machine(resumed, session);
    for (int i = 0; i < PROGRAM_COUNT && status == CORO_OK; i++) {
        const char *name = runner_programs_name((enum program)i), *there = find_hash(executables, name);
        if (strcmp(there, session->programs.sha256[i]) != 0) {
            runner_note("%s comes from another build: its %s is not this one; start a new run", session->options.resume, name);
            status = CORO_ERR_IO;
        }
    }
    return status;
}

void runner_resume_fini(struct resumed *resumed)
{
    json_decref(resumed->header);
    if (resumed->fd >= 0)
        close(resumed->fd);
    *resumed = (struct resumed){ .fd = -1 };
}
