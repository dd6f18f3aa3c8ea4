/* SPDX-License-Identifier: MIT */
/* Promises of the answer: it claims what the samples tell apart, names the exceptions, and says less of a file that has less. The
 * words for places, their strip and their scene are tested here, too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/short_answer.h"
#include "report/analysis/place.h"
#include "report/chart/scene.h"
#include "report/html/page.h"
#include "tests/report/made_result.h"

#define STACKLESS "\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"callee places\""
#define STACKFUL "\"caller\":\"stackful\",\"callee\":\"stackful\",\"protocol\":\"calls\""

struct row { const char *name, *members; double ready, waiting, allocations; };
static const struct row box = {"box", STACKLESS ",\"lives\":{\"where\":\"heap\"}", 9, 10, 1};
static const struct row slot = {"slot", STACKLESS ",\"lives\":{\"where\":\"iterator\"}", 4.5, 5, 0};
static const struct row scratch = {"scratch", STACKLESS ",\"lives\":{\"where\":\"call site\",\"fallback\":\"heap\"}",
                                   4.4, 5.1, 0};
static const struct row side = {"side", STACKLESS ",\"lives\":{\"where\":\"task\"}", 4.6, 5.2, 0};
static const struct row moved = {"moved", STACKLESS ",\"lives\":{\"where\":\"call site\"}", 12, 13, 0};
static const struct row stack = {"stack", STACKFUL ",\"lives\":{\"where\":\"stack\"}", 1.5, 7, 0};
static const struct row older = {"older", STACKLESS, 4.5, 5, 0};

static void add_samples(struct result_builder *build, const struct row *row, const char *workload, double time)
{
    result_builder_cell(build, row->name, workload, "ok", NULL);
    for (int round = 0; round < 10; round++)
        result_builder_sample(build, row->name, workload, "time_ns", time * (1 + 0.0001 * round), round);
    result_builder_sample(build, row->name, workload, "allocations", row->allocations, 0);
}

/* Up to a row without a name. */
static struct report_result *result_of(const struct row *rows)
{
    struct result_builder *build = result_builder_new();

    build_full_plan(build);
    for (const struct row *row = rows; row->name != NULL; row++)
        result_builder_strategy(build, row->name, row->members);
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "pending/8", NULL);
    for (const struct row *row = rows; row->name != NULL; row++) {
        add_samples(build, row, "ready", row->ready);
        add_samples(build, row, "pending/8", row->waiting);
    }
    return made_result(build);
}

typedef void verdict(const struct report_result *, struct report_answer_sentence *);

/* "" for no claim. */
static void expect(const struct row *rows, verdict *say, const char *claim, const char *rest)
{
    struct report_answer_sentence sentence = {0};
    struct report_result *result = result_of(rows);

    say(result, &sentence);
    assert_string_equal(report_text_string(&sentence.claim), claim);
    if (strstr(report_text_string(&sentence.rest), rest) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", rest, report_text_string(&sentence.rest));
    report_answer_sentence_fini(&sentence);
    report_result_free(result);
}

static void rows_in_place_are_held_against_box_and_exceptions_are_named(void **state)
{
    (void)state;
    expect((struct row[]){box, slot, scratch, side, moved, {0}}, report_answer_in_place,
           "A state machine's frame anywhere but in a fresh box costs about half",
           "against box's 9.00 ns; not in moved, 12.0 ns).");
    expect((struct row[]){box, slot, {0}}, report_answer_in_place, "A state machine's frame without a fresh box costs about half",
           "(4.50 ns against");
}

static void nothing_is_claimed_where_no_row_is_told_from_box(void **state)
{
    struct row level = slot;
    (void)state;
    level.ready = 9.001;
    expect((struct row[]){box, level, {0}}, report_answer_in_place, "", "");
    expect((struct row[]){slot, side, {0}}, report_answer_in_place, "", "");
    expect((struct row[]){box, older, {0}}, report_answer_in_place, "", "");
    expect((struct row[]){box, {0}}, report_answer_stack, "", "");
}

static void a_stack_is_held_against_the_places_where_something_waits(void **state)
{
    struct row level = stack;
    (void)state;
    expect((struct row[]){box, slot, stack, {0}}, report_answer_stack, "A stack costs about a sixth while nothing waits",
           "its fastest row (7.00 ns) costs more than the fastest elsewhere (5.00 ns).");
    level.waiting = 5.001;
    expect((struct row[]){box, slot, level, {0}}, report_answer_stack, "A stack costs about a sixth while nothing waits",
           " (stack, 1.50 ns). With one wait in eight items its fastest row (5.00 ns) is not told apart from");
}

static void many_tasks_on_a_stack_are_held_against_box(void **state)
{
    struct result_builder *build = result_builder_new();
    struct report_answer_sentence sentence = {0};
    (void)state;

    build_full_plan(build);
    result_builder_strategy(build, "box", box.members);
    result_builder_strategy(build, "stack", stack.members);
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "tasks/10000", NULL);
    add_samples(build, &box, "ready", box.ready);
    add_samples(build, &stack, "ready", stack.ready);
    add_samples(build, &box, "tasks/10000", 20);
    add_samples(build, &stack, "tasks/10000", 200);
    result_builder_sample(build, "box", "tasks/10000", "bytes_per_waiting_task", 224, 0);
    result_builder_sample(build, "stack", "tasks/10000", "bytes_per_waiting_task", 4445, 0);
    struct report_result *result = made_result(build);
    report_answer_stack(result, &sentence);
    assert_string_equal(report_text_string(&sentence.rest),
                        " (stack, 1.50 ns). With 10000 tasks its items take 200 ns instead of box's 20.0 ns, and each task holds "
                        "4445 B instead of 224 B.");
    report_answer_sentence_fini(&sentence);
    report_result_free(result);
}

static void add_answer(struct result_builder *build, const char *row, const char *probe, const char *answer)
{
    result_builder_record(build, "probe", "\"strategy\":\"%s\",\"probe\":\"%s\",\"answer\":\"%s\","
                          "\"behaviour\":\"works\",\"evidence\":\"seen\"", row, probe, answer);
}

/* Expects "" for no mark. */
static void expect_marks(const struct report_result *result, enum report_place place, const char *first, const char *second,
                         const char *minus)
{
    struct report_answer_marks marks;

    report_answer_find_marks(result, place, &marks);
    assert_string_equal(report_text_string(&marks.plus[0]), first);
    assert_string_equal(report_text_string(&marks.plus[1]), second);
    assert_string_equal(report_text_string(&marks.minus), minus);
    report_answer_marks_fini(&marks);
}

static void a_mark_holds_for_all_rows_of_a_place_or_names_the_others(void **state)
{
    static const char *const rows[] = {"box", "side", "side_too", "bounded", "slot"};
    static const char *const no_heap[] = {"no", "no", "no", "yes", "yes"};
    static const char *const several[] = {"yes", "yes", "yes", "yes", "no"};
    static const char *const one_caller[] = {"yes", "no", "no", "yes", "yes"};
    const struct row *places[] = {&box, &side, &side, &side, &slot};
    struct result_builder *build = result_builder_new();
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        result_builder_strategy(build, rows[i], places[i]->members);
        add_answer(build, rows[i], "no_heap", no_heap[i]);
        add_answer(build, rows[i], "several_in_flight", several[i]);
        add_answer(build, rows[i], "one_caller", one_caller[i]);
    }
    struct report_result *result = made_result(build);
    expect_marks(result, REPORT_PLACE_TASK, "several futures of one iterator", "no heap: bounded",
                 "the caller must know the strategy, except for bounded");
    expect_marks(result, REPORT_PLACE_ITERATOR, "without a heap, callers compiled apart", "", "one future at a time");
    expect_marks(result, REPORT_PLACE_STACK, "", "", "");
    report_result_free(result);
}

static void shares_are_words_where_both_ends_round_to_them(void **state)
{
    static const struct { double least, most; const char *words; } cases[] = {
        {0.5, 0.5, "about half"}, {0.33, 0.5, "a third to half"}, {0.16, 0.17, "about a sixth"}, {0.95, 1.1, ""},
        {0.138, 0.146, "about a seventh"}, {0.28, 0.45, "0.28–0.45×"}, {0.45, 0.45, "0.45×"}, {0.001, 0.5, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report_text text = {0};
        report_answer_say_share(&text, cases[i].least, cases[i].most);
        assert_string_equal(report_text_string(&text), cases[i].words);
        report_text_fini(&text);
    }
}

static void a_row_far_behind_its_place_is_set_apart_from_the_range(void **state)
{
    struct report_result *result = result_of((struct row[]){box, scratch, {"other", scratch.members, 4.8, 5, 0}, moved, {0}});
    struct report_answer_range range;
    (void)state;
    report_answer_range(result, REPORT_PLACE_CALL_SITE, REPORT_ANSWER_ALL, "ready", &range);
    assert_int_equal(range.count, 3);
    assert_string_equal(result->strategies[range.odd->strategy].name, "moved");
    assert_string_equal(result->strategies[range.most->strategy].name, "other");
    report_answer_range(result, REPORT_PLACE_TASK, REPORT_ANSWER_ALL, "ready", &range);
    assert_int_equal(range.count, 0);
    report_answer_range(result, REPORT_PLACE_CALL_SITE, REPORT_ANSWER_ALL, "no such workload", &range);
    assert_int_equal(range.count, 0);
    report_result_free(result);
}

static void expect_section(const struct row *rows, const char *words, const char *not_said)
{
    struct report_result *result = result_of(rows);
    struct report_text text = {0};

    made_section(report_page_answer, result, &text);
    if (strstr(text.bytes, words) == NULL || strstr(text.bytes, not_said) != NULL)
        fail_msg("\"%s\" is not said, or \"%s\" is: %s", words, not_said, text.bytes);
    report_text_fini(&text);
    report_result_free(result);
}

static void the_section_has_a_card_for_each_place_that_has_rows(void **state)
{
    (void)state;
    expect_section((struct row[]){box, slot, {0}}, "id=\"place-iterator\"", "id=\"place-task\"");
    expect_section((struct row[]){older, {0}}, "Where does the frame live?", "class=\"places\"");
    expect_section((struct row[]){older, {0}}, "<p class=\"warn\">", "class=\"places\"");
}

static void a_place_has_words_a_strip_and_a_scene(void **state)
{
    struct report_lives cached = {REPORT_PLACE_CALL_SITE, REPORT_PLACE_HEAP, REPORT_PLACE_TASK};
    struct report_text text = {0};
    (void)state;
    report_place_say(&text, cached);
    assert_string_equal(text.bytes, "at the call site, else on the heap; the task keeps a pointer to it");
    report_text_fini(&text);
    report_place_strip(&text, cached);
    assert_non_null(strstr(text.bytes, "<i></i><i class=\"F\"></i><i class=\"p\"></i><i class=\"f\"></i><i></i>"));
    report_text_fini(&text);
    report_scene_svg(&text, cached);
    assert_non_null(strstr(text.bytes, "<use href=\"#scene-site\"/>"));
    assert_non_null(strstr(text.bytes, "else here"));
    report_text_fini(&text);
    report_place_strip(&text, (struct report_lives){0});
    report_scene_svg(&text, (struct report_lives){0});
    assert_int_equal(text.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_in_place_are_held_against_box_and_exceptions_are_named),
        cmocka_unit_test(nothing_is_claimed_where_no_row_is_told_from_box),
        cmocka_unit_test(a_stack_is_held_against_the_places_where_something_waits),
        cmocka_unit_test(many_tasks_on_a_stack_are_held_against_box),
        cmocka_unit_test(a_mark_holds_for_all_rows_of_a_place_or_names_the_others),
        cmocka_unit_test(shares_are_words_where_both_ends_round_to_them),
        cmocka_unit_test(a_row_far_behind_its_place_is_set_apart_from_the_range),
        cmocka_unit_test(the_section_has_a_card_for_each_place_that_has_rows),
        cmocka_unit_test(a_place_has_words_a_strip_and_a_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
