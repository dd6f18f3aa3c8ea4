/* SPDX-License-Identifier: MIT */
/* Promises on what a result file cites: every output shows it with its source, and nothing of it goes through unescaped. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

#define ONE_SYSTEM(name, does, source) "{\"name\":\"" name "\",\"does\":\"" does "\",\"source\":\"" source "\"}"
#define HOSTILE "<script>\\u001b[31m](x)\\\"|\\u202e"

static const char absent[] =
    "[{\"name\":\"a stack that grows\",\"reason\":\"nobody adjusts the pointers\",\"systems\":["
    ONE_SYSTEM("a language", "copies stacks", "https://example.org/go") "]}]";
static const char earlier[] = "[{\"name\":\"a bench\",\"measured\":\"5 us against 3\",\"here\":\"box on ready\","
                              "\"source\":\"https://example.org/bench\"}]";

static struct result_builder *build_cited(const char *systems)
{
    struct result_builder *build = result_builder_new();
    char members[1000];

    snprintf(members, sizeof members, "\"systems\":[%s]", systems);
    result_builder_strategy(build, "box", members);
    result_builder_strategy(build, "inline_slot", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_header(build, "absent_rows", "%s", absent);
    result_builder_header(build, "earlier_benchmarks", "%s", earlier);
    return build;
}

/* The page, the Markdown and the terminal's list, one behind another; the caller's. */
static struct report_text all_outputs(struct report_result *result)
{
    struct report_text text = {0};

    report_page_add(&text, &result, 1);
    report_markdown_add(&text, result);
    report_terminal_add_systems(&text, result);
    return text;
}

static void every_output_shows_a_system_with_its_clause_and_its_source(void **state)
{
    static const char *const shown[] = {
        "<h2>Who does it like this</h2>",
        "<dt><a href=\"#box\">box</a></dt>\n<dd><a href=\"https://example.org/asio\">asio</a>: recycles &amp; frees</dd>",
        "<dd>Cannot be a strategy here: nobody adjusts the pointers.</dd>\n<dd><a href=\"https://example.org/go\">a language</a>",
        "<a href=\"https://example.org/bench\">a bench</a></dt><dd>5 us against 3</dd>",
        "| `box` | [asio](https://example.org/asio \"recycles &amp; frees\") | | |",
        "a stack that grows ([a language](https://example.org/go \"copies stacks\"))",
        "\n- [a bench](https://example.org/bench): 5 us against 3. Here: box on ready.\n",
        "\nbox\n  asio: recycles & frees\n      https://example.org/asio\n",
        "no strategy here: a stack that grows, since nobody adjusts the pointers\n  a language: copies stacks\n",
        "  a bench: 5 us against 3. Here: box on ready\n      https://example.org/bench\n",
    };
    struct report_result *result = made_result(build_cited(ONE_SYSTEM("asio", "recycles & frees", "https://example.org/asio")));
    struct report_text text = all_outputs(result);
    (void)state;

    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (strstr(text.bytes, shown[i]) == NULL)
            fail_msg("no output shows %s", shown[i]);
    report_text_fini(&text);
    report_result_free(result);
}

static void a_file_that_cites_nothing_has_no_such_section(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    struct report_text text = all_outputs(result);
    (void)state;

    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_null(strstr(text.bytes, "oes it like this"));
    assert_null(strstr(text.bytes, "--systems"));
    assert_null(strstr(text.bytes, "Earlier benchmarks"));
    report_text_fini(&text);
    report_result_free(result);
}

static void the_ordinary_terminal_table_only_says_where_the_systems_are(void **state)
{
    struct report_result *result = made_result(build_cited(ONE_SYSTEM("asio", "recycles", "https://example.org/asio")));
    struct report_text text = {0};
    (void)state;

    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(text.bytes, "`./lab list --systems`"));
    assert_null(strstr(text.bytes, "asio"));
    report_text_fini(&text);
    report_result_free(result);
}

static void hostile_words_of_a_system_are_escaped_everywhere(void **state)
{
    struct report_result *result = made_result(build_cited(ONE_SYSTEM(HOSTILE, HOSTILE, "https://example.org/a")));
    struct report_text text = all_outputs(result);
    (void)state;

    assert_null(strstr(text.bytes, "https://example.org/a \"<"));
    assert_non_null(strstr(text.bytes, "(https://example.org/a \"&lt;script&gt;\xEF\xBF\xBD[31m](x)&quot;&#124;\xEF\xBF\xBD\")"));
    assert_null(strchr(text.bytes, '\033'));
    assert_null(strstr(text.bytes, "\xE2\x80\xAE"));
    report_text_fini(&text);
    report_page_add(&text, &result, 1);
    assert_null(strstr(text.bytes, "<script>\xEF"));
    report_text_fini(&text);
    report_result_free(result);
}

static void a_source_that_is_no_https_address_becomes_no_link(void **state)
{
    static const char *const sources[] = {"javascript:alert(1)", "http://example.org", "https://", "https://a b",
                                          "https://a\\\" onclick=\\\"x", "https://a)<b>", ""};
    (void)state;

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        char system[200];
        snprintf(system, sizeof system, "{\"name\":\"it\",\"does\":\"d\",\"source\":\"%s\"}", sources[i]);
        struct report_result *result = made_result(build_cited(system));
        struct report_text text = {0};
        made_section(report_page_systems, result, &text);
        report_markdown_add_systems(&text, result);
        assert_non_null(strstr(text.bytes, "<dd>it ("));
        assert_null(strstr(text.bytes, "[it]"));
        report_text_fini(&text);
        report_result_free(result);
    }
}

static void only_an_address_is_wider_than_80_columns(void **state)
{
    static const char system[] = ONE_SYSTEM(
        "a name that is longer than most of the names of systems that anybody has ever read of in a table like this one here",
        "\xE6\xBC\xA2\xE5\xAD\x97 does it in a way that takes more than a line of a terminal to tell, so that it must be broken",
        "https://example.org/an/address/that/is/longer/than/a/line/of/the/terminal/and/is/not/cut/so/that/it/can/be/followed");
    struct report_result *result = made_result(build_cited(system));
    struct report_text text = {0};
    (void)state;

    report_terminal_add_systems(&text, result);
    for (char *rest = text.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS || strncmp(line, "      https://", 14) == 0);
    report_text_fini(&text);
    report_result_free(result);
}

static void malformed_citations_are_refused(void **state)
{
    static const char *const systems[][2] = {
        {"\"systems\":{}", "has \"systems\" that are not a list"},
        {"\"systems\":[1]", "has no \"name\""},
        {"\"systems\":[{\"name\":\"a\",\"does\":\"b\"}]", "has no \"source\""},
        {"\"systems\":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]", "has \"systems\" that are not a list of at most 16"},
    };
    static const char *const headers[][3] = {
        {"absent_rows", "{}", "\"absent_rows\" that is not a list"},
        {"absent_rows", "[{\"name\":\"a\"}]", "has no \"reason\""},
        {"earlier_benchmarks", "[{\"name\":\"a\",\"measured\":\"b\",\"source\":\"c\"}]", "has no \"here\""},
    };
    (void)state;

    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++) {
        struct result_builder *build = build_ordinary(&ordinary);
        result_builder_strategy(build, "another", systems[i][0]);
        expect_made_refused(build, systems[i][1]);
    }
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        struct result_builder *build = build_ordinary(&ordinary);
        result_builder_header(build, headers[i][0], "%s", headers[i][1]);
        expect_made_refused(build, headers[i][2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_output_shows_a_system_with_its_clause_and_its_source),
        cmocka_unit_test(a_file_that_cites_nothing_has_no_such_section),
        cmocka_unit_test(the_ordinary_terminal_table_only_says_where_the_systems_are),
        cmocka_unit_test(hostile_words_of_a_system_are_escaped_everywhere),
        cmocka_unit_test(a_source_that_is_no_https_address_becomes_no_link),
        cmocka_unit_test(only_an_address_is_wider_than_80_columns),
        cmocka_unit_test(malformed_citations_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
