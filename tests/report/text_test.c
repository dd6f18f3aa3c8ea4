/* SPDX-License-Identifier: MIT */
/* Promises on text: widths of characters, escaping, and the formats that escape. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/text/text.h"

static void wide_characters_take_two_columns_and_marks_none(void **state)
{
    (void)state;
    assert_int_equal(report_utf8_width("abc"), 3);
    assert_int_equal(report_utf8_width("漢字"), 4);
    assert_int_equal(report_utf8_width("e\xCC\x81"), 1);        /* e and a combining acute */
    assert_int_equal(report_utf8_width("\xF0\x9F\x98\x80"), 2);   /* an emoji */
    assert_int_equal(report_utf8_width("× µ … ≤"), 7);
    assert_int_equal(report_utf8_fit("漢字", 3), strlen("漢"));
    assert_int_equal(report_utf8_fit("abc", 2), 2);
}

static void a_byte_that_begins_no_sequence_counts_as_one_replacement(void **state)
{
    static const char *const malformed[] = {"\xFF", "\x80", "\xC3", "\xE6\xBC", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80"};
    size_t length;
    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        assert_int_equal(report_utf8_decode(malformed[i], &length), REPORT_UTF8_REPLACEMENT);
        assert_int_equal(length, 1);
    }
    assert_int_equal(report_utf8_decode("×", &length), 0xD7);
    assert_int_equal(length, 2);
}

static void controls_and_marks_that_turn_the_text_are_not_printable(void **state)
{
    static const uint32_t unprintable[] = {0, 0x1B, 0x7F, 0x9F, 0x61C, 0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0x2069, 0xFFFE};
    (void)state;
    for (size_t i = 0; i < sizeof unprintable / sizeof unprintable[0]; i++)
        assert_false(report_utf8_is_printable(unprintable[i]));
    assert_true(report_utf8_is_printable('a') && report_utf8_is_printable(0x6F22) && report_utf8_is_printable(0x200B));
}

static void a_format_escapes_its_strings_and_nothing_else(void **state)
{
    struct report_text text = {0};
    (void)state;
    report_html(&text, "<b title=\"%s\">%zu of %u, %.1f %%, %d</b>", "<\"&'>", (size_t)3, 4u, 2.25, -7);
    assert_string_equal(text.bytes, "<b title=\"&lt;&quot;&amp;&#39;&gt;\">3 of 4, 2.2 %, -7</b>");
    report_text_fini(&text);
    report_markdown(&text, "| %s | **%s** |", "a|b", "x_y\n");
    assert_string_equal(text.bytes, "| a\\|b | **x\\_y ** |");
    report_text_fini(&text);
}

static void a_field_of_csv_is_no_formula_and_has_no_control_character(void **state)
{
    static const char *const fields[][2] = {
        {"box", "box"},           {"a,b", "\"a,b\""},         {"say \"a\"", "\"say \"\"a\"\"\""},
        {"=1+2", "'=1+2"},        {"+1", "'+1"},              {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"}, {"=a,b", "\"'=a,b\""},     {"\t=1", "' =1"},
        {"a\033[31m", "a\xEF\xBF\xBD[31m"}, {"a\nb", "\"a b\""}, {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        struct report_text text = {0};
        report_escape_csv(&text, fields[i][0]);
        assert_string_equal(report_text_string(&text), fields[i][1]);
        report_text_fini(&text);
    }
}

static void a_field_is_cut_with_an_ellipsis_or_filled_up(void **state)
{
    struct report_text text = {0};
    (void)state;
    report_field_left(&text, "abcdef", 4);
    report_field_right(&text, "ab", 4);
    report_field_left(&text, "漢字漢", 4);
    report_field_left(&text, "", 2);
    assert_string_equal(text.bytes, "ab…f  ab漢…   ");
    report_text_fini(&text);
}

static void bytes_have_one_unit_of_powers_of_1024(void **state)
{
    static const struct { double bytes; const char *words; } numbers[] = {
        {0, "0 B"}, {8192, "8192 B"}, {9999, "9999 B"}, {16384, "16.0 KiB"}, {999 * 1024.0, "999 KiB"},
        {1000 * 1024.0, "0.98 MiB"}, {1024 * 1024.0, "1.00 MiB"}, {-16384, "-16.0 KiB"}, {3e13, "27940 GiB"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        assert_string_equal(report_number_bytes(numbers[i].bytes).text, numbers[i].words);
}

/* Rows of one family begin alike, and variants of several families end alike. */
static void names_that_are_cut_stay_distinct(void **state)
{
    static const char *const names[] = {"caller_cached_box/jemalloc", "caller_cached_box/mimalloc", "caller_cached_box/tcmalloc",
                                        "callee_cached_box/jemalloc", "caller_cached_box"};
    enum { NAMES = sizeof names / sizeof names[0] };
    struct report_text shown[NAMES] = {{0}};
    (void)state;

    for (size_t i = 0; i < NAMES; i++)
        report_field_left(&shown[i], names[i], 17);
    for (size_t i = 0; i < NAMES; i++) {
        assert_int_equal(report_utf8_width(shown[i].bytes), 17);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(shown[i].bytes, shown[j].bytes);
    }
    for (size_t i = 0; i < NAMES; i++)
        report_text_fini(&shown[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wide_characters_take_two_columns_and_marks_none),
        cmocka_unit_test(a_byte_that_begins_no_sequence_counts_as_one_replacement),
        cmocka_unit_test(controls_and_marks_that_turn_the_text_are_not_printable),
        cmocka_unit_test(a_format_escapes_its_strings_and_nothing_else),
        cmocka_unit_test(a_field_of_csv_is_no_formula_and_has_no_control_character),
        cmocka_unit_test(a_field_is_cut_with_an_ellipsis_or_filled_up),
        cmocka_unit_test(bytes_have_one_unit_of_powers_of_1024),
        cmocka_unit_test(names_that_are_cut_stay_distinct),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
