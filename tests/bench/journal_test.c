/* SPDX-License-Identifier: MIT */
/* What a run keeps: samples in little memory, a journal that survives the run's death, and a resumption that measures nothing
 * twice but what was in flight. Called as `corolab` this program is it. Long because one
 * program per topic has its end-to-end tests beside those of the pieces. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/runner/command/corolab.h"
#include "bench/runner/run/result_json.h"
#include "bench/runner/run/finish.h"
#include "bench/runner/record/journal.h"
#include "bench/runner/run/resume.h"
#include "coro/sanitizer/notice.h"
#include "tests/bench/stand_in.h"

#if defined(CORO_NOTICE_ASAN) || defined(CORO_NOTICE_TSAN)
enum { IS_SANITIZED = 1 };              /* the sanitizer's memory would be counted with ours */
#else
enum { IS_SANITIZED = 0 };
#endif
#define MEMORY_BOUND_KB (100 * 1024)

static const char *const untimed[] = { "corolab", "run", "--untimed", "-s", "^box$|^inline_slot$", "-w", "^pending|^ready", "-o",
                                       "result.json", NULL };
static const char *const resumed_words[] = { "corolab", "run", "--resume", "result.json", NULL };

/* ---- samples ---- */

static struct session *make_session(void)
{
    struct session *session = calloc(1, sizeof *session);
    assert_non_null(session);
    session->journal.fd = -1;
    assert_int_equal(runner_result_init(&session->result), CORO_OK);
    return session;
}

static void free_session(struct session *session)
{
    runner_journal_close(&session->journal);
    runner_result_fini(&session->result);
    runner_plan_fini(&session->plan);
    free(session);
}

/* Of all rows and workloads, every cell of which is ok. */
static struct session *make_full_session(void)
{
    struct session *session = make_session();
    struct plan_filter all = { 0 };
    char path[PATH_MAX];
    assert_int_equal(runner_plan_init(&all, &session->plan), CORO_OK);
    for (size_t i = 0; i < session->plan.cell_count; i++)
        session->plan.cells[i].status = CELL_OK;
    session->options = (struct run_options){ .mode = MODE_DEFAULT, .rounds = 10 };
    path_in_directory(path, "result.json");
    assert_int_equal(runner_output_init(path, &session->output), CORO_OK);
    return session;
}

static void print_value(double value, char *text, size_t bytes)
{
    struct plan_filter one = { .strategies = "^box$", .workloads = "^ready$" };
    struct plan plan;
    struct sample sample = { .value = value, .round = 3, .order = 7 };
    FILE *stream = fmemopen(text, bytes, "w");
    assert_non_null(stream);
    assert_int_equal(runner_plan_init(&one, &plan), CORO_OK);
    assert_int_equal(runner_samples_print(&sample, &plan, stream), 0);
    fclose(stream);
    runner_plan_fini(&plan);
}

static void a_printed_sample_reads_back_to_the_same_number(void **state)
{
    static const double values[] = { 0, 1, 12, -3, 0.1, 1.0 / 3, 13.882492839607204, 1e300, 5e-324, 123456789012345680.0 };
    char text[512];
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        print_value(values[i], text, sizeof text);
        json_t *sample = json_loads(text, 0, NULL);
        assert_non_null(sample);
        assert_true(json_is_real(json_object_get(sample, "value")));
        assert_true(json_real_value(json_object_get(sample, "value")) == values[i]);
        assert_string_equal(json_string_value(json_object_get(sample, "strategy")), "box");
        assert_int_equal(json_integer_value(json_object_get(sample, "order")), 7);
        json_decref(sample);
    }
}

static void a_number_has_no_more_digits_than_it_needs(void **state)
{
    char text[512];
    (void)state;
    print_value(0.1, text, sizeof text);
    assert_non_null(strstr(text, "\"value\": 0.1,"));
    print_value(24, text, sizeof text);
    assert_non_null(strstr(text, "\"value\": 24.0,"));
}

/* Runs the body in a process of its own, whose peak of memory counts. */
static void expect_little_memory(void (*body)(void))
{
    struct rusage usage;
    int status;
    if (IS_SANITIZED)
        skip();
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        body();
        _exit(0);
    }
    assert_int_equal(wait4(pid, &status, 0, &usage), pid);
    assert_int_equal(status, 0);
    if (usage.ru_maxrss >= MEMORY_BOUND_KB)
        fail_msg("it took %ld kB", usage.ru_maxrss);
}

static void write_a_million(void)
{
    struct session *session = make_full_session();
    for (uint32_t i = 0; i < 1000000; i++)
        if (runner_samples_take(&session->result.samples, i % (uint32_t)session->plan.cell_count, 0, i % 10, i / 7.0) != CORO_OK)
            _exit(1);
    _exit(runner_document_write(session, RUN_INTERRUPTED) != CORO_OK);
}

static void a_million_samples_fit_in_a_hundred_megabytes(void **state)
{
    char path[PATH_MAX];
    struct stat info;
    (void)state;
    expect_little_memory(write_a_million);
    path_in_directory(path, "result.json");
    assert_int_equal(stat(path, &info), 0);
    assert_true(info.st_size > 100000000);
}

/* As many samples of time as a file can hold without one twice. */
static size_t fill_rounds(struct session *session)
{
    for (unsigned round = 0; round < RUNNER_ROUNDS_MAX; round++)
        for (size_t cell = 0; cell < session->plan.cell_count; cell++)
            if (runner_samples_take(&session->result.samples, (uint32_t)cell, 0, round, (double)(round + cell)) != CORO_OK)
                _exit(1);
    return session->result.samples.count;
}

static bool is_same(const struct sample *a, const struct sample *b)
{
    return a->value == b->value && a->cell == b->cell && a->order == b->order && a->round == b->round && a->metric == b->metric;
}

static void write_and_resume(void)
{
    struct resumed resumed;
    struct session *writer = make_full_session(), *reader = make_session();
    size_t count = fill_rounds(writer);
    if (runner_document_write(writer, RUN_INTERRUPTED) != CORO_OK)
        _exit(1);
    reader->options.resume = writer->output.path;
    if (runner_resume_read(reader, &resumed) != CORO_OK || reader->result.samples.count != count)
        _exit(1);
    for (size_t i = 0; i < count; i++)
        if (!is_same(&reader->result.samples.list[i], &writer->result.samples.list[i]))
            _exit(1);
    _exit(0);
}

static void a_resumed_file_is_not_held_as_json(void **state)
{
    (void)state;
    expect_little_memory(write_and_resume);
}

/* ---- the journal alone ---- */

static json_t *make_head(void)
{
    json_t *head = json_pack("{s:s, s:f}", "schema", RUNNER_JOURNAL_SCHEMA, "wall_seconds", 0.5);
    assert_non_null(head);
    return head;
}

static enum coro_status begin(struct journal *journal, const char *name, int former)
{
    struct samples none = { 0 };
    struct plan plan = { 0 };
    char path[PATH_MAX];
    json_t *head = make_head();
    path_in_directory(path, name);
    enum coro_status status = runner_journal_begin(journal, path, former, head, &none, &plan);
    json_decref(head);
    return status;
}

static void a_journal_that_is_there_is_not_begun_again(void **state)
{
    struct journal first, second;
    char path[PATH_MAX];
    int fd = -1;
    (void)state;
    path_in_directory(path, "j");
    assert_int_equal(runner_journal_find(path, &fd), JOURNAL_ABSENT);
    assert_int_equal(begin(&first, "j", -1), CORO_OK);
    assert_int_equal(runner_journal_find(path, &fd), JOURNAL_IN_USE);
    assert_int_equal(begin(&second, "j", -1), CORO_ERR_BUSY);
    runner_journal_close(&first);
    assert_int_equal(runner_journal_find(path, &fd), JOURNAL_LEFT_BEHIND);
    assert_int_equal(begin(&second, "j", fd), CORO_OK);
    close(fd);
    assert_int_equal(count_files(), 1);
    runner_journal_remove(&second);
    assert_int_equal(count_files(), 0);
}

static void a_journal_where_none_can_be_is_an_error_and_leaves_nothing(void **state)
{
    struct journal journal;
    (void)state;
    assert_int_equal(begin(&journal, "missing/j", -1), CORO_ERR_IO);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(journal.fd, -1);
    json_t *piece = json_pack("{s:[]}", "notes");
    assert_int_equal(runner_journal_add(&journal, piece), CORO_OK);
    json_decref(piece);
    assert_int_equal(count_files(), 0);
}

static void a_full_disk_ends_a_journal_behind_its_last_whole_line(void **state)
{
    struct journal journal;
    struct rlimit before, tiny;
    char path[PATH_MAX];
    struct stat info;
    (void)state;
    assert_int_equal(begin(&journal, "j", -1), CORO_OK);
    json_t *piece = json_pack("{s:[s]}", "notes", "a sentence that is longer than the bytes that are left on the disk");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    tiny = (struct rlimit){ .rlim_cur = (rlim_t)journal.whole_bytes + 20, .rlim_max = before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    enum coro_status first = runner_journal_add(&journal, piece), second = runner_journal_add(&journal, piece);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(first, CORO_ERR_IO);
    assert_int_equal(second, CORO_OK);
    path_in_directory(path, "j");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, journal.whole_bytes);
    json_decref(piece);
    runner_journal_remove(&journal);
}

static void a_journal_that_could_not_be_replaced_goes_with_its_run(void **state)
{
    struct journal first, second;
    struct rlimit before, tiny;
    char path[PATH_MAX];
    int fd = -1;
    (void)state;
    path_in_directory(path, "j");
    assert_int_equal(begin(&first, "j", -1), CORO_OK);
    runner_journal_close(&first);
    assert_int_equal(runner_journal_find(path, &fd), JOURNAL_LEFT_BEHIND);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    tiny = (struct rlimit){ .rlim_cur = 5, .rlim_max = before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    enum coro_status status = begin(&second, "j", fd);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, CORO_ERR_IO);
    assert_int_equal(count_files(), 1);
    runner_journal_remove(&second);
    assert_int_equal(count_files(), 0);
    close(fd);
}

/* ---- a session ---- */

static void a_note_about_a_name_that_is_not_utf_8_is_kept(void **state)
{
    struct session *session = make_session();
    (void)state;
    runner_progress_init(&session->progress, stderr);
    assert_int_equal(runner_session_note(session, "%s cannot be written", "r\xff.json"), CORO_OK);
    assert_string_equal(json_string_value(json_array_get(session->result.notes, 0)), "r?.json cannot be written");
    free_session(session);
}

static void what_a_cell_cannot_be_asked_is_not_asked_again_by_a_resumed_run(void **state)
{
    struct resumed resumed;
    struct session *writer = make_full_session(), *reader = make_session();
    const uint32_t kernel = UINT32_C(1) << PASS_KERNEL;
    (void)state;
    assert_int_equal(runner_session_give_up(writer, &writer->plan.cells[3], PASS_KERNEL), CORO_OK);
    assert_int_equal(runner_document_write(writer, RUN_INTERRUPTED), CORO_OK);
    reader->options.resume = writer->output.path;
    assert_int_equal(runner_resume_read(reader, &resumed), CORO_OK);
    assert_int_equal(reader->plan.cells[3].passes_done, kernel);
    assert_int_equal(reader->plan.cells[4].passes_done, 0);
    runner_resume_fini(&resumed);
    assert_int_equal(runner_document_write(writer, RUN_FINISHED), CORO_OK);
    json_t *document = load_result();
    assert_null(json_object_get(document, "passes"));
    json_decref(document);
    free_session(reader);
    free_session(writer);
}

static void an_older_file_survives_a_run_that_fails_before_it_measures(void **state)
{
    struct session *session = make_full_session();
    json_t *older = json_pack("{s:s}", "older", "file");
    (void)state;
    runner_progress_init(&session->progress, stderr);
    session->options.output = session->output.path;
    assert_int_equal(json_dump_file(older, session->output.path, 0), 0);
    assert_int_equal(runner_ending_finish(session, CORO_ERR_NO_MEMORY), 1);
    json_t *document = load_result();
    assert_true(json_equal(document, older));
    assert_int_equal(count_files(), 1);
    json_decref(document);
    json_decref(older);
    free_session(session);
}

/* ---- runs that are killed ---- */

/* Every question leaves a line in the file `asked`; the count of allocations hangs at the fourth. */
#define ASKED "echo \"$1 $2 $3\" >> asked\n"
#define CELL_ANSWERS ASKED "echo '{\"status\":\"ok\"}'"
#define COUNT_HANGS ASKED "n=$(grep -c allocations asked)\n" \
                    "[ $n = 4 ] && [ ! -e resumed ] && { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n" \
                    COUNTS_NOTHING

static pid_t start_and_hang(void)
{
    copy_self();
    write_program("corolab_cell", CELL_ANSWERS);
    write_program("corolab_count", COUNT_HANGS);
    return start_corolab(untimed);
}

static void kill_at_fourth_count(void)
{
    pid_t corolab = start_and_hang();
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    expect_death(child);
}

static void let_go_on(void)
{
    char path[PATH_MAX];
    path_in_directory(path, "resumed");
    assert_int_equal(close(open(path, O_WRONLY | O_CREAT, 0644)), 0);
}

static bool is_there(const char *name)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    return access(path, F_OK) == 0;
}

/* Sorts the questions, and counts those that were asked more than once. */
static int count_repeated_questions(void)
{
    char command[PATH_MAX + 64], path[PATH_MAX];
    int count = -1;
    path_in_directory(path, "asked");
    snprintf(command, sizeof command, "sort %s | uniq -d | wc -l", path);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    assert_int_equal(fscanf(answer, "%d", &count), 1);
    pclose(answer);
    return count;
}

static void a_run_that_is_killed_loses_the_sample_in_flight_and_nothing_else(void **state)
{
    (void)state;
    kill_at_fourth_count();
    assert_false(is_there("result.json"));
    assert_true(is_there("result.json.journal"));
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    assert_int_equal(count_repeated_questions(), 1);
    assert_false(is_there("result.json.journal"));
    json_t *document = load_result();
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    size_t ok = count_status(document, "ok");
    assert_true(ok > 3);
    assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * ok);
    json_decref(document);
}

static void a_journal_is_known_again_however_its_name_is_spelt(void **state)
{
    static const char *const words[] = { "corolab", "run", "--resume", "./result.json", "-o", "result.json", NULL };
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(words), 0);
    assert_true(is_there("result.json"));
    assert_false(is_there("result.json.journal"));
}

static void a_new_run_does_not_overwrite_what_a_killed_one_left(void **state)
{
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(untimed), 1);
    assert_true(is_there("result.json.journal"));
    assert_false(is_there("result.json"));
}

static void only_one_run_writes_a_journal(void **state)
{
    (void)state;
    pid_t corolab = start_and_hang();
    (void)wait_for_hanging_child();
    assert_int_equal(run_corolab(untimed), 1);
    assert_int_equal(run_corolab(resumed_words), 1);
    assert_int_equal(kill(corolab, SIGINT), 0);
    assert_int_equal(wait_for(corolab), 130);
    assert_true(is_there("result.json"));
    assert_false(is_there("result.json.journal"));
}

static char *read_journal(size_t *bytes)
{
    char path[PATH_MAX];
    struct stat info;
    path_in_directory(path, "result.json.journal");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    char *text = malloc((size_t)info.st_size + 1);
    assert_non_null(text);
    *bytes = fread(text, 1, (size_t)info.st_size, file);
    assert_int_equal(*bytes, info.st_size);
    text[*bytes] = '\0';
    fclose(file);
    return text;
}

static void write_journal(const char *text, size_t bytes)
{
    char path[PATH_MAX];
    path_in_directory(path, "result.json.journal");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, bytes, file), bytes);
    assert_int_equal(fclose(file), 0);
}

/* In the whole lines of the text. */
static size_t count_samples(const char *text, size_t bytes)
{
    size_t count = 0;
    const char *end = memrchr(text, '\n', bytes);
    for (const char *at = text; end != NULL && (at = strstr(at, "\"metric\"")) != NULL && at < end; at++)
        count++;
    return count;
}

static enum coro_status resume(size_t *sample_count)
{
    char path[PATH_MAX];
    struct resumed resumed;
    struct session *session = make_session();
    path_in_directory(path, "result.json");
    session->options.resume = path;
    enum coro_status status = runner_resume_read(session, &resumed);
    *sample_count = session->result.samples.count;
    runner_resume_fini(&resumed);
    free_session(session);
    return status;
}

static void a_journal_keeps_the_time_budget(void **state)
{
    static const char *const words[] = { "corolab", "run", "-s", "^box$", "-w", "^ready$", "--time-budget", "0.2s", "--skip",
                                         "check,instructions", "-o", "result.json", NULL };
    size_t bytes;
    (void)state;
#ifndef CORO_OPTIMISED
    skip();     /* it refuses to time */
#endif
    copy_self();
    write_program("corolab_cell", CELL_ANSWERS);
    write_program("corolab_time", "[ -e hung ] || { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n"
                  "sleep 0.1; echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":12.5}}'");
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(words);
    (void)wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    char *text = read_journal(&bytes);
    json_t *head = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
    assert_true(json_number_value(json_object_get(json_object_get(head, "plan"), "time_budget_seconds")) == 0.2);
    json_decref(head);
    free(text);
    const char *const resumed[] = { "corolab", "run", "--resume", "result.json", NULL };
    assert_int_equal(run_corolab(resumed), 0);
    json_t *document = load_result();
    assert_int_equal(json_integer_value(json_object_get(json_object_get(document, "plan"), "rounds")), RUNNER_ROUNDS_MIN);
    json_decref(document);
}

static void a_journal_may_end_at_any_byte_of_its_last_lines(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    kill_at_fourth_count();
    char *text = read_journal(&bytes);
    assert_int_equal(count_samples(text, bytes), 6);
    for (size_t cut = bytes; cut + 900 > bytes; cut--) {
        write_journal(text, cut);
        assert_int_equal(resume(&sample_count), CORO_OK);
        assert_int_equal(sample_count, count_samples(text, cut));
    }
    free(text);
}

static void a_journal_without_a_whole_head_or_with_nonsense_is_refused(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    kill_at_fourth_count();
    char *text = read_journal(&bytes);
    char *end_of_head = strchr(text, '\n');
    assert_non_null(end_of_head);
    for (size_t cut = 0; cut <= (size_t)(end_of_head - text); cut += 97) {
        write_journal(text, cut);
        assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    }
    char *digits = end_of_head + strcspn(end_of_head, "0123456789"), digit = *digits;
    *digits = '\0';
    write_journal(text, bytes);
    assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    *digits = digit;
    memcpy(end_of_head + 1, "nonsense", strlen("nonsense"));
    write_journal(text, bytes);
    assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    free(text);
}

static void a_sample_that_is_there_twice_is_refused(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    kill_at_fourth_count();
    char *text = read_journal(&bytes);
    char *last = memrchr(text, '\n', bytes - 1);
    assert_non_null(last);
    char *twice = malloc(2 * bytes);
    assert_non_null(twice);
    memcpy(twice, text, bytes);
    memcpy(twice + bytes, last + 1, (size_t)(text + bytes - last - 1));
    write_journal(twice, bytes + (size_t)(text + bytes - last - 1));
    assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    free(twice);
    free(text);
}

/* Another program may have written the file anew, all on one line. */
static void a_file_that_is_laid_out_otherwise_is_read_all_the_same(void **state)
{
    char path[PATH_MAX];
    size_t laid_out, otherwise;
    struct session *session = make_full_session();
    (void)state;
    for (uint32_t cell = 0; cell < 20; cell++)
        assert_int_equal(runner_samples_take(&session->result.samples, cell, 0, 0, cell), CORO_OK);
    assert_int_equal(runner_document_write(session, RUN_INTERRUPTED), CORO_OK);
    assert_int_equal(resume(&laid_out), CORO_OK);
    json_t *document = load_result();
    path_in_directory(path, "result.json");
    assert_int_equal(json_dump_file(document, path, JSON_COMPACT), 0);
    assert_int_equal(resume(&otherwise), CORO_OK);
    assert_int_equal(laid_out, 20);
    assert_int_equal(otherwise, 20);
    json_decref(document);
    free_session(session);
}

static void a_result_cut_among_its_samples_is_refused(void **state)
{
    char path[PATH_MAX];
    struct stat info;
    size_t sample_count;
    struct session *session = make_full_session();
    (void)state;
    for (uint32_t cell = 0; cell < 20; cell++)
        assert_int_equal(runner_samples_take(&session->result.samples, cell, 0, 0, cell), CORO_OK);
    assert_int_equal(runner_document_write(session, RUN_INTERRUPTED), CORO_OK);
    path_in_directory(path, "result.json");
    assert_int_equal(stat(path, &info), 0);
    for (off_t bytes = info.st_size - 3; bytes > 0; bytes -= 1000) {
        assert_int_equal(truncate(path, bytes), 0);
        assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    }
    free_session(session);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_printed_sample_reads_back_to_the_same_number),
        cmocka_unit_test(a_number_has_no_more_digits_than_it_needs),
        IN_DIRECTORY(a_million_samples_fit_in_a_hundred_megabytes),
        IN_DIRECTORY(a_resumed_file_is_not_held_as_json),
        IN_DIRECTORY(a_journal_that_is_there_is_not_begun_again),
        IN_DIRECTORY(a_journal_where_none_can_be_is_an_error_and_leaves_nothing),
        IN_DIRECTORY(a_full_disk_ends_a_journal_behind_its_last_whole_line),
        IN_DIRECTORY(a_journal_that_could_not_be_replaced_goes_with_its_run),
        IN_DIRECTORY(a_note_about_a_name_that_is_not_utf_8_is_kept),
        IN_DIRECTORY(what_a_cell_cannot_be_asked_is_not_asked_again_by_a_resumed_run),
        IN_DIRECTORY(an_older_file_survives_a_run_that_fails_before_it_measures),
        IN_DIRECTORY(a_run_that_is_killed_loses_the_sample_in_flight_and_nothing_else),
        IN_DIRECTORY(a_journal_is_known_again_however_its_name_is_spelt),
        IN_DIRECTORY(a_journal_keeps_the_time_budget),
        IN_DIRECTORY(a_new_run_does_not_overwrite_what_a_killed_one_left),
        IN_DIRECTORY(only_one_run_writes_a_journal),
        IN_DIRECTORY(a_journal_may_end_at_any_byte_of_its_last_lines),
        IN_DIRECTORY(a_journal_without_a_whole_head_or_with_nonsense_is_refused),
        IN_DIRECTORY(a_sample_that_is_there_twice_is_refused),
        IN_DIRECTORY(a_file_that_is_laid_out_otherwise_is_read_all_the_same),
        IN_DIRECTORY(a_result_cut_among_its_samples_is_refused),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
