/* SPDX-License-Identifier: MIT */
/* Promises on the page's section of the posts: quotes lead to their place in the posts, verdicts that need reading stand open,
 * and files without claims have no empty headings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/post.h"
#include "report/html/page.h"
#include "tests/report/made_claims.h"

#define PART_8 "https://smallcultfollowing.com/babysteps/blog/2022/09/18/dyn-async-traits-part-8-the-soul-of-rust/"

static void expect(const struct report_text *text, const char *words)
{
    if (strstr(report_text_string(text), words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, report_text_string(text));
}

static void expect_link(const char *source, const char *before, const char *quote, const char *address)
{
    const struct report_post *post = report_post_of(source);
    struct report_text text = {0};

    assert_non_null(post);
    report_post_link(&text, post, before, quote);
    assert_string_equal(text.bytes, address);
    report_text_fini(&text);
}

static void a_link_to_a_post_ends_in_the_quoted_words(void **state)
{
    (void)state;
    expect_link("part 8, table", "", "requires allocation", PART_8 "#:~:text=requires%20allocation");
    expect_link("part 8, tour", "to AI,", "one-word, `&self` & more", PART_8
                "#:~:text=to%20AI%2C-,one%2Dword%2C%20%26self%20%26%20more");
    expect_link("part 9", "", "it didn't", "https://smallcultfollowing.com/babysteps/blog/2022/09/21/"
                "dyn-async-traits-part-9-callee-site-selection/#:~:text=it%20didn%E2%80%99t");
}

static void a_long_quote_is_marked_from_its_first_words_to_its_last(void **state)
{
    (void)state;
    expect_link("part 8", "", "one two three four five, six seven eight", PART_8
                "#:~:text=one%20two%20three%20four%20five%2C%20six%20seven%20eight");
    expect_link("part 8", "", "one two three four five, six seven eight nine", PART_8
                "#:~:text=one%20two%20three%20four%20five%2C,seven%20eight%20nine");
}

static void a_discussion_and_an_endless_quote_have_plain_links(void **state)
{
    char endless[2000];
    (void)state;

    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    expect_link("discussion of part 8, a reader", "", "anything", "https://internals.rust-lang.org/t/"
                "blog-series-dyn-async-in-traits-continues/17403");
    expect_link("part 8, table", "", endless, PART_8);
    assert_null(report_post_of("a post that nobody knows"));
}

static void equal_quotes_of_the_table_are_told_apart_by_the_words_before_them(void **state)
{
    static const struct { unsigned row; const char *quote, *before; } cases[] = {
        {2, "requires allocation", "Box it with cache on caller side"}, {4, "adds space to AI", "requires allocation,"},
        {8, "and allocation", "requires cooperation from runtime"}, {1, "not in the table", ""}, {0, "requires allocation", ""},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report_claim claim = {.row = cases[i].row, .quote = cases[i].quote};
        struct report_text before = {0};
        report_claim_say_before(&claim, &before);
        assert_string_equal(report_text_string(&before), cases[i].before);
        report_text_fini(&before);
    }
}

static void build_prose(struct result_builder *build, const char *quote, const char *source, const char *halves)
{
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":0,\"downside\":false,\"quote\":\"%s\",\"source\":\"%s\","
                          "\"verdict\":\"proved\",\"halves\":[%s]", quote, source, halves);
}

static void claims_that_need_reading_stand_open_and_the_others_are_folded(void **state)
{
    struct result_builder *build = build_full(2);
    struct report_text text = {0};
    (void)state;

    build_prose(build, "is proved", "part 8, tour", HALF("a", YES));
    build_prose(build, "is refuted", "part 8, tour", HALF("", NO ",\"on\":\"x\""));
    build_prose(build, "of nobody", "a letter", HALF("", YES ",\"on\":\"y\""));
    struct report_result *result = made_result(build);
    made_section(report_page_posts, result, &text);
    expect(&text, "<p class=\"lead\">3 claims: 2 proved, 1 refuted.</p>");
    const char *refuted = strstr(text.bytes, "is refuted"), *folded = strstr(text.bytes, "<details><summary>1 proved</summary>");
    const char *proved = strstr(text.bytes, "“is proved”");
    assert_true(refuted != NULL && folded != NULL && proved != NULL && refuted < folded && folded < proved);
    expect(&text, "<h4>Other sources</h4>");
    expect(&text, ">“is proved”</a> <a href=\"#box\">box</a> a, proved: seen</li>");
    report_text_fini(&text);
    report_result_free(result);
}

static void a_claim_that_asks_the_same_again_says_where_it_is_counted(void **state)
{
    struct result_builder *build = build_full(2);
    struct report_text text = {0};
    (void)state;

    build_prose(build, "first", "part 8, tour", HALF("", YES));
    build_prose(build, "again", "part 9", HALF("", YES));
    struct report_result *result = made_result(build);
    made_section(report_page_posts, result, &text);
    expect(&text, "1 claim: 1 proved. Not counted: 1 in other words.");
    expect(&text, "counted once, with “first” of box");
    report_text_fini(&text);
    report_result_free(result);
}

static void a_file_without_claims_of_a_kind_has_no_heading_for_them(void **state)
{
    struct report_result *result = made_result(build_full(2));
    struct report_text text = {0};
    (void)state;

    made_section(report_page_posts, result, &text);
    assert_null(strstr(text.bytes, "<h3>"));
    assert_null(strstr(text.bytes, "<details>"));
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_to_a_post_ends_in_the_quoted_words),
        cmocka_unit_test(a_long_quote_is_marked_from_its_first_words_to_its_last),
        cmocka_unit_test(a_discussion_and_an_endless_quote_have_plain_links),
        cmocka_unit_test(equal_quotes_of_the_table_are_told_apart_by_the_words_before_them),
        cmocka_unit_test(claims_that_need_reading_stand_open_and_the_others_are_folded),
        cmocka_unit_test(a_claim_that_asks_the_same_again_says_where_it_is_counted),
        cmocka_unit_test(a_file_without_claims_of_a_kind_has_no_heading_for_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
