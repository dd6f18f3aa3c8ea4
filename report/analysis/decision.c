/* SPDX-License-Identifier: MIT */
/* Owns the comparison of decisions: each is written out as a string, so that a sort finds equal ones. */
#include "report/analysis/decision.h"
#include <stdlib.h>
#include <string.h>
#include "report/text/text.h"

/* Adds the word behind its length, so that no word can be read as two. */
static void add_word(struct report_text *key, const char *word)
{
    report_text_format(key, "%zu:%s,", strlen(word), word);
}

static void add_question(struct report_text *key, const struct report_half_question *question)
{
    const char *on = question->on == NULL ? "ready" : question->on;
    double ratio = question->ratio > 0 ? question->ratio : 0;

    add_word(key, question->row);
    add_word(key, question->probe);
    add_word(key, question->says_yes ? "yes" : "no");
    add_word(key, on);
    add_word(key, question->against == NULL ? "" : question->against);
    add_word(key, question->against_on == NULL ? on : question->against_on);
    report_text_format(key, "%.9g;", ratio);
}

char *report_decision_key(const struct report_half_question *halves, size_t count, enum report_join join)
{
    struct report_text parts[2] = {{0}, {0}}, key = {0};

    for (size_t i = 0; i < count && i < 2; i++)
        add_question(&parts[i], &halves[i]);
    const char *one = report_text_string(&parts[0]), *other = report_text_string(&parts[1]);
    bool is_ordered = strcmp(one, other) <= 0;
    report_text_format(&key, "%s%s%s", join == REPORT_JOIN_PARTS && count > 1 ? "and;" : "", is_ordered ? one : other,
                       is_ordered ? other : one);
    report_text_fini(&parts[0]);
    report_text_fini(&parts[1]);
    return key.bytes;
}

static int compare(const void *left, const void *right)
{
    const struct report_decision *one = left, *other = right;
    bool has_both = one->key != NULL && other->key != NULL;
    int order = has_both ? strcmp(one->key, other->key) : (one->key != NULL) - (other->key != NULL);

    return order != 0 ? order : (one->rank > other->rank) - (one->rank < other->rank);
}

void report_decisions_compare(struct report_decision *decisions, size_t count)
{
    if (count > 0)
        qsort(decisions, count, sizeof *decisions, compare);
    for (size_t i = 0; i < count; i++) {
        bool is_new = i == 0 || decisions[i].key == NULL || decisions[i - 1].key == NULL
                      || strcmp(decisions[i].key, decisions[i - 1].key) != 0;
        decisions[i].first = is_new ? decisions[i].claim : decisions[i - 1].first;
    }
}
