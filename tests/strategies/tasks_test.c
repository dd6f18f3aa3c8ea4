/* SPDX-License-Identifier: MIT */
/* More tasks than the machine can hold: a cell gives the reason, soon, and no process crashes or is killed. The tests walk
 * the table, with calls of the system that fail on purpose and with a memory check that they control. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "bench/table/table.h"
#include "coro/notice.h"
#include "tests/support/in_child.h"
#include "tests/support/failing.h"

static bool is_memory_short;

/* The linker's --wrap redirects the calls in the rows here. */
bool __wrap_spare_memory_is_short(void);
bool __wrap_spare_memory_is_short(void) { return is_memory_short; }

static enum coro_status run(const struct row *row, const char *workload, const char **reason)
{
    struct cell *cell = NULL;
    enum coro_status status = cell_open(row, table_find_workload(workload), NULL, &cell, reason);
    if (!status)
        status = cell_run(cell, 1000, NULL, reason);
    cell_close(cell);
    return status;
}

static void expect_refusal(const struct row *row, enum coro_status status, const char *reason, const char *part)
{
    if (status != CORO_ERR_UNSUPPORTED || strstr(reason, part) == NULL)
        fail_msg("%s: status %d, \"%s\" does not say \"%s\"", row_card(row)->name, status, reason, part);
}

/* Each guard page is a mapping of its own in old kernels. Rows with guarded stacks have one per task. */
static void without_guard_markers_the_limit_on_mappings_is_the_reason(void **state)
{
    size_t refused_count = 0;
    (void)state;
    if (coro_notice_many() < 100000)
        skip();
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        const char *reason = "";
        if (row_card(row)->is_peer || strcmp(row_card(row)->caller, "stackful") != 0)
            continue;
        failing.is_guard_unknown = 1;
        enum coro_status status = run(row, "tasks/100000", &reason);
        if (status != CORO_OK) {
            refused_count++;
            expect_refusal(row, status, reason, "vm.max_map_count) is too short for 100000 tasks");
            status = run(row, "tasks/1000000", &reason);
            expect_refusal(row, status, reason, "vm.max_map_count) is too short for 1000000 tasks");
        }
        failing.is_guard_unknown = 0;
    }
    assert_true(refused_count > 0);
}

static void when_memory_gets_short_a_cell_gives_up_before_it_is_gone(void **state)
{
    (void)state;
    if (coro_notice_many() < 10000)
        skip();
    is_memory_short = true;
    for (size_t i = 0; i < table_row_count(); i++) {
        const char *reason = "";
        enum coro_status status = run(table_row(i), "tasks/10000", &reason);
        if (!row_card(table_row(i))->is_peer)
            expect_refusal(table_row(i), status, reason, "memory is too short for 10000 tasks: it ended after 1023");
    }
    is_memory_short = false;
}

static struct little { const struct row *row; rlim_t bytes; } little;

/* Reports the outcome to the parent. */
static void run_in_little_memory(void *arg)
{
    struct rlimit limit = { little.bytes, little.bytes };
    const char *reason = "";
    (void)arg;
    if (setrlimit(RLIMIT_AS, &limit) != 0)
        _exit(2);
    enum coro_status status = run(little.row, "tasks/1000000", &reason);
    fprintf(stderr, "%s %s\n", status == CORO_OK ? "ok" : status == CORO_ERR_UNSUPPORTED ? "unsupported" : "failed", reason);
}

/* The least is too little for the table of tasks. With more, it is stacks, or what tasks ask for while they wait, that do not
 * fit; some rows get through. */
static void an_address_space_that_is_too_small_is_the_reason(void **state)
{
    static const rlim_t limits[] = { 100 << 20, 400 << 20 };
    char said[1000];
    (void)state;
    if (CORO_NOTICE_STACK_FACTOR > 1)
        skip();
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        size_t limit_count = card->is_peer ? 0 : strcmp(card->caller, "stackful") == 0 ? 2 : 1;
        for (size_t j = 0; j < limit_count; j++) {
            little = (struct little){ table_row(i), limits[j] };
            int status = child_run_and_listen(run_in_little_memory, NULL, said, sizeof said);
            bool is_refused = strstr(said, "unsupported memory is too short for 1000000 tasks") == said;
            if (status != 0 || !(is_refused || (j > 0 && strcmp(said, "ok \n") == 0)))
                fail_msg("%s: ended with %d: %s", card->name, status, said);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_space_that_is_too_small_is_the_reason),        /* first: before this process has grown */
        cmocka_unit_test(without_guard_markers_the_limit_on_mappings_is_the_reason),
        cmocka_unit_test(when_memory_gets_short_a_cell_gives_up_before_it_is_gone),
    };
    return cmocka_run_group_tests_name("more tasks than fit", tests, NULL, NULL);
}
