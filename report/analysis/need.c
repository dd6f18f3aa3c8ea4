/* SPDX-License-Identifier: MIT */
/* Owns the constraints: their words, the probes that decide each, and the presets. */
#include "report/analysis/need.h"
#include <math.h>
#include <string.h>

const struct report_need report_needs[REPORT_NEEDS] = {
    {"no-heap", "without a heap", "", "no heap", "needs malloc or mmap", {"no_heap"}},
    {"self", "several futures of one iterator", "&self", "&self", "one future at a time", {"several_in_flight"}},
    {"threads", "an iterator that threads share", "Sync", "threads", "threads cannot share an iterator", {"shared_by_threads"}},
    {"recursion", "async recursion", "64 deep", "recursion", "refuses deep recursion", {"deep_recursion", "recursion"}},
    {"dlopen", "callees loaded later", "dlopen", "dlopen", "may refuse a callee loaded later", {"plug_in", "small_plug_in"}},
    {"crates", "callers compiled apart", "another crate", "any caller", "the caller must know the strategy", {"one_caller"}},
    {"any-size", "frames of any size", "16 KiB", "any size", "refuses a large frame", {"large_callee"}},
    {"state-machine", "caller is a state machine", "async Rust", "async Rust", "the caller must be on a stack",
     {"state_machine_caller"}},
    {"trait", "trait unchanged, still dyn", "", "same trait", "changes the trait, or is not dyn", {NULL}},
    {"bounded", "memory returns after a burst", "bounded retention", "bounded", "keeps the memory of ended futures",
     {"stays_after_burst", "stays_after_threads", "handed_on"}},
};

const char *const report_fit_words[REPORT_FITS] = {"fits", "falls back", "not measured", "does not fit"};

#define BIT(need) (1u << REPORT_NEED_##need)

/* A server ranks by memory, for its tasks wait; what a burst of requests took has to come back. A default has to suit callers
 * that nobody knows yet; most programs wait sometimes, so it ranks by a workload that does. */
const struct report_preset report_presets[REPORT_PRESETS] = {
    {"embedded", "embedded code", BIT(NO_HEAP) | BIT(STATE_MACHINE), "memory"},
    {"server", "a server with 100,000 waiting tasks",
     BIT(SELF) | BIT(THREADS) | BIT(RECURSION) | BIT(ANY_SIZE) | BIT(STATE_MACHINE) | BIT(BOUNDED), "memory"},
    {"loop", "a tight loop", BIT(STATE_MACHINE), "ready"},
    {"default", "a default for everybody",
     BIT(SELF) | BIT(THREADS) | BIT(RECURSION) | BIT(DLOPEN) | BIT(CRATES) | BIT(ANY_SIZE) | BIT(STATE_MACHINE) | BIT(TRAIT) |
         BIT(BOUNDED), "pending/8"},
};

/* The futures of the probe's burst, the threads of the probe's threads; and a size that no frame is below. Rows that keep less
 * for each keep a share that has a bound: a page of free blocks, a list of pages. */
enum { BURST = 10000, THREADS = 1000, LEAST_FRAME_BYTES = 16 };

static const struct report_probe *probe_of(const struct report_result *result, size_t strategy, size_t question)
{
    for (size_t i = 0; i < result->probe_count; i++)
        if (result->probes[i].strategy == strategy && result->probes[i].question == question)
            return &result->probes[i];
    return NULL;
}

static size_t question_of(const struct report_result *result, const char *name)
{
    for (size_t i = 0; i < result->question_count; i++)
        if (strcmp(result->questions[i].name, name) == 0)
            return i;
    return REPORT_NOT_FOUND;
}

/* A probe of what stays says "yes" also for a row whose share has a bound. A row that refuses the situation was not asked. */
static enum report_fit fit_by_rest(const struct report_probe *probe, double count)
{
    if (strcmp(probe->behaviour, "fails") == 0)
        return REPORT_FIT_NO;
    if (isnan(probe->value))
        return REPORT_FIT_UNKNOWN;
    return probe->value < count * LEAST_FRAME_BYTES ? REPORT_FIT_YES : REPORT_FIT_NO;
}

/* The words of a probe's answer and behaviour, for a question whose "yes" is what the need wants. */
static enum report_fit fit_by(const struct report_probe *probe, const char *question)
{
    if (strcmp(question, "stays_after_burst") == 0)
        return fit_by_rest(probe, BURST);
    if (strcmp(question, "stays_after_threads") == 0)
        return fit_by_rest(probe, THREADS);
    if (strcmp(probe->behaviour, "fails") == 0 || strcmp(probe->answer, "no") == 0)
        return REPORT_FIT_NO;
    if (strcmp(probe->answer, "yes") != 0)
        return REPORT_FIT_UNKNOWN;
    return strcmp(probe->behaviour, "falls back") == 0 ? REPORT_FIT_FALLS_BACK : REPORT_FIT_YES;
}

/* The words of the row's record where it decides by itself, with what they decide; NULL where it does not. */
static const char *record_of(const struct report_strategy *row, size_t need, enum report_fit *fit)
{
    *fit = REPORT_FIT_NO;
    if (need == REPORT_NEED_THREADS && row->says_sharing && !row->may_share_iterator)
        return row->sharing_refusal;
    if (need == REPORT_NEED_STATE_MACHINE && row->caller[0] != '\0' && strcmp(row->caller, "state machine") != 0)
        return "its callers are no state machines";
    if (need == REPORT_NEED_TRAIT && strcmp(row->protocol, "static") == 0)
        return "there is no dyn: the caller knows the type";
    if (need == REPORT_NEED_TRAIT && strcmp(row->protocol, "polls next") == 0)
        return "the trait is another: it polls next, and has no future";
    *fit = REPORT_FIT_YES;
    if (need == REPORT_NEED_STATE_MACHINE && row->caller[0] != '\0')
        return "its callers are state machines";
    if (need == REPORT_NEED_TRAIT && row->protocol[0] != '\0')
        return "the trait has its async next(), called through a vtable";
    *fit = REPORT_FIT_UNKNOWN;
    return NULL;
}

/* Keeps the worse of two answers, with its probe. */
static void keep_worse(enum report_fit fit, const struct report_probe *by, enum report_fit *worst,
                       const struct report_probe **probe)
{
    if (fit > *worst || (fit == *worst && *probe == NULL)) {
        *worst = fit;
        *probe = by;
    }
}

/* A question that the file puts to other rows and not to this one leaves the need open; a question that the file does not have
 * says nothing. Returns whether any said something. */
static bool ask_probes(const struct report_result *result, size_t strategy, const struct report_need *need,
                       enum report_fit *fit, const struct report_probe **probe)
{
    bool is_asked = false;

    *fit = REPORT_FIT_YES;
    for (size_t i = 0; i < REPORT_NEED_PROBES && need->probes[i] != NULL; i++) {
        size_t question = question_of(result, need->probes[i]);
        const struct report_probe *by = question == REPORT_NOT_FOUND ? NULL : probe_of(result, strategy, question);
        if (question == REPORT_NOT_FOUND)
            continue;
        is_asked |= by != NULL;
        keep_worse(by == NULL ? REPORT_FIT_UNKNOWN : fit_by(by, need->probes[i]), by, fit, probe);
    }
    return is_asked;
}

enum report_fit report_need_fit(const struct report_result *result, size_t strategy, size_t need,
                                const struct report_probe **probe)
{
    const struct report_probe *by = NULL;
    enum report_fit fit;

    if (!ask_probes(result, strategy, &report_needs[need], &fit, &by))
        record_of(&result->strategies[strategy], need, &fit);
    if (probe != NULL)
        *probe = by;
    return fit;
}

void report_need_say_evidence(const struct report_result *result, size_t strategy, size_t need, struct report_text *text)
{
    const struct report_probe *probe;
    enum report_fit fit = report_need_fit(result, strategy, need, &probe), by_record;
    const char *words = probe != NULL ? probe->evidence : record_of(&result->strategies[strategy], need, &by_record);

    report_text_add(text, words == NULL || words[0] == '\0' ? report_fit_words[fit] : words);
}

size_t report_need_find(const char *key)
{
    for (size_t i = 0; i < REPORT_NEEDS; i++)
        if (strcmp(report_needs[i].key, key) == 0)
            return i;
    return REPORT_NOT_FOUND;
}

size_t report_preset_find(const char *key)
{
    for (size_t i = 0; i < REPORT_PRESETS; i++)
        if (strcmp(report_presets[i].key, key) == 0)
            return i;
    return REPORT_NOT_FOUND;
}
