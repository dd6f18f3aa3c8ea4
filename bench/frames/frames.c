/* SPDX-License-Identifier: MIT */
/* Probes placing and releasing themselves: frames of many sizes, one after another and several in flight, in orders that no
 * workload has (frame_scene.h). Each scene is short and begins anew, so that the first mistake is named where it shows alone. */
#include <string.h>
#include "bench/frames/frame_scene.h"
#include "bench/measure/watched_heap.h"
#include "bench/probes/probe.h"
#include "bench/frames/strategy_call.h"
#include "coro/bug.h"
#include "coro/notice.h"

/* On both sides of the sizes where allocators and strategies change their ways. */
static const struct coro_layout state_machines[] = {
    { 16, 8 }, { 24, 8 }, { 40, 8 }, { 48, 16 }, { 64, 8 }, { 104, 8 }, { 128, 8 }, { 136, 8 }, { 256, 16 }, { 264, 8 },
    { 520, 8 }, { 1024, 8 }, { 2056, 8 }, { 4096, 16 }, { 16384, 8 }, { 65536, 8 }, { 64, 64 }, { 192, 64 }, { 4096, 64 },
};
enum { STATE_MACHINES = sizeof state_machines / sizeof *state_machines, STACKS = 4 };
_Static_assert((int)STATE_MACHINES <= (int)SCENE_MOST_LAYOUTS, "a scene has an iterator for each");

struct run {
    const struct checked_row *row;
    struct coro_layout layouts[SCENE_MOST_LAYOUTS];
    size_t layout_count;
    int fill;                           /* of the frames of the scenes (frame_scene.h) */
    uint64_t placed_count, refused_count, failed_count;
    size_t refused_tasks;               /* the least number of tasks with which a scene could not begin; 0: none */
    enum coro_status why_refused;
    size_t most_live;
};

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

static bool place(struct run *run, struct scene *scene, struct scene_site *site, size_t iterator)
{
    enum coro_status status = scene_place(scene, site, iterator);
    run->placed_count += !status;
    run->refused_count += status != CORO_OK;
    if (scene->live_count > run->most_live)
        run->most_live = scene->live_count;
    return !status;
}

/* ---- the scenes; each gets a choice: a layout, or a seed ---- */

typedef void play_fn(struct run *, struct scene *, size_t choice);

static void place_one(struct run *run, struct scene *scene, size_t iterator)
{
    struct scene_site *site = &scene->tasks[0].sites[0];
    if (place(run, scene, site, iterator))
        scene_release(scene, site);
}

static void place_again(struct run *run, struct scene *scene, size_t iterator)
{
    for (int times = 0; times < 4; times++)
        place_one(run, scene, iterator);
    scene_renew_site(scene, &scene->tasks[0].sites[0]);
    place_one(run, scene, iterator);
}

static void place_without_memory(struct run *run, struct scene *scene, size_t iterator)
{
    enum { MOST = 16 };
    struct scene_site *site = &scene->tasks[0].sites[0];
    bool has_failed = true;
    for (uint64_t n = 1; has_failed && n < MOST; n++) {
        if (!scene_place_failing(scene, site, iterator, n, &has_failed))
            scene_release(scene, site);
        run->failed_count += has_failed;
    }
    place_one(run, scene, iterator);
}

static void release_if_live(struct scene *scene, struct scene_site *site)
{
    if (site->frame)
        scene_release(scene, site);
}

/* Four futures of one iterator end in the order of that number, of 24. Two more begin after the first end, so that the second of
 * them may lie on a live frame, and end last. */
enum { ORDERED = 4, ORDERS = 24 };
_Static_assert((int)ORDERED + 2 == (int)SCENE_SITES, "two more");
static void end_in_order(struct run *run, struct scene *scene, size_t iterator, unsigned order)
{
    struct scene_site *sites = scene->tasks[0].sites;
    unsigned left[ORDERED] = { 0, 1, 2, 3 };
    bool is_accepted = true;
    for (unsigned i = 0; i < ORDERED && is_accepted; i++)
        is_accepted = place(run, scene, &sites[i], iterator);
    for (unsigned count = ORDERED; count > 0; count--) {
        unsigned chosen = order % count;
        order /= count;
        release_if_live(scene, &sites[left[chosen]]);
        memmove(&left[chosen], &left[chosen + 1], (count - chosen - 1) * sizeof *left);
        for (unsigned more = ORDERED; count == ORDERED && is_accepted && more < SCENE_SITES; more++)
            (void)place(run, scene, &sites[more], iterator);
    }
    for (unsigned more = ORDERED; more < SCENE_SITES; more++)
        release_if_live(scene, &sites[more]);
}
static void place_several(struct run *run, struct scene *scene, size_t iterator)
{
    for (unsigned order = 0; order < ORDERS; order++)
        end_in_order(run, scene, iterator, order);
}

/* One future after another, until a place that release does not give back is used up. */
static void place_many(struct run *run, struct scene *scene, size_t iterator)
{
    enum { ROUNDS = 2000 };
    for (int i = 0; i < ROUNDS; i++)
        place_one(run, scene, iterator);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Several tasks, each with all iterators and several call sites, in no order. */
static void place_anyhow(struct run *run, struct scene *scene, size_t seed)
{
    enum { STEPS = 600 };
    uint32_t random = (uint32_t)seed;
    for (int i = 0; i < STEPS; i++) {
        struct scene_task *task = &scene->tasks[next_random(&random) % scene->task_count];
        struct scene_site *site = &task->sites[next_random(&random) % SCENE_SITES];
        if (site->frame)
            scene_release(scene, site);
        else if (next_random(&random) % 8 == 0)
            scene_renew_site(scene, site);
        else
            (void)place(run, scene, site, next_random(&random) % run->layout_count);
    }
    for (size_t i = 0; i < scene->task_count; i++)
        for (size_t j = 0; j < SCENE_SITES; j++)
            release_if_live(scene, &scene->tasks[i].sites[j]);
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
    if (status)
        return 0;
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
        play(run, place_many, i, 1);
    play_tasks(run, SEEDS);
    play_with_fill(run, 0x00);
    play_with_fill(run, 0xff);
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

static const char *hint_of_crash(const struct checked_row *row)
{
    if (row->site_bytes > 0 && row->strategy->placing->site_init == NULL)
        return ": without site_init, struct call_site starts undefined";
    return "";
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
    strategy_calls_begin(hint_of_crash(run.row));
    if (kept_count(&run) > 0)
        coro_bug(".kept_blocks counts heap blocks before anything was placed: %zu", kept_count(&run));
    play_all(&run);
    strategy_calls_end();
    return judge(&run);
}
