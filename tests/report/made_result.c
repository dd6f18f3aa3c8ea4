/* SPDX-License-Identifier: MIT */
#include "tests/report/made_result.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/claim_decision.h"

struct report_result *made_result(struct result_builder *build)
{
    char *text = result_builder_text(build, RESULT_LINES);
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;

    if (report_result_parse("test.json", text, strlen(text), &result, &complaint) != REPORT_OK)
        fail_msg("%s", complaint.sentence);
    report_claims_decide(result);
    free(text);
    return result;
}

void expect_bytes_refused(const char *bytes, size_t length, const char *words)
{
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;

    assert_int_equal(report_result_parse("test.json", bytes, length, &result, &complaint), REPORT_BAD_INPUT);
    assert_null(result);
    assert_non_null(strstr(complaint.sentence, "test.json"));
    if (strstr(complaint.sentence, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", complaint.sentence, words);
    assert_null(strchr(complaint.sentence, '\n'));
}

void expect_made_refused(struct result_builder *build, const char *words)
{
    char *text = result_builder_text(build, RESULT_LINES);

    expect_bytes_refused(text, strlen(text), words);
    free(text);
}

static const char *strategy_name(const struct ordinary *made, size_t index, char name[64])
{
    snprintf(name, 64, "strategy_%zu/param", index);
    return index == 0 ? made->first_strategy : name;
}

static const char *workload_name(size_t index, char name[64])
{
    snprintf(name, 64, index == 0 ? "ready" : "pending/%zu", index);
    return name;
}

static void build_cell(struct result_builder *build, const struct ordinary *made, size_t strategy, size_t workload)
{
    bool is_unsupported = strategy > 0 && workload > 0 && strategy + 1 == made->strategies && workload + 1 == made->workloads;
    char of[64], on[64];

    workload_name(workload, on);
    result_builder_cell(build, strategy_name(made, strategy, of), on, is_unsupported ? "unsupported" : "ok",
                        is_unsupported ? "There is no space." : NULL);
    for (size_t round = 0; round < made->rounds && !is_unsupported; round++) {
        double value = 10 + 0.1 * (double)strategy + 0.01 * (double)round;
        result_builder_sample(build, strategy_name(made, strategy, of), on, "time_ns",
                              strategy == 0 ? value * made->first_factor : value, (int)round);
    }
}

struct result_builder *build_ordinary(const struct ordinary *made)
{
    struct result_builder *build = result_builder_new();
    char name[64];

    result_builder_header(build, "created", "\"2026-11-22T00:42:11Z\"");
    for (size_t i = 0; i < made->strategies; i++)
        result_builder_strategy(build, strategy_name(made, i, name), "\"caller\":\"state machine\",\"callee\":\"state machine\","
                                "\"protocol\":\"callee places\"");
    for (size_t i = 0; i < made->workloads; i++)
        result_builder_workload(build, workload_name(i, name), "\"question\":\"What does it cost?\",\"item\":\"item\"");
    for (size_t i = 0; i < made->strategies * made->workloads; i++)
        build_cell(build, made, i / made->workloads, i % made->workloads);
    return build;
}

void build_full_plan(struct result_builder *build)
{
    result_builder_header(build, "plan", "{\"mode\":\"default\",\"rounds\":10}");
}

void made_section(report_page_section *add, const struct report_result *result, struct report_text *text)
{
    struct report_page page = {.part = ""};

    add(&page, result, "");
    report_text_add(text, report_text_string(&page.body));
    report_text_fini(&page.body);
    report_text_fini(&page.links);
    report_text_fini(&page.rules);
    report_text_fini(&page.data);
}
