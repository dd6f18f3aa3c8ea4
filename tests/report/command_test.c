/* SPDX-License-Identifier: MIT */
/* Promises of the command `corolab report`: its exit status, and that an output replaces its file whole. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "report/file/output_file.h"
#include "report/report.h"
#include "tests/report/made_result.h"

/* A fresh directory; its name lives until the next call. */
static const char *fresh_directory(void)
{
    static char name[64];

    snprintf(name, sizeof name, "/tmp/command_test.XXXXXX");
    assert_non_null(mkdtemp(name));
    return name;
}

/* Removes the directory and what is in it; returns how many files there were. */
static size_t remove_directory(const char *name)
{
    DIR *directory = opendir(name);
    size_t count = 0;

    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += unlinkat(dirfd(directory), entry->d_name, 0) == 0;
    closedir(directory);
    rmdir(name);
    return count;
}

static void an_output_replaces_its_file_whole_and_leaves_nothing_else(void **state)
{
    const char *directory = fresh_directory();
    struct report_complaint complaint;
    struct report_text text = {0};
    char path[128], content[8] = "";
    (void)state;

    snprintf(path, sizeof path, "%s/out", directory);
    report_text_add(&text, "older");
    assert_int_equal(report_output_file(path, &text, &complaint), REPORT_OK);
    report_text_add(&text, "!");
    assert_int_equal(report_output_file(path, &text, &complaint), REPORT_OK);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fread(content, 1, sizeof content, file), 6);
    fclose(file);
    assert_memory_equal(content, "older!", 6);
    report_text_fini(&text);
    assert_int_equal(remove_directory(directory), 1);
}

/* Runs the command in a child with its standard output sent to `output` and its complaints to nowhere; returns the exit
 * status. */
static int exit_status_of(const char *output, int argc, char **argv)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        if (dup2(open(output, O_WRONLY), STDOUT_FILENO) < 0 || dup2(open("/dev/null", O_WRONLY), STDERR_FILENO) < 0)
            _exit(99);
        _exit(report_command(argc, argv));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void the_exit_status_tells_usage_from_failure(void **state)
{
    const char *directory = fresh_directory();
    char input[128], page[128], nowhere[] = "/nonexistent/page.html";
    (void)state;

    snprintf(input, sizeof input, "%s/result.json", directory);
    snprintf(page, sizeof page, "%s/page.html", directory);
    assert_int_equal(result_builder_write(build_ordinary(&ordinary), RESULT_LINES, input), 0);
    assert_int_equal(exit_status_of("/dev/null", 1, (char *[]){"report", NULL}), 2);
    assert_int_equal(exit_status_of("/dev/null", 3, (char *[]){"report", input, "--bogus", NULL}), 2);
    assert_int_equal(exit_status_of("/dev/null", 2, (char *[]){"report", nowhere, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, "--html", nowhere, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/full", 2, (char *[]){"report", input, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/null", 5, (char *[]){"report", input, input, "--csv", page, NULL}), 2);
    assert_int_equal(exit_status_of("/dev/null", 5, (char *[]){"report", input, input, "--gbench", page, NULL}), 2);
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, "--html", page, NULL}), 0);
    assert_int_equal(remove_directory(directory), 2);
}

/* Runs `report INPUT` with one output, and expects a refusal that leaves the file as it was. */
static void expect_spared(const char *input, const char *option, const char *path)
{
    char before[1 << 16], after[1 << 16];
    FILE *file = fopen(input, "r");

    size_t bytes = fread(before, 1, sizeof before, file);
    fclose(file);
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", (char *)input, (char *)option, (char *)path, NULL}), 1);
    file = fopen(input, "r");
    assert_int_equal(fread(after, 1, sizeof after, file), bytes);
    fclose(file);
    assert_memory_equal(before, after, bytes);
}

static void no_output_is_written_over_a_result_file(void **state)
{
    static const char *const options[] = {"--html", "--md", "--csv", "--gbench"};
    const char *directory = fresh_directory();
    char input[128], symbolic[128], hard[128];
    (void)state;

    snprintf(input, sizeof input, "%s/frontier.svg", directory);        /* the name of a chart, too */
    snprintf(symbolic, sizeof symbolic, "%s/symbolic", directory);
    snprintf(hard, sizeof hard, "%s/hard", directory);
    struct result_builder *build = build_ordinary(&ordinary);
    result_builder_sample(build, "box", "ready", "bytes_per_waiting_task", 100, 0);
    assert_int_equal(result_builder_write(build, RESULT_LINES, input), 0);
    assert_int_equal(symlink(input, symbolic), 0);
    assert_int_equal(link(input, hard), 0);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        expect_spared(input, options[i], input);
        expect_spared(input, options[i], symbolic);
        expect_spared(hard, options[i], input);
        expect_spared(symbolic, options[i], hard);
    }
    expect_spared(input, "--svg", directory);
    char other[128];
    snprintf(other, sizeof other, "%s/other", directory);
    assert_int_equal(result_builder_write(build_ordinary(&ordinary), RESULT_DOCUMENT, other), 0);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, (char *)options[i], other, NULL}), 1);
    assert_int_equal(exit_status_of(input, 2, (char *[]){"report", input, NULL}), 1);     /* as by >> */
    assert_int_equal(exit_status_of("/dev/null", 6, (char *[]){"report", input, "--html", "a", "--md", "a", NULL}), 2);
    assert_int_equal(remove_directory(directory), 4);
}

static void expect_usage_refused(char *input, const char *option, const char *value, const char *other, const char *other_value)
{
    assert_int_equal(exit_status_of("/dev/null", 6, (char *[]){"report", input, (char *)option, (char *)value, (char *)other,
                                                               (char *)other_value, NULL}), 2);
}

static void two_outputs_to_one_file_are_refused(void **state)
{
    const char *directory = fresh_directory();
    char input[128], page[128], again[128], symbolic[128], chart[128];
    (void)state;

    snprintf(input, sizeof input, "%s/result.json", directory);
    snprintf(page, sizeof page, "%s/page", directory);
    snprintf(again, sizeof again, "%s/./page", directory);
    snprintf(symbolic, sizeof symbolic, "%s/symbolic", directory);
    snprintf(chart, sizeof chart, "%s/ready.svg", directory);
    assert_int_equal(result_builder_write(build_ordinary(&ordinary), RESULT_LINES, input), 0);
    assert_int_equal(symlink("page", symbolic), 0);
    for (int is_there = 0; is_there < 2; is_there++) {
        expect_usage_refused(input, "--html", page, "--md", again);
        expect_usage_refused(input, "--csv", page, "--md", symbolic);
        expect_usage_refused(input, "--csv", page, "--csv", symbolic);
        expect_usage_refused(input, "--gbench", page, "--html", again);
        close(open(page, O_WRONLY | O_CREAT, 0600));
    }
    expect_usage_refused(input, "--html", "", "--md", page);
    expect_usage_refused(input, "--svg", "-", "--md", page);
    assert_int_equal(exit_status_of(page, 4, (char *[]){"report", input, "--html", page, NULL}), 2);
    char *to_chart[] = {"report", input, "--html", chart, "--svg", (char *)directory, NULL};
    assert_int_equal(exit_status_of("/dev/null", 6, to_chart), 1);
    char *to_devices[] = {"report", input, "--html", "/dev/null", "--csv", "/dev/zero", NULL};
    assert_int_equal(exit_status_of("/dev/null", 6, to_devices), 0);
    remove_directory(directory);
}

/* The colour of the paper in a chart of the directory. */
static const char *paper_of(const char *directory, const char *name)
{
    static char text[1 << 16];
    char path[192];

    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_null(strstr(text, "@media"));
    const char *paper = strstr(text, "--paper: ");
    assert_non_null(paper);
    return paper + strlen("--paper: ");
}

static void each_chart_is_a_light_file_and_a_dark_one(void **state)
{
    const char *directory = fresh_directory();
    char input[128], charts[128];
    struct result_builder *build = result_builder_new();
    (void)state;

    snprintf(input, sizeof input, "%s/result.json", directory);
    snprintf(charts, sizeof charts, "%s/charts", directory);
    result_builder_strategy(build, "box", NULL);
    for (int i = 0; i < 2; i++) {       /* the dark file of the first has the name of the second */
        const char *workload = i == 0 ? "ready" : "ready-dark";
        result_builder_workload(build, workload, NULL);
        result_builder_cell(build, "box", workload, "ok", NULL);
        result_builder_sample(build, "box", workload, "time_ns", 10, 0);
    }
    assert_int_equal(result_builder_write(build, RESULT_LINES, input), 0);
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, "--svg", charts, NULL}), 0);
    assert_memory_equal(paper_of(charts, "ready.svg"), "#fff;", 5);
    assert_memory_equal(paper_of(charts, "ready-dark.svg"), "#14181d;", 8);
    assert_memory_equal(paper_of(charts, "ready-dark-.svg"), "#fff;", 5);
    assert_memory_equal(paper_of(charts, "ready-dark--dark.svg"), "#14181d;", 8);
    assert_int_equal(remove_directory(charts), 4);
    remove_directory(directory);
}

static void a_named_pipe_is_no_result_and_is_not_waited_for(void **state)
{
    const char *directory = fresh_directory();
    char pipe[128], symbolic[128];
    (void)state;

    snprintf(pipe, sizeof pipe, "%s/pipe", directory);
    snprintf(symbolic, sizeof symbolic, "%s/symbolic", directory);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink(pipe, symbolic), 0);
    alarm(20);
    assert_int_equal(exit_status_of("/dev/null", 2, (char *[]){"report", pipe, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/null", 2, (char *[]){"report", symbolic, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/null", 2, (char *[]){"report", "", NULL}), 1);
    alarm(0);
    assert_int_equal(remove_directory(directory), 2);
}

static void an_output_that_is_lost_is_a_failure(void **state)
{
    static const char *const options[] = {"--html", "--md", "--csv", "--gbench"};
    const char *directory = fresh_directory();
    char input[128], help[] = "--help";
    (void)state;

    snprintf(input, sizeof input, "%s/result.json", directory);
    assert_int_equal(result_builder_write(build_ordinary(&ordinary), RESULT_LINES, input), 0);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        char *to_standard[] = {"report", input, (char *)options[i], "-", NULL};
        char *to_file[] = {"report", input, (char *)options[i], "/dev/full", NULL};
        assert_int_equal(exit_status_of("/dev/full", 4, to_standard), 1);
        assert_int_equal(exit_status_of("/dev/null", 4, to_file), 1);
    }
    assert_int_equal(exit_status_of("/dev/full", 2, (char *[]){"report", help, NULL}), 1);
    assert_int_equal(remove_directory(directory), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_output_replaces_its_file_whole_and_leaves_nothing_else),
        cmocka_unit_test(the_exit_status_tells_usage_from_failure),
        cmocka_unit_test(no_output_is_written_over_a_result_file),
        cmocka_unit_test(two_outputs_to_one_file_are_refused),
        cmocka_unit_test(each_chart_is_a_light_file_and_a_dark_one),
        cmocka_unit_test(a_named_pipe_is_no_result_and_is_not_waited_for),
        cmocka_unit_test(an_output_that_is_lost_is_a_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
