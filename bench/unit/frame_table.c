/* SPDX-License-Identifier: MIT */
/* Prints a header with the frame sizes of the whole program: the result of the "extensive interprocedural analysis" of part
 * 8. It compiles every iterator of every workload as a row does. The rows that ask for frame_table.h are compiled after it
 * has run.
 *
 * The size of a call site may depend on this table, so a callee that awaits a dyn next() has no size to print. Here call
 * sites have a size that no frame reaches by itself, and the program recognises such callees by it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/table/workload.h"
#include "coro/bug.h"
#include "strategies/strategy.h"

enum { SITE_BYTES = 1 << 24, MAX_FRAMES = 256 };
struct adapter {};
struct call_site { char bytes[SITE_BYTES]; };
struct task_part {};
static const struct strategy strategy = { .sentence = "no row", .placing = &heap_placing };

/* Each type leaves a pointer to its record in a section that the linker collects. */
struct noted { const char *type, *method; size_t bytes; };
extern const struct noted *const __start_frame_types[], *const __stop_frame_types[];
#define NOTE_FRAME(T, method) \
    static const struct noted T##_noted = { #T, #method, T##_next_async_bytes }; \
    static const struct noted *const T##_noted_at __attribute__((section("frame_types"), used, retain)) = &T##_noted;

#include "strategies/callee_side.h"
#include "strategies/caller_side.h"
#include "bench/unit/task_body.h"
#include "bench/unit/dyn_iterators.h"
#include "bench/unit/row_workloads.h"

/* The types of the family of bench/unit/sized_iterators.h count once per octave. As stand-ins, spread evenly over the sizes, they
 * would outvote the iterators of the workloads in the median. */
static bool counts(const struct noted *frame)
{
    return strncmp(frame->type, "sized_", 6) != 0 || strcmp(frame->type + strlen(frame->type) - 3, "_4a") == 0;
}

static int by_bytes(const void *a, const void *b)
{
    const struct noted *x = a, *y = b;
    return (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

/* The first type of a method in the list prints it: its largest frame that has a size, and whether a type of it has none. */
static void print_method(const struct noted *frames, size_t count, const struct noted *first)
{
    size_t largest_bytes = 0, endless_count = 0;
    for (const struct noted *frame = frames; frame < frames + count; frame++) {
        if (strcmp(frame->method, first->method) != 0)
            continue;
        if (frame < first)
            return;
        if (frame->bytes < SITE_BYTES)
            largest_bytes = frame->bytes;       /* they are in ascending order */
        else
            endless_count++;
    }
    printf(" X(%s, %zu, %d)", first->method, largest_bytes, endless_count > 0);
}

/* A table per method of a trait, which the discussion of part 8 asks for. */
static void print_methods(const struct noted *frames, size_t count)
{
    printf("#define METHOD_TABLE(X)");
    for (size_t i = 0; i < count; i++)
        print_method(frames, count, &frames[i]);
    printf("\n");
}

int main(void)
{
    static struct noted frames[MAX_FRAMES];
    size_t sized_count = 0, frame_count = 0;
    if (__stop_frame_types - __start_frame_types > MAX_FRAMES)
        coro_bug("more than %d types of iterators", MAX_FRAMES);
    for (const struct noted *const *frame = __start_frame_types; frame < __stop_frame_types; frame++)
        if (counts(*frame))
            frames[frame_count++] = **frame;
    qsort(frames, frame_count, sizeof *frames, by_bytes);
    printf("/* Made by the build: the sizes of next()'s frames, as state machines.\n *\n");
    for (size_t i = 0; i < frame_count; i++) {
        if (frames[i].bytes < SITE_BYTES)
            printf(" *     %6zu  %s\n", frames[sized_count++].bytes, frames[i].type);
        else
            printf(" *  no size  %s: it holds a call site\n", frames[i].type);
    }
    if (sized_count == 0)
        return EXIT_FAILURE;
    printf(" */\n#define FRAME_TABLE_TYPES %zu\n", frame_count);
    printf("enum { LARGEST_FRAME_BYTES = %zu, HALF_OF_FRAMES_BYTES = %zu };\n", frames[sized_count - 1].bytes,
           frames[(sized_count - 1) / 2].bytes);
    print_methods(frames, frame_count);
    return fflush(stdout) == 0 && sizeof workloads > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
