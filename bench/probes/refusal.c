/* SPDX-License-Identifier: MIT */
/* Probes recovery from a frame that does not fit: one task begins futures with large frames until one is refused, drops them,
 * awaits an item of a callee with a small frame, and does so again, since a little room may be lost each time. The large callee
 * is linked in, and no caller was compiled with its size. */
#include "bench/table/plug_in_interface.h"
#include "bench/probes/probe.h"

enum { ROUNDS = 8 };

/* `waiting_count`: the large futures before the refusal, in the last round. `after`: the first failure of a small one. */
struct recovery { unsigned waiting_count; enum coro_status refusal, after; };

/* The task is that of `task`; the others own the iterators whose futures it awaits by hand. */
struct scene { struct probe_fixture task, small, large; };

static bool is_room_refused(struct coro_polled got, unsigned held)
{
    enum coro_status status = got.tag == CORO_FAILED ? (enum coro_status)got.value : CORO_OK;
    /* Beside another future of the same iterator, a refusal may be for want of a second slot. */
    return held == 0 ? coro_status_is_refusal(status) : status == CORO_ERR_DOES_NOT_FIT;
}

/* Begins large frames up to a refusal; drops all. */
static void begin_large(const struct scene *scene, struct recovery *recovery)
{
    const struct probe_fixture *task = &scene->task;
    struct coro_polled got = coro_pending();
    unsigned held = 0;
    recovery->waiting_count = 0;
    recovery->refusal = CORO_OK;
    task->steps->hand_share(task->stage, scene->large.stage);
    for (; held < PROBE_HELD && got.tag == CORO_PENDING; held++) {
        task->steps->hand_begin(task->stage, held);
        got = task->steps->hand_poll(task->stage, held);
        if (is_room_refused(got, held))
            recovery->refusal = (enum coro_status)got.value;
        recovery->waiting_count += got.tag == CORO_PENDING;
    }
    while (held > 0)
        task->steps->hand_drop(task->stage, --held);
}

/* In the same task. */
static enum coro_status await_small(struct scene *scene, uint64_t right)
{
    uint64_t item = ~0ull;
    scene->task.steps->hand_share(scene->task.stage, scene->small.stage);
    enum coro_status status = probe_fixture_hand_await(&scene->task, 0, &item);
    return !status && item != right ? CORO_ERR_WRONG_RESULT : status;
}

static enum coro_status play(const struct row *row, struct scene *scene, struct recovery *recovery)
{
    enum coro_status status = probe_fixture_add_hand(&scene->large, PROBE_HELD);
    if (status)
        return status;
    status = probe_fixture_open_hand(&scene->small, row, ROUNDS);
    if (status)
        return status;
    status = probe_fixture_open_hand(&scene->task, row, 0);
    if (!status) {
        for (uint64_t round = 0; round < ROUNDS && !recovery->after; round++) {
            begin_large(scene, recovery);
            if (!recovery->refusal)
                break;
            recovery->after = await_small(scene, round);
        }
        (void)probe_fixture_close(&scene->task);
    }
    (void)probe_fixture_close(&scene->small);
    return status;
}

static struct finding judge(const struct recovery *recovery, size_t frame_bytes, int64_t leaked)
{
    unsigned count = recovery->waiting_count;
    if (!recovery->refusal)
        return finding_answered(finding_of(WORKS, "no frame of %zu bytes is refused for want of room, with %u in flight in one "
                                                  "task", frame_bytes, count), ANSWER_NO);
    struct finding found = finding_of(REFUSES, "of futures with frames of %zu bytes in one task, number %u is refused: %s",
                                      frame_bytes, count + 1, coro_status_message(recovery->refusal));
    if (recovery->after)
        finding_add(&found, "afterwards a small one does not work: %s", coro_status_message(recovery->after));
    else if (leaked > 0)
        finding_add(&found, "afterwards blocks leak: %lld", (long long)leaked);
    else
        finding_add(&found, "%d times, the same task then gets the right item of a callee with a small frame, and nothing leaks",
                    ROUNDS);
    if (recovery->after || leaked > 0)
        found.behaviour = FAILS;
    return finding_answered(found, found.behaviour == FAILS ? ANSWER_NO : ANSWER_YES);
}

struct finding probe_recovers(const struct row *row)
{
    struct scene scene;
    struct recovery recovery = { 0 };
    const struct plugin *plugin = plugin_find_linked(row->card.name);
    if (plugin == NULL)
        return finding_of(FAILS, "the build has linked no callee of it that was compiled later");
    plugin->complete();
    size_t kept = plugin->kept_blocks();
    const struct plugin_callee *large = &plugin->callees[PLUGIN_LARGE];
    enum coro_status status = probe_fixture_open_plugged(&scene.large, row, large);
    if (status == CORO_ERR_UNSUPPORTED)
        return finding_declared(finding_answered(
            finding_of(REFUSES, "the caller has to know every type when it is compiled, and its frame has room for each"),
            ANSWER_NO));
    if (status)
        return finding_of_status(status, "a task whose callee's frame does not fit");
    status = play(row, &scene, &recovery);
    int64_t leaked = probe_fixture_close(&scene.large) - ((int64_t)plugin->kept_blocks() - (int64_t)kept);
    return status ? finding_of_status(status, "a task whose callee's frame does not fit")
                  : judge(&recovery, large->locals_bytes, leaked);
}
