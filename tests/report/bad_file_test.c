/* SPDX-License-Identifier: MIT */
/* A result file that was spoilt, or made to hurt, is refused by one sentence. A cut file is read up to its last whole line.
 * The file is real, of the run that the build's fixture made: REAL_RESULT. Long because every promise about its lines is
 * held for the same records as a document of version 1, too. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "report/report.h"
#include "report/result/result.h"

static struct report_text lines, document;
static const struct report_text *real = &lines;      /* the form that a test spoils */

/* Adds the records of that kind as a list. */
static void add_list(const char *kind, const char *key)
{
    char begins[64];
    const char *separator = "";

    snprintf(begins, sizeof begins, "\n{\"record\":\"%s\",", kind);
    report_text_format(&document, ",\n\"%s\":[", key);
    for (const char *line = lines.bytes; (line = strstr(line, begins)) != NULL; separator = ",\n") {
        line += strlen(begins);
        report_text_format(&document, "%s{%.*s", separator, (int)strcspn(line, "\n"), line);
    }
    report_text_add(&document, "]");
}

/* The same result as corolab.result/1. */
static void make_document(void)
{
    size_t header = strcspn(lines.bytes, "\n") - 1;

    document = (struct report_text){0};
    report_text_format(&document, "%.*s", (int)header, lines.bytes);
    *(strstr(document.bytes, "result/2") + strlen("result/")) = '1';
    add_list("cell", "cells");
    add_list("sample", "samples");
    report_text_add(&document, "}\n");
}

static int read_real_file(void **state)
{
    FILE *file = fopen(REAL_RESULT, "r");
    char block[4096];
    size_t length;
    (void)state;

    if (file == NULL)
        return 1;
    lines = (struct report_text){0};
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        report_text_add_bytes(&lines, block, length);
    fclose(file);
    make_document();
    return 0;
}

static int free_real_file(void **state)
{
    (void)state;
    report_text_fini(&lines);
    report_text_fini(&document);
    return 0;
}

static int choose_document(void **state)
{
    (void)state;
    real = &document;
    return 0;
}

static int choose_lines(void **state)
{
    (void)state;
    real = &lines;
    return 0;
}

/* A promise about both forms. */
#define OF_BOTH(test) cmocka_unit_test(test), cmocka_unit_test_setup_teardown(test, choose_document, choose_lines)

/* The bytes, in a block of exactly their length so that a sanitizer sees a read past them, must be refused by one sentence that
 * names the file and has `words` in it. */
static void expect_refusal(const char *bytes, size_t length, const char *words)
{
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    char *exact = malloc(length + (length == 0));

    assert_non_null(exact);
    memcpy(exact, bytes, length);
    assert_int_equal(report_result_parse("spoilt.json", exact, length, &result, &complaint), REPORT_BAD_INPUT);
    free(exact);
    assert_null(result);
    assert_int_equal(strncmp(complaint.sentence, "spoilt.json ", strlen("spoilt.json ")), 0);
    if (strstr(complaint.sentence, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, complaint.sentence);
    assert_null(strchr(complaint.sentence, '\n'));
}

/* The real file with the first `old` in it replaced; the caller's. */
static struct report_text spoil(const char *old, const char *new)
{
    struct report_text text = {0};
    const char *place = strstr(real->bytes, old);

    assert_non_null(place);
    report_text_add_bytes(&text, real->bytes, (size_t)(place - real->bytes));
    report_text_add(&text, new);
    report_text_add(&text, place + strlen(old));
    return text;
}

static void expect_spoilt_refused(const char *old, const char *new, const char *words)
{
    struct report_text text = spoil(old, new);

    expect_refusal(text.bytes, text.length, words);
    report_text_fini(&text);
}

static size_t header_length(void)
{
    return strcspn(lines.bytes, "\n");
}

/* Everywhere at the ends of the file and of its header, in steps between. */
static bool is_cut_here(size_t length)
{
    return length % 100 == 0 || length + 300 >= lines.length
           || (length + 100 > header_length() && length < header_length() + 100);
}

static void the_real_file_is_read(void **state)
{
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    (void)state;

    if (report_result_parse("real.json", real->bytes, real->length, &result, &complaint) != REPORT_OK)
        fail_msg("%s", complaint.sentence);
    assert_true(result->strategy_count >= 5 && result->workload_count >= 2 && result->series_count > 0);
    report_result_free(result);
}

/* The number of the line that the cut leaves in part; 0 where it falls between two lines. */
static size_t torn_line(size_t length)
{
    size_t ends = 0;

    if (lines.bytes[length - 1] == '\n' || lines.bytes[length] == '\n')
        return 0;
    for (size_t i = 0; i < length; i++)
        ends += lines.bytes[i] == '\n';
    return ends + 1;
}

static void an_object_cut_within_a_word_or_a_number_ends_in_the_middle(void **state)
{
    static const char *const cut[] = {"{\"a\": tru", "{\"a\": nul", "{\"a\": -", "{\"a\": 1.", "{\"a\": 2e"};
    (void)state;
    for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++)
        expect_refusal(cut[i], strlen(cut[i]), "ends in the middle");
    expect_refusal("true", 4, "is not JSON");
    expect_refusal("{\"a\": trü}", strlen("{\"a\": trü}"), "is not JSON");
}

static void a_file_cut_at_any_byte_is_read_up_to_its_last_whole_line(void **state)
{
    (void)state;
    for (size_t length = 0; length < lines.length; length++) {
        struct report_complaint complaint = {""};
        struct report_result *result = NULL;
        if (!is_cut_here(length))
            continue;
        if (length < header_length()) {
            expect_refusal(lines.bytes, length, length == 0 ? "is empty" : "ends in the middle");
            continue;
        }
        if (report_result_parse("cut.json", lines.bytes, length, &result, &complaint) != REPORT_OK)
            fail_msg("%s", complaint.sentence);
        assert_int_equal(result->torn_line, torn_line(length));
        assert_true(result->is_interrupted || length + 1 == lines.length);
        report_result_free(result);
    }
}

static void a_document_cut_at_any_byte_is_refused_with_a_sentence(void **state)
{
    (void)state;
    for (size_t length = 0; length + 1 < document.length; length += 1 + length % 100)
        expect_refusal(document.bytes, length, length == 0 ? "is empty" : "at line ");
}

static void a_file_without_its_last_line_end_is_whole(void **state)
{
    struct report_complaint complaint;
    struct report_result *result = NULL;
    (void)state;

    assert_int_equal(report_result_parse("real.json", real->bytes, real->length - 1, &result, &complaint), REPORT_OK);
    assert_int_equal(result->torn_line, 0);
    assert_false(result->is_interrupted);
    report_result_free(result);
}

/* Runs `corolab report` on the file in a child, whose stderr comes back in `said`. Returns the exit status. */
static int exit_status_of_report(char *path, char *said, size_t bytes)
{
    int ends[2], status;
    size_t length = 0;
    ssize_t more;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) < 0 || dup2(ends[1], STDERR_FILENO) < 0)
            _exit(99);
        _exit(report_command(2, (char *[]){"report", path, NULL}));
    }
    close(ends[1]);
    while (length < bytes - 1 && (more = read(ends[0], said + length, bytes - 1 - length)) > 0)
        length += (size_t)more;
    said[length] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void report_of_a_cut_file_names_the_torn_line_or_says_why_it_cannot(void **state)
{
    char path[] = "/tmp/bad_file_test.XXXXXX", said[2048];
    int file = mkstemp(path);
    (void)state;

    assert_true(file >= 0);
    assert_int_equal(write(file, lines.bytes, lines.length), (ssize_t)lines.length);
    assert_int_equal(exit_status_of_report(path, said, sizeof said), 0);
    assert_string_equal(said, "");
    for (size_t length = lines.length - 2; length > 0; length -= length > 100 ? 97 : 1) {
        bool is_silent = length >= header_length() && torn_line(length) == 0;
        assert_int_equal(ftruncate(file, (off_t)length), 0);
        assert_int_equal(exit_status_of_report(path, said, sizeof said), length < header_length());
        assert_int_equal(strstr(said, path) != NULL, !is_silent);
        if (!is_silent)
            assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
    }
    close(file);
    unlink(path);
}

static void a_newer_schema_is_called_newer(void **state)
{
    const char *ours = real == &lines ? "corolab.result/2" : "corolab.result/1";
    (void)state;
    expect_spoilt_refused(ours, "corolab.result/3", "was written by a newer corolab");
    expect_spoilt_refused(ours, "corolab.result/99999999999999999999", "was written by a newer corolab");
    if (real == &lines)
        expect_spoilt_refused(ours, "corolab.result/0", "has the schema \"corolab.result/0\"");
}

static void a_foreign_document_is_refused_by_its_schema(void **state)
{
    (void)state;
    real = &document;
    expect_spoilt_refused("corolab.result/1", "corolab.result/0", "has the schema \"corolab.result/0\"");
    expect_spoilt_refused("corolab.result/1", "corolab.result/1.5", "has the schema \"corolab.result/1.5\"");
    expect_spoilt_refused("corolab.result/1", "corolab.baseline/1", "has the schema \"corolab.baseline/1\"");
}

static void a_name_that_the_tables_do_not_list_is_refused_with_its_place(void **state)
{
    (void)state;
    expect_spoilt_refused("\"strategy\":\"box\",\"workload\":\"ready\",\"status\"",
                          "\"strategy\":\"bux\",\"workload\":\"ready\",\"status\"", "names the strategy \"bux\"");
    expect_spoilt_refused("\"strategy\":\"box\",\"workload\":\"ready\",\"metric\"",
                          "\"strategy\":\"box\",\"workload\":\"steady\",\"metric\"", "names the workload \"steady\"");
}

static void a_name_that_comes_twice_is_refused(void **state)
{
    (void)state;
    expect_spoilt_refused("\"strategies\":[", "\"strategies\":[{\"name\":\"box\"},", "lists the strategy \"box\" a second time");
    expect_spoilt_refused("\"workloads\":[", "\"workloads\":[{\"name\":\"ready\"},",
                          "lists the workload \"ready\" a second time");
    expect_spoilt_refused("\"created\":", "\"created\":\"\",\"created\":", "duplicate object key");
    expect_spoilt_refused("\"status\":", "\"status\":\"ok\",\"status\":", "duplicate object key");
}

static void a_cell_that_comes_twice_is_refused(void **state)
{
    (void)state;
    expect_spoilt_refused("{\"record\":\"cell\"",
                          "{\"record\":\"cell\",\"strategy\":\"box\",\"workload\":\"ready\",\"status\":\"ok\"}\n"
                          "{\"record\":\"cell\"",
                          "is a cell that stands in the list twice");
    real = &document;
    expect_spoilt_refused("\"cells\":[", "\"cells\":[{\"strategy\":\"box\",\"workload\":\"ready\",\"status\":\"ok\"},",
                          "is a cell that stands in the list twice");
}

/* A run may find a cell that was ok to be bad: then its samples are left out. */
static void samples_of_a_cell_that_did_not_end_ok_are_left_out(void **state)
{
    struct report_text text = spoil("{\"record\":\"end\"", "{\"record\":\"cell\",\"strategy\":\"box\",\"workload\":\"ready\","
                                    "\"status\":\"failed\",\"reason\":\"it crashed\"}\n{\"record\":\"end\"");
    struct report_complaint complaint;
    struct report_result *result = NULL;
    (void)state;

    assert_int_equal(report_result_parse("real.json", text.bytes, text.length, &result, &complaint), REPORT_OK);
    size_t box = report_result_strategy(result, "box"), ready = report_result_workload(result, "ready");
    assert_string_equal(report_result_cell(result, box, ready)->reason, "it crashed");
    assert_null(report_result_series(result, box, ready, "allocations"));
    report_result_free(result);
    report_text_fini(&text);
}

static void a_line_outside_of_the_plan_is_refused_with_its_number(void **state)
{
    static const char *const spoilt[][3] = {
        {"\"status\":\"ok\"", "\"status\":\"fine\"", "line 2 has the unknown status \"fine\""},
        {"\"metric\":\"allocations\"", "\"metric\":\"alligators\"", "names the metric \"alligators\", which"},
        {"\"round\":0", "\"round\":1", "has a \"round\" that is not 0 to 0"},
        {"\"round\":0", "\"round\":-1", "has a \"round\" that is not 0 to 0"},
        {"{\"record\":\"cell\"", "nonsense", "line 2 is not JSON at column"},
        {"{\"record\":\"cell\"", "[]\n{\"record\":\"cell\"", "line 2 is JSON, but no record"},
        {"{\"record\":\"cell\"", "\n{\"record\":\"cell\"", "line 2 ends in the middle"},
        {"{\"record\":\"cell\"", "{\"record\":1", "line 2 has a \"record\" that is not a string"},
        {"{\"record\":\"cell\"", "{\"recard\":\"cell\"", "line 2 has no \"record\""},
    };
    (void)state;

    for (size_t i = 0; i < sizeof spoilt / sizeof spoilt[0]; i++)
        expect_spoilt_refused(spoilt[i][0], spoilt[i][1], spoilt[i][2]);
    expect_spoilt_refused("{\"record\":\"end\"", "{\"record\":\"sample\",\"strategy\":\"box\",\"workload\":\"ready\",\"metric\":"
                          "\"time_ns\",\"unit\":\"ns\",\"value\":-1.5,\"round\":0}\n{\"record\":\"end\"",
                          "has a time below zero");
}

static void a_record_of_a_kind_to_come_is_passed_over(void **state)
{
    struct report_text text = spoil("{\"record\":\"cell\"", "{\"record\":\"thing\",\"a\":[1]}\n{\"record\":\"cell\"");
    struct report_complaint complaint;
    struct report_result *result = NULL;
    (void)state;

    assert_int_equal(report_result_parse("real.json", text.bytes, text.length, &result, &complaint), REPORT_OK);
    assert_int_equal(result->unknown_count, 1);
    report_result_free(result);
    report_text_fini(&text);
}

static void a_sample_of_a_cell_that_the_file_does_not_have_is_refused(void **state)
{
    (void)state;
    expect_spoilt_refused("{\"record\":\"cell\",\"strategy\":\"box\",\"workload\":\"ready\"",
                          "{\"record\":\"skip\",\"strategy\":\"box\",\"workload\":\"ready\"",
                          "is a sample of a cell that the file does not call ok");
    real = &document;
    expect_spoilt_refused("{\"strategy\":\"box\",\"workload\":\"ready\",\"status\":\"ok\"",
                          "{\"strategy\":\"box\",\"workload\":\"ready\",\"status\":\"failed\"",
                          "is a sample of a cell that \"cells\" does not call ok");
}

static void what_is_no_finite_number_is_refused(void **state)
{
    static const char *const numbers[][2] = {
        {"NaN", "is not JSON"}, {"Infinity", "is not JSON"}, {"-Infinity", "is not JSON"}, {"nan", "is not JSON"},
        {"1e999", "real number overflow"}, {"-1e999", "real number overflow"},
        {"99999999999999999999", "integer"}, {"0x10", "is not JSON"}, {"\"1\"", "that is not a number"},
        {"null", "that is not a number"}, {"true", "that is not a number"}, {"[1]", "that is not a number"},
    };
    char value[64];
    (void)state;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        snprintf(value, sizeof value, "\"value\":%s,\"old\":", numbers[i][0]);
        expect_spoilt_refused("\"value\":", value, numbers[i][1]);
    }
}

/* `start`, `count` times `part`, and `end` as the value of `key`, whose old value gets another key; the caller's. */
static struct report_text with_value(const char *key, const char *start, const char *part, size_t count, const char *end)
{
    char quoted[64];
    struct report_text text = {0}, rest;

    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    rest = spoil(quoted, "\"older\":");
    report_text_format(&text, "{%s%s", quoted, start);
    report_text_repeat(&text, part, count);
    report_text_format(&text, "%s,", end);
    report_text_add(&text, rest.bytes + 1);
    report_text_fini(&rest);
    return text;
}

static void expect_value_refused(const char *key, const char *start, const char *part, size_t count, const char *end,
                                 const char *words)
{
    struct report_text text = with_value(key, start, part, count, end);

    expect_refusal(text.bytes, text.length, words);
    report_text_fini(&text);
}

static void nesting_without_end_is_refused(void **state)
{
    (void)state;
    expect_value_refused("plan", "", "[", 1000000, "", "depth");
    expect_value_refused("plan", "", "{\"a\":", 1000000, "", "depth");
}

static void a_string_of_a_hundred_megabytes_is_refused(void **state)
{
    (void)state;
    expect_value_refused("created", "\"", "0123456789", 10000000, "\"", "\"created\" that is longer than any result file's");
}

static void text_that_is_no_utf8_is_refused(void **state)
{
    static const char *const bytes[] = {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"};
    char word[64];
    (void)state;

    for (size_t i = 0; i < sizeof bytes / sizeof bytes[0]; i++) {
        snprintf(word, sizeof word, "\"created\":\"%s", bytes[i]);
        expect_spoilt_refused("\"created\":\"", word, "is not JSON");
    }
    expect_spoilt_refused("\"created\":\"", "\"created\":\"\\ud800", "is not JSON");
}

static void a_zero_byte_is_refused_wherever_it_stands(void **state)
{
    struct report_text text = {0};
    (void)state;

    expect_spoilt_refused("\"created\":\"", "\"created\":\"\\u0000", "is not JSON");
    report_text_add_bytes(&text, real->bytes, real->length + 1);
    expect_refusal(text.bytes, text.length, "is not JSON");
    text.length--;
    for (size_t at = 0; at < text.length; at += at < 2000 ? 1 : 1 + text.length / 100) {
        char byte = text.bytes[at];

        text.bytes[at] = '\0';
        expect_refusal(text.bytes, text.length, "is not JSON");
        text.bytes[at] = byte;
    }
    report_text_fini(&text);
}

static void what_follows_the_file_is_refused(void **state)
{
    struct report_text text = {0};
    (void)state;

    report_text_add(&text, real->bytes);
    report_text_add(&text, real->bytes);
    expect_refusal(text.bytes, text.length, real == &lines ? "has no \"record\"" : "is not JSON");
    report_text_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_BOTH(the_real_file_is_read),
        cmocka_unit_test(an_object_cut_within_a_word_or_a_number_ends_in_the_middle),
        cmocka_unit_test(a_file_cut_at_any_byte_is_read_up_to_its_last_whole_line),
        cmocka_unit_test(a_document_cut_at_any_byte_is_refused_with_a_sentence),
        OF_BOTH(a_file_without_its_last_line_end_is_whole),
        cmocka_unit_test(report_of_a_cut_file_names_the_torn_line_or_says_why_it_cannot),
        OF_BOTH(a_newer_schema_is_called_newer),
        cmocka_unit_test_teardown(a_foreign_document_is_refused_by_its_schema, choose_lines),
        OF_BOTH(a_name_that_the_tables_do_not_list_is_refused_with_its_place),
        OF_BOTH(a_name_that_comes_twice_is_refused),
        cmocka_unit_test_teardown(a_cell_that_comes_twice_is_refused, choose_lines),
        cmocka_unit_test(samples_of_a_cell_that_did_not_end_ok_are_left_out),
        cmocka_unit_test(a_line_outside_of_the_plan_is_refused_with_its_number),
        cmocka_unit_test(a_record_of_a_kind_to_come_is_passed_over),
        cmocka_unit_test_teardown(a_sample_of_a_cell_that_the_file_does_not_have_is_refused, choose_lines),
        OF_BOTH(what_is_no_finite_number_is_refused),
        OF_BOTH(nesting_without_end_is_refused),
        OF_BOTH(a_string_of_a_hundred_megabytes_is_refused),
        OF_BOTH(text_that_is_no_utf8_is_refused),
        OF_BOTH(a_zero_byte_is_refused_wherever_it_stands),
        OF_BOTH(what_follows_the_file_is_refused),
    };

    return cmocka_run_group_tests(tests, read_real_file, free_real_file);
}
