/* SPDX-License-Identifier: MIT */
/* Owns the answers on where frames come from: caches, slots, allocators, side stacks. */
#include <math.h>
#include <string.h>
#include "report/analysis/group.h"
#include "report/analysis/public_answer.h"
#include "report/analysis/public_questions.h"
#include "report/analysis/row_bytes.h"

static bool begins(const struct report_strategy *strategy, const char *name)
{
    return strncmp(strategy->name, name, strlen(name)) == 0;
}

static bool is_one_of(const struct report_strategy *strategy, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(strategy->name, *names) == 0)
            return true;
    return false;
}

/* A box from an allocator that keeps freed blocks close at hand. */
static bool is_pooled_box(const struct report_strategy *strategy)
{
    static const char *const names[] = {"box_slab", "box_jemalloc", "box_mimalloc", "box_tcmalloc", NULL};

    return is_one_of(strategy, names);
}

static bool is_box(const struct report_strategy *strategy) { return strcmp(strategy->name, "box") == 0; }

static bool is_cached_box(const struct report_strategy *strategy)
{
    return begins(strategy, "caller_cached_box") || begins(strategy, "callee_cached_box");
}

/* Against the program's allocator first, and then against allocators that cache by themselves. */
void report_answer_caching(const struct report_result *result, struct report_text *text)
{
    static const char *const workloads[] = {"ready", "real"};

    for (size_t i = 0; i < sizeof workloads / sizeof workloads[0]; i++) {
        report_say_kinds(result, workloads[i], is_cached_box, is_box, text);
        report_say_kinds(result, workloads[i], is_cached_box, is_pooled_box, text);
    }
}

void report_answer_scratch_cache(const struct report_result *result, struct report_text *text)
{
    struct report_text words = {0};

    report_say_rows(result, "frame/1040", "scratch_or_box/cached", "scratch_or_box/128", &words);
    report_say_rows(result, "frame/1040", "scratch_or_box/cached", "box", &words);
    if (words.length > 0)
        report_text_format(text, "Row scratch_or_box/cached keeps it there, for frames that the space does not hold. %s",
                           words.bytes);
    report_text_fini(&words);
}

static bool has_system(const struct report_result *result, const char *row, const char *name)
{
    size_t strategy = report_result_strategy(result, row);

    for (size_t i = 0; strategy != REPORT_NOT_FOUND && i < result->strategies[strategy].systems.count; i++)
        if (strcmp(result->strategies[strategy].systems.list[i].name, name) == 0)
            return true;
    return false;
}

void report_answer_all_dyn(const struct report_result *result, struct report_text *text)
{
    struct report_text words = {0};

    if (report_say_rows(result, "ready", "static_dispatch", "box", &words)) {
        if (has_system(result, "box", "dynosaur") && has_system(result, "box", "async-trait"))
            report_text_add(text, "No: both allocate at each dyn call, as box does; only calls of a known type can gain.");
        report_say_next(text);
        report_text_add(text, words.bytes);
    }
    report_text_fini(&words);
}

void report_answer_inline(const struct report_result *result, struct report_text *text)
{
    size_t slot = report_result_strategy(result, "inline_slot");

    if (report_say_rows(result, "ready", "inline_slot", "box", text) && result->strategies[slot].adapter_bytes > 0)
        report_text_format(text, " The slot adds %s to the iterator.",
                           report_number_bytes(result->strategies[slot].adapter_bytes).text);
}

void report_answer_large(const struct report_result *result, struct report_text *text)
{
    const char *largest = NULL;
    struct report_text ignored = {0};

    for (size_t i = 0; i < result->workload_count; i++) {
        const char *name = result->workloads[i].name;
        if (strncmp(name, "frame/", strlen("frame/")) == 0 && report_say_rows(result, name, "box_moved", "box", &ignored))
            largest = name;
    }
    report_text_fini(&ignored);
    if (largest == NULL)
        return;
    report_text_add(text, "Row box_moved makes each frame on the stack and moves it into its box; box makes it in place.");
    report_say_rows(result, largest, "box_moved", "box", text);
}

static bool is_site_box(const struct report_strategy *strategy) { return strcmp(strategy->name, "size_in_vtable/box") == 0; }
static bool is_convention(const struct report_strategy *strategy) { return strcmp(strategy->name, "scratch_or_box/128") == 0; }
static bool is_vtable(const struct report_strategy *strategy)
{
    return begins(strategy, "size_in_vtable/") && !is_site_box(strategy);
}

static const struct prototype {
    const char *words;
    report_strategy_test *belongs;
} prototypes[] = {
    {"the box at the call site", is_site_box}, {"the changed calling convention", is_convention},
    {"the size in the vtable", is_vtable},
};
enum { PROTOTYPES = sizeof prototypes / sizeof prototypes[0] };

/* Says which of the two prototypes are told apart from the box, and from each other. */
static void say_standing(const struct report_series *const *fastest, struct report_text *text)
{
    const char *words[] = {report_comparison(fastest[1], fastest[0]), report_comparison(fastest[2], fastest[0]),
                           report_comparison(fastest[2], fastest[1])};

    if (strcmp(words[0], words[1]) != 0)
        report_text_format(text, " The second is %s the first, the third is %s the first", words[0], words[1]);
    else
        report_text_format(text, " The last two are %s the first", words[0]);
    report_text_format(text, "; the third is %s the second.", words[2]);
}

/* Says the fastest rows of each on the workload. */
static void say_prototypes(const struct report_result *result, const char *workload, struct report_text *text)
{
    size_t index = report_result_workload(result, workload);
    const struct report_series *fastest[PROTOTYPES];
    struct report_group group;

    for (size_t i = 0; i < PROTOTYPES; i++)
        if ((fastest[i] = report_fastest(result, index, prototypes[i].belongs)) == NULL ||
            fastest[i]->count < REPORT_FEWEST_SAMPLES)
            return;
    report_say_next(text);
    report_text_format(text, "On %s, ", workload);
    for (size_t i = 0; i < PROTOTYPES; i++) {
        report_group_fastest(result, index, prototypes[i].belongs, &group);
        report_text_format(text, "%s%s takes %s with ", i == 0 ? "" : i + 1 < PROTOTYPES ? ", " : ", and ", prototypes[i].words,
                           report_number_time(fastest[i]->median).text);
        report_group_say(result, &group, text);
    }
    report_text_add(text, ".");
    say_standing(fastest, text);
}

void report_answer_prototypes(const struct report_result *result, struct report_text *text)
{
    say_prototypes(result, "ready", text);
    say_prototypes(result, "real", text);
}

void report_answer_recycling(const struct report_result *result, struct report_text *text)
{
    report_say_rows(result, "ready", "box_slab", "box", text);
    report_say_rows(result, "depth/4", "box_slab", "box", text);
    report_say_rows(result, "depth/4", "box_slab", "box_mimalloc", text);
}

void report_answer_carried_allocator(const struct report_result *result, struct report_text *text)
{
    report_say_rows(result, "ready", "task_allocator", "box", text);
}

static bool is_side_stack(const struct report_strategy *strategy) { return begins(strategy, "side_stack/"); }

/* Adds what a waiting task holds: the least and the most of the side stacks, and box. */
static void say_held(const struct report_result *result, struct report_text *text)
{
    size_t box = report_result_strategy(result, "box"), least = REPORT_NOT_FOUND, most = REPORT_NOT_FOUND;
    double bytes[REPORT_LONGEST_TABLE];

    for (size_t i = 0; i < result->strategy_count; i++) {
        bytes[i] = report_row_bytes(result, i).resident;
        if (!is_side_stack(&result->strategies[i]) || isnan(bytes[i]))
            continue;
        if (least == REPORT_NOT_FOUND || bytes[i] < bytes[least])
            least = i;
        if (most == REPORT_NOT_FOUND || bytes[i] > bytes[most])
            most = i;
    }
    if (least == REPORT_NOT_FOUND || box == REPORT_NOT_FOUND || isnan(bytes[box]))
        return;
    report_text_format(text, " A waiting task holds %s (%s)", report_number_bytes(bytes[least]).text,
                       result->strategies[least].name);
    if (most != least)
        report_text_format(text, " to %s (%s)", report_number_bytes(bytes[most]).text, result->strategies[most].name);
    report_text_format(text, ", with box %s.", report_number_bytes(bytes[box]).text);
}

void report_answer_side_stack(const struct report_result *result, struct report_text *text)
{
    if (report_say_kinds(result, "depth/4", is_side_stack, is_box, text))
        say_held(result, text);
}
