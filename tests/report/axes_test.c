/* SPDX-License-Identifier: MIT */
/* Promises on the four axes: only rows that refuse nothing are held against one another, no row leads that is not told apart from
 * the next, and a row that was tuned on a workload has to hold without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/axes.h"
#include "report/analysis/candidate.h"
#include "report/analysis/row_bytes.h"
#include "report/analysis/small_table.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "tests/report/made_result.h"

enum { ROUNDS = 10, WORKLOADS = 4, HAND_OVER = 2 };
static const char *const workloads[WORKLOADS] = {"ready", "real", "handed_over", "sized_tasks/10000"};

/* A row of the made result: a time on each workload (0: unsupported), the bytes of a waiting task, and those that a burst
 * leaves. */
struct made_row {
    const char *name, *members;
    double times[WORKLOADS + 1], resident, retained;     /* the last: what odd rounds take longer on handed_over */
};

static void build_row(struct result_builder *build, const struct made_row *row, size_t rounds)
{
    for (size_t i = 0; i < WORKLOADS; i++) {
        bool is_ok = row->times[i] > 0;
        result_builder_cell(build, row->name, workloads[i], is_ok ? "ok" : "unsupported", is_ok ? NULL : "cannot");
        for (size_t round = 0; is_ok && round < rounds; round++) {
            double slowness = i == HAND_OVER ? 1 : 1 + 0.1 * (double)round;     /* the machine slows down from round to round */
            double spread = i == HAND_OVER && round % 2 == 1 ? row->times[WORKLOADS] : 0;
            result_builder_sample(build, row->name, workloads[i], "time_ns", row->times[i] * slowness + spread, (int)round);
        }
    }
    result_builder_sample(build, row->name, workloads[3], "bytes_per_waiting_task", row->resident, 0);
    result_builder_cell(build, row->name, "burst/10000", "ok", NULL);
    result_builder_sample(build, row->name, "burst/10000", "retained_bytes", row->retained, 0);
}

static const char plain[] = "\"protocol\":\"callee places\"";

static struct result_builder *build_rows(const struct made_row *rows, size_t count, size_t rounds)
{
    struct result_builder *build = result_builder_new();

    result_builder_header(build, "plan", "{\"mode\":\"default\",\"rounds\":%zu}", rounds);
    for (size_t i = 0; i < count; i++)
        result_builder_strategy(build, rows[i].name, rows[i].members == NULL ? plain : rows[i].members);
    for (size_t i = 0; i < WORKLOADS; i++)
        result_builder_workload(build, workloads[i], NULL);
    result_builder_workload(build, "burst/10000", NULL);
    for (size_t i = 0; i < count; i++)
        build_row(build, &rows[i], rounds);
    return build;
}

static const struct made_row box = {"box", NULL, {10, 10, 10, 10}, 1000, 900000};
static const char tuned[] = "\"protocol\":\"callee places\",\"tuned_on\":\"ready handed_over\"";

static struct report_result *result_of(struct made_row row)
{
    return made_result(build_rows((const struct made_row[]){box, row}, 2, ROUNDS));
}

/* Fails unless the table's answer has the words; frees the result. */
static void expect_answer(struct report_result *result, const char *words)
{
    struct report_small_table table = {.title = ""};

    report_axes_fill(result, &table);
    if (strstr(report_text_string(&table.answer), words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, report_text_string(&table.answer));
    report_small_table_fini(&table);
    report_result_free(result);
}

static void a_row_that_is_best_on_every_axis_is_named(void **state)
{
    (void)state;
    expect_answer(result_of((struct made_row){"pool", NULL, {4, 4, 4, 4}, 800, 100000}),
                  "2 rows leave the trait as it is and refuse nothing but some callers. pool is the best of them on all 4 axes, "
                  "or as good within the noise. Next comes box: 2.50× the time over all workloads of pool (1.00× against "
                  "0.40×)");
}

static void a_row_that_is_behind_on_one_axis_is_named_with_its_distance(void **state)
{
    (void)state;
    expect_answer(result_of((struct made_row){"pool", NULL, {4, 4, 4, 4}, 800, 1800000}),
                  "None of them is the best on all 4 axes, or as good within the noise.");
    expect_answer(result_of((struct made_row){"pool", NULL, {4, 4, 4, 4}, 800, 1350000}),
                  "The nearest is pool: 50 % more retained memory than box (1.29 MiB against 879 KiB).");
}

static void rows_that_are_not_told_apart_both_lead(void **state)
{
    (void)state;
    expect_answer(result_of((struct made_row){"pool", NULL, {10, 10, 10, 10}, 1010, 920000}),
                  "box and pool are the best of them on all 4 axes, or as good within the noise.");
}

static void a_row_that_leads_only_where_it_was_tuned_does_not_lead(void **state)
{
    struct report_result *result = result_of((struct made_row){"pool", tuned, {2, 12, 2, 12}, 800, 100000});
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    report_axes_measure(result, axes);
    assert_int_equal(axes->axes[REPORT_AXIS_TIME].workload_count, 4);
    assert_int_equal(axes->axes[REPORT_AXIS_UNTUNED].workload_count, 2);
    free(axes);
    expect_answer(result, "The nearest is pool: 20 % more time over untuned workloads than box (1.20× against 1.00×).");
}

/* The machine of build_row doubles its times within the run; a ratio of one round does not see it. */
static void the_drift_of_the_machine_is_no_part_of_a_mean(void **state)
{
    struct report_result *result = result_of((struct made_row){"pool", NULL, {5, 5, 5, 5}, 800, 100000});
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    report_axes_measure(result, axes);
    const struct report_axis_place *place = &axes->axes[REPORT_AXIS_TIME].places[0];
    assert_true(fabs(place->value - 0.5) < 1e-9 && fabs(place->interval.high - place->interval.low) < 1e-9);
    assert_true(axes->axes[REPORT_AXIS_TIME].floor < 1e-9);
    free(axes);
    report_result_free(result);
}

/* A costly workload has samples of some rounds only. In the others it counts with its median, so the means stay comparable. */
static void a_round_without_a_sample_of_a_workload_takes_its_median(void **state)
{
    struct result_builder *build = build_rows((const struct made_row[]){box, {"pool", NULL, {5, 5, 5, 5}, 1, 1}}, 2, ROUNDS);
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    result_builder_workload(build, "costly", NULL);
    for (size_t i = 0; i < 2; i++) {
        const char *name = i == 0 ? "box" : "pool";
        result_builder_cell(build, name, "costly", "ok", NULL);
        for (int round = 0; round < 3; round++)
            result_builder_sample(build, name, "costly", "time_ns", i == 0 ? 1000 : 500, round);
    }
    struct report_result *result = made_result(build);
    report_axes_measure(result, axes);
    const struct report_axis *time = &axes->axes[REPORT_AXIS_TIME];
    assert_true(time->workload_count == 5 && time->sample_count == ROUNDS);
    assert_true(fabs(time->places[0].interval.low - 0.5) < 1e-9 && fabs(time->places[0].interval.high - 0.5) < 1e-9);
    free(axes);
    report_result_free(result);
}

/* An interval from 9 to 60 does not tell a row apart from 10, nor does it make the row as good. */
static void a_time_that_is_not_told_apart_but_may_be_worse_is_undecided(void **state)
{
    struct report_result *result = result_of((struct made_row){"pool", NULL, {10, 10, 9, 10, 51}, 1000, 900000});
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    report_axes_measure(result, axes);
    const struct report_axis_place *place = &axes->axes[REPORT_AXIS_HAND_OVER].places[1];
    assert_true(place->is_undecided && !place->is_near);
    assert_int_equal(report_axes_behind(axes, 1), 2);        /* the mean over all workloads is as noisy */
    free(axes);
    expect_answer(result, "against box in time of a hand-over (34.5 ns against 10.0 ns)");
}

/* Six members at a quarter of box's time count as one question of five. */
static void a_family_has_one_vote_whatever_its_size(void **state)
{
    struct result_builder *build = build_rows((const struct made_row[]){box, {"pool", NULL, {10, 10, 10, 10}, 1, 1}}, 2, ROUNDS);
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    for (int member = 1; member <= 6; member++) {
        char name[16];
        snprintf(name, sizeof name, "work/%d", member);
        result_builder_workload(build, name, NULL);
        for (size_t i = 0; i < 2; i++) {
            result_builder_cell(build, i == 0 ? "box" : "pool", name, "ok", NULL);
            result_builder_sample(build, i == 0 ? "box" : "pool", name, "time_ns", i == 0 ? 4 : 1, 0);
        }
    }
    struct report_result *result = made_result(build);
    report_axes_measure(result, axes);
    const struct report_axis *time = &axes->axes[REPORT_AXIS_TIME];
    assert_true(time->workload_count == 10 && time->family_count == 5);
    assert_true(fabs(time->places[0].value - pow(0.25, 0.2)) < 1e-9);
    free(axes);
    report_result_free(result);
}

static void a_row_that_is_tuned_on_a_member_is_tuned_on_its_family(void **state)
{
    static const char members[] = "\"protocol\":\"callee places\",\"tuned_on\":\"sized_tasks/100, read\"";
    struct report_result *result = result_of((struct made_row){"pool", members, {5, 5, 5, 5}, 800, 100000});
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    report_axes_measure(result, axes);
    assert_int_equal(axes->axes[REPORT_AXIS_UNTUNED].workload_count, 3);
    assert_true(axes->is_tuned_on[3] && !axes->is_tuned_on[0]);
    free(axes);
    report_result_free(result);
}

static void rows_that_are_tuned_on_everything_do_not_lead_in_silence(void **state)
{
    static const char members[] = "\"protocol\":\"callee places\",\"tuned_on\":\"ready real handed_over sized_tasks/1\"";
    (void)state;

    expect_answer(result_of((struct made_row){"pool", members, {5, 5, 5, 5}, 800, 100000}), "nothing shows how the rows do");
}

static void a_row_that_lacks_a_situation_has_no_retention(void **state)
{
    struct result_builder *build = build_rows((const struct made_row[]){box, {"pool", NULL, {5, 5, 5, 5}, 800, 1}}, 2, ROUNDS);
    struct report_axes *axes = calloc(1, sizeof *axes);
    (void)state;

    result_builder_workload(build, "type_bursts/50", NULL);
    result_builder_cell(build, "box", "type_bursts/50", "ok", NULL);
    result_builder_cell(build, "pool", "type_bursts/50", "ok", NULL);
    result_builder_sample(build, "box", "type_bursts/50", "retained_bytes", 5, 0);
    struct report_result *result = made_result(build);
    report_axes_measure(result, axes);
    for (size_t i = 0; i < 2; i++)
        if (strcmp(result->strategies[axes->strategies[i]].name, "pool") == 0)
            assert_true(isnan(axes->axes[REPORT_AXIS_RETENTION].places[i].value));
    free(axes);
    report_result_free(result);
}

/* A row with three rounds among rows with ten. */
static void the_row_with_the_fewest_rounds_limits_the_conclusion(void **state)
{
    const struct made_row few = {"pool", NULL, {4, 4, 4, 4}, 800, 100000};
    struct result_builder *build = build_rows((const struct made_row[]){box, {"slab", NULL, {5, 5, 5, 5}, 900, 1000}}, 2, ROUNDS);
    (void)state;

    result_builder_strategy(build, few.name, plain);
    build_row(build, &few, 3);
    result_builder_strategy(build, "last", plain);
    build_row(build, &(struct made_row){"last", NULL, {6, 6, 6, 6}, 900, 1000}, ROUNDS);
    expect_answer(made_result(build), "Under 5 rounds tell no times apart");
}

static void a_file_that_cannot_have_the_table_says_why(void **state)
{
    const struct made_row slab = {"slab", NULL, {5, 5, 5, 5}, 900, 1000};
    (void)state;

    expect_answer(made_result(build_rows(&slab, 1, ROUNDS)), "at once: the file has no row box, whose times are the measure");
    expect_answer(made_result(build_rows(&box, 1, ROUNDS)), "only one row of the file leaves the trait as it is");
    expect_answer(result_of((struct made_row){"poll_next", "\"protocol\":\"polls next\"", {1, 1, 1, 1}, 1, 1}), "only one row");
}

static void rows_that_refuse_or_change_the_trait_are_no_candidates(void **state)
{
    const struct made_row rows[] = {box, {"slot", NULL, {1, 1, 0, 1}, 1, 1}, {"alone", NULL, {1, 1, 1, 1}, 1, 1},
                                    {"poll_next", "\"protocol\":\"polls next\"", {1, 1, 1, 1}, 1, 1},
                                    {"peer:call", "\"protocol\":\"callee places\"", {1, 1, 1, 1}, 1, 1},
                                    {"passes_task", NULL, {1, 1, 1, 1}, 1, 1}};
    static const char probe[] = "\"strategy\":\"%s\",\"probe\":\"%s\",\"answer\":\"no\",\"behaviour\":\"refuses\"";
    struct result_builder *build = build_rows(rows, 6, ROUNDS);
    struct report_text text = {0};
    (void)state;

    result_builder_record(build, "probe", probe, "alone", "several_in_flight");
    result_builder_record(build, "probe", probe, "passes_task", "one_caller");
    result_builder_record(build, "probe", probe, "passes_task", "state_machine_caller");
    result_builder_record(build, "probe", probe, "passes_task", "no_heap");
    result_builder_record(build, "probe", probe, "box", "no_heap");
    struct report_result *result = made_result(build);
    assert_int_equal(report_candidacy_of(result, 0).candidacy, REPORT_CANDIDATE);
    assert_int_equal(report_candidacy_of(result, 1).candidacy, REPORT_REFUSES);
    assert_int_equal(report_candidacy_of(result, 2).candidacy, REPORT_REFUSES);
    assert_int_equal(report_candidacy_of(result, 3).candidacy, REPORT_CHANGES_TRAIT);
    assert_int_equal(report_candidacy_of(result, 4).candidacy, REPORT_NO_DYN_ROW);
    assert_int_equal(report_candidacy_of(result, 5).candidacy, REPORT_CANDIDATE);
    report_candidacy_say(result, &text);
    assert_non_null(strstr(text.bytes, "refused or failed: slot (handed_over), alone (several_in_flight). Changes the trait: "
                           "poll_next."));
    report_text_fini(&text);
    report_result_free(result);
}

/* A file may call anything box, and a workload nothing. */
static void a_box_that_is_no_candidate_and_an_empty_name_break_nothing(void **state)
{
    static const char polls[] = "\"protocol\":\"polls next\"";
    const struct made_row rows[] = {{"box", polls, {0, 0, 0, 10}, 1, 1}, {"pool", tuned, {4, 4, 4, 4}, 1, 1},
                                    {"slab", tuned, {5, 5, 5, 5}, 1, 1}};
    struct result_builder *build = build_rows(rows, 3, ROUNDS);
    (void)state;

    result_builder_workload(build, "", NULL);
    expect_answer(made_result(build), "pool is the best of them on all");
}

static void too_few_rounds_give_no_conclusion(void **state)
{
    const struct made_row rows[] = {box, {"pool", NULL, {4, 4, 4, 4}, 800, 100000}};
    (void)state;

    expect_answer(made_result(build_rows(rows, 2, 4)), "Under 5 rounds tell no times apart");
}

static void every_output_has_the_table(void **state)
{
    struct report_result *result = result_of((struct made_row){"pool", tuned, {5, 5, 5, 5}, 800, 100000});
    struct report_text text = {0};
    (void)state;

    report_csv_add(&text, result);
    assert_non_null(strstr(text.bytes, "pool,,mean_time_multiple,multiple,0.5,"));
    assert_non_null(strstr(text.bytes, "pool,,untuned_mean_time_multiple,multiple,0.5,"));
    report_text_fini(&text);
    report_markdown_add(&text, result);
    assert_non_null(strstr(text.bytes, "### On all axes at once"));
    assert_non_null(strstr(text.bytes, "| `pool` | **0.50×**"));
    assert_non_null(strstr(text.bytes, "pool was tuned on: ready handed\\_over."));
    report_text_fini(&text);
    report_page_add(&text, &result, 1);
    assert_non_null(strstr(text.bytes, "<p class=\"note\">The workloads of the mean: ready (tuned on), real,"));
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_that_is_best_on_every_axis_is_named),
        cmocka_unit_test(a_row_that_is_behind_on_one_axis_is_named_with_its_distance),
        cmocka_unit_test(rows_that_are_not_told_apart_both_lead),
        cmocka_unit_test(a_row_that_leads_only_where_it_was_tuned_does_not_lead),
        cmocka_unit_test(the_drift_of_the_machine_is_no_part_of_a_mean),
        cmocka_unit_test(a_round_without_a_sample_of_a_workload_takes_its_median),
        cmocka_unit_test(a_time_that_is_not_told_apart_but_may_be_worse_is_undecided),
        cmocka_unit_test(a_family_has_one_vote_whatever_its_size),
        cmocka_unit_test(a_row_that_is_tuned_on_a_member_is_tuned_on_its_family),
        cmocka_unit_test(rows_that_are_tuned_on_everything_do_not_lead_in_silence),
        cmocka_unit_test(a_row_that_lacks_a_situation_has_no_retention),
        cmocka_unit_test(the_row_with_the_fewest_rounds_limits_the_conclusion),
        cmocka_unit_test(a_file_that_cannot_have_the_table_says_why),
        cmocka_unit_test(rows_that_refuse_or_change_the_trait_are_no_candidates),
        cmocka_unit_test(a_box_that_is_no_candidate_and_an_empty_name_break_nothing),
        cmocka_unit_test(too_few_rounds_give_no_conclusion),
        cmocka_unit_test(every_output_has_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
