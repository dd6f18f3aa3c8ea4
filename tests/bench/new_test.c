/* SPDX-License-Identifier: MIT */
/* Tests `corolab new` in a tree that has only the templates, made afresh for each test. The filled templates are compiled into
 * fresh_cell and fresh_count, and asked what every row is asked. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
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
#include "bench/check/scorecard.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/plan/reply.h"
#include "tests/support/in_child.h"

static char root[64];

static void run(const char *format, ...)
{
    char command[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    assert_int_equal(system(command), 0);
}

static int make_tree(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/new_test.XXXXXX");
    if (mkdtemp(root) == NULL)
        return -1;
    run("mkdir -p %s/bench/workloads %s/strategies/side_stack", root, root);
    setenv("SOURCE_DIRECTORY", SOURCE_DIRECTORY, 1);       /* the path may have blanks and quotes */
    run("cp -r \"$SOURCE_DIRECTORY\"/bench/templates %s/bench", root);
    run("touch %s/strategies/box.c %s/strategies/side_stack/tls.c", root, root);
    return 0;
}

static int remove_tree(void **state)
{
    (void)state;
    run("chmod -R u+w %s && rm -rf %s", root, root);
    return 0;
}

/* Returns the number of files in the tree's folder and below. */
static size_t count_files(const char *folder)
{
    char command[256];
    size_t count = 0;
    snprintf(command, sizeof command, "find %s/%s -type f", root, folder);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    for (int byte; (byte = fgetc(list)) != EOF;)
        count += byte == '\n';
    pclose(list);
    return count;
}

static int make(const char *kind, const char *name)
{
    return runner_new_in_tree(root, 3, (char *[]){ "new", (char *)kind, (char *)name, NULL });
}

static void expect_made(const char *kind, const char *name, const char *path)
{
    char whole[PATH_MAX], text[8192];
    assert_int_equal(make(kind, name), 0);
    snprintf(whole, sizeof whole, "%s/%s", root, path);
    FILE *file = fopen(whole, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_non_null(strstr(text, name));
    assert_null(strstr(text, "@NAME@"));
    assert_string_equal(text + strlen(text) - 3, "};\n");
}

static void expect_refused(const char *kind, const char *name, int exit_status)
{
    size_t files = count_files(".");
    assert_int_equal(make(kind, name), exit_status);
    assert_int_equal(count_files("."), files);
}

static void a_new_file_is_the_template_with_the_name_in_it(void **state)
{
    (void)state;
    expect_made("strategy", "mine", "strategies/mine.c");
    expect_made("strategy", "group/64", "strategies/group/64.c");
    expect_made("strategy", "group/big", "strategies/group/big.c");
    expect_made("workload", "burst_2", "bench/workloads/burst_2.h");
    assert_int_equal(count_files("strategies"), 2 + 3);
    assert_int_equal(count_files("bench/workloads"), 1);
}

static void a_file_that_is_there_is_never_replaced(void **state)
{
    (void)state;
    expect_made("strategy", "mine", "strategies/mine.c");
    expect_refused("strategy", "mine", 2);
    expect_refused("strategy", "box", 2);
    expect_refused("strategy", "side_stack/tls", 2);
}

static void names_that_the_build_would_mix_up_are_refused(void **state)
{
    (void)state;
    expect_refused("strategy", "side_stack", 2);
    expect_refused("strategy", "side_stack_tls", 2);
    expect_refused("strategy", "box/64", 2);
    expect_made("strategy", "mine_64", "strategies/mine_64.c");
    expect_refused("strategy", "mine/64", 2);
}

static void a_malformed_name_is_refused(void **state)
{
    static const char *const names[] = {
        "", "/", "a/", "/a", "a/b/c", "a//b", "../a", "a/..", "A", "1a", "_a", "a b", "a-b", "a.c", "a\n", "\xC3\xA4", "a/_b",
        "a2345678901234567890123456789012345678901", "%s",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        expect_refused("strategy", names[i], 2);
        expect_refused("workload", names[i], 2);
    }
    expect_refused("workload", "a/b", 2);
}

static void without_the_source_tree_nothing_is_made(void **state)
{
    (void)state;
    run("rm -r %s/bench/templates", root);
    expect_refused("strategy", "mine", 1);
    expect_refused("strategy", "group/mine", 1);
    expect_refused("workload", "mine", 1);
}

static void a_tree_without_its_folders_is_not_filled(void **state)
{
    (void)state;
    run("rm -r %s/strategies && echo in the way >%s/strategies", root, root);
    expect_refused("strategy", "mine", 1);
    expect_refused("strategy", "group/mine", 1);
}

static void make_in_a_folder_that_cannot_be_written(void *arg)
{
    (void)arg;
    if (geteuid() == 0 && seteuid(65534) != 0)
        _exit(1);
    _exit(make("strategy", "group/mine") != 1);
}

static void a_folder_that_cannot_be_written_is_a_refusal(void **state)
{
    (void)state;
    run("chmod 755 %s && chmod 555 %s/strategies", root, root);
    assert_true(child_succeeds(make_in_a_folder_that_cannot_be_written, NULL));
    assert_int_equal(count_files("strategies"), 2);
}

static void make_on_a_full_disk(void *arg)
{
    struct rlimit small = { 100, 100 };
    (void)arg;
    if (setrlimit(RLIMIT_FSIZE, &small) != 0)
        _exit(1);
    _exit(make("strategy", "group/mine") != 1);
}

static void a_full_disk_leaves_neither_half_a_file_nor_its_folder(void **state)
{
    char folder[128];
    (void)state;
    assert_true(child_succeeds(make_on_a_full_disk, NULL));
    assert_int_equal(count_files("strategies"), 2);
    snprintf(folder, sizeof folder, "%s/strategies/group", root);
    assert_int_equal(access(folder, F_OK), -1);
}

static int make_like(const char *kind, const char *name, const char *row)
{
    return runner_new_in_tree(root, 5, (char *[]){ "new", (char *)kind, (char *)name, "--like", (char *)row, NULL });
}

static void a_new_file_like_a_row_has_its_functions_and_not_its_claims(void **state)
{
    char path[PATH_MAX], text[8192];
    (void)state;
    run("cp \"$SOURCE_DIRECTORY\"/strategies/inline_slot.c %s/strategies", root);
    assert_int_equal(make_like("strategy", "group/mine", "inline_slot"), 0);
    snprintf(path, sizeof path, "%s/strategies/group/mine.c", root);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    static const char *const kept[] = { "group/mine", "slot_place", ".threads", "as inline_slot, from which it began" };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_non_null(strstr(text, kept[i]));
    static const char *const left_out[] = { "claim", "struct system", ".systems", ".order", "five of the 42" };
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        assert_null(strstr(text, left_out[i]));
    assert_string_equal(text + strlen(text) - 3, "};\n");
}

/* The rows that `list` names to start from, and one with each list and field that a copy leaves out. */
static void a_new_file_like_a_row_keeps_the_contract(void **state)
{
    static const char *const rows[] = { "box", "inline_slot", "scratch_or_box/128", "side_stack/param", "type_slot",
                                        "side_stack/tls", "coroutine_per_call/boxed" };
    (void)state;
    run("rm %s/strategies/box.c && cp -r \"$SOURCE_DIRECTORY\"/strategies %s", root, root);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(make_like("strategy", "mine", rows[i]), 0);
        run(C_COMPILER " -std=gnu11 -O1 -c -Werror=unused-variable -Werror=unused-function -Wno-missing-field-initializers"
            " -I%s -I\"$SOURCE_DIRECTORY\" -DSTRATEGY_NAME='\"mine\"' -DSTRATEGY_FILE='\"strategies/mine.c\"'"
            " -o %s/mine.o \"$SOURCE_DIRECTORY\"/bench/unit/contract_check.c && rm %s/strategies/mine.c", root, root, root);
    }
}

static void a_row_that_is_not_there_is_nothing_to_begin_with(void **state)
{
    size_t files = count_files(".");
    (void)state;
    assert_int_equal(make_like("strategy", "mine", "nosuch"), 1);
    assert_int_equal(make_like("strategy", "group/mine", "nosuch"), 1);
    assert_int_equal(make_like("strategy", "mine", "../box"), 2);
    assert_int_equal(make_like("workload", "mine", "box"), 2);
    assert_int_equal(runner_new_in_tree(root, 4, (char *[]){ "new", "strategy", "mine", "--like", NULL }), 2);
    assert_int_equal(count_files("."), files);
}

static void words_that_make_no_sense_exit_with_2(void **state)
{
    static char *const lines[][5] = {
        { "new" }, { "new", "strategy" }, { "new", "stratgy", "a" }, { "new", "strategy", "a", "b" },
        { "new", "strategy", "box" }, { "new", "workload", "ready" }, { "new", "workload", "wake" }, { "new", "workload", "A" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int count = 0;
        while (lines[i][count] != NULL)
            count++;
        assert_int_equal(runner_new_command(count, (char **)lines[i]), 2);
    }
}

static void the_templates_run_on_every_workload_and_their_own(void **state)
{
    static const char *const workloads[] = {
        "fresh", "ready", "pending/8", "depth/4", "tasks/100",
#ifndef __SANITIZE_ADDRESS__
        "lines",    /* the template has few workloads in sanitizer builds */
#endif
    };
    (void)state;
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
        const char *const arguments[] = { FRESH_CELL, "verify", "fresh", workloads[i], NULL };
        struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 10000, .cpu = RUNNER_ANY_CPU };
        struct reply reply;
        assert_int_equal(runner_reply_ask(&job, &reply), CORO_OK);
        if (reply.status != CELL_OK)
            fail_msg("%s: %s", workloads[i], reply.reason);
        runner_reply_fini(&reply);
    }
}

static void the_template_of_a_workload_is_refused_by_a_row_that_knows_all_types(void **state)
{
    const char *const arguments[] = { FRESH_CELL, "verify", "known", "fresh", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 10000, .cpu = RUNNER_ANY_CPU };
    struct reply reply;
    (void)state;
    assert_int_equal(runner_reply_ask(&job, &reply), CORO_OK);
    assert_int_equal(reply.status, CELL_UNSUPPORTED);
    assert_non_null(strstr(reply.reason, "two iterators behind dyn"));
    runner_reply_fini(&reply);
}

static void the_template_of_a_strategy_passes_check(void **state)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    struct finding found;
    (void)state;
    for (size_t i = 0; i < QUESTION_COUNT; i++) {
        if (!questions[i].is_conformance)
            continue;
        assert_int_equal(prober_ask(FRESH_COUNT, "fresh", questions[i].name, &timeout_ms, &found), CORO_OK);
        if (found.behaviour == FAILS)
            fail_msg("%s: %s", questions[i].name, found.evidence);
    }
    assert_int_equal(prober_ask(FRESH_COUNT, "fresh", "allocates_per_item", &timeout_ms, &found), CORO_OK);
    assert_true(found.is_answered && found.answer == ANSWER_YES);
}

#define IN_TREE(test) cmocka_unit_test_setup_teardown(test, make_tree, remove_tree)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TREE(a_new_file_is_the_template_with_the_name_in_it),
        IN_TREE(a_file_that_is_there_is_never_replaced),
        IN_TREE(names_that_the_build_would_mix_up_are_refused),
        IN_TREE(a_malformed_name_is_refused),
        IN_TREE(without_the_source_tree_nothing_is_made),
        IN_TREE(a_tree_without_its_folders_is_not_filled),
        IN_TREE(a_folder_that_cannot_be_written_is_a_refusal),
        IN_TREE(a_full_disk_leaves_neither_half_a_file_nor_its_folder),
        IN_TREE(a_new_file_like_a_row_has_its_functions_and_not_its_claims),
        IN_TREE(a_new_file_like_a_row_keeps_the_contract),
        IN_TREE(a_row_that_is_not_there_is_nothing_to_begin_with),
        cmocka_unit_test(words_that_make_no_sense_exit_with_2),
        cmocka_unit_test(the_templates_run_on_every_workload_and_their_own),
        cmocka_unit_test(the_template_of_a_workload_is_refused_by_a_row_that_knows_all_types),
        cmocka_unit_test(the_template_of_a_strategy_passes_check),
    };
    return cmocka_run_group_tests_name("corolab new", tests, NULL, NULL);
}
