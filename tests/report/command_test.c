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
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, "--html", page, NULL}), 0);
    assert_int_equal(remove_directory(directory), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_output_replaces_its_file_whole_and_leaves_nothing_else),
        cmocka_unit_test(the_exit_status_tells_usage_from_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
