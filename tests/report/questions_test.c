/* SPDX-License-Identifier: MIT */
/* Promises on the questions asked in public: each is answered from the samples, in words that decide no more than these, and a
 * file without the cells names the run that has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/public_questions.h"
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "tests/report/made_result.h"

#define MACHINE "\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"callee places\""
#define STACK "\"caller\":\"stackful\",\"callee\":\"stackful\",\"protocol\":\"calls\""
#define SYSTEM(name) "{\"name\":\"" name "\",\"does\":\"boxes\",\"source\":\"https://example.org\"}"

struct made_row { const char *name, *members; double time; };

static const struct made_row rows[] = {
    {"box", MACHINE ",\"systems\":[" SYSTEM("dynosaur") "," SYSTEM("async-trait") "]", 10},
    {"static_dispatch", "\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"static\"", 1},
    {"inline_slot", MACHINE ",\"adapter_bytes\":32", 4}, {"box_moved", MACHINE, 15}, {"box_slab", MACHINE, 6},
    {"box_mimalloc", MACHINE, 8}, {"caller_cached_box", MACHINE, 5}, {"task_allocator", MACHINE, 7},
    {"scratch_or_box/128", MACHINE, 5}, {"scratch_or_box/cached", MACHINE, 4.5}, {"size_in_vtable/box", MACHINE, 12},
    {"size_in_vtable/side_stack", MACHINE, 8}, {"side_stack/param", MACHINE, 3}, {"stackful/fcontext", STACK, 2},
    {"peer:raw_fcontext", STACK, 20}, {"peer:cpp20_generator", MACHINE, 10},
};
static const char *const workloads[] = {"ready", "work/10", "work/100", "work/1000", "pending/8", "frame/1040", "frame/4096",
                                        "depth/1", "depth/4", "tasks/100", "real", "lines", "switch/flat"};
enum { ROWS = sizeof rows / sizeof rows[0], WORKLOADS = sizeof workloads / sizeof workloads[0] };

/* The work of an item, which all rows take; a stack that waits is slow, and so is a stack at depth 1. */
static double time_on(const struct made_row *row, const char *workload)
{
    static const struct { const char *name; double time; } work[] = {{"work/10", 6}, {"work/100", 56}, {"work/1000", 596}};
    bool is_slow = strcmp(workload, "pending/8") == 0 || strcmp(workload, "depth/1") == 0 || strcmp(workload, "tasks/100") == 0;

    for (size_t i = 0; i < 3; i++)
        if (strcmp(work[i].name, workload) == 0)
            return row->time + work[i].time;
    return is_slow && strncmp(row->name, "stackful", strlen("stackful")) == 0 ? 30 : row->time;
}

/* `spread`: what the slowest sample of a cell is above the fastest, as a share. */
static struct report_result *result_of(size_t rounds, double spread)
{
    struct result_builder *build = result_builder_new();

    result_builder_header(build, "plan", "{\"mode\":\"default\",\"rounds\":%zu}", rounds);
    for (size_t i = 0; i < ROWS; i++)
        result_builder_strategy(build, rows[i].name, rows[i].members);
    for (size_t i = 0; i < WORKLOADS; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t i = 0; i < ROWS * WORKLOADS; i++) {
        const struct made_row *row = &rows[i / WORKLOADS];
        const char *workload = workloads[i % WORKLOADS];
        result_builder_cell(build, row->name, workload, "ok", NULL);
        for (size_t round = 0; round < rounds; round++)
            result_builder_sample(build, row->name, workload, "time_ns",
                                  time_on(row, workload) * (1 + spread * (double)(round / 2 % 5) / 4), (int)round);
    }
    result_builder_sample(build, "box", "ready", "instructions", 200, 0);
    result_builder_sample(build, "box", "ready", "allocator_instructions", 130, 0);
    return made_result(build);
}

static void expect_answer(const struct report_result *result, report_sentence *answer, const char *words)
{
    struct report_text text = {0};

    answer(result, &text);
    if (strcmp(report_text_string(&text), words) != 0)
        fail_msg("\"%s\" is not: %s", report_text_string(&text), words);
    report_text_fini(&text);
}

static void each_question_is_answered_from_the_samples(void **state)
{
    struct report_result *result = result_of(10, 0);
    (void)state;

    expect_answer(result, report_answer_tenth, "Boxing is 10 % of an item's time between work/100 (11 %) and work/1000 (1.2 %).");
    expect_answer(result, report_answer_queries, "Boxing is 6.0 % of an item's time between work/100 (11 %) and work/1000 "
                  "(1.2 %). Where items work more, a larger change has another cause.");
    expect_answer(result, report_answer_unmeasurable,
                  "Nowhere here: the samples tell box from side_stack/param up to work/1000.");
    expect_answer(result, report_answer_gain, "On ready, whose items have no work of their own, boxing is 70 % of the time "
                  "against side_stack/param: no more can be gained.");
    expect_answer(result, report_answer_rewrite, "By less than 5 % where an item behind the dyn call works as long as on "
                  "work/1000, 599 ns without the box.");
    expect_answer(result, report_answer_lines, "On lines, 90 % of box's 10.0 ns a line: static_dispatch takes 1.00 ns.");
    expect_answer(result, report_answer_allocator_share, "Of box's 200 instructions an item on ready, 130 (65 %) are malloc's "
                  "and free's; 70 are everything else.");
    expect_answer(result, report_answer_inline, "On ready, inline_slot is faster than box: 4.00 ns against 10.0 ns (0.40×). The "
                  "slot adds 32 B to the iterator.");
    expect_answer(result, report_answer_large, "Row box_moved makes each frame on the stack and moves it into its box; box makes "
                  "it in place. On frame/4096, box_moved is slower than box: 15.0 ns against 10.0 ns (1.50×).");
    expect_answer(result, report_answer_carried_allocator,
                  "On ready, task_allocator is faster than box: 7.00 ns against 10.0 ns (0.70×).");
    report_result_free(result);
}

static void questions_on_kinds_of_rows_name_the_fastest_of_each(void **state)
{
    struct report_result *result = result_of(10, 0);
    (void)state;

    expect_answer(result, report_answer_caching, "On ready, caller_cached_box is faster than box: 5.00 ns against 10.0 ns "
                  "(0.50×). On ready, caller_cached_box is faster than box_slab: 5.00 ns against 6.00 ns (0.83×). On real, "
                  "caller_cached_box is faster than box: 5.00 ns against 10.0 ns (0.50×). On real, caller_cached_box is faster "
                  "than box_slab: 5.00 ns against 6.00 ns (0.83×).");
    expect_answer(result, report_answer_side_stack,
                  "On depth/4, side_stack/param is faster than box: 3.00 ns against 10.0 ns (0.30×).");
    expect_answer(result, report_answer_switch, "On switch/flat, peer:raw_fcontext is slower than peer:cpp20_generator: 20.0 ns "
                  "against 10.0 ns (2.00×). On pending/8, stackful/fcontext is slower than side_stack/param: 30.0 ns against "
                  "3.00 ns (10.0×).");
    expect_answer(result, report_answer_tasks,
                  "In time, with the 100 tasks of this run. On tasks/100, stackful/fcontext is slower than "
                  "side_stack/param: 30.0 ns against 3.00 ns (10.0×).");
    expect_answer(result, report_answer_prototypes, "On ready, the box at the call site takes 12.0 ns with size_in_vtable/box, "
                  "the "
                  "changed calling convention takes 5.00 ns with scratch_or_box/128, and the size in the vtable takes 8.00 ns "
                  "with size_in_vtable/side_stack. The last two are faster than the first; the third is slower than the second. "
                  "On real, the box at the call site takes 12.0 ns with size_in_vtable/box, the changed calling convention "
                  "takes 5.00 ns with scratch_or_box/128, and the size in the vtable takes 8.00 ns with "
                  "size_in_vtable/side_stack. The last two are faster than the first; the third is slower than the second.");
    report_result_free(result);
}

static void where_no_size_is_swept_single_workloads_say_when_a_stack_pays(void **state)
{
    struct report_result *result = result_of(10, 0);
    struct report_text text = {0};
    (void)state;

    expect_answer(result, report_answer_pays, "The fastest stack is faster than the fastest state machine of the same "
                  "trait on ready (0.67× its time), depth/4 (0.67×); slower than it on pending/8 (10.0×).");
    report_sweeps_command(&text);
    assert_non_null(strstr(text.bytes, " -w '^((suspend_)?depth|pending|tasks)/.*$'"));
    report_text_fini(&text);
    report_result_free(result);
}

static void a_crossing_is_named_by_the_sizes_around_it(void **state)
{
    struct report_result *result = result_of(10, 0);
    (void)state;

    expect_answer(result, report_answer_depth, "Where nothing waits: stackful/fcontext overtakes box and side_stack/param "
                  "between 1 and 4 adapters deep.");
    expect_answer(result, report_answer_waits, "");     /* one size is no sweep */
    report_result_free(result);
}

static void samples_that_overlap_name_no_winner(void **state)
{
    struct report_result *result = result_of(10, 8);
    (void)state;

    expect_answer(result, report_answer_carried_allocator,
                  "On ready, task_allocator is not told apart from box: 35.0 ns against 50.0 ns (0.70×).");
    expect_answer(result, report_answer_caching, "On ready, the samples do not tell caller_cached_box from box: 25.0 ns "
                  "against 50.0 ns (0.50×). On ready, the samples do not tell caller_cached_box from box_slab and box_mimalloc: "
                  "25.0 ns against 30.0 ns (0.83×). On real, the samples do not tell caller_cached_box from box: 25.0 ns "
                  "against 50.0 ns (0.50×). On real, the samples do not tell caller_cached_box from box_slab and box_mimalloc: "
                  "25.0 ns against 30.0 ns (0.83×).");
    report_result_free(result);
}

static void dynosaur_and_async_trait_are_box_only_where_the_file_says_so(void **state)
{
    struct report_result *result = result_of(10, 0);
    (void)state;

    expect_answer(result, report_answer_all_dyn, "No: both allocate at each dyn call, as box does; only calls of a known "
                  "type can gain. On ready, static_dispatch is faster than box: 1.00 ns against 10.0 ns (0.10×).");
    result->strategies[0].systems.count = 0;
    expect_answer(result, report_answer_all_dyn,
                  "On ready, static_dispatch is faster than box: 1.00 ns against 10.0 ns (0.10×).");
    report_result_free(result);
}

static void too_few_samples_and_absent_cells_answer_nothing_about_time(void **state)
{
    struct report_result *results[] = {result_of(4, 0), made_result(build_ordinary(&ordinary))};
    (void)state;

    for (size_t i = 0; i < 2; i++) {
        for (const struct report_public_question *question = report_public_questions; question->asked != NULL; question++)
            if (question->answer != report_answer_allocator_share && question->answer != report_answer_abilities)
                expect_answer(results[i], question->answer, "");
        report_result_free(results[i]);
    }
}

static void abilities_are_those_that_the_file_tells_apart(void **state)
{
    struct report_result *result = result_of(10, 0);
    (void)state;

    expect_answer(result, report_answer_abilities, "Of box and stackful/fcontext, only box fits “caller is a state "
                  "machine”.");
    report_result_free(result);
}

static void expect(const struct report_text *text, const char *words)
{
    if (strstr(report_text_string(text), words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, report_text_string(text));
}

static void a_question_without_cells_names_the_run_that_has_them(void **state)
{
    struct report_result *result = result_of(4, 0);
    struct report_text text = {0};
    (void)state;

    made_section(report_page_questions, result, &text);
    expect(&text, "<a href=\"https://github.com/slawlor/ractor/pull/205\">ractor#205</a></dt>\n"
                  "<dd><code>./lab run -s &#39;^(box|box_moved)$&#39; -w &#39;^frame/.*$&#39;</code></dd>");
    expect(&text, "axum#2308</a></dt>\n<dt>");      /* questions in a row that take the same run share its command */
    report_text_fini(&text);
    report_result_free(result);
}

static void a_file_that_answers_no_question_has_no_such_section(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    struct report_text text = {0};
    (void)state;

    made_section(report_page_questions, result, &text);
    assert_int_equal(text.length, 0);
    report_text_fini(&text);
    report_result_free(result);
}

static void the_curve_has_a_point_for_each_amount_of_work(void **state)
{
    struct report_result *result = result_of(10, 0);
    struct report_text text = {0};
    (void)state;

    report_work_share_chart(&text, result, REPORT_CHART_IN_PAGE, "curve");
    for (size_t i = 0; i < 4; i++)
        expect(&text, workloads[i]);
    assert_null(strstr(text.bytes, "nan"));
    report_text_fini(&text);
    report_result_free(result);
    result = made_result(build_ordinary(&ordinary));
    report_work_share_chart(&text, result, REPORT_CHART_IN_PAGE, "curve");
    assert_int_equal(text.length, 0);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_question_is_answered_from_the_samples),
        cmocka_unit_test(questions_on_kinds_of_rows_name_the_fastest_of_each),
        cmocka_unit_test(where_no_size_is_swept_single_workloads_say_when_a_stack_pays),
        cmocka_unit_test(a_crossing_is_named_by_the_sizes_around_it),
        cmocka_unit_test(samples_that_overlap_name_no_winner),
        cmocka_unit_test(dynosaur_and_async_trait_are_box_only_where_the_file_says_so),
        cmocka_unit_test(too_few_samples_and_absent_cells_answer_nothing_about_time),
        cmocka_unit_test(abilities_are_those_that_the_file_tells_apart),
        cmocka_unit_test(a_question_without_cells_names_the_run_that_has_them),
        cmocka_unit_test(a_file_that_answers_no_question_has_no_such_section),
        cmocka_unit_test(the_curve_has_a_point_for_each_amount_of_work),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
