/* SPDX-License-Identifier: MIT */
/* Says how the numbers were made and how far to trust them. From the file it describes the machine, the run and its passes.
 * page_method.c has the long table of the machine; drift.c computes the drift. */
#include "report/analysis/sentence.h"
#include <math.h>
#include <string.h>
#include "report/result/result.h"

enum { FEWEST_ROUNDS = 10 };    /* for a verdict on a small difference */
enum { MOST_NOTES = 8 };

static void add_part(struct report_text *text, const char *part)
{
    if (part == NULL || part[0] == '\0')
        return;
    report_text_add(text, text->length == 0 ? "" : ", ");
    report_text_add(text, part);
}

static void add_count(struct report_text *text, double count, const char *what)
{
    if (!isfinite(count))
        return;
    report_text_add(text, text->length == 0 ? "" : ", ");
    report_text_format(text, "%s %s", report_number_count(count).text, what);
}

void report_environment_machine(const struct report_result *result, struct report_text *text)
{
    const struct report_environment *environment = &result->environment;

    add_part(text, environment->cpu);
    add_count(text, environment->cores, environment->cores == 1 ? "core" : "cores");
    add_part(text, environment->virtualisation);
    add_part(text, environment->os);
    add_part(text, environment->kernel);
    add_part(text, environment->libc);
    add_part(text, environment->compiler);
    add_part(text, environment->flags);
    if (text->length == 0)
        report_text_add(text, "the file does not describe the machine");
}

void report_environment_run(const struct report_result *result, struct report_text *text)
{
    report_text_format(text, "%s%srun", result->plan.mode, result->plan.mode[0] == '\0' ? "" : " ");
    if (result->created[0] != '\0')
        report_text_format(text, " of %s", result->created);
    report_text_add(text, result->is_interrupted ? ", interrupted" : "");
    add_count(text, result->plan.rounds, "rounds");
    if (isfinite(result->plan.seed))
        report_text_format(text, ", seed %s", report_number_exact(result->plan.seed).text);
    if (result->environment.commit != NULL)
        report_text_format(text, ", commit %.40s", result->environment.commit);
    if (result->environment.link_order != NULL)
        report_text_format(text, ", link order %.40s", result->environment.link_order);
}

/* Adds the name of the processor without what every name has: "Intel Xeon" for "Intel(R) Xeon(R) Processor". */
static void add_processor(struct report_text *text, const char *name)
{
    static const char *const fillers[] = {"(R)", "(TM)", " Processor", " CPU"};

    for (size_t i = 0; *name != '\0' && i < 32; i++) {
        size_t skipped = 0;
        for (size_t k = 0; k < sizeof fillers / sizeof fillers[0] && skipped == 0; k++)
            skipped = strncmp(name, fillers[k], strlen(fillers[k])) == 0 ? strlen(fillers[k]) : 0;
        if (skipped == 0)
            report_text_add_bytes(text, name, 1);
        name += skipped > 0 ? skipped : 1;
    }
}

void report_environment_badge(const struct report_result *result, struct report_text *text)
{
    const struct report_environment *environment = &result->environment;

    report_text_format(text, "%s%srun%s", result->plan.mode, result->plan.mode[0] == '\0' ? "" : " ",
                       report_run_is_screening(result) ? ", a first look" : "");
    if (result->created[0] != '\0')
        report_text_format(text, " · %.10s", result->created);
    if (environment->cpu != NULL) {
        report_text_add(text, " · ");
        add_processor(text, environment->cpu);
    }
    if (environment->compiler != NULL)
        report_text_format(text, " · %.24s", environment->compiler);
    if (environment->commit != NULL)
        report_text_format(text, " · %.12s", environment->commit);
}

bool report_run_is_screening(const struct report_result *result)
{
    bool is_cut_short = result->is_interrupted && report_run_samples(result) < FEWEST_ROUNDS;

    if (result->plan.rounds < FEWEST_ROUNDS || is_cut_short)
        return true;
    return strcmp(result->plan.mode, "default") != 0 && strcmp(result->plan.mode, "thorough") != 0;
}

size_t report_run_samples(const struct report_result *result)
{
    size_t most = 0;

    for (size_t i = 0; i < result->series_count; i++)
        if (strcmp(result->series[i].metric, REPORT_METRIC_TIME) == 0 && result->series[i].count > most)
            most = result->series[i].count;
    return most;
}

static bool has_probes(const struct report_result *result) { return result->probe_count > 0; }

static bool has_cells(const struct report_result *result)
{
    for (size_t i = 0; i < result->strategy_count * result->workload_count; i++)
        if (result->cells[i].status != REPORT_CELL_NOT_RUN)
            return true;
    return false;
}

static bool has_code(const struct report_result *result)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (isfinite(result->strategies[i].code_bytes))
            return true;
    return false;
}

/* A pass has left something when its metric is there, or, without one, when `has_left` says so. */
static const struct {
    const char *name, *words, *metric;
    bool (*has_left)(const struct report_result *);
} passes[] = {
    {"check", "probes of what each strategy can do, and the claims that they decide", NULL, has_probes},
    {"verify", "whether the result is right; a cell whose result is wrong is never timed", NULL, has_cells},
    {"time", "time per item, in an executable that counts nothing; one fresh process per sample", REPORT_METRIC_TIME, NULL},
    {"allocations", "allocations, their bytes, the most bytes alive at once and mapped stacks, in an executable of its own",
     REPORT_METRIC_ALLOCATIONS, NULL},
    {"kernel", "system calls, minor and major page faults", REPORT_METRIC_SYSCALLS, NULL},
    {"tails", "the time of every single next(), as percentiles, each with the cost of reading the clock in it",
     REPORT_METRIC_P99, NULL},
    {"counters", "cycles, instructions, branch and cache misses as the processor counts them, in user mode", REPORT_METRIC_CYCLES,
     NULL},
    {"instructions", "instructions, the allocator's part of them, indirect calls and allocator calls, between two run lengths, "
                     "exact",
     REPORT_METRIC_INSTRUCTIONS, NULL},
    {"memory", "memory and page tables: per waiting task, and what stays after all futures ended",
     REPORT_METRIC_TASK_BYTES, NULL},
    {"code", "bytes of machine code per strategy: one caller and one callee, as built", NULL, has_code},
};

static bool is_skipped(const struct report_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->skipped_count; i++)
        if (strcmp(plan->skipped[i], name) == 0)
            return true;
    return false;
}

static bool has_metric(const struct report_result *result, const char *metric)
{
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, metric))
            return true;
    return false;
}

bool report_pass_read(const struct report_result *result, size_t index, struct report_pass *pass)
{
    if (index >= sizeof passes / sizeof passes[0])
        return false;
    *pass = (struct report_pass){.name = passes[index].name, .words = passes[index].words, .state = "left nothing in this file"};
    if (is_skipped(&result->plan, pass->name))
        pass->state = "skipped";
    else if (passes[index].metric != NULL ? has_metric(result, passes[index].metric) : passes[index].has_left(result))
        pass->state = "ran";
    return true;
}

static void say_order(const struct report_result *result, struct report_text *text)
{
    if (isfinite(result->plan.seed))
        report_text_format(text, "The order of the cells was shuffled anew in every round from the seed %s; the file records the "
                           "order in which each sample was taken.", report_number_exact(result->plan.seed).text);
}

static void say_harness(const struct report_result *result, struct report_text *text)
{
    double share = result->harness_seconds / result->wall_seconds;

    if (result->harness_seconds >= 0 && result->wall_seconds > 0)
        report_text_format(text, "Of %s, the harness itself took %s (%s): what was spent outside the programs that measure.",
                           report_number_time(result->wall_seconds * 1e9).text,
                           report_number_time(result->harness_seconds * 1e9).text, report_number_percent(share).text);
}

static void say_screening(const struct report_result *result, struct report_text *text)
{
    if (report_run_is_screening(result))
        report_text_add(text, "This run screens: small differences in it are candidates to measure again, not verdicts.");
}

static void say_experiment(const struct report_result *result, struct report_text *text)
{
    report_experiment_say(&result->experiment, text);
}

/* A note of a pass that --skip left out says no more than the table of passes. */
static bool is_told_elsewhere(const char *note)
{
    static const char end[] = "as --skip asks";
    size_t length = strlen(note);

    return length >= strlen(end) && strcmp(note + length - strlen(end), end) == 0;
}

void report_run_notes_say(const struct report_result *result, struct report_text *text)
{
    size_t said = 0, others = 0;

    for (size_t i = 0; i < result->run_note_count; i++) {
        if (is_told_elsewhere(result->notes[i]))
            continue;
        if (said < MOST_NOTES)
            report_text_format(text, "%s%s", said++ == 0 ? "The run noted: " : "; ", result->notes[i]);
        else
            others++;
    }
    if (others > 0)
        report_text_format(text, "; and %zu more, which the file has", others);
    report_text_add(text, said > 0 ? "." : "");
}

report_sentence *const report_method[] = {
    say_order, report_run_notes_say, say_harness, say_screening, report_noise_say, report_drift_say, say_experiment, NULL,
};
