/* SPDX-License-Identifier: MIT */
/* Collects the rows that registered themselves, sorts them, and runs single cells (bench/table/table.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/fixtures/check_result.h"
#include "bench/fixtures/start_failure.h"
#include "bench/table/load_rows.h"
#include "bench/table/workload.h"
#include "coro/bug.h"
#include "coro/notice.h"

struct cell {
    const struct row *row;
    const struct workload *workload;
    unsigned param;
    struct cell_options options;
    struct fixture *fixture;
};

/* A workload with a parameter filled in. */
struct entry {
    struct workload_card card;
    char name[48];
    unsigned order, param;
    const char *family;
};

/* Weak: a program may have no rows but those of libraries. */
extern const struct row *const __start_corolab_rows[] __attribute__((weak)), *const __stop_corolab_rows[] __attribute__((weak));

enum { MAX_ROWS = 256, MAX_ENTRIES = 256 };
static const struct row *rows[MAX_ROWS];
/* Rows of libraries that bring further workloads for the row of the same name. */
static const struct row *extensions[MAX_ROWS];
static struct entry entries[MAX_ENTRIES];
static size_t row_count, extension_count, entry_count;
static char refusal[512];

static unsigned place_of(unsigned order) { return order ? order : ~0u; }

static int by_row_order(const void *a, const void *b)
{
    const struct row *x = *(const struct row *const *)a, *y = *(const struct row *const *)b;
    if (x->card.is_peer != y->card.is_peer)
        return x->card.is_peer - y->card.is_peer;
    if (place_of(x->order) != place_of(y->order))
        return place_of(x->order) < place_of(y->order) ? -1 : 1;
    return strcmp(x->card.name, y->card.name);
}

static int by_entry_order(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (place_of(x->order) != place_of(y->order))
        return place_of(x->order) < place_of(y->order) ? -1 : 1;
    int family = strcmp(x->family, y->family);
    return family ? family : (x->param > y->param) - (x->param < y->param);
}

/* Adds to the cards of the workload, if there are some, the hooks that a row which cannot run it may leave out. */
static bool is_known(const struct workload *workload)
{
    bool is_known = false;
    for (size_t i = 0; i < entry_count; i++) {
        struct workload_card *card = &entries[i].card;
        if (strcmp(entries[i].family, workload->name) != 0)
            continue;
        card->is_retention |= workload->retain != NULL;
        card->is_memory |= workload->hold != NULL || workload->retain != NULL;
        is_known = true;
    }
    return is_known;
}

static void add_entry(const struct workload *workload, unsigned param)
{
    if (entry_count == MAX_ENTRIES)
        coro_bug("more than %d workloads", MAX_ENTRIES);
    struct entry *entry = &entries[entry_count++];
    *entry = (struct entry){ .order = workload->order, .param = param, .family = workload->name };
    entry->card = (struct workload_card){
        .question = workload->question, .item = workload->item, .is_memory = workload->hold != NULL || workload->retain != NULL,
        .is_retention = workload->retain != NULL,
        .waits_for_others = workload->waits_for_others, .has_threads = workload->has_threads,
        .is_parallel = workload->is_parallel,
        .makes_tasks = workload->makes_tasks, .makes_stacks = workload->makes_stacks,
        .mixes_sizes = workload->mixes_sizes,
        .task_count = workload->task_count ? workload->task_count(param) : 0,
        .is_quick = workload->quick_param != 0 && workload->quick_param == (param ? param : 1),
        .is_swept = param != 0 && param <= workload->swept_up_to,
    };
    if (param)
        snprintf(entry->name, sizeof entry->name, "%s/%u", workload->name, param);
    else
        snprintf(entry->name, sizeof entry->name, "%s", workload->name);
}

static void add_workload(const struct workload *workload)
{
    if (is_known(workload))
        return;
    if (workload->params[0] == 0)
        add_entry(workload, 0);
    for (size_t i = 0; i < WORKLOAD_PARAMS && workload->params[i]; i++)
        add_entry(workload, workload->params[i]);
}

static const struct row *find_row(const char *name)
{
    for (size_t i = 0; i < row_count; i++)
        if (strcmp(rows[i]->card.name, name) == 0)
            return rows[i];
    return NULL;
}

static const struct workload *workload_in(const struct row *row, const char *family)
{
    for (size_t i = 0; i < row->workload_count; i++)
        if (strcmp(row->workloads[i]->name, family) == 0)
            return row->workloads[i];
    return NULL;
}

/* A name that two workloads of the row would have, in its own list or with those that libraries have added; or NULL. */
static const char *workload_twice(const struct row *row)
{
    const struct row *known = row->extends ? find_row(row->card.name) : NULL;
    for (size_t i = 0; i < row->workload_count; i++) {
        const char *name = row->workloads[i]->name;
        bool is_twice = workload_in(row, name) != row->workloads[i] || (known && workload_in(known, name));
        for (size_t j = 0; known && j < extension_count; j++)
            is_twice |= strcmp(extensions[j]->card.name, row->card.name) == 0 && workload_in(extensions[j], name);
        if (is_twice)
            return name;
    }
    return NULL;
}

/* Returns NULL, or one sentence: why the table cannot have the row. */
static const char *add_row(const struct row *row, const char *path)
{
    const struct row *known = find_row(row->card.name);
    if (row_count == MAX_ROWS || extension_count == MAX_ROWS)
        coro_bug("more than %d rows", MAX_ROWS);
    if (row->extends && known == NULL)
        return NULL;                        /* workloads for a row that this build lacks */
    const char *twice = workload_twice(row);
    if (twice) {
        snprintf(refusal, sizeof refusal, "%.300s has a workload %s, as the row %s has already: give it another name", path,
                 twice, row->card.name);
        return refusal;
    }
    if (row->extends)
        extensions[extension_count++] = row;
    else if (known == NULL)
        rows[row_count++] = row;
    else {
        snprintf(refusal, sizeof refusal, "%.300s has a row %s, as the table has already: give its file another name", path,
                 row->card.name);
        return refusal;
    }
    return NULL;
}

static void add_own_rows(void)
{
    if (row_count > 0)
        return;
    for (const struct row *const *at = __start_corolab_rows; at < __stop_corolab_rows; at++)
        if (add_row(*at, "the program") != NULL)
            coro_bug("%s", refusal);
}

/* A library's rows, or its workloads: rows that it extends may come from a later library. */
static const char *add_library(const struct loaded_rows *loaded, bool extends)
{
    const char *why = NULL;
    for (const struct row *const *at = loaded->library->rows; why == NULL && at < loaded->library->rows_end; at++)
        if ((*at)->extends == extends)
            why = add_row(*at, loaded->path);
    return why;
}

const char *table_load_libraries(void)
{
    const char *list = getenv(TABLE_LIBRARIES);
    const char *why = list ? loaded_rows_take(list) : NULL;
    add_own_rows();
    for (size_t i = 0; why == NULL && i < loaded_rows_count(); i++)
        why = add_library(loaded_rows_at(i), false);
    for (size_t i = 0; why == NULL && i < loaded_rows_count(); i++)
        why = add_library(loaded_rows_at(i), true);
    return why;
}

static void add_workloads(const struct row *row)
{
    for (size_t i = 0; i < row->workload_count; i++)
        add_workload(row->workloads[i]);
}

static void fill(void)
{
    if (entry_count > 0)
        return;
    add_own_rows();
    qsort(rows, row_count, sizeof *rows, by_row_order);
    for (size_t i = 0; i < row_count; i++)
        add_workloads(rows[i]);
    for (size_t i = 0; i < extension_count; i++)
        add_workloads(extensions[i]);
    qsort(entries, entry_count, sizeof *entries, by_entry_order);
    for (size_t i = 0; i < entry_count; i++)
        entries[i].card.name = entries[i].name;
}

size_t table_row_count(void)
{
    fill();
    return row_count;
}

const struct row *table_row(size_t index)
{
    fill();
    return rows[index];
}

const struct row *table_find_row(const char *name)
{
    fill();
    return find_row(name);
}

const struct row_card *row_card(const struct row *row) { return &row->card; }
const char *row_refusal(const struct row *row) { return row->refusal ? row->refusal() : NULL; }

size_t table_workload_count(void)
{
    fill();
    return entry_count;
}

const struct workload_card *table_workload(size_t index)
{
    fill();
    return &entries[index].card;
}

const struct workload_card *table_find_workload(const char *name)
{
    fill();
    for (size_t i = 0; i < entry_count; i++)
        if (strcmp(entries[i].name, name) == 0)
            return &entries[i].card;
    return NULL;
}

/* Sets *unit to the row, or to the extension of it, that the workload was compiled with. */
static const struct workload *workload_of(const struct row *row, const struct entry *entry, const struct row **unit)
{
    const struct workload *workload = workload_in(row, entry->family);
    *unit = row;
    for (size_t i = 0; workload == NULL && i < extension_count; i++)
        if (strcmp(extensions[i]->card.name, row->card.name) == 0) {
            workload = workload_in(extensions[i], entry->family);
            *unit = extensions[i];
        }
    return workload;
}

static enum coro_status say(enum coro_status status, const char *why, const char **reason)
{
    if (status)
        *reason = why ? why
                : status == CORO_ERR_WRONG_RESULT ? wrong_result_take(coro_status_message(status))
                : start_failure_take(coro_status_message(status));
    return status;
}

static enum coro_status open_fixture(struct cell *cell, const char **reason)
{
    struct fixture_head head = { .options = &cell->options };
    enum coro_status status = cell->row->open(&head, &cell->fixture);
    if (status)
        return say(status, NULL, reason);
    status = cell->workload->open(cell->fixture, cell->param);
    return say(status, ((struct fixture_head *)cell->fixture)->reason, reason);
}

enum coro_status cell_open(const struct row *row, const struct workload_card *card, const struct cell_options *options,
                           struct cell **out, const char **reason)
{
    const struct entry *entry = (const struct entry *)card;
    const struct row *unit;
    const struct workload *workload = workload_of(row, entry, &unit);
    if (workload == NULL || workload->open == NULL) {
        const char *absence = workload ? workload->absence : NULL;
        if (workload == NULL && !row->card.is_peer)
            absence = "the workload was not compiled for this row";
        return say(CORO_ERR_UNSUPPORTED, absence ? absence : "this row has nothing that the workload measures", reason);
    }
    const char *refusal = row->refusal ? row->refusal() : NULL;
    if (refusal)
        return say(CORO_ERR_UNSUPPORTED, refusal, reason);
    if (card->task_count > coro_notice_many())
        return say(CORO_ERR_UNSUPPORTED, "these are more tasks than the tool can follow that this runs under", reason);
    struct cell *cell = calloc(1, sizeof *cell);
    if (cell == NULL)
        return say(CORO_ERR_NO_MEMORY, NULL, reason);
    *cell = (struct cell){ unit, workload, entry->param, options ? *options : (struct cell_options){ 0 }, NULL };
    enum coro_status status = open_fixture(cell, reason);
    if (status) {
        cell_close(cell);
        return status;
    }
    *out = cell;
    return CORO_OK;
}

enum coro_status cell_run(struct cell *cell, uint64_t items, uint64_t *done_items, const char **reason)
{
    uint64_t done = 0;
    wrong_result_forget();
    ((struct fixture_head *)cell->fixture)->reason = NULL;
    enum coro_status status = cell->workload->run(cell->fixture, items, &done);
    if (done_items)
        *done_items = done;
    return say(status, ((struct fixture_head *)cell->fixture)->reason, reason);
}

enum coro_status cell_hold(struct cell *cell, hold_look *look, void *arg, size_t *task_count, const char **reason)
{
    if (cell->workload->hold == NULL)
        return say(CORO_ERR_UNSUPPORTED, "not a workload of many waiting tasks", reason);
    *task_count = cell->workload->task_count(cell->param);
    enum coro_status status = cell->workload->hold(cell->fixture, look, arg);
    return say(status, ((struct fixture_head *)cell->fixture)->reason, reason);
}

enum coro_status cell_retain(struct cell *cell, retain_look *look, void *arg, const char **reason)
{
    if (cell->workload->retain == NULL)
        return say(CORO_ERR_UNSUPPORTED, "not a workload of retention", reason);
    enum coro_status status = cell->workload->retain(cell->fixture, look, arg);
    return say(status, ((struct fixture_head *)cell->fixture)->reason, reason);
}

uint64_t cell_batch_items(const struct cell *cell)
{
    enum { ITEMS_PER_TASK = 4 };        /* fewer would measure the start and end of tasks */
    size_t least = cell->workload->task_count ? ITEMS_PER_TASK * cell->workload->task_count(cell->param) : 0;
    return least > cell->workload->batch_items ? least : cell->workload->batch_items;
}

/* A multiple of every wait period; the least one under a tool that allows few coroutines and makes each slowly. A workload
 * that waits for another process reads its text once, which is enough for a count. */
uint64_t cell_counted_items(const struct cell *cell)
{
    enum { LONGEST_PERIOD = 64, ITEMS = 16 * LONGEST_PERIOD };
    if (cell->workload->waits_for_others && !cell->workload->is_parallel)
        return 1;
    return coro_notice_many() < ITEMS ? LONGEST_PERIOD : ITEMS;
}

size_t cell_fresh_stack_count(const struct cell *cell)
{
    const struct row_probes *probes = cell->row->probes;
    return probes ? probes->fresh_stack_count(cell->fixture) : 0;
}

size_t cell_mapped_stack_bytes(const struct cell *cell)
{
    struct row_sizes sizes = cell->row->probes ? cell->row->probes->sizes() : (struct row_sizes){ 0 };
    return sizes.maps_stacks ? sizes.source_stack_bytes : 0;
}

uint64_t cell_claimed_blocks(const struct cell *cell)
{
    const struct row_probes *probes = cell->row->probes;
    return probes ? probes->claimed_blocks() : 0;
}

void cell_close(struct cell *cell)
{
    if (cell == NULL)
        return;
    cell->row->close(cell->fixture);
    free(cell);
}
