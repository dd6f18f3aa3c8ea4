/* SPDX-License-Identifier: MIT */
/* Names one command that measures all that the claims of a file still need. Names are untrusted: the command holds none that a
 * shell could read as anything but a pattern. */
#include <stdint.h>
#include <string.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/claim_decision.h"

enum { MOST_NAMES = 60 };   /* more make no command that anybody copies: then a whole run is named */

struct name_list {
    size_t count;           /* MOST_NAMES + 1: too many */
    const char *names[MOST_NAMES];
};

struct wanted {
    struct name_list rows, workloads;
    size_t claim_count;
    bool has_time;          /* few rounds decide no time */
};

/* Adds a name that is not listed; NULL is none. */
static void add_name(struct name_list *list, const char *name)
{
    for (size_t i = 0; name != NULL && i < list->count && i < MOST_NAMES; i++)
        if (strcmp(list->names[i], name) == 0)
            return;
    if (name == NULL || list->count > MOST_NAMES)
        return;
    if (list->count < MOST_NAMES)
        list->names[list->count] = name;
    list->count++;
}

static void want(struct wanted *wanted, const struct report_result *result, const struct report_claim *claim)
{
    bool is_wanted = false;

    for (size_t i = 0; i < claim->half_count && report_claim_counting(result, claim) == REPORT_COUNTED; i++) {
        const struct report_half *half = &claim->halves[i];
        if (!half->can_be_measured)
            continue;
        is_wanted = true;
        wanted->has_time |= half->against != NULL;
        add_name(&wanted->rows, result->strategies[claim->strategy].name);      /* its check makes the claim anew */
        add_name(&wanted->rows, half->of);
        add_name(&wanted->rows, half->against);
        add_name(&wanted->workloads, half->on == NULL ? "ready" : half->on);
        add_name(&wanted->workloads, half->against_on);
    }
    wanted->claim_count += is_wanted;
}

/* Adds the name as a regular expression: a character that could mean more becomes a point, which matches any. */
static void add_pattern(struct report_text *text, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/:-";
    enum { LONGEST_NAME = 100 };

    for (size_t i = 0; i < LONGEST_NAME && name[i] != '\0'; i++)
        report_text_add_bytes(text, strchr(plain, name[i]) != NULL ? &name[i] : ".", 1);
}

/* Adds " -s '^(box|box_slab)$'". */
static void add_option(struct report_text *text, const char *option, const struct name_list *list)
{
    report_text_format(text, " %s '^(", option);
    for (size_t i = 0; i < list->count && i < MOST_NAMES; i++) {
        report_text_add(text, i == 0 ? "" : "|");
        add_pattern(text, list->names[i]);
    }
    report_text_add(text, ")$'");
}

/* Adds the sentence. Leaves the names out where they make more than so many bytes: then all rows are measured. */
static void say(const struct report_result *result, size_t most_bytes, struct report_text *text)
{
    struct wanted wanted = {0};
    struct report_text options = {0};

    for (size_t i = 0; i < result->claim_count; i++)
        want(&wanted, result, &result->claims[i]);
    if (wanted.claim_count == 0)
        return;
    add_option(&options, "-s", &wanted.rows);
    add_option(&options, "-w", &wanted.workloads);
    bool is_short = wanted.rows.count <= MOST_NAMES && wanted.workloads.count <= MOST_NAMES && options.length <= most_bytes;
    report_text_format(text, "%zu claim%s need%s more samples than this file has: `corolab run%s%s` measures %s.",
                       wanted.claim_count, wanted.claim_count == 1 ? "" : "s", wanted.claim_count == 1 ? "s" : "",
                       wanted.has_time ? " --thorough" : "", is_short ? options.bytes : "",
                       wanted.claim_count == 1 ? "it" : "them");
    report_text_fini(&options);
}

void report_unmeasured_say(const struct report_result *result, struct report_text *text)
{
    enum { ONE_LINE = 50 };

    say(result, ONE_LINE, text);
}

void report_unmeasured_say_names(const struct report_result *result, struct report_text *text)
{
    say(result, SIZE_MAX, text);
}
