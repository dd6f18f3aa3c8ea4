/* SPDX-License-Identifier: MIT */
/* A result file that was cut, spoilt, or made to hurt is refused by one sentence. What is spoilt here is a real file, of the run
 * that the build's fixture made: REAL_RESULT. */
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
#include "report/file/input_file.h"
#include "report/file/output_file.h"
#include "report/report.h"
#include "report/result/result.h"

static struct report_text real;

static int read_real_file(void **state)
{
    struct report_complaint complaint;
    (void)state;

    report_text_init(&real);
    return report_input_read(REAL_RESULT, &real, &complaint) != REPORT_OK;
}

static int free_real_file(void **state)
{
    (void)state;
    report_text_fini(&real);
    return 0;
}

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
    struct report_text text;
    const char *place = strstr(real.bytes, old);

    assert_non_null(place);
    report_text_init(&text);
    report_text_add_bytes(&text, real.bytes, (size_t)(place - real.bytes));
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

/* What ends at the last brace is whole. */
static size_t whole_length(void)
{
    return (size_t)(strrchr(real.bytes, '}') - real.bytes) + 1;
}

static bool is_cut_here(size_t length)
{
    return length % 100 == 0 || length + 300 >= whole_length();
}

static void the_real_file_is_read(void **state)
{
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    (void)state;

    if (report_result_parse("real.json", real.bytes, real.length, &result, &complaint) != REPORT_OK)
        fail_msg("%s", complaint.sentence);
    assert_true(result->strategy_count >= 5 && result->workload_count >= 2 && result->series_count > 0);
    report_result_free(result);
}

static void a_file_cut_at_any_byte_is_refused_with_a_sentence(void **state)
{
    (void)state;
    for (size_t length = 0; length < whole_length(); length++)
        if (is_cut_here(length))
            expect_refusal(real.bytes, length, length == 0 ? "is empty" : "at line ");
}

static void a_file_without_its_last_line_end_is_whole(void **state)
{
    struct report_complaint complaint;
    struct report_result *result = NULL;
    (void)state;

    assert_int_equal(report_result_parse("real.json", real.bytes, whole_length(), &result, &complaint), REPORT_OK);
    report_result_free(result);
}

/* Runs `corolab report` on the file in a child; what it says on stderr comes back in `said`. Returns the exit status. */
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

static void report_of_a_cut_file_says_one_line_and_exits_with_1(void **state)
{
    char path[] = "/tmp/bad_file_test.XXXXXX", said[2048];
    int file = mkstemp(path);
    (void)state;

    assert_true(file >= 0);
    assert_int_equal(write(file, real.bytes, real.length), (ssize_t)real.length);
    assert_int_equal(exit_status_of_report(path, said, sizeof said), 0);
    assert_string_equal(said, "");
    for (size_t length = whole_length() - 1; length > 0; length--) {
        if (!is_cut_here(length))
            continue;
        assert_int_equal(ftruncate(file, (off_t)length), 0);
        assert_int_equal(exit_status_of_report(path, said, sizeof said), 1);
        assert_non_null(strstr(said, path));
        assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
    }
    close(file);
    unlink(path);
}

static void a_newer_schema_is_called_newer(void **state)
{
    (void)state;
    expect_spoilt_refused("corolab.result/1", "corolab.result/2", "was written by a newer corolab");
    expect_spoilt_refused("corolab.result/1", "corolab.result/99999999999999999999", "was written by a newer corolab");
    expect_spoilt_refused("corolab.result/1", "corolab.result/0", "has the schema \"corolab.result/0\"");
    expect_spoilt_refused("corolab.result/1", "corolab.result/1.5", "has the schema \"corolab.result/1.5\"");
    expect_spoilt_refused("corolab.result/1", "corolab.baseline/1", "has the schema \"corolab.baseline/1\"");
}

static void what_the_tables_do_not_list_is_refused_by_name(void **state)
{
    (void)state;
    expect_spoilt_refused("{\"strategy\": \"box\", \"workload\": \"ready\", \"status\"",
                          "{\"strategy\": \"bux\", \"workload\": \"ready\", \"status\"", "names the strategy \"bux\"");
    expect_spoilt_refused("{\"strategy\": \"box\", \"workload\": \"ready\", \"metric\"",
                          "{\"strategy\": \"box\", \"workload\": \"steady\", \"metric\"", "names the workload \"steady\"");
}

static void a_cell_or_a_name_that_comes_twice_is_refused(void **state)
{
    (void)state;
    expect_spoilt_refused("\"cells\": [", "\"cells\": [{\"strategy\": \"box\", \"workload\": \"ready\", \"status\": \"ok\"},",
                          "is a cell that stands in the list twice");
    expect_spoilt_refused("\"strategies\": [", "\"strategies\": [{\"name\": \"box\"},",
                          "lists the strategy \"box\" a second time");
    expect_spoilt_refused("\"workloads\": [", "\"workloads\": [{\"name\": \"ready\"},",
                          "lists the workload \"ready\" a second time");
    expect_spoilt_refused("\"schema\":", "\"created\": \"\", \"schema\":", "duplicate object key");
}

static void a_sample_of_a_cell_that_the_file_does_not_have_is_refused(void **state)
{
    struct report_text text = spoil("{\"strategy\": \"box\", \"workload\": \"ready\", \"status\": \"ok\"},", "");
    (void)state;

    expect_refusal(text.bytes, text.length, "is a sample of a cell that \"cells\" does not call ok");
    report_text_fini(&text);
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
        snprintf(value, sizeof value, "\"value\": %s, \"old\": ", numbers[i][0]);
        expect_spoilt_refused("\"value\": ", value, numbers[i][1]);
    }
}

/* `start`, `count` times `part`, and `end` as the value of `key`, whose old value gets another key; the caller's. */
static struct report_text with_value(const char *key, const char *start, const char *part, size_t count, const char *end)
{
    char quoted[64];
    struct report_text text, rest;

    snprintf(quoted, sizeof quoted, "\"%s\": ", key);
    rest = spoil(quoted, "\"older\": ");
    report_text_init(&text);
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
        snprintf(word, sizeof word, "\"created\": \"%s", bytes[i]);
        expect_spoilt_refused("\"created\": \"", word, "is not JSON");
    }
    expect_spoilt_refused("\"created\": \"", "\"created\": \"\\ud800", "is not JSON");
}

static void a_zero_byte_is_refused_wherever_it_stands(void **state)
{
    struct report_text text;
    (void)state;

    expect_spoilt_refused("\"created\": \"", "\"created\": \"\\u0000", "is not JSON");
    report_text_init(&text);
    report_text_add_bytes(&text, real.bytes, real.length + 1);
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
    struct report_text text;
    (void)state;

    report_text_init(&text);
    report_text_add(&text, real.bytes);
    report_text_add(&text, real.bytes);
    expect_refusal(text.bytes, text.length, "is not JSON");
    report_text_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_file_is_read),
        cmocka_unit_test(a_file_cut_at_any_byte_is_refused_with_a_sentence),
        cmocka_unit_test(a_file_without_its_last_line_end_is_whole),
        cmocka_unit_test(report_of_a_cut_file_says_one_line_and_exits_with_1),
        cmocka_unit_test(a_newer_schema_is_called_newer),
        cmocka_unit_test(what_the_tables_do_not_list_is_refused_by_name),
        cmocka_unit_test(a_cell_or_a_name_that_comes_twice_is_refused),
        cmocka_unit_test(a_sample_of_a_cell_that_the_file_does_not_have_is_refused),
        cmocka_unit_test(what_is_no_finite_number_is_refused),
        cmocka_unit_test(nesting_without_end_is_refused),
        cmocka_unit_test(a_string_of_a_hundred_megabytes_is_refused),
        cmocka_unit_test(text_that_is_no_utf8_is_refused),
        cmocka_unit_test(a_zero_byte_is_refused_wherever_it_stands),
        cmocka_unit_test(what_follows_the_file_is_refused),
    };

    return cmocka_run_group_tests(tests, read_real_file, free_real_file);
}
