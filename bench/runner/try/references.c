/* SPDX-License-Identifier: MIT */
/* Owns the measure of how like two rows are, and the order of the rows. `lab` builds those of references.inc, too. */
#include "bench/runner/try/references.h"
#include <stdbool.h>
#include <string.h>
#include "bench/runner/plan/row_refusal.h"

static const char *const references[] = {
#include "bench/runner/try/references.inc"
};

/* How much a difference counts. The place of the frame is the question of the whole table, so it counts most. */
enum { OTHER_PLACE = 16, OTHER_CALLER = 12, OTHER_CALLEE = 8, OTHER_PROTOCOL = 6, OTHER_FALLBACK = 4, OTHER_POINTER = 3,
       OTHER_BYTES = 2 };

/* Bytes differ where one row adds some and the other none, or twice as many. */
static int distance_of_bytes(size_t one, size_t other)
{
    return one > 2 * other || other > 2 * one ? OTHER_BYTES : 0;
}

static int distance(const struct row_card *one, const struct row_card *other)
{
    return (one->lives.where != other->lives.where) * OTHER_PLACE + (strcmp(one->caller, other->caller) != 0) * OTHER_CALLER
           + (strcmp(one->callee, other->callee) != 0) * OTHER_CALLEE
           + (strcmp(one->protocol, other->protocol) != 0) * OTHER_PROTOCOL
           + (one->lives.fallback != other->lives.fallback) * OTHER_FALLBACK
           + (one->lives.pointer != other->lives.pointer) * OTHER_POINTER
           + distance_of_bytes(one->adapter_bytes, other->adapter_bytes)
           + distance_of_bytes(one->call_site_bytes, other->call_site_bytes)
           + distance_of_bytes(one->task_bytes, other->task_bytes);
}

/* A row without dyn answers another question. */
static bool is_comparable(const struct row *row)
{
    const struct row_card *card = row_card(row);
    return !card->is_peer && strcmp(card->protocol, "static") != 0 && runner_refusal(row) == NULL;
}

static const struct row_card *find_nearest(const struct row *own)
{
    const struct row_card *nearest = NULL;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        bool is_nearer = nearest == NULL || distance(row_card(own), card) < distance(row_card(own), nearest);
        if (table_row(i) != own && is_nearer && is_comparable(table_row(i)))
            nearest = card;
    }
    return nearest;
}

static void add(struct try_rows *rows, const char *name)
{
    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(rows->names[i], name) == 0)
            return;
    rows->names[rows->count++] = name;
}

struct try_rows try_rows_choose(const struct row *own)
{
    const struct row_card *card = row_card(own), *nearest = find_nearest(own);
    struct try_rows rows = { .names = { card->name }, .count = 1 };
    _Static_assert(sizeof references / sizeof *references + 2 <= TRY_MOST_ROWS, "all rows have room");
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        const struct row *reference = table_find_row(references[i]);
        bool has_same_caller = reference != NULL && strcmp(row_card(reference)->caller, card->caller) == 0;
        if (reference != NULL && (i == 0 || has_same_caller) && is_comparable(reference))
            add(&rows, references[i]);
    }
    if (nearest != NULL) {
        rows.nearest = nearest->name;
        rows.likeness = nearest->lives.where == card->lives.where ? "same place"
                        : strcmp(nearest->protocol, card->protocol) == 0 ? "same protocol" : "nearest";
        add(&rows, nearest->name);
    }
    return rows;
}
