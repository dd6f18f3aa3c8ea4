/* SPDX-License-Identifier: MIT */
/* Probes placing and releasing themselves: frames of many sizes, one after another and several in flight, in orders that no
 * workload has (frame_plays.h). Each scene is short and begins anew, so that the first mistake is named where it shows alone. */
#include <stdio.h>
#include <string.h>
#include "bench/frames/frame_plays.h"
#include "bench/frames/strategy_call.h"
#include "bench/measure/watched_heap.h"
#include "bench/probes/probe.h"
#include "coro/bug.h"

/* On both sides of the sizes where allocators and strategies change their ways. */
static const struct coro_layout state_machines[] = {
    { 16, 8 }, { 24, 8 }, { 40, 8 }, { 48, 16 }, { 64, 8 }, { 104, 8 }, { 128, 8 }, { 136, 8 }, { 256, 16 }, { 264, 8 },
    { 520, 8 }, { 1024, 8 }, { 2056, 8 }, { 4096, 16 }, { 16384, 8 }, { 65536, 8 }, { 64, 64 }, { 192, 64 }, { 4096, 64 },
};
enum { STATE_MACHINES = sizeof state_machines / sizeof *state_machines, STACKS = 4 };
_Static_assert((int)STATE_MACHINES <= (int)SCENE_MOST_LAYOUTS, "a scene has an iterator for each");

static struct checked_row *rows;

void checked_row_add(struct checked_row *row)
{
    row->next = rows;
    rows = row;
}

static const struct checked_row *find_row(const char *name)
{
    const struct checked_row *row = rows;
    while (row && strcmp(row->name, name) != 0)
        row = row->next;
    return row;
}

/* Stacks of one size, or with room for locals on top. */
static void choose_layouts(struct run *run)
{
    const struct checked_row *row = run->row;
    run->layout_count = row->callee_stack_bytes == 0 ? STATE_MACHINES : row->callee_stack_fits ? STACKS : 1;
    for (size_t i = 0; i < run->layout_count; i++)
        run->layouts[i] = row->callee_stack_bytes == 0
                              ? state_machines[i]
                              : (struct coro_layout){ row->callee_stack_bytes + (i << 10), CORO_MAX_ALIGN };
}

/* ---- what stays after a scene ---- */

static size_t kept_count(const struct run *run)
{
    return run->row->strategy->kept_blocks ? run->row->strategy->kept_blocks() : 0;
}

/* Plays a scene of its own. Returns the heap blocks that stay, and that the strategy does not count as kept. */
static int64_t play_alone(struct run *run, play_fn *play, size_t choice, size_t task_count)
{
    static struct scene scene;
    struct count before = count_now();
    size_t kept_before = kept_count(run);
    enum coro_status status = scene_open(&scene, run->row, run->layouts, run->layout_count, task_count, run->fill);
    if (status && (run->refused_tasks == 0 || task_count < run->refused_tasks)) {
        run->refused_tasks = task_count;
        run->why_refused = status;
    }
    if (status && task_count == 1 && run->scene_count > 0)
        coro_bug("task_init refuses a task after others have begun and ended, though none lives: %s",
                 coro_status_message(status));
    if (status)
        return 0;
    run->scene_count++;
    play(run, &scene, choice);
    scene_close(&scene);
    return count_since(before).live - ((int64_t)kept_count(run) - (int64_t)kept_before);
}

static void refuse_leftovers(int64_t left, int64_t left_again)
{
    const struct watched_block *block = watched_block_live();
    const char *taker = block ? block->taker : "the strategy";
    size_t bytes = block ? block->bytes : 0;
    if (left < 0)
        coro_bug(".kept_blocks counts heap blocks that do not stay when no frame is live: %lld", -(long long)left);
    if (left_again > 0)
        coro_bug("a heap block of %zu bytes that %s took is never freed: its frame, call site, iterator and task have ended",
                 bytes, taker);
    coro_bug("a heap block of %zu bytes that %s took stays for later frames: free it, or set .kept_blocks, which counts it",
             bytes, taker);
}

/* Whatever stays once is kept for later; a leak comes again. */
static void play(struct run *run, play_fn *play, size_t choice, size_t task_count)
{
    int64_t left = play_alone(run, play, choice, task_count);
    if (left != 0)
        refuse_leftovers(left, play_alone(run, play, choice, task_count));
}

/* With one iterator at a time, for the layouts from `from` up to `to`. */
static void play_each(struct run *run, size_t from, size_t to)
{
    static play_fn *const scenes[] = { place_one, place_without_memory, place_again, place_several };
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        for (size_t layout = from; layout < to; layout++)
            play(run, scenes[i], layout, 1);
}

static size_t mapped_pages(void)
{
    size_t pages = 0;
    FILE *facts = fopen("/proc/self/statm", "r");
    if (facts == NULL || fscanf(facts, "%zu", &pages) != 1)
        pages = 0;
    if (facts)
        fclose(facts);
    return pages;
}

/* Memory from the system is no heap block. A page for every second frame is more than any allocator moves meanwhile. */
static void play_many(struct run *run, size_t layout)
{
    play(run, place_many, layout, 1);
    size_t before = mapped_pages();
    play(run, place_many, layout, 1);
    size_t after = mapped_pages();
    if (after >= before + PLAY_MANY_ROUNDS / 2)
        coro_bug("pages of the system that place maps stay: %zu more after %d frames of %zu bytes, and their task, have ended",
                 after - before, PLAY_MANY_ROUNDS, run->layouts[layout].bytes);
}

static void play_tasks(struct run *run, size_t seed_count)
{
    for (size_t seed = 1; seed <= seed_count; seed++)
        play(run, place_anyhow, seed, SCENE_TASKS);
}

/* Bytes of a real frame may be anything: all zeros clear a flag on which the frame lies, all ones set it. */
static void play_with_fill(struct run *run, int fill)
{
    run->fill = fill;
    for (size_t layout = 0; layout < run->layout_count; layout++)
        play(run, place_several, layout, 1);
    play_tasks(run, 1);
}

/* The frames of adapters are small. */
enum { COUNTED_BYTES = 1024 };

/* Frames with a large alignment come last: they fail where others fail, too, and say less. */
static void play_all(struct run *run)
{
    enum { SEEDS = 4 };
    size_t first_aligned = 0;
    while (first_aligned < run->layout_count && run->layouts[first_aligned].align <= CORO_MAX_ALIGN)
        first_aligned++;
    play_each(run, 0, first_aligned);
    play_each(run, first_aligned, run->layout_count);
    for (size_t i = 0; i < run->layout_count; i += 4)
        play_many(run, i);
    play_tasks(run, SEEDS);
    play_with_fill(run, 0x00);
    play_with_fill(run, 0xff);
    for (size_t layout = 0; layout < run->layout_count && run->layouts[layout].bytes <= COUNTED_BYTES; layout++)
        play(run, count_blocks, layout, 1);
}

/* Frames that are stacks lie on a stack wherever that is. */
static void check_lives(const struct run *run)
{
    struct place_of_frame lives = run->row->strategy->lives;
    struct lives_sentence said;
    if (run->row->callee_stack_bytes > 0 && lives.where == LIVES_ON_STACK)
        return;
    if (lives_are_contradicted(lives, &run->seen, &said))
        coro_bug("%s", said.text);
}

static struct finding judge(const struct run *run)
{
    if (run->refused_tasks == 1)
        return finding_of(REFUSES, "a task cannot begin: %s", coro_status_message(run->why_refused));
    if (run->placed_count == 0)
        return finding_of(REFUSES, "place refuses frames of all %zu sizes", run->layout_count);
    struct finding found = finding_of(WORKS, "%llu frames of %zu size%s, up to %zu live: each has a place of its own, and "
                                      "release gives it back", (unsigned long long)run->placed_count, run->layout_count,
                                      plural(run->layout_count), run->most_live);
    if (run->failed_count)
        finding_add(&found, "place reports or makes up for %llu failing allocations", (unsigned long long)run->failed_count);
    if (run->refused_tasks)
        finding_add(&found, "%zu tasks cannot begin together: %s", run->refused_tasks, coro_status_message(run->why_refused));
    return finding_valued(found, (double)run->placed_count);
}

/* The unit has a copy of what the file loads. */
static const char *load(const struct strategy *strategy)
{
    const char *refusal = strategy->refusal ? strategy->refusal() : NULL;
    if (refusal == NULL && strategy->allocator)
        count_loaded_allocator(strategy->allocator);
    return refusal;
}

static struct crash_hints hints_of(const struct checked_row *row)
{
    bool has_unset_site = row->site_bytes > 0 && row->strategy->placing->site_init == NULL;
    return (struct crash_hints){
        .task_init = row->strategy->stacks ? "" : ": the strategy names no .stacks, so task_init gets no source",
        .others = has_unset_site ? ": without site_init, struct call_site starts undefined" : "",
    };
}

struct finding probe_frames(const struct row *row)
{
    struct run run = { .row = find_row(row->card.name), .fill = SCENE_FILLS_DIFFER };
    if (run.row == NULL)
        return finding_of(REFUSES, "this build checks frames where the workloads place them");
    if (!run.row->places)
        return finding_of(WORKS, "there is nothing to check: the row places no frames");
    const char *refusal = load(run.row->strategy);
    if (refusal)
        return finding_of(REFUSES, "%s", refusal);
    choose_layouts(&run);
    strategy_calls_begin(hints_of(run.row));
    if (kept_count(&run) > 0)
        coro_bug(".kept_blocks counts heap blocks before anything was placed: %zu", kept_count(&run));
    play_all(&run);
    strategy_calls_end();
    check_lives(&run);
    return judge(&run);
}
