/* SPDX-License-Identifier: MIT */
/* Promises on several runs: which files have the same run, what all runs agree on, and how one page shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/runs.h"
#include "tests/report/made_result.h"

enum { SAMPLES = 10 };

/* The date tells runs apart; box and poll_next take these times on `ready`. */
struct made {
    const char *date;
    double box, poll;
};

static void add_row(struct result_builder *build, const char *name, double time, int rounds)
{
    result_builder_cell(build, name, "ready", "ok", NULL);
    for (int i = 0; i < rounds; i++)
        result_builder_sample(build, name, "ready", "time_ns", time * (1 + 0.001 * i), i);
}

static struct report_result *make_rounds(struct made made, const char *first, int rounds)
{
    struct result_builder *build = result_builder_new();

    result_builder_header(build, "created", "\"%s\"", made.date);
    result_builder_header(build, "plan", "{\"mode\":\"default\",\"seed\":7,\"rounds\":10}");
    result_builder_strategy(build, first, "\"protocol\":\"callee places\",\"lives\":{\"where\":\"heap\"}");
    result_builder_strategy(build, "poll_next", "\"protocol\":\"polls next\"");
    result_builder_strategy(build, "inline_slot", "\"protocol\":\"callee places\",\"lives\":{\"where\":\"iterator\"}");
    result_builder_workload(build, "ready", NULL);
    add_row(build, first, made.box, rounds);
    add_row(build, "poll_next", made.poll, rounds);
    add_row(build, "inline_slot", made.box / 2, rounds);
    return made_result(build);
}

static struct report_result *make(struct made made) { return make_rounds(made, "box", SAMPLES); }

static void free_all(struct report_result **results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        report_result_free(results[i]);
}

/* All made results have one path, which says "same" for any two: each gets a name of its own. */
static void name_all(struct report_result **results, size_t count)
{
    static const char *const names[] = {"a", "b", "c"};

    for (size_t i = 0; i < count; i++)
        memcpy((char *)results[i]->path, names[i], 2);
}

static void a_file_with_the_same_date_seed_commit_and_samples_is_the_same_run(void **state)
{
    struct report_result *results[] = {make((struct made){"one", 10, 5}), make((struct made){"one", 10, 5}),
                                       make((struct made){"one", 10, 6})};
    const struct report_result *const *files = (const struct report_result *const *)results;
    (void)state;

    assert_int_equal(report_runs_shown(files, 2, 1), 0);       /* one path */
    name_all(results, 3);
    assert_int_equal(report_runs_shown(files, 3, 1), 0);
    assert_int_equal(report_runs_shown(files, 3, 2), 2);
    free_all(results, 3);
}

static void of_a_run_and_the_same_run_resumed_the_fuller_file_is_shown(void **state)
{
    struct report_result *results[] = {make_rounds((struct made){"one", 10, 5}, "box", 4),
                                       make((struct made){"one", 10, 5}),
                                       make_rounds((struct made){"one", 10, 5}, "bax", SAMPLES)};
    const struct report_result *const *files = (const struct report_result *const *)results;
    (void)state;

    name_all(results, 3);
    assert_int_equal(report_runs_shown(files, 3, 0), 1);
    assert_int_equal(report_runs_shown(files, 3, 1), 1);
    assert_int_equal(report_runs_shown(files, 3, 2), 2);    /* a row has another name */
    free_all(results, 3);
}

static const struct report_run_pair *pair_of(const struct report_run_pair *pairs, size_t count, const char *other)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].row, other) == 0 || strcmp(pairs[i].other, other) == 0)
            return &pairs[i];
    fail_msg("no pair with %s", other);
    return NULL;
}

static void a_pair_holds_when_all_runs_agree_and_flips_when_two_say_the_opposite(void **state)
{
    struct report_result *results[] = {make((struct made){"one", 10, 5}), make((struct made){"two", 10, 7}),
                                       make((struct made){"three", 10, 30})};
    const struct report_result *const *runs = (const struct report_result *const *)results;
    struct report_run_pair pairs[REPORT_RUN_PAIRS];
    (void)state;

    const struct report_run_pair *pair = pair_of(pairs, report_runs_pairs(runs, 2, "ready", pairs), "poll_next");
    assert_int_equal(pair->outcome, REPORT_RUN_HOLDS);
    assert_string_equal(pair->row, "poll_next");
    assert_true(fabs(pair->low - 0.5) < 0.01 && fabs(pair->high - 0.7) < 0.01);
    pair = pair_of(pairs, report_runs_pairs(runs, 3, "ready", pairs), "poll_next");
    assert_int_equal(pair->outcome, REPORT_RUN_FLIPS);
    assert_true(report_runs_direction(runs[2], "box", "poll_next", "ready") < 0);
    assert_int_equal(report_runs_pairs(runs, 3, "nowhere", pairs), 0);
    free_all(results, 3);
}

static void times_that_are_not_told_apart_in_a_run_leave_the_pair_unresolved(void **state)
{
    struct report_result *results[] = {make((struct made){"one", 10, 5}), make((struct made){"two", 10, 10})};
    const struct report_result *const *runs = (const struct report_result *const *)results;
    struct report_run_pair pairs[REPORT_RUN_PAIRS];
    (void)state;

    const struct report_run_pair *pair = pair_of(pairs, report_runs_pairs(runs, 2, "ready", pairs), "poll_next");
    assert_int_equal(pair->outcome, REPORT_RUN_UNRESOLVED);
    free_all(results, 2);
}

static void the_best_row_of_a_place_is_held_against_box(void **state)
{
    struct report_result *result = make((struct made){"one", 10, 5});
    struct report_run_line line;
    size_t found = 0;
    (void)state;

    for (size_t i = 0; report_runs_line(i, &line); i++) {
        struct report_run_ratio ratio = report_runs_ratio(result, i);
        if (isnan(ratio.ratio))
            continue;
        found++;
        assert_string_equal(line.topic, "ready");
        assert_string_equal(ratio.row, "inline_slot");
        assert_true(fabs(ratio.ratio - 0.5) < 0.01 && ratio.is_told_apart);
    }
    assert_int_equal(found, 1);
    report_result_free(result);
}

static struct report_text page_of(struct report_result **results, size_t count)
{
    struct report_text text = {0};

    report_page_add(&text, results, count);
    free_all(results, count);
    return text;
}

static void several_runs_are_one_page_with_a_picker(void **state)
{
    struct report_result *results[] = {make((struct made){"one", 10, 5}), make((struct made){"two", 10, 30}),
                                       make((struct made){"one", 10, 5})};
    static const char *const shown[] = {
        "<h1>2 runs</h1>", "c is left out: a has the same run, with all its samples.", "id=\"pick-1\" checked", "id=\"pick-2\">",
        "main:has(#pick-2:checked) .run-of:not(#run-2){display:none}", "<div class=\"run-of\" id=\"run-2\">", "id=\"method-2\"",
        "on <code>ready</code>: in run 1 poll_next is faster; in run 2 box is faster.", "<a href=\"#runs\">Runs</a>",
    };
    (void)state;

    name_all(results, 3);
    struct report_text page = page_of(results, 3);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (strstr(page.bytes, shown[i]) == NULL)
            fail_msg("the page does not show %s", shown[i]);
    assert_null(strstr(page.bytes, "pick-3"));
    assert_null(strstr(page.bytes, " style=\""));
    report_text_fini(&page);
}

static void one_run_given_twice_is_named_and_has_no_picker(void **state)
{
    struct report_result *results[] = {make((struct made){"one", 10, 5}), make((struct made){"one", 10, 5})};
    (void)state;

    name_all(results, 2);
    struct report_text page = page_of(results, 2);
    assert_non_null(strstr(page.bytes, "b is left out: a has the same run, with all its samples."));
    assert_null(strstr(page.bytes, "id=\"pick-1\""));
    assert_null(strstr(page.bytes, "class=\"run-of\""));
    report_text_fini(&page);
}

static void runs_without_a_common_row_say_so(void **state)
{
    struct ordinary made = ordinary;
    (void)state;

    made.strategies = 1;
    made.first_strategy = "<b>&";
    struct report_result *results[] = {make((struct made){"one", 10, 5}), made_result(build_ordinary(&made))};
    name_all(results, 2);
    struct report_text page = page_of(results, 2);
    assert_non_null(strstr(page.bytes, "The runs have no row in common"));
    assert_null(strstr(page.bytes, "<b>&<"));
    report_text_fini(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_with_the_same_date_seed_commit_and_samples_is_the_same_run),
        cmocka_unit_test(of_a_run_and_the_same_run_resumed_the_fuller_file_is_shown),
        cmocka_unit_test(a_pair_holds_when_all_runs_agree_and_flips_when_two_say_the_opposite),
        cmocka_unit_test(times_that_are_not_told_apart_in_a_run_leave_the_pair_unresolved),
        cmocka_unit_test(the_best_row_of_a_place_is_held_against_box),
        cmocka_unit_test(several_runs_are_one_page_with_a_picker),
        cmocka_unit_test(one_run_given_twice_is_named_and_has_no_picker),
        cmocka_unit_test(runs_without_a_common_row_say_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
