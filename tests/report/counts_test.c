/* SPDX-License-Identifier: MIT */
/* Promises on showing the counts of all passes, and nothing where a peer has none. The inputs are small results. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/comparison.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "tests/report/made_result.h"

static struct result_builder *build_on_two_workloads(void)
{
    struct result_builder *build = result_builder_new();

    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "pending/8", NULL);
    return build;
}

/* A strategy that runs both workloads, or, with a reason, none. */
static void build_row(struct result_builder *build, const char *name, const char *reason)
{
    result_builder_strategy(build, name, "\"code_bytes\":1000");
    result_builder_cell(build, name, "ready", reason == NULL ? "ok" : "unsupported", reason);
    result_builder_cell(build, name, "pending/8", reason == NULL ? "ok" : "unsupported", reason);
}

static void the_counts_of_all_passes_are_shown(void **state)
{
    static const char *const metrics[] = {"p50_ns", "p99_ns", "p999_ns", "max_ns", "clock_ns", "syscalls", "minor_faults",
                                          "major_faults", "peak_live_bytes", "mapped_stacks"};
    static const char *const shown[] = {
        "instr\tp99\tworkload\n", "50\t11\tready\n", "1000 B of code", "\"p999_ns\":", "\"mapped_stacks\":", "\"major_faults\":",
    };
    struct result_builder *build = build_on_two_workloads();
    struct report_text page = {0}, csv = {0};
    (void)state;

    build_row(build, "box", NULL);
    result_builder_sample(build, "box", "ready", "instructions", 50, 0);
    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++)
        result_builder_sample(build, "box", "ready", metrics[i], 10 + (double)i, 0);
    struct report_result *result = made_result(build);
    report_page_add(&page, &result, 1);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (strstr(page.bytes, shown[i]) == NULL)
            fail_msg("the page does not show %s", shown[i]);
    report_csv_add(&csv, result);
    assert_non_null(strstr(csv.bytes, "\nbox,,code_bytes,B,1000,,,1,ok\n"));
    assert_non_null(strstr(csv.bytes, "\nbox,ready,p99_ns,ns,11,,,1,ok\n"));
    report_text_fini(&csv);
    report_text_fini(&page);
    report_result_free(result);
}

static void a_workload_that_a_peer_does_not_run_is_blank_in_markdown(void **state)
{
    struct result_builder *build = build_on_two_workloads();
    struct report_text markdown = {0};
    (void)state;

    build_row(build, "box", NULL);
    build_row(build, "max_space", "no table");
    build_row(build, "peer:rust/box", NULL);
    build_row(build, "peer:fiber", "nothing to measure");
    result_builder_sample(build, "box", "ready", "time_ns", 10, 0);
    result_builder_sample(build, "box", "pending/8", "time_ns", 10, 0);
    result_builder_sample(build, "peer:rust/box", "ready", "time_ns", 20, 0);
    struct report_result *result = made_result(build);
    report_markdown_add(&markdown, result);
    assert_non_null(strstr(markdown.bytes, "| `max_space` | unsupported | unsupported |\n"));
    assert_non_null(strstr(markdown.bytes, "| `peer:rust/box` | 2.00× | "));
    assert_null(strstr(markdown.bytes, "`peer:fiber`"));
    report_text_fini(&markdown);
    report_result_free(result);
}

static struct report_result *result_that_retains(double bytes)
{
    struct result_builder *build = result_builder_new();

    result_builder_strategy(build, "pool", NULL);
    result_builder_workload(build, "burst/10000", NULL);
    result_builder_cell(build, "pool", "burst/10000", "ok", NULL);
    result_builder_sample(build, "pool", "burst/10000", "retained_bytes", bytes, 0);
    return made_result(build);
}

static void retained_bytes_that_grow_beyond_the_pages_of_chance_are_a_difference(void **state)
{
    static const struct { double after; size_t differences; } cases[] = {{200000, 0}, {300000, 1}, {5900000, 1}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report_result *before = result_that_retains(131072), *after = result_that_retains(cases[i].after);
        struct report_comparison comparison;
        report_comparison_init(&comparison, before, after, NAN);
        assert_int_equal(comparison.counted_count, cases[i].differences);
        report_comparison_fini(&comparison);
        report_result_free(before);
        report_result_free(after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counts_of_all_passes_are_shown),
        cmocka_unit_test(retained_bytes_that_grow_beyond_the_pages_of_chance_are_a_difference),
        cmocka_unit_test(a_workload_that_a_peer_does_not_run_is_blank_in_markdown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
