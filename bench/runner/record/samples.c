/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/runner/record/samples.h"
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(struct sample) == 24, "a million samples are 24 MB");

enum coro_status runner_samples_restore(struct samples *samples, const struct sample *sample)
{
    if (sample->order == UINT32_MAX)
        return CORO_ERR_NO_MEMORY;
    if (samples->count == samples->capacity) {
        size_t capacity = samples->capacity == 0 ? 1024 : 2 * samples->capacity;
        struct sample *larger = reallocarray(samples->list, capacity, sizeof *larger);
        if (larger == NULL)
            return CORO_ERR_NO_MEMORY;
        samples->list = larger;
        samples->capacity = capacity;
    }
    samples->list[samples->count++] = *sample;
    if (sample->order >= samples->next_order)
        samples->next_order = sample->order + 1;
    return CORO_OK;
}

enum coro_status runner_samples_take(struct samples *samples, uint32_t cell, uint16_t metric, unsigned round, double value)
{
    struct sample sample = { .value = value, .cell = cell, .order = samples->next_order, .round = (uint16_t)round,
                             .metric = metric };
    return runner_samples_restore(samples, &sample);
}

void runner_samples_fini(struct samples *samples)
{
    free(samples->list);
    *samples = (struct samples){ 0 };
}

/* A JSON string. What is not printable ASCII, but for the bytes of UTF-8, is escaped. */
static void print_string(const char *text, FILE *file)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        unsigned char letter = (unsigned char)*text;
        if (letter == '"' || letter == '\\')
            fprintf(file, "\\%c", letter);
        else if (letter < ' ')
            fprintf(file, "\\u%04x", letter);
        else
            fputc(letter, file);
    }
    fputc('"', file);
}

/* A real number stays one for whoever reads it: "12.0", not "12". */
static void print_number(double value, FILE *file)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    fputs(digits, file);
    if (strpbrk(digits, ".e") == NULL)
        fputs(".0", file);
}

int runner_samples_print(const struct sample *sample, const struct plan *plan, FILE *file)
{
    const struct plan_cell *cell = &plan->cells[sample->cell];
    const struct metric *metric = &runner_metrics[sample->metric];
    fputs("{\"strategy\": ", file);
    print_string(cell->row->name, file);
    fputs(", \"workload\": ", file);
    print_string(cell->workload->name, file);
    fprintf(file, ", \"metric\": \"%s\", \"unit\": \"%s\", \"value\": ", metric->name, metric->unit);
    print_number(sample->value, file);
    fprintf(file, ", \"round\": %u, \"order\": %u}", (unsigned)sample->round, (unsigned)sample->order);
    return ferror(file);
}
