/* SPDX-License-Identifier: MIT */
/* Tests the writer of files: what it keeps of a replaced file, and what it leaves behind when it fails. Each test has an empty
 * directory of its own. Children are killed or run out of space and memory. */
#define _GNU_SOURCE
#include <dirent.h>
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
#include "report/base/memory.h"
#include "report/file/output_file.h"
#include "tests/support/failing.h"

static char directory[] = "/tmp/corolab-output-XXXXXX";
static struct report_text text;
static struct report_complaint complaint;

static int make_directory(void **state)
{
    (void)state;
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    text = (struct report_text){0};
    report_text_add(&text, "newer");
    return mkdtemp(directory) == NULL || chdir(directory) != 0;
}

static size_t count_files(void)
{
    DIR *listing = opendir(".");
    size_t count = 0;
    assert_non_null(listing);
    for (struct dirent *entry; (entry = readdir(listing)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(listing);
    return count;
}

static int remove_directory(void **state)
{
    (void)state;
    report_text_fini(&text);
    unlink("folder/file");
    rmdir("folder");
    unlink("file");
    unlink("link");
    unlink("second");
    return chdir("/") != 0 || rmdir(directory);
}

static void write_older(const char *name)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs("older", file);
    assert_int_equal(fclose(file), 0);
}

static void expect_contents(const char *name, const char *contents)
{
    char read[64];
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    read[fread(read, 1, sizeof read - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(read, contents);
}

static mode_t mode_of(const char *name)
{
    struct stat facts;
    assert_int_equal(lstat(name, &facts), 0);
    return facts.st_mode & 07777;
}

static void a_file_that_is_replaced_keeps_its_mode(void **state)
{
    static const mode_t modes[] = { 0600, 0640, 0755 };
    (void)state;
    write_older("file");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_int_equal(chmod("file", modes[i]), 0);
        assert_int_equal(report_output_file("file", &text, &complaint), REPORT_OK);
        assert_int_equal(mode_of("file"), modes[i]);
    }
    expect_contents("file", "newer");
    assert_int_equal(count_files(), 1);
}

static void a_new_file_has_the_mode_that_the_mask_leaves(void **state)
{
    mode_t before = umask(027);
    (void)state;
    assert_int_equal(report_output_file("file", &text, &complaint), REPORT_OK);
    assert_int_equal(report_output_new_file("second", &text, &complaint), REPORT_OK);
    umask(before);
    assert_int_equal(mode_of("file"), 0640);
    assert_int_equal(mode_of("second"), 0640);
}

static void a_symbolic_link_is_followed(void **state)
{
    (void)state;
    assert_int_equal(mkdir("folder", 0777), 0);
    write_older("folder/file");
    assert_int_equal(symlink("folder/second", "link") | symlink("file", "folder/second"), 0);
    assert_int_equal(report_output_file("link", &text, &complaint), REPORT_OK);
    expect_contents("folder/file", "newer");
    assert_int_equal(unlink("folder/file"), 0);
    assert_int_equal(report_output_file("link", &text, &complaint), REPORT_OK);     /* it names a file to come, too */
    expect_contents("folder/file", "newer");
    assert_int_equal(unlink("folder/second"), 0);
    assert_int_equal(count_files(), 2);
    assert_int_equal(unlink("link") | symlink("link", "link"), 0);
    assert_int_equal(report_output_file("link", &text, &complaint), REPORT_BAD_OUTPUT);
}

static void a_pipe_is_written_to(void **state)
{
    char read_back[16];
    struct stat facts;
    (void)state;
    assert_int_equal(mkfifo("file", 0600), 0);
    int reader = open("file", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(report_output_file("file", &text, &complaint), REPORT_OK);
    assert_int_equal(read(reader, read_back, sizeof read_back), 5);
    close(reader);
    assert_int_equal(lstat("file", &facts), 0);
    assert_true(S_ISFIFO(facts.st_mode));
    assert_int_equal(report_output_file("/dev/null", &text, &complaint), REPORT_OK);
    assert_int_equal(stat("/dev/null", &facts), 0);
    assert_true(S_ISCHR(facts.st_mode));
    assert_int_equal(report_output_file("/dev/full", &text, &complaint), REPORT_BAD_OUTPUT);
}

static void a_new_file_never_replaces_one(void **state)
{
    (void)state;
    write_older("file");
    assert_int_equal(symlink("file", "link"), 0);
    assert_int_equal(report_output_new_file("file", &text, &complaint), REPORT_BAD_OUTPUT);
    assert_non_null(strstr(complaint.sentence, "file cannot be written: File exists"));
    assert_int_equal(report_output_new_file("link", &text, &complaint), REPORT_BAD_OUTPUT);
    expect_contents("file", "older");
    assert_int_equal(count_files(), 2);
}

/* Runs the function in a child, whose exit status it returns; 1000 and the signal that ended it. */
static int in_child(void (*run)(void))
{
    int status;
    fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        run();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void write_on_a_full_disk(void)
{
    struct rlimit small = { 3, 3 };
    if (setrlimit(RLIMIT_FSIZE, &small) != 0)
        _exit(1);
    if (report_output_file("file", &text, &complaint) != REPORT_BAD_OUTPUT
        || report_output_file("second", &text, &complaint) != REPORT_BAD_OUTPUT
        || report_output_new_file("second", &text, &complaint) != REPORT_BAD_OUTPUT)
        _exit(2);
}

static void a_full_disk_leaves_the_older_file_and_no_other(void **state)
{
    (void)state;
    write_older("file");
    assert_int_equal(in_child(write_on_a_full_disk), 0);
    expect_contents("file", "older");
    assert_int_equal(count_files(), 1);
}

/* A long text, so that the signals of the parent arrive in the middle of it. */
static void write_until_killed(void)
{
    report_text_repeat(&text, "0123456789abcdef", 1 << 16);
    for (;;)
        if (report_output_file("file", &text, &complaint) != REPORT_OK)
            _exit(1);
}

static void a_writer_that_is_terminated_leaves_a_whole_file_and_no_other(void **state)
{
    (void)state;
    for (useconds_t delay = 0; delay < 20; delay++) {
        struct stat facts;
        int status;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            write_until_killed();
        while (access("file", F_OK) != 0)
            usleep(100);
        usleep(delay * 137);
        assert_int_equal(kill(child, SIGTERM), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
        assert_int_equal(stat("file", &facts), 0);
        assert_int_equal(facts.st_size, 5 + (16 << 16));
        assert_int_equal(count_files(), 1);
    }
}

static void be_somebody_else(void)
{
    if (geteuid() == 0 && seteuid(65534) != 0)
        _exit(1);
}

static void write_in_a_closed_folder(void)
{
    be_somebody_else();
    _exit(report_output_file("second", &text, &complaint) != REPORT_BAD_OUTPUT);
}

static void write_a_closed_file(void)
{
    be_somebody_else();
    _exit(report_output_file("file", &text, &complaint) != REPORT_BAD_OUTPUT);
}

static void where_nothing_may_be_written_nothing_is(void **state)
{
    (void)state;
    write_older("file");
    assert_int_equal(chmod("file", 0444) | chmod(".", 0777), 0);
    assert_int_equal(in_child(write_a_closed_file), 0);
    assert_int_equal(chmod(".", 0555), 0);
    assert_int_equal(in_child(write_in_a_closed_folder), 0);
    assert_int_equal(chmod(".", 0777), 0);
    assert_int_equal(report_output_file("nowhere/file", &text, &complaint), REPORT_BAD_OUTPUT);
    assert_int_equal(report_output_file(".", &text, &complaint), REPORT_BAD_OUTPUT);
    assert_int_equal(report_output_file("", &text, &complaint), REPORT_BAD_OUTPUT);
    expect_contents("file", "older");
    assert_int_equal(count_files(), 1);
}

static void allocate_too_much(void)
{
    if (dup2(open("file", O_WRONLY | O_CREAT, 0600), STDERR_FILENO) < 0)
        _exit(99);
    failing.allocations_until_failure = 2;
    free(report_allocate(1));
    free(report_allocate(1));
    _exit(98);
}

static void running_out_of_memory_ends_with_one_sentence_and_status_1(void **state)
{
    (void)state;
    assert_int_equal(in_child(allocate_too_much), 1);
    expect_contents("file", "corolab: out of memory\n");
}

#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_file_that_is_replaced_keeps_its_mode),
        IN_DIRECTORY(a_new_file_has_the_mode_that_the_mask_leaves),
        IN_DIRECTORY(a_symbolic_link_is_followed),
        IN_DIRECTORY(a_pipe_is_written_to),
        IN_DIRECTORY(a_new_file_never_replaces_one),
        IN_DIRECTORY(a_full_disk_leaves_the_older_file_and_no_other),
        IN_DIRECTORY(a_writer_that_is_terminated_leaves_a_whole_file_and_no_other),
        IN_DIRECTORY(where_nothing_may_be_written_nothing_is),
        IN_DIRECTORY(running_out_of_memory_ends_with_one_sentence_and_status_1),
    };
    return cmocka_run_group_tests_name("output file", tests, NULL, NULL);
}
