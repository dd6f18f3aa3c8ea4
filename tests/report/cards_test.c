/* SPDX-License-Identifier: MIT */
/* Promises on the page's cards: all that a file knows of a row stands on its card, and the evidence of probes stands once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "tests/report/made_result.h"

/* Frees the builder. Fails unless the section has all of these words, up to NULL. */
static void expect_cards(struct result_builder *build, const char *const *shown)
{
    struct report_result *result = made_result(build);
    struct report_text text = {0};

    made_section(report_page_cards, result, &text);
    for (size_t i = 0; shown[i] != NULL; i++)
        if (strstr(report_text_string(&text), shown[i]) == NULL)
            fail_msg("the cards do not show %s, but %s", shown[i], report_text_string(&text));
    report_text_fini(&text);
    report_result_free(result);
}

static void a_card_says_what_threads_share_and_where_its_file_is(void **state)
{
    static const char *const shown[] = {
        "id=\"box\"><svg class=\"scene\"", "<b>Frame</b> on the heap\n", "strategies/box.c; caller: state machine",
        "share the heap; one iterator under several: yes\n",
        "share the &lt;box&gt;; one iterator under several: no, one cache\n", NULL,
    };
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", "\"lives\":{\"where\":\"heap\"},\"caller\":\"state machine\","
                            "\"threads\":{\"share\":\"the heap\",\"may_share_iterator\":true}");
    result_builder_strategy(build, "cached", "\"threads\":{\"share\":\"the <box>\",\"may_share_iterator\":false,"
                            "\"refusal\":\"one cache\"}");
    result_builder_workload(build, "ready", NULL);
    expect_cards(build, shown);
}

static void a_card_has_all_numbers_in_lines_with_tabs(void **state)
{
    static const char *const shown[] = {
        "ns\t×box\tinstr\tallocs\tworkload\n"
        "20\t1\t196\t1\tready\n",
        "0 on every workload: alloc_B\n",
        "unsupported: pending/2 - There is no space.\n", NULL,
    };
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    result_builder_sample(build, "box", "ready", "instructions", 196, 0);
    result_builder_sample(build, "box", "ready", "allocations", 1, 0);
    result_builder_sample(build, "box", "ready", "allocated_bytes", 0, 0);
    expect_cards(build, shown);
}

static void the_evidence_of_probes_stands_once_with_its_rows(void **state)
{
    static const char *const probes[] = {
        "\"strategy\":\"box\",\"probe\":\"move\",\"behaviour\":\"works\",\"evidence\":\"it moves\"",
        "\"strategy\":\"strategy_1/param\",\"probe\":\"move\",\"behaviour\":\"works\",\"evidence\":\"it moves\"",
        ("\"strategy\":\"box\",\"probe\":\"at_once\",\"question\":\"Two at <once>?\",\"answer\":\"no\",\"behaviour\":\"fails\","
         "\"evidence\":\"both are \\\"one\\\"\""),
        "\"strategy\":\"box\",\"probe\":\"plain\",\"behaviour\":\"refuses\"",
    };
    static const char *const shown[] = {
        "<b>Probes</b> 1 ✓ works <a href=\"#probes\">Evidence</a>\n✗ no, fails: at once\nrefuses: plain\n",
        "<p class=\"lines\" id=\"probe-at_once\"><b>at once</b> Two at &lt;once&gt;?\n"
        "✗ no, fails [box]: both are &quot;one&quot;\n</p>",
        "✓ works [all 2]: it moves\n", "refuses [box]\n", NULL,
    };
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    for (size_t i = 0; i < sizeof probes / sizeof probes[0]; i++)
        result_builder_record(build, "probe", "%s", probes[i]);
    expect_cards(build, shown);
}

static void evidence_that_differs_in_numbers_only_stands_once(void **state)
{
    static const char *const shown[] = {
        "works [box 190 2, strategy_1/param 7 -0.5]: # of 3 steps on pending/8, # at most\n"
        "✓ works [type_pool]: 7 of 3 steps on pending/4, 2 at most\n", NULL,
    };
    static const char *const evidence[][2] = {
        {"box", "190 of 3 steps on pending/8, 2 at most"}, {"strategy_1/param", "7 of 3 steps on pending/8, -0.5 at most"},
        {"type_pool", "7 of 3 steps on pending/4, 2 at most"},
    };
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    result_builder_strategy(build, "type_pool", NULL);
    for (size_t i = 0; i < 3; i++)
        result_builder_record(build, "probe", "\"strategy\":\"%s\",\"probe\":\"steps\",\"behaviour\":\"works\","
                              "\"evidence\":\"%s\"", evidence[i][0], evidence[i][1]);
    expect_cards(build, shown);
}

static void peers_share_one_list(void **state)
{
    static const char *const shown[] = {
        "Peers (1): ", "<pre id=\"peer:raw\">peer:raw: ", "ns\t×peer:raw\tworkload\n12\t1\tready\n", NULL,
    };
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "peer:raw", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "peer:raw", "ready", "ok", NULL);
    result_builder_sample(build, "peer:raw", "ready", "time_ns", 12, 0);
    expect_cards(build, shown);
}

static void names_of_any_length_keep_a_card_small(void **state)
{
    struct result_builder *build = result_builder_new();
    struct report_text text = {0};
    char name[5001];
    (void)state;

    memset(name, 'w', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, name, NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "box", name, "ok", NULL);
    result_builder_sample(build, "box", name, "time_ns", 12, 0);
    struct report_result *result = made_result(build);
    report_row_table_add(&text, result, 0);
    assert_true(text.length < 200);
    assert_non_null(strstr(text.bytes, "\twww"));
    assert_non_null(strstr(text.bytes, "www…\n"));
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_says_what_threads_share_and_where_its_file_is),
        cmocka_unit_test(a_card_has_all_numbers_in_lines_with_tabs),
        cmocka_unit_test(the_evidence_of_probes_stands_once_with_its_rows),
        cmocka_unit_test(evidence_that_differs_in_numbers_only_stands_once),
        cmocka_unit_test(peers_share_one_list),
        cmocka_unit_test(names_of_any_length_keep_a_card_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
