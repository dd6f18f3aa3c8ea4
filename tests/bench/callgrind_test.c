/* SPDX-License-Identifier: MIT */
/* Dumps of callgrind are added up rightly, and refused where they are cut off. The dumps are made up. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/runner/callgrind/callgrind.h"

#define DUMP_HEAD "# callgrind format\nversion: 1\ncmd:  ./program\npart: 1\n\n" \
                  "desc: Trigger: Client Request: pending/8 1000\n\npositions: line\nevents: Ir Bc Bcm Bi Bim\n"

static enum coro_status read_dump(const char *text, struct callgrind_dump *dump)
{
    FILE *file = fmemopen((void *)text, strlen(text), "r");
    assert_non_null(file);
    enum coro_status status = runner_callgrind_read(file, dump);
    fclose(file);
    return status;
}

static void the_allocators_cost_is_what_calls_of_it_cost(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=malloc\n1 100 5 0 2\ncfn=_int_malloc\ncalls=4 9\n1 60 3 0 1\n"
        "fn=_int_malloc\n9 60 3 0 1\n"
        "fn=free\n2 40\n"
        "ob=/bin/program\nfl=p.c\nfn=run\n5 1000 10 0 3\ncob=/lib/libc.so.6\ncfi=malloc.c\ncfn=malloc\ncalls=4 1\n5 160 8 0 3\n"
        "5 10\ncob=/lib/libc.so.6\ncfn=free\ncalls=4 2\n5 40\ncfn=next\ncalls=8 7\n5 30\nfn=next\n7 30 0 0 8\n"
        "\ntotals: 1240 18 0 14\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_string_equal(dump.trigger, "pending/8 1000");
    assert_int_equal(dump.instructions, 1240);
    assert_int_equal(dump.allocator_instructions, 200);
    assert_int_equal(dump.allocator_calls, 8);
    assert_int_equal(dump.indirect_calls, 14 - 3 - 8);  /* less the allocator's own and the eight calls through the GOT */
}

static void plt_stubs_are_no_indirect_calls(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=???\nfl=???\nfn=0x0000000000109070 [PLT]\n0 4 0 0 4\ncob=/lib/libc.so.6\ncfi=malloc.c\ncfn=malloc\ncalls=4 1\n0 100\n"
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=malloc\n1 100\n"
        "ob=/bin/program\nfl=p.c\nfn=run\n5 50 0 0 2\ncob=???\ncfi=???\ncfn=0x0000000000109070 [PLT]\ncalls=4 0\n5 104 0 0 4\n"
        "\ntotals: 154 0 0 6\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_int_equal(dump.allocator_calls, 4);
    assert_int_equal(dump.allocator_instructions, 100);
    assert_int_equal(dump.indirect_calls, 2);
}

static void calls_inside_the_allocator_are_not_counted(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=realloc\n1 10\ncfn=helper\ncalls=1 2\n1 110\nfn=helper\n2 10\ncfn=malloc\ncalls=1 3\n"
        "2 100\nfn=malloc\n3 100\n"
        "ob=/bin/program\nfl=p.c\nfn=run\n5 50 0 0 1\ncob=/lib/libc.so.6\ncfi=malloc.c\ncfn=realloc\ncalls=1 1\n5 120\n"
        "\ntotals: 170 0 0 1\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_int_equal(dump.allocator_calls, 1);
    assert_int_equal(dump.allocator_instructions, 120);
    assert_int_equal(dump.indirect_calls, 0);
}

/* A coroutine that was entered before the counting began has no caller but itself. */
static void a_coroutine_that_only_calls_itself_is_outside_the_allocator(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=malloc\n1 100\n"
        "ob=/bin/program\nfl=p.c\nfn=walk\n5 50\ncfn=walk\ncalls=3 5\n5 140\ncob=/lib/libc.so.6\ncfn=malloc\ncalls=4 1\n5 100\n"
        "\ntotals: 150\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_int_equal(dump.allocator_calls, 4);
    assert_int_equal(dump.allocator_instructions, 100);
}

static void a_dump_that_is_cut_off_is_refused(void **state)
{
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(DUMP_HEAD "fl=p.c\nfn=run\n5 50\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump(DUMP_HEAD "fl=p.c\nfn=run\n5 50\ntotals: 60\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump("hello\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump(DUMP_HEAD "5 50\ntotals: 50\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump(DUMP_HEAD "fn=run\ncalls=1 1\n5 50\ntotals: 50\n", &dump), CORO_ERR_IO);
}

static void the_cost_per_item_is_the_difference_of_two_lengths(void **state)
{
    struct callgrind_dump list[] = {
        { .trigger = "pending/8 500", .instructions = 10100, .allocator_calls = 1002, .indirect_calls = 1500 },
        { .trigger = "pending/80 100", .instructions = 7 },
        { .trigger = "pending/8 100", .instructions = 2100, .allocator_calls = 202, .indirect_calls = 300 },
    };
    struct dumps dumps = { .dumps = list, .count = 3 };
    const double items[2] = { 100, 500 }, same[2] = { 100, 100 };
    (void)state;
    json_t *answer = runner_dumps_per_item(&dumps, "pending/8", items);
    assert_non_null(answer);
    const json_t *metrics = json_object_get(answer, "metrics");
    assert_true(json_real_value(json_object_get(metrics, "instructions")) == 20);
    assert_true(json_real_value(json_object_get(metrics, "allocator_calls")) == 2);
    assert_true(json_real_value(json_object_get(metrics, "indirect_calls")) == 3);
    json_decref(answer);
    assert_null(runner_dumps_per_item(&dumps, "pending/80", items));
    assert_null(runner_dumps_per_item(&dumps, "pending/8", same));
}

static void an_allocator_that_takes_less_in_the_longer_run_costs_an_item_nothing(void **state)
{
    struct callgrind_dump list[] = {
        { .trigger = "mixed_tasks/10000 100", .instructions = 2100, .allocator_instructions = 500, .allocator_calls = 4 },
        { .trigger = "mixed_tasks/10000 500", .instructions = 10100, .allocator_instructions = 300, .allocator_calls = 4 },
    };
    struct dumps dumps = { .dumps = list, .count = 2 };
    (void)state;
    json_t *answer = runner_dumps_per_item(&dumps, "mixed_tasks/10000", (const double[2]){ 100, 500 });
    assert_non_null(answer);
    const json_t *metrics = json_object_get(answer, "metrics");
    assert_true(json_real_value(json_object_get(metrics, "allocator_instructions")) == 0);
    assert_true(json_real_value(json_object_get(metrics, "instructions")) == 20);
    json_decref(answer);
}

/* Makes a directory of dumps as an earlier run would, with one file in it, last changed so long ago; it is open. */
static int make_left_behind(const char *parent, const char *name, time_t seconds_ago)
{
    char path[PATH_MAX], file[PATH_MAX + 16];
    struct timespec then[2] = { { .tv_sec = time(NULL) - seconds_ago }, { .tv_sec = time(NULL) - seconds_ago } };
    snprintf(path, sizeof path, "%s/%s", parent, name);
    snprintf(file, sizeof file, "%s/out.1", path);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(close(open(file, O_WRONLY | O_CREAT, 0600)), 0);
    assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
    return open(path, O_RDONLY | O_DIRECTORY);
}

static void the_directory_of_a_killed_run_is_removed_and_that_of_a_living_one_is_not(void **state)
{
    static const char *const names[] = { "corolab-callgrind-killed", "corolab-callgrind-living", "corolab-callgrind-young",
                                         "another" };
    char parent[] = "/tmp/corolab-dumps-XXXXXX", command[128];
    int opened[4];
    struct dumps dumps;
    (void)state;
    assert_non_null(mkdtemp(parent));
    for (size_t i = 0; i < 4; i++)
        opened[i] = make_left_behind(parent, names[i], i == 2 ? 5 : 500);
    assert_int_equal(flock(opened[1], LOCK_EX), 0);
    assert_int_equal(setenv("TMPDIR", parent, 1), 0);
    assert_int_equal(runner_dumps_init(&dumps), CORO_OK);
    unsetenv("TMPDIR");
    int parent_fd = open(parent, O_RDONLY | O_DIRECTORY);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(faccessat(parent_fd, names[i], F_OK, 0), i == 0 ? -1 : 0);
    assert_int_equal(access(dumps.directory, F_OK), 0);
    int other = open(dumps.directory, O_RDONLY);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), -1);
    close(other);
    runner_dumps_fini(&dumps);
    snprintf(command, sizeof command, "[ $(ls %s | wc -l) = 3 ] && rm -r %s", parent, parent);
    assert_int_equal(system(command), 0);
    close(parent_fd);
    for (size_t i = 0; i < 4; i++)
        close(opened[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_allocators_cost_is_what_calls_of_it_cost),
        cmocka_unit_test(plt_stubs_are_no_indirect_calls),
        cmocka_unit_test(calls_inside_the_allocator_are_not_counted),
        cmocka_unit_test(a_coroutine_that_only_calls_itself_is_outside_the_allocator),
        cmocka_unit_test(a_dump_that_is_cut_off_is_refused),
        cmocka_unit_test(the_cost_per_item_is_the_difference_of_two_lengths),
        cmocka_unit_test(an_allocator_that_takes_less_in_the_longer_run_costs_an_item_nothing),
        cmocka_unit_test(the_directory_of_a_killed_run_is_removed_and_that_of_a_living_one_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
