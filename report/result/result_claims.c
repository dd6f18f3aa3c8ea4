/* SPDX-License-Identifier: MIT */
/* Owns the reading of claims. A claim of today has a list of halves. One of an older file has a probe, what it says and its
 * evidence in its own record, and keeps the verdict that the file has. */
#include "report/result/json_reader.h"
#include <math.h>
#include <string.h>
#include "report/base/memory.h"

static unsigned read_row(struct report_reader *reader, json_t *object)
{
    double row = report_json_number(reader, object, "row");

    if (row >= 0 && row <= 8 && row == floor(row))
        return (unsigned)row;
    report_json_fault(reader, "has a \"row\" that is not 0 to 8");
    return 0;
}

/* The index of the word "yes" or "no" under that key; `otherwise` where it is absent. */
static size_t read_yes(struct report_reader *reader, json_t *object, const char *key, size_t otherwise)
{
    static const char *const words[] = {"no", "yes"};
    const char *word = report_json_string_or(reader, object, key, NULL);

    return word == NULL ? otherwise : report_json_choice(reader, key, word, words, 2);
}

static struct report_half read_half(struct report_reader *reader, json_t *object)
{
    enum { ABSENT = 2 };
    size_t answer = read_yes(reader, object, "answer", ABSENT), says = read_yes(reader, object, "says", 1);

    return (struct report_half){
        .under = report_json_string_or(reader, object, "under", ""),
        .probe = report_json_string_or(reader, object, "probe", ""),
        .evidence = report_json_string_or(reader, object, "evidence", ""),
        .of = report_json_string_or(reader, object, "of", NULL),
        .against = report_json_string_or(reader, object, "against", NULL),
        .on = report_json_string_or(reader, object, "on", NULL),
        .against_on = report_json_string_or(reader, object, "against_on", NULL),
        .ratio = report_json_number_or_nan(reader, object, "ratio"), .says_yes = says == 1,
        .is_by_construction = report_json_truth(reader, object, "by_construction"),
        .outcome = answer == ABSENT ? REPORT_HALF_UNDECIDED : answer == says ? REPORT_HALF_HOLDS : REPORT_HALF_FAILS};
}

static enum report_join read_join(struct report_reader *reader, json_t *object)
{
    static const char *const words[] = {"and"};
    const char *word = report_json_string_or(reader, object, "join", NULL);

    if (word == NULL || report_json_choice(reader, "join", word, words, 1) != 0)
        return REPORT_JOIN_CONDITIONS;
    return REPORT_JOIN_PARTS;
}

/* A claim is by construction where a half is. Files that mark only the claim mean all its halves. */
static void join_marks(struct report_claim *claim)
{
    bool has_mark = false;

    for (size_t i = 0; i < claim->half_count; i++)
        has_mark |= claim->halves[i].is_by_construction;
    for (size_t i = 0; i < claim->half_count; i++)
        claim->halves[i].is_by_construction |= claim->is_by_construction && !has_mark;
    claim->is_by_construction |= has_mark;
}

static void read_halves(struct report_reader *reader, json_t *list, struct report_claim *claim)
{
    json_t *half;
    size_t index;

    if (!json_is_array(list) || json_array_size(list) < 1 || json_array_size(list) > 2) {
        report_json_fault(reader, "has \"halves\" that are not a list of one or two");
        return;
    }
    json_array_foreach(list, index, half) {
        if (!json_is_object(half))
            report_json_fault(reader, "has \"halves\" with something in it that is not an object");
        claim->halves[claim->half_count++] = read_half(reader, half);
    }
}

/* "not tested" is the word of the oldest files. */
static enum report_verdict read_verdict(struct report_reader *reader, json_t *object)
{
    const char *word = report_json_string(reader, object, "verdict");

    if (strcmp(word, "not tested") == 0)
        return REPORT_NOT_MEASURED;
    size_t verdict = report_json_choice(reader, "verdict", word, report_verdict_words, REPORT_TOO_FEW_SAMPLES);
    return verdict == REPORT_TOO_FEW_SAMPLES ? REPORT_NOT_MEASURED : (enum report_verdict)verdict;
}

void report_claim_take(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    json_t *halves = reader->status == REPORT_OK ? json_object_get(object, "halves") : NULL;
    struct report_claim claim = {.row = read_row(reader, object), .strategy = report_json_strategy(reader, object)};

    claim.is_downside = report_json_truth(reader, object, "downside");
    claim.is_by_construction = report_json_truth(reader, object, "by_construction");
    claim.join = read_join(reader, object);
    claim.is_older = halves == NULL;
    claim.quote = report_json_string(reader, object, "quote");
    claim.source = report_json_string_or(reader, object, "source", "");
    claim.why = report_json_string_or(reader, object, "why", "");
    claim.verdict = read_verdict(reader, object);
    if (claim.is_older)
        claim.halves[claim.half_count++] = read_half(reader, object);
    else
        read_halves(reader, halves, &claim);
    if (reader->status != REPORT_OK)
        return;
    join_marks(&claim);
    claim.first = result->claim_count;
    report_json_keep(reader, object);
    result->has_unfinished_answer = true;
    result->claims = report_list_grow(result->claims, result->claim_count, sizeof claim);
    result->claims[result->claim_count++] = claim;
}

/* A run that check began anew has the list once more. */
static bool is_known(const struct report_result *result, const struct report_undecidable *sentence)
{
    for (size_t i = 0; i < result->undecidable_count; i++)
        if (strcmp(result->undecidable[i].quote, sentence->quote) == 0)
            return true;
    return false;
}

void report_undecidable_take(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    struct report_undecidable sentence = {report_json_string(reader, object, "quote"),
                                          report_json_string_or(reader, object, "source", ""),
                                          report_json_string(reader, object, "reason")};

    if (reader->status != REPORT_OK || is_known(result, &sentence))
        return;
    report_json_keep(reader, object);
    result->has_unfinished_answer = true;
    result->undecidable = report_list_grow(result->undecidable, result->undecidable_count, sizeof sentence);
    result->undecidable[result->undecidable_count++] = sentence;
}
