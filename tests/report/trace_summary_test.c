/* SPDX-License-Identifier: MIT */
/* The summary of a trace: exact numbers of a small one by hand, bounded memory for a long one, and a screen of 80 columns. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "report/analysis/trace_workloads.h"
#include "report/json/trace_json.h"
#include "report/terminal/terminal.h"
#include "report/terminal/terminal_trace.h"
#include "report/trace.h"

#define HEADER "# corolab trace 2: by hand\ntask,callee_bytes,polls_until_ready,depth,in_flight\n"
static char path[] = "/tmp/corolab-summary-XXXXXX";

static void write_trace(const char *bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void read_trace(const char *bytes, struct trace_summary *summary)
{
    struct report_complaint complaint;

    write_trace(bytes);
    if (trace_summary_read(path, summary, &complaint) != REPORT_OK)
        fail_msg("%s", complaint.sentence);
}

static void a_small_trace_has_the_numbers_that_a_hand_computes(void **state)
{
    struct trace_summary summary;
    double sum;

    (void)state;
    read_trace(HEADER "0,64,1,0,0\n0,64,3,1,1\n9,1000,1,0,2\n16777215,0,7,0,3\n", &summary);
    assert_int_equal(summary.call_count, 4);
    assert_int_equal(summary.waited_count, 2);
    assert_int_equal(summary.nested_count, 1);
    assert_int_equal(summary.task_count, 3);
    assert_int_equal(summary.bytes.count, 3);
    assert_int_equal(trace_counts_quantile(&summary.bytes, 0), 0);
    assert_int_equal(trace_counts_quantile(&summary.bytes, 0.25), 0);
    assert_int_equal(trace_counts_quantile(&summary.bytes, 0.26), 64);
    assert_int_equal(trace_counts_quantile(&summary.bytes, 0.75), 64);
    assert_int_equal(trace_counts_quantile(&summary.bytes, 1), 1000);
    assert_int_equal(trace_counts_between(&summary.bytes, 1, 64, &sum), 2);
    assert_true(sum == 128);
    assert_int_equal(summary.bytes.values[1].nested, 1);
    assert_true(trace_counts_mean(&summary.polls) == 3);
    assert_int_equal(trace_counts_quantile(&summary.in_flight, 1), 3);
    trace_summary_fini(&summary);
}

static void more_values_than_are_kept_apart_are_rounded_up_by_a_64th(void **state)
{
    enum { VALUES = 1000000 };
    struct trace_counts counts;

    (void)state;
    trace_counts_init(&counts);
    for (uint32_t i = 0; i < VALUES; i++)
        trace_counts_add(&counts, i * 4294u, false);
    trace_counts_sort(&counts);
    assert_true(counts.is_rounded);
    assert_int_equal(counts.total, VALUES);
    for (unsigned percent = 0; percent <= 100; percent++) {
        double exact = (percent == 0 ? 0 : VALUES / 100.0 * percent - 1) * 4294.0;
        double found = trace_counts_quantile(&counts, percent / 100.0);
        assert_true(found >= exact && found <= exact * (1 + 1.0 / 64) + 1);
    }
    trace_counts_fini(&counts);
}

/* The trace takes some 200 MB, and the most that the process had of memory tells. Sanitizers need more than any limit. */
static void summarise_in_little_memory(void)
{
    struct trace_summary summary;
    struct report_complaint complaint;
    struct rusage used;

    if (trace_summary_read(path, &summary, &complaint) != REPORT_OK || summary.call_count != 10000000)
        _exit(1);
    trace_summary_fini(&summary);
    getrusage(RUSAGE_SELF, &used);
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    used.ru_maxrss = 0;
#endif
    _exit(used.ru_maxrss < 64 << 10 ? 0 : 2);
}

static void ten_million_calls_take_less_than_64_mib(void **state)
{
    FILE *file = fopen(path, "w");
    int status;

    (void)state;
    assert_non_null(file);
    assert_true(fputs(HEADER, file) >= 0);
    for (unsigned i = 0; i < 10000000; i++)
        fprintf(file, "%u,%u,1,0,0\n", i % 1000000, i);
    assert_int_equal(fclose(file), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        summarise_in_little_memory();
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(truncate(path, 0), 0);
}

static void assert_fits_a_screen(const struct trace_summary *summary)
{
    struct report_text text = {0};

    report_terminal_add_trace(&text, summary);
    assert_true(report_terminal_lines(&text) <= REPORT_TERMINAL_LINES);
    for (char *line = strtok(text.bytes, "\n"); line != NULL; line = strtok(NULL, "\n"))
        assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
    report_text_fini(&text);
}

static void every_screen_fits_a_terminal(void **state)
{
    static const char *const traces[] = {
        HEADER "0,0,1,0,0\n",
        HEADER "0,4294967295,4294967295,4294967295,4294967295\n1,0,1,0,0\n",
        "# corolab trace 1: \xff\xfe no words \ntask,callee_bytes,polls_until_ready,depth\n0,64,1,0\n",
    };
    struct trace_summary summary;

    (void)state;
    for (size_t i = 0; i < sizeof traces / sizeof traces[0]; i++) {
        read_trace(traces[i], &summary);
        assert_fits_a_screen(&summary);
        trace_summary_fini(&summary);
    }
}

static void the_screen_says_what_the_trace_is(void **state)
{
    struct trace_summary summary;
    struct report_text text = {0};

    (void)state;
    read_trace(HEADER "0,100,1,0,0\n0,300,5,1,1\n1,100,1,0,0\n1,0,2,3,4\n", &summary);
    report_terminal_add_trace(&text, &summary);
    const char *const expected[] = {
        ": 4 calls of 2 tasks; 50 % waited. The frames have", "1 frame has no bytes.", "Recorded: by hand (format 2).",
        "to 128 B            ████████████                 50 %     75 %     40 %\n",
        "frame bytes                 0      100      300      300      300      125\n",
        "others in flight            0        0        4        4        4     1.25\n", "Nearest workloads",
        "real (the default trace: ",
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (strstr(text.bytes, expected[i]) == NULL)
            fail_msg("\"%s\" is not in:\n%s", expected[i], text.bytes);
    report_text_fini(&text);
    trace_summary_fini(&summary);
}

static bool is_any(const struct report_trace_workload *workload, const void *arg)
{
    (void)workload, (void)arg;
    return true;
}

static void the_nearest_workload_has_the_trace_s_size_wait_and_depth(void **state)
{
    static const struct { const char *trace, *nearest; } cases[] = {
        {HEADER "0,16,1,0,0\n", "ready"},
        {HEADER "0,16,2,0,0\n", "pending/1"},
        {HEADER "0,4000,1,0,0\n", "frame/4096"},
        {HEADER "0,32,1,0,0\n0,32,1,1,1\n0,32,1,2,2\n0,32,1,3,3\n0,16,1,4,4\n", "depth/4"},
        {HEADER "0,32,2,0,0\n0,32,2,1,1\n0,32,2,2,2\n0,32,2,3,3\n0,16,2,4,4\n", "suspend_depth/4"},
    };
    struct trace_summary summary;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        read_trace(cases[i].trace, &summary);
        assert_string_equal(report_trace_nearest(&summary, is_any, NULL)->name, cases[i].nearest);
        trace_summary_fini(&summary);
    }
}

static void a_wrong_trace_is_refused_by_its_line(void **state)
{
    struct trace_summary summary;
    struct report_complaint complaint;

    (void)state;
    write_trace(HEADER "0,64,1,0,0\n0,64,1,0");
    assert_int_equal(trace_summary_read(path, &summary, &complaint), REPORT_BAD_INPUT);
    assert_non_null(strstr(complaint.sentence, ":4: the trace ends in the middle of a line"));
    trace_summary_fini(&summary);
    assert_int_equal(trace_summary_read("/", &summary, &complaint), REPORT_BAD_INPUT);
    assert_string_equal(complaint.sentence, "the trace / is a directory");
    trace_summary_fini(&summary);
}

/* Runs the command on words; its exit status. The outputs go nowhere. */
static int run_trace(const char *word, const char *file, const char *more)
{
    const char *const words[] = {"trace", word, file, more};
    char *argv[5] = {NULL};
    int argc = 0, status;

    for (; argc < 4 && words[argc] != NULL; argc++)
        argv[argc] = strdup(words[argc]);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        assert_non_null(freopen("/dev/null", "w", stdout));
        assert_non_null(freopen("/dev/null", "w", stderr));
        _exit(trace_command(argc, argv));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    for (int i = 0; i < argc; i++)
        free(argv[i]);
    return WEXITSTATUS(status);
}

static void words_that_make_no_sense_are_status_2(void **state)
{
    (void)state;
    write_trace(HEADER "0,64,1,0,0\n");
    assert_int_equal(run_trace("summary", path, NULL), 0);
    assert_int_equal(run_trace("summary", path, "--json"), 0);
    assert_int_equal(run_trace("--help", NULL, NULL), 0);
    assert_int_equal(run_trace(NULL, NULL, NULL), 2);
    assert_int_equal(run_trace("sumary", path, NULL), 2);
    assert_int_equal(run_trace("summary", NULL, NULL), 2);
    assert_int_equal(run_trace("summary", path, path), 2);
    assert_int_equal(run_trace("summary", path, "--jsonn"), 2);
    assert_int_equal(run_trace("summary", "/nowhere/x.csv", NULL), 1);
}

static void the_json_has_every_size(void **state)
{
    struct trace_summary summary;
    struct report_text text = {0};

    (void)state;
    read_trace(HEADER "0,100,1,0,0\n0,300,5,1,1\n1,100,1,0,0\n", &summary);
    report_trace_add_json(&text, &summary);
    assert_non_null(strstr(text.bytes, "\"sizes\":[[100,2],[300,1]]"));
    assert_non_null(strstr(text.bytes, "\"calls\":3"));
    report_text_fini(&text);
    trace_summary_fini(&summary);
}

static int make_file(void **state)
{
    int descriptor = mkstemp(path);

    (void)state;
    return descriptor < 0 || close(descriptor) != 0;
}
static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_trace_has_the_numbers_that_a_hand_computes),
        cmocka_unit_test(more_values_than_are_kept_apart_are_rounded_up_by_a_64th),
        cmocka_unit_test(ten_million_calls_take_less_than_64_mib),
        cmocka_unit_test(every_screen_fits_a_terminal),
        cmocka_unit_test(the_screen_says_what_the_trace_is),
        cmocka_unit_test(the_nearest_workload_has_the_trace_s_size_wait_and_depth),
        cmocka_unit_test(a_wrong_trace_is_refused_by_its_line),
        cmocka_unit_test(words_that_make_no_sense_are_status_2),
        cmocka_unit_test(the_json_has_every_size),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
