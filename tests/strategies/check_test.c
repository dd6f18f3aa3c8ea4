/* SPDX-License-Identifier: MIT */
/* The contract of all rows: every row of the table conforms, and every claim made of it gets a verdict. The tests name no
 * strategy, so a new one is tested from the start, and a deleted one leaves no gap.
 * The file is long because all its tests read one set of answers, which take most of a minute to ask for. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "coro/notice.h"
#include "bench/check/check.h"
#include "bench/check/scorecard.h"
#include "bench/check/undecidable.h"
#include "bench/table/workload.h"

/* The downsides of part 8's table, row by row, word for word. */
enum { BLOG_ROWS = 8 };
static const char *const downsides[BLOG_ROWS] = {
    "requires allocation, not especially efficient",
    "requires allocation",
    "adds space to AI, doesn’t work for &self",
    "requires allocation, adds space to AI, doesn’t work for &self",
    "can’t necessarily use that across crates, requires extensive interprocedural analysis",
    "uses allocator, requires extensive interprocedural analysis or else random guesswork",
    "incompatible with async Rust",
    "requires cooperation from runtime and allocation",
};

static struct sheet *sheets;
static size_t sheet_count;

/* Every probe of every row, once. */
/* Sanitizers take five times as long. They ask no variant, whose unit has few workloads there; release asks all rows. */
static bool asks_all(void) { return coro_notice_many() == SIZE_MAX; }
static bool is_asked(const struct row_card *card) { return !card->is_peer && (asks_all() || !card->is_variant); }
static int ask_everything(void **state)
{
    const struct row_card **cards = calloc(table_row_count() + 1, sizeof *cards);
    sheets = calloc(table_row_count() + 1, sizeof *sheets);
    (void)state;
    if (cards == NULL || sheets == NULL)
        return -1;
    for (size_t i = 0; i < table_row_count(); i++)
        if (is_asked(row_card(table_row(i))))
            cards[sheet_count++] = row_card(table_row(i));
    enum coro_status status = sheets_fill(sheets, COROLAB_COUNT, cards, sheet_count);
    free(cards);
    return status ? -1 : 0;
}
static int forget_everything(void **state)
{
    (void)state;
    free(sheets);
    return 0;
}

static void every_row_passes_every_conformance_probe(void **state)
{
    (void)state;
    for (size_t i = 0; i < sheet_count; i++)
        for (size_t j = 0; j < QUESTION_COUNT; j++)
            if (questions[j].is_conformance && sheets[i].findings[j].behaviour == FAILS)
                fail_msg("%s, %s: %s", sheets[i].card->name, questions[j].name, sheets[i].findings[j].evidence);
}

/* A row that this build or machine cannot run gives the reason to every probe. */
static const char *refusal_of_row(const char *name)
{
    const struct row *row = table_find_row(name);
    return row && row->refusal ? row->refusal() : NULL;
}
static const char *refusal_of(const struct sheet *sheet) { return refusal_of_row(sheet->card->name); }

static void every_question_of_every_row_is_answered_in_a_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < sheet_count; i++)
        for (size_t j = 0; j < QUESTION_COUNT; j++) {
            const struct finding *found = &sheets[i].findings[j];
            const char *refusal = refusal_of(&sheets[i]);
            if (questions[j].is_open)
                continue;
            assert_true(found->evidence[0] != '\0');
            if (refusal)
                assert_string_equal(found->evidence, refusal);
            else if (!questions[j].is_conformance && !found->is_answered)
                fail_msg("%s, %s: %s", sheets[i].card->name, questions[j].name, found->evidence);
        }
}

/* Visits every claim of every row with its judgement. */
typedef void visit_claim(const struct sheet *, const struct claim *, const struct judgement *);
static void for_each_claim(visit_claim *visit)
{
    for (size_t i = 0; i < sheet_count; i++)
        for (size_t j = 0; j < sheets[i].card->claim_count; j++) {
            const struct claim *claim = &sheets[i].card->claims[j];
            struct judgement judgement = sheet_judge(&sheets[i], claim);
            visit(&sheets[i], claim, &judgement);
        }
}

static bool is_sampled(const struct half *half)
{
    return half->probe != PROBE_none && questions[question_of(half->probe)].is_open;
}

/* A row that cannot run here, or was deleted, answers nothing; the report decides what samples do. */
static void expect_outcome(const struct sheet *sheet, const struct claim *claim, const struct judged_half *judged)
{
    const char *row = judged->half.of ? judged->half.of : sheet->card->name;
    bool is_decided = judged->outcome == REPORT_HALF_HOLDS || judged->outcome == REPORT_HALF_FAILS;
    if (judged->evidence == NULL || judged->evidence[0] == '\0')
        fail_msg("%s: \"%s\" has no evidence", sheet->card->name, claim->quote);
    if (claim->probe == PROBE_none)
        return;
    if (is_sampled(&judged->half))
        assert_int_equal(judged->outcome, REPORT_HALF_LEFT);
    else if (is_decided == (table_find_row(row) == NULL || refusal_of_row(row) != NULL))
        fail_msg("%s: \"%s\": %s", sheet->card->name, claim->quote, judged->evidence);
}

static void expect_verdict(const struct sheet *sheet, const struct claim *claim, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->half_count; i++)
        expect_outcome(sheet, claim, &judgement->halves[i]);
    assert_int_equal(judgement->verdict == REPORT_OUT_OF_REACH, claim->probe == PROBE_none);
}
static void every_claim_has_a_verdict_with_evidence_and_none_of_a_row_that_runs_is_unmeasured(void **state)
{
    (void)state;
    for_each_claim(expect_verdict);
}

static void expect_why(const struct sheet *sheet, const struct claim *claim, const struct judgement *judgement)
{
    if (judgement->verdict == REPORT_REFUTED && claim->why == NULL)
        fail_msg("%s: \"%s\" is refuted, and no sentence says why", sheet->card->name, claim->quote);
}
static void where_a_verdict_differs_from_the_claim_a_sentence_says_why(void **state)
{
    (void)state;
    for_each_claim(expect_why);
}

static void a_plug_in_that_works_has_a_frame_larger_than_all_that_were_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < sheet_count; i++) {
        const struct finding *plugged = &sheets[i].findings[QUESTION_plug_in];
        if (plugged->answer == ANSWER_YES)
            assert_true(plugged->value > sheets[i].findings[QUESTION_large_callee].value);
        else
            assert_int_equal(plugged->behaviour, REFUSES);
    }
}

/* Two ways to the same answer: the symbols that the linker misses, and the calls counted at run time. */
static void what_links_without_a_heap_takes_nothing_from_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sheet_count; i++)
        if (sheets[i].findings[QUESTION_no_heap].answer == ANSWER_YES
            && sheets[i].findings[QUESTION_allocates].answer == ANSWER_YES)
            fail_msg("%s links without a heap, and yet: %s", sheets[i].card->name,
                     sheets[i].findings[QUESTION_allocates].evidence);
}

/* The quotes of one strategy out of one row, put together, are the row's text but for commas and blanks. */
static void assert_quotes_whole_row(const struct row_card *card, unsigned row)
{
    const char *at = downsides[row - 1];
    for (size_t i = 0; i < card->claim_count; i++) {
        if (card->claims[i].row != row)
            continue;
        at += strspn(at, ", ");
        if (strncmp(at, card->claims[i].quote, strlen(card->claims[i].quote)) != 0)
            fail_msg("%s: \"%s\" is not what row %u says next: \"%s\"", card->name, card->claims[i].quote, row, at);
        at += strlen(card->claims[i].quote);
    }
    if (at != downsides[row - 1] && *at != '\0')
        fail_msg("%s leaves out of row %u: \"%s\"", card->name, row, at);
}

static void the_downsides_of_a_blog_row_are_quoted_in_full(void **state)
{
    (void)state;
    for (size_t i = 0; i < sheet_count; i++)
        for (unsigned row = 1; row <= BLOG_ROWS; row++)
            assert_quotes_whole_row(sheets[i].card, row);
}

static bool is_plain_here(const struct sheet *sheet)
{
    return refusal_of(sheet) == NULL && table_find_row(sheet->card->name)->probes->plain_refusal() == NULL;
}

static void one_precompiled_caller_sums_a_mixed_array_of_all_plain_rows(void **state)
{
    size_t plain_count = 0;
    (void)state;
    for (size_t i = 0; i < sheet_count; i++)
        plain_count += is_plain_here(&sheets[i]);
    for (size_t i = 0; i < sheet_count; i++) {
        const struct finding *found = &sheets[i].findings[QUESTION_one_caller];
        bool is_plain = is_plain_here(&sheets[i]);
        assert_int_equal(found->answer, is_plain ? ANSWER_YES : ANSWER_NO);
        if (is_plain)
            assert_true(asks_all() ? (size_t)found->value == plain_count : (size_t)found->value > plain_count);
    }
}

static void assert_has_strings(const json_t *record, const char *const *keys)
{
    for (; *keys; keys++)
        if (!json_is_string(json_object_get(record, *keys)))
            fail_msg("a record has no %s", *keys);
}

static void records_are_those_of_the_result_file(void **state)
{
    static const char *const probe_keys[] = { "strategy", "probe", "question", "behaviour", "evidence", NULL };
    static const char *const claim_keys[] = { "strategy", "quote", "source", "verdict", NULL };
    static const char *const half_keys[] = { "probe", "says", "evidence", NULL };
    json_t *probes = json_array(), *claims = json_array(), *record;
    size_t i, claim_count = 0;
    (void)state;
    sheets_append(sheets, sheet_count, probes, claims);
    for (i = 0; i < sheet_count; i++)
        claim_count += sheets[i].card->claim_count;
    assert_int_equal(json_array_size(claims), claim_count);
    assert_int_equal(json_array_size(probes), sheet_count * QUESTION_time_against);
    json_array_foreach(probes, i, record)
        assert_has_strings(record, probe_keys);
    json_array_foreach(claims, i, record) {
        assert_has_strings(record, claim_keys);
        assert_true(json_is_integer(json_object_get(record, "row")));
        assert_true(json_is_boolean(json_object_get(record, "downside")));
        assert_has_strings(json_array_get(json_object_get(record, "halves"), 0), half_keys);
    }
    json_decref(probes);
    json_decref(claims);
}

static void only_a_probe_that_failed_is_a_failure(void **state)
{
    static struct sheet sheet;
    static const struct row_card card = { .name = "made" };
    json_t *failures = json_array();
    (void)state;
    sheet = (struct sheet){ .card = &card };
    sheet.findings[QUESTION_several_in_flight] = finding_answered(finding_of(FAILS, "both are one"), ANSWER_NO);
    assert_false(sheet_has_failure(&sheet));
    sheet.findings[QUESTION_escapes] = finding_of(FAILS, "it crashed");
    assert_true(sheet_has_failure(&sheet) && !sheet_fails(&sheet));
    sheet.findings[QUESTION_move] = finding_of(FAILS, "a wrong item");
    assert_true(sheet_fails(&sheet));
    sheets_append_failures(&sheet, 1, failures);
    assert_int_equal(json_array_size(failures), 2);
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        assert_true(questions[i].is_open || questions[i].place != NULL);
    json_decref(failures);
}

/* Prints sheets into text. */
static void print_into(char *text, size_t bytes, void (*print)(const struct sheet *, size_t), const struct sheet *shown,
                       size_t count)
{
    char path[] = "/tmp/corolab_check_test.XXXXXX";
    int fd = mkstemp(path), before = dup(STDOUT_FILENO);
    assert_true(fd >= 0 && before >= 0);
    fflush(stdout);
    dup2(fd, STDOUT_FILENO);
    print(shown, count);
    fflush(stdout);
    dup2(before, STDOUT_FILENO);
    ssize_t got = pread(fd, text, bytes - 1, 0);
    assert_true(got > 0);
    text[got] = '\0';
    close(fd);
    close(before);
    unlink(path);
}

/* Bytes that continue a character of UTF-8 take none. */
static size_t columns_of(const char *line)
{
    size_t columns = 0;
    for (; *line != '\0'; line++)
        columns += (*line & 0xc0) != 0x80;
    return columns;
}

static void the_matrix_has_a_line_for_every_row_and_80_columns(void **state)
{
    char text[16384];
    (void)state;
    print_into(text, sizeof text, text_print_matrix, sheets, sheet_count);
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
        assert_true(columns_of(line) <= 80);
    print_into(text, sizeof text, text_print_matrix, sheets, sheet_count);
    for (size_t i = 0; i < sheet_count; i++) {
        char beginning[64];
        snprintf(beginning, sizeof beginning, "\n%s ", sheets[i].card->name);
        assert_non_null(strstr(text, beginning));
    }
}

static void both_halves_are_printed_and_what_follows_by_construction_is_not_counted(void **state)
{
    static const struct claim claims[] = {
        { 4, "it works", "a test", PROBE_escapes, ANSWER_YES, "it has a slot", .under = "alone",
          .otherwise = { .under = "with others", .probe = PROBE_recursion, .says = ANSWER_YES } },
        { 0, "it grows", "a test", PROBE_adds_to_iterator, ANSWER_YES, .why = NULL },
        { 0, "it is slow", "a test", PROBE_time_against, ANSWER_YES, .against = "another", .ratio = 1.5, .on = "lines" },
    };
    static const struct row_card card = { .name = "made", .sentence = "a row", .protocol = "", .caller = "", .callee = "",
                                          .claims = claims, .claim_count = 3 };
    static struct sheet made;
    char text[16384];
    (void)state;
    made = (struct sheet){ .card = &card };
    made.findings[QUESTION_escapes] = finding_answered(finding_of(WORKS, "one"), ANSWER_YES);
    made.findings[QUESTION_recursion] = finding_answered(finding_of(WORKS, "two"), ANSWER_NO);
    made.findings[QUESTION_adds_to_iterator] = finding_declared(finding_answered(finding_of(WORKS, "three"), ANSWER_YES));
    print_into(text, sizeof text, text_print_sheets, &made, 1);
    assert_non_null(strstr(text, "depends "));
    assert_non_null(strstr(text, "alone, proved: one\n"));
    assert_non_null(strstr(text, "with others, refuted: two\n"));
    assert_non_null(strstr(text, "why: it has a slot\n"));
    assert_non_null(strstr(text, "by construction: three\n"));
    assert_non_null(strstr(text, "is the time of made on lines more than 1.5 times that of"));
    assert_non_null(strstr(text, "another? \"yes\" proves it\n"));
    assert_non_null(strstr(text, "claims: of 2 claims that a program can decide: 1"));
    print_into(text, sizeof text, text_print_matrix, &made, 1);
    assert_non_null(strstr(text, "claims: of 2 claims that a program can decide: 1"));
    assert_non_null(strstr(text, "\n    depends: made: \"it works\" (a test)\n"));
    assert_null(strstr(text, "it grows"));
}

static size_t count_of(const char *words, const char *text)
{
    size_t count = 0;
    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words))
        count++;
    return count;
}

static size_t count_out_of_reach(void)
{
    size_t count = 0;
    for (size_t i = 0; i < table_row_count(); i++)
        for (size_t j = 0; j < row_card(table_row(i))->claim_count; j++)
            count += row_card(table_row(i))->claims[j].probe == PROBE_none;
    return count;
}

static char *undecidable_words[] = { "check", "--undecidable", "--json", NULL };
static void print_undecidable(const struct sheet *none, size_t word_count)
{
    (void)none;
    assert_int_equal(check_command((int)word_count, undecidable_words), 0);
}
static void undecidable_sentences_are_listed_alone_and_as_json(void **state)
{
    static char text[65536];
    char *beside[] = { "check", "--undecidable", (char *)sheets[0].card->name, NULL };
    (void)state;
    print_into(text, sizeof text, print_undecidable, NULL, 2);
    assert_int_equal(text[0], '"');
    assert_null(strstr(text, sheets[0].card->sentence));
    for (size_t i = 0; i < undecidable_count; i++) {
        char line[80];
        snprintf(line, sizeof line, "\n    %s\n", undecidable_sentences[i].reason);
        if (strlen(line) < sizeof line - 1)
            assert_int_equal(count_of(line, text), 1);
    }
    print_into(text, sizeof text, print_undecidable, NULL, 3);
    json_t *whole = json_loads(text, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(whole, "undecidable")), undecidable_count);
    assert_int_equal(json_array_size(json_object_get(whole, "claims")), count_out_of_reach());
    json_decref(whole);
    assert_int_equal(check_command(3, beside), 2);
}

static void a_name_that_is_no_strategy_is_refused_and_adds_nothing(void **state)
{
    const char *const names[] = { "no such strategy" };
    char *argv[] = { "check", "no such strategy", NULL };
    json_t *probes = json_array(), *claims = json_array();
    (void)state;
    assert_int_equal(check_collect(names, 1, probes, claims), CORO_ERR_INVALID);
    assert_int_equal(json_array_size(probes) + json_array_size(claims), 0);
    assert_int_equal(check_command(2, argv), 2);
    json_decref(probes);
    json_decref(claims);
}

/* A program that stands in for corolab_count. */
static struct finding ask_script(const char *script)
{
    char path[] = "/tmp/corolab_check_test.XXXXXX";
    struct finding found;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, script, strlen(script)), (ssize_t)strlen(script));
    assert_int_equal(fchmod(fd, 0700), 0);
    close(fd);
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    assert_int_equal(prober_ask(path, "a", "b", &timeout_ms, &found), CORO_OK);
    unlink(path);
    return found;
}

static void a_probe_that_crashes_fails_and_its_signal_is_named(void **state)
{
    (void)state;
    struct finding found = ask_script("#!/bin/sh\nkill -SEGV $$\n");
    assert_int_equal(found.behaviour, FAILS);
    assert_false(found.is_answered);
    assert_non_null(strstr(found.evidence, "SIGSEGV"));
}

static void the_sentence_of_a_mistake_that_the_probe_names_stands_alone(void **state)
{
    (void)state;
    struct finding found = ask_script("#!/bin/sh\necho 'coro: bug: release frees a block twice' >&2\nkill -ABRT $$\n");
    assert_int_equal(found.behaviour, FAILS);
    assert_string_equal(found.evidence, "release frees a block twice");
}

static void a_probe_that_ends_badly_fails_with_its_last_words(void **state)
{
    (void)state;
    struct finding found = ask_script("#!/bin/sh\necho it hurts >&2\nexit 3\n");
    assert_int_equal(found.behaviour, FAILS);
    assert_non_null(strstr(found.evidence, "it hurts"));
}

static void an_answer_that_makes_no_sense_fails(void **state)
{
    (void)state;
    assert_int_equal(ask_script("#!/bin/sh\necho '{\"behaviour\":\"works'\n").behaviour, FAILS);
    assert_int_equal(ask_script("#!/bin/sh\necho '{\"behaviour\":\"sings\",\"evidence\":\"x\"}'\n").behaviour, FAILS);
    assert_int_equal(ask_script("#!/bin/sh\n").behaviour, FAILS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_passes_every_conformance_probe),
        cmocka_unit_test(every_question_of_every_row_is_answered_in_a_sentence),
        cmocka_unit_test(every_claim_has_a_verdict_with_evidence_and_none_of_a_row_that_runs_is_unmeasured),
        cmocka_unit_test(where_a_verdict_differs_from_the_claim_a_sentence_says_why),
        cmocka_unit_test(a_plug_in_that_works_has_a_frame_larger_than_all_that_were_known),
        cmocka_unit_test(what_links_without_a_heap_takes_nothing_from_it),
        cmocka_unit_test(the_downsides_of_a_blog_row_are_quoted_in_full),
        cmocka_unit_test(one_precompiled_caller_sums_a_mixed_array_of_all_plain_rows),
        cmocka_unit_test(records_are_those_of_the_result_file),
        cmocka_unit_test(only_a_probe_that_failed_is_a_failure),
        cmocka_unit_test(the_matrix_has_a_line_for_every_row_and_80_columns),
        cmocka_unit_test(both_halves_are_printed_and_what_follows_by_construction_is_not_counted),
        cmocka_unit_test(undecidable_sentences_are_listed_alone_and_as_json),
        cmocka_unit_test(a_name_that_is_no_strategy_is_refused_and_adds_nothing),
        cmocka_unit_test(a_probe_that_crashes_fails_and_its_signal_is_named),
        cmocka_unit_test(the_sentence_of_a_mistake_that_the_probe_names_stands_alone),
        cmocka_unit_test(a_probe_that_ends_badly_fails_with_its_last_words),
        cmocka_unit_test(an_answer_that_makes_no_sense_fails),
    };
    return cmocka_run_group_tests(tests, ask_everything, forget_everything);
}
