/* SPDX-License-Identifier: MIT */
/* Owns the search for the sizes at which the answer of a row changes. */
#include "bench/runner/plan/frame_rules.h"
#include <stdlib.h>
#include <unistd.h>
#include "bench/process/attempt.h"
#include "bench/table/workload.h"

/* Beyond the last size that is asked, a row does as there. The room is asked for up to a size that no frame has. */
enum { AWAITERS = 3, MOST_STEPS = 16, LAST_BYTES = 16 << 10, MOST_ROOM_BYTES = 1 << 20, PATIENCE_SECONDS = 1 };

/* The names of enum awaiter. */
static const char *const awaiters[AWAITERS] = { "task", "next", "next_again" };

/* From the size `from` on, a frame takes so many blocks. */
struct step { size_t from; unsigned blocks; };
struct rules {
    struct step steps[AWAITERS][MOST_STEPS];
    size_t step_counts[AWAITERS];
    size_t room_bytes;                      /* 0: the row was not asked, since it places no frames */
};

static void find_steps(const struct row_probes *probes, unsigned awaiter, struct rules *rules)
{
    size_t *count = &rules->step_counts[awaiter];
    for (size_t bytes = 1; bytes <= LAST_BYTES && *count < MOST_STEPS; bytes++) {
        unsigned blocks = probes->blocks_of(bytes, awaiter);
        if (*count == 0 || blocks != rules->steps[awaiter][*count - 1].blocks)
            rules->steps[awaiter][(*count)++] = (struct step){ bytes, blocks };
    }
}

static enum coro_status place(const struct row *row, size_t bytes)
{
    static const struct cell_options no_options;
    const struct fixture_head head = { .options = &no_options };
    enum frame_holder holder;
    struct fixture *stage;
    enum coro_status status = row->open(&head, &stage);
    if (status)
        return status;
    status = row->probes->place(stage, (struct coro_layout){ bytes, sizeof(uint64_t) }, &holder);
    row->close(stage);
    return status;
}

/* A row that takes a frame takes every smaller one. */
static size_t find_room(const struct row *row)
{
    size_t fits = 8, refused = MOST_ROOM_BYTES;
    if (place(row, MOST_ROOM_BYTES) == CORO_OK)
        return MOST_ROOM_BYTES;
    if (place(row, fits) != CORO_OK)
        return 0;
    while (refused - fits > 1) {
        size_t middle = fits + (refused - fits) / 2;
        if (place(row, middle) == CORO_OK)
            fits = middle;
        else
            refused = middle;
    }
    return fits;
}

static void answer(const void *about, void *answer)
{
    const struct row *row = about;
    struct rules *rules = answer;
    if (row_refusal(row) != NULL)           /* may load an allocator, which stays loaded */
        _exit(EXIT_FAILURE);
    for (unsigned awaiter = 0; awaiter < AWAITERS; awaiter++)
        find_steps(row->probes, awaiter, rules);
    rules->room_bytes = find_room(row);
}

static json_t *list_steps(const struct step *steps, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_pack("[I, i]", (json_int_t)steps[i].from, (int)steps[i].blocks));
    return list;
}

void runner_frame_rules_add(const struct row *row, json_t *card)
{
    struct rules rules = { 0 };
    if (row == NULL || row->probes == NULL)
        return;
    /* A row that aborts or hangs while it is asked has no answer, and the other commands say why. */
    if (attempt_run(answer, row, &rules, sizeof rules, PATIENCE_SECONDS).outcome != ATTEMPT_ANSWERED)
        return;
    json_t *blocks = json_object();
    for (size_t i = 0; i < AWAITERS; i++)
        json_object_set_new(blocks, awaiters[i], list_steps(rules.steps[i], rules.step_counts[i]));
    json_object_set_new(card, "heap_blocks", blocks);
    if (rules.room_bytes > 0)
        json_object_set_new(card, "frame_room_bytes", json_integer((json_int_t)rules.room_bytes));
}
