/* SPDX-License-Identifier: MIT */
/* Promises on the words of the page: the names of rows in a sentence lead to their cards, and every other byte is escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "tests/report/made_result.h"

/* Fails unless a page of these rows shows the words so. */
static void expect_words(const char *words, const char *part, const char *shown)
{
    static const char *const rows[] = {"box", "box_slab", "side_stack/param", "peer:rust/box", "<i>\\\"&", ""};
    struct result_builder *build = result_builder_new();
    struct report_text text = {0};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        result_builder_strategy(build, rows[i], NULL);
    result_builder_workload(build, "ready", NULL);
    struct report_result *result = made_result(build);
    report_page_words(&text, result, part, words);
    assert_string_equal(report_text_string(&text), shown);
    report_text_fini(&text);
    report_result_free(result);
}

static void a_name_leads_to_its_card_at_its_first_mention_only(void **state)
{
    (void)state;
    expect_words("box: 9 ns, box.", "", "<a href=\"#box\">box</a>: 9 ns, box.");
    expect_words("(side_stack/param)", "-2", "(<a href=\"#side_stack/param-2\">side_stack/param</a>)");
}

static void the_longest_name_is_the_link(void **state)
{
    (void)state;
    expect_words("box_slab and peer:rust/box.", "",
                 "<a href=\"#box_slab\">box_slab</a> and <a href=\"#peer:rust/box\">peer:rust/box</a>.");
}

static void a_name_inside_another_word_is_no_link(void **state)
{
    (void)state;
    expect_words("boxes box_2 a/box box-like box.c rust:box box/2 box+ b\xC3\xB6x \xC3\xB6" "box", "",
                 "boxes box_2 a/box box-like box.c rust:box box/2 box+ b\xC3\xB6x \xC3\xB6" "box");
}

static void the_noun_behind_an_article_is_no_link(void **state)
{
    (void)state;
    expect_words("the box, a cached box; opera box", "", "the box, a cached box; opera <a href=\"#box\">box</a>");
}

static void everything_else_is_escaped(void **state)
{
    (void)state;
    expect_words("a < b & \"c\" \x1b", "", "a &lt; b &amp; &quot;c&quot; \xEF\xBF\xBD");
    expect_words("<i>\"& wins", "", "<a href=\"#&lt;i&gt;&quot;&amp;\">&lt;i&gt;&quot;&amp;</a> wins");
    expect_words("", "", "");
}

static void a_card_leaves_the_ids_of_other_elements_alone(void **state)
{
    static const char *const taken[] = {"data", "answer", "c12", "run-2", "probe-move", "method-2", "row-data"};
    static const char *const free_names[] = {"box", "stackful/native", "cached", "c12x", "rows_2", ""};
    (void)state;

    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        assert_string_equal(report_page_row_prefix(taken[i]), "row-");
    for (size_t i = 0; i < sizeof free_names / sizeof free_names[0]; i++)
        assert_string_equal(report_page_row_prefix(free_names[i]), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_leads_to_its_card_at_its_first_mention_only),
        cmocka_unit_test(the_longest_name_is_the_link),
        cmocka_unit_test(a_name_inside_another_word_is_no_link),
        cmocka_unit_test(the_noun_behind_an_article_is_no_link),
        cmocka_unit_test(everything_else_is_escaped),
        cmocka_unit_test(a_card_leaves_the_ids_of_other_elements_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
