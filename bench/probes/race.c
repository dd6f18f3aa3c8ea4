/* SPDX-License-Identifier: MIT */
/* Races two threads for the frames of one iterator (race.h). Each publishes the address of its frame while it has one, and looks
 * at the other's: of two threads that have one frame, at least one sees it. */
#include <stdatomic.h>
#include "bench/probes/race.h"
#include "bench/probes/second_thread.h"
#include "bench/process/clock.h"

static const double RACE_SECONDS = 0.5;
enum { LOOKS = 32 };        /* a frame is kept for so long: two futures that share one overlap in time */

struct racer {
    struct probe_fixture fixture;
    _Atomic(char *) frame;              /* NULL while it has none */
    size_t round_count;
};
struct race {
    const struct row *row;
    struct racer first, second;
    enum coro_status status;
    size_t kept_count;                  /* blocks that the row keeps on the second thread */
    double end_seconds;
    atomic_bool is_shared;
};

/* All frames have one size. */
static bool overlap(struct coro_stack frame, char *other)
{
    return other != NULL && frames_overlap(frame, (struct coro_stack){ other, frame.bytes });
}

static void run_racer(struct race *race, struct racer *racer, struct racer *other)
{
    const struct row_probes *steps = race->row->probes;
    while (!race->is_shared && runner_clock_seconds() < race->end_seconds) {
        steps->hand_begin(racer->fixture.stage, 0);
        struct coro_stack frame = steps->hand_frame(racer->fixture.stage, 0);
        racer->frame = frame.bytes ? frame.base : NULL;
        for (int looks = 0; looks < LOOKS && !race->is_shared; looks++)
            if (overlap(frame, other->frame))
                race->is_shared = true;
        racer->frame = NULL;
        steps->hand_drop(racer->fixture.stage, 0);
        racer->round_count++;
    }
}

static void open_second(void *arg)
{
    struct race *race = arg;
    race->kept_count = race->row->probes->kept_blocks();
    race->status = probe_fixture_open_hand(&race->second.fixture, race->row, 1);
    if (!race->status)
        race->row->probes->hand_share(race->second.fixture.stage, race->first.fixture.stage);
}
static void run_second(void *arg) { run_racer(arg, &((struct race *)arg)->second, &((struct race *)arg)->first); }
static void close_second(void *arg)
{
    struct race *race = arg;
    probe_fixture_close(&race->second.fixture);
    race->kept_count = race->row->probes->kept_blocks() - race->kept_count;
}

static struct finding run_race(struct race *race, struct second_thread *thread)
{
    race->end_seconds = runner_clock_seconds() + RACE_SECONDS;
    second_thread_start(thread, run_second, race);
    run_racer(race, &race->first, &race->second);
    while (!second_thread_finish(thread)) {
    }
    if (race->is_shared)
        return finding_answered(finding_of(FAILS, "two futures got one frame, when two threads raced"), ANSWER_NO);
    second_thread_do(thread, close_second, race);
    int64_t leaked = probe_fixture_close(&race->first.fixture) - (int64_t)race->kept_count;
    second_thread_end(thread);
    if (leaked > 0)
        return finding_answered(finding_of(FAILS, "frames are lost when two threads race: %lld", (long long)leaked), ANSWER_NO);
    return finding_answered(finding_of(WORKS, "two threads raced for %zu and %zu futures of one iterator and shared none; no "
                                              "thread can be stopped between two instructions here, so a fault may be missed",
                                       race->first.round_count, race->second.round_count), ANSWER_YES);
}

struct finding race_two_threads(const struct row *row)
{
    static struct race race;
    static struct second_thread thread;
    race.row = row;
    if (!second_thread_begin(&thread))
        return finding_of(FAILS, "no second thread could be made");
    enum coro_status status = probe_fixture_open_hand(&race.first.fixture, row, 1);
    if (!status) {
        second_thread_do(&thread, open_second, &race);
        status = race.status;
    }
    return status ? finding_of_status(status, "futures of one iterator on two threads") : run_race(&race, &thread);
}
