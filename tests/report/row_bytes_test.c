/* SPDX-License-Identifier: MIT */
/* Promises about the bytes that a row adds: in structs, reserved, resident, retained. Every output has the same four words and
 * numbers, and a number that no pass measured is called that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/row_bytes.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

enum measured { IN_FULL, WITHOUT_RETENTION, NOT_AT_ALL };

/* A side stack: 32 bytes in the task, a stack of 63,488, of which a waiting task touches a page. More than a megabyte of them
 * stays after a burst, and less than nothing after threads have ended: the system took pages away in between. */
static struct report_result *side_stack(enum measured measured)
{
    static const char *const others[] = {"sized_tasks/10000", "burst/10000", "short_threads/1000"};
    struct result_builder *build = result_builder_new();

    result_builder_strategy(build, "side_stack/param", "\"protocol\":\"callee places\",\"adapter_bytes\":0,\"call_site_bytes\":0,"
                            "\"task_bytes\":32");
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "tasks/10000", NULL);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        result_builder_workload(build, others[i], NULL);
    result_builder_record(build, "claim", "\"strategy\":\"side_stack/param\",\"row\":8,\"downside\":true,\"quote\":"
                          "\"and allocation\",\"verdict\":\"proved\"");
    if (measured == NOT_AT_ALL)
        return made_result(build);
    result_builder_cell(build, "side_stack/param", "tasks/10000", "ok", NULL);
    result_builder_sample(build, "side_stack/param", "tasks/10000", "bytes_per_waiting_task", 4512, 0);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        result_builder_cell(build, "side_stack/param", others[i], "ok", NULL);
    result_builder_sample(build, "side_stack/param", "sized_tasks/10000", "bytes_per_waiting_task", 8608, 0);
    result_builder_sample(build, "side_stack/param", "burst/10000", "retained_bytes",
                          measured == WITHOUT_RETENTION ? -8192 : 1204224, 0);
    result_builder_sample(build, "side_stack/param", "short_threads/1000", "retained_bytes", -4096, 0);
    result_builder_record(build, "probe", "\"strategy\":\"side_stack/param\",\"probe\":\"adds_to_task\",\"answer\":\"yes\","
                          "\"behaviour\":\"works\",\"value\":63520");
    return made_result(build);
}

static void the_four_numbers_have_one_source_each(void **state)
{
    struct report_result *result = side_stack(IN_FULL);
    struct report_row_bytes bytes = report_row_bytes(result, 0);
    (void)state;

    assert_true(bytes.adapter == 0 && bytes.call_site == 0 && bytes.task == 32);
    assert_true(bytes.reserved == 63488 && bytes.resident == 4512);
    assert_true(bytes.resident_sized == 8608 && bytes.retained == 1204224);
    report_result_free(result);
}

/* Whitespace counts as one space: the terminal breaks lines. */
static void expect(struct report_text *text, const char *words)
{
    struct report_text flat = {0};

    for (const char *letter = text->bytes; *letter != '\0'; letter++)
        if ((*letter != ' ' && *letter != '\n') || (flat.length > 0 && flat.bytes[flat.length - 1] != ' '))
            report_text_add_bytes(&flat, *letter == '\n' ? " " : letter, 1);
    if (strstr(flat.bytes, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, flat.bytes);
    report_text_fini(&flat);
    report_text_fini(text);
}

static void expect_everywhere(struct report_result *result, const char *terminal_words, const char *markdown_words,
                              const char *page_words)
{
    struct report_text text = {0};

    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    expect(&text, terminal_words);
    report_markdown_add(&text, result);
    expect(&text, markdown_words);
    report_page_add(&text, &result, 1);
    expect(&text, page_words);
}

static void every_output_has_the_four_words_and_numbers(void **state)
{
    struct report_result *result = side_stack(IN_FULL);
    struct report_text csv = {0};
    (void)state;

    expect_everywhere(result, "in structs 0 B iterator, 0 B call site, 32 B task; reserved 62.0 KiB; resident 4512 B; "
                      "retained 1.15 MiB",
                      "| 0 B / 0 B / 32 B | 62.0 KiB | 4512 B | 1.15 MiB |",
                      "</b> 32 B a task, 62.0 KiB reserved, 4512 B in a waiting task, 1.15 MiB retained");
    report_csv_add(&csv, result);
    expect(&csv, "side_stack/param,,reserved_bytes,B,63488,,,1,ok side_stack/param,,retained_bytes,B,1204224,,,1,ok");
    report_result_free(result);
}

static void what_no_pass_measured_is_not_a_number(void **state)
{
    struct report_result *result = side_stack(NOT_AT_ALL);
    (void)state;

    expect_everywhere(result, "reserved not measured; resident not measured; retained not measured",
                      "| not measured | not measured | not measured |",
                      "<h3>side_stack/param</h3>");
    report_result_free(result);
}

static void what_stays_is_told_by_situation_and_less_than_nothing_is_nothing(void **state)
{
    struct report_result *result = side_stack(WITHOUT_RETENTION);
    struct report_row_bytes bytes = report_row_bytes(result, 0);
    struct report_text text = {0};
    (void)state;

    assert_true(bytes.retained_after[0] == -8192 && bytes.retained_after[2] == -4096 && isnan(bytes.retained_after[3]));
    assert_true(bytes.retained == 0);
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    expect(&text, "side_stack/param 8608 B -8192 B -4096 B");
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    expect(&text, "an allocator that returns pages after a delay, as jemalloc and mimalloc do, still holds them.");
    report_result_free(result);
}

static void a_peers_types_have_no_measured_size(void **state)
{
    static const char sizes[] = "\"protocol\":\"callee places\",\"adapter_bytes\":0,\"call_site_bytes\":0,\"task_bytes\":0";
    struct result_builder *build = result_builder_new();
    struct report_text csv = {0};
    (void)state;

    result_builder_strategy(build, "inline_slot", sizes);
    result_builder_strategy(build, "peer:rust/inline_slot", sizes);
    result_builder_workload(build, "ready", NULL);
    struct report_result *result = made_result(build);
    struct report_row_bytes own = report_row_bytes(result, 0), peer = report_row_bytes(result, 1);
    assert_true(own.adapter == 0 && own.call_site == 0 && own.task == 0);
    assert_true(isnan(peer.adapter) && isnan(peer.call_site) && isnan(peer.task));
    report_csv_add(&csv, result);
    assert_non_null(strstr(csv.bytes, "inline_slot,,adapter_bytes,B,0,"));
    assert_null(strstr(csv.bytes, "peer:rust/inline_slot,,adapter_bytes"));
    report_text_fini(&csv);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_numbers_have_one_source_each),
        cmocka_unit_test(every_output_has_the_four_words_and_numbers),
        cmocka_unit_test(what_stays_is_told_by_situation_and_less_than_nothing_is_nothing),
        cmocka_unit_test(a_peers_types_have_no_measured_size),
        cmocka_unit_test(what_no_pass_measured_is_not_a_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
