/* SPDX-License-Identifier: MIT */
/* Promises on the page's section on the method: commands that can be pasted, a link to the file, and an address for each
 * workload. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "tests/report/made_result.h"

/* The ordinary result as if it were read from `path`. */
static struct report_result *result_at(const char *path)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));

    free((char *)result->path);
    result->path = strdup(path);
    return result;
}

static struct report_text commands_of(const char *path)
{
    struct report_result *result = result_at(path);
    struct report_text text = {0};

    report_method_commands(result, &text);
    report_result_free(result);
    return text;
}

static void the_commands_repeat_the_run_and_one_cell(void **state)
{
    struct report_text text = commands_of("runs/a-1.json");
    (void)state;

    assert_non_null(strstr(text.bytes, "./lab run --like runs/a-1.json -o again.json\n"));
    assert_non_null(strstr(text.bytes, "./lab run --like runs/a-1.json -s '^box$' -w '^ready$' -o cell.json\n"));
    assert_non_null(strstr(text.bytes, "./lab compare runs/a-1.json again.json --html compare.html\n"));
    report_text_fini(&text);
}

static void a_name_that_is_not_plain_is_one_word_of_the_shell(void **state)
{
    struct report_text text = commands_of("it's; $x");
    (void)state;

    assert_non_null(strstr(text.bytes, "./lab run --like 'it'\\''s; $x' -o again.json\n"));
    report_text_fini(&text);
    text = commands_of("-rf");
    assert_non_null(strstr(text.bytes, "--like '-rf' -o"));
    report_text_fini(&text);
}

static void the_section_leads_to_the_file_and_to_each_workload(void **state)
{
    static const char *const shown[] = {
        "<a href=\"./javascript%3Aa%22%23.json\" download>javascript:a&quot;#.json</a>",
        "<b id=\"workload-ready\">ready</b>, <b id=\"workload-pending/1\">pending/1</b>", "</b> What does it cost?\n",
        "<b>verify</b> ran: ", "medians of up to 5 samples",
        "it takes six to reach 95 %",
    };
    struct report_result *result = result_at("/x/javascript:a\"#.json");
    struct report_text text = {0};
    (void)state;

    made_section(report_page_method, result, &text);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (strstr(text.bytes, shown[i]) == NULL)
            fail_msg("the section does not show %s, but %s", shown[i], text.bytes);
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_commands_repeat_the_run_and_one_cell),
        cmocka_unit_test(a_name_that_is_not_plain_is_one_word_of_the_shell),
        cmocka_unit_test(the_section_leads_to_the_file_and_to_each_workload),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
