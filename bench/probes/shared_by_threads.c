/* SPDX-License-Identifier: MIT */
/* Probes an iterator that two threads share by `&self`: both begin futures of it, and drop them. It asks where frames live, and
 * not whether the iterator's own counting is safe: items are awaited one after another.
 *
 * Each thread has a task of its own. The first thread stops just before one instruction of a next(), or of a drop, and the second
 * thread does its part meanwhile. Every play below is repeated for every instruction, so a fault is found each time. A frame
 * that two futures share is seen by its address, before anything is polled. This finds faults of interleaving; a processor that
 * reorders memory accesses may have others. It all happens in a child process, which ends with the first fault. */
#define _GNU_SOURCE 1 /* sigabbrev_np */
#include <ctype.h>
#include <string.h>
#include <sys/wait.h>
#include "bench/probes/probe.h"
#include "bench/probes/race.h"
#include "bench/probes/second_thread.h"
#include "bench/probes/switch_point.h"

enum { ITEMS = 2 * PROBE_HELD, MOST_POLLS = 8 };

/* Steps of a thread: a letter begins the future of that number, and a capital drops it. */
struct play { const char *first_before, *second_before, *stepped, *meanwhile; };
static const struct play plays[] = {
    { "", "", "a", "a" },           /* nothing was cached before */
    { "aA", "", "a", "a" },         /* one frame may have been */
    { "abAB", "", "a", "abA" },     /* two; of those that the second thread takes, the first comes back meanwhile */
    { "abBA", "", "a", "abB" },
    { "aA", "", "a", "aA" },
    { "aA", "a", "a", "A" },
    { "a", "", "A", "a" },
    { "a", "a", "A", "A" },         /* both give a frame back */
    { "a", "a", "A", "Aa" },
    { "ab", "ab", "A", "BA" },
};

struct side { struct probe_fixture fixture; bool is_begun[PROBE_HELD]; };
struct pair {
    const struct row *row;
    const struct play *play;
    struct side first, second;
    struct second_thread thread;
    enum coro_status status;            /* of opening the second side */
    size_t kept_count;                  /* blocks that the row keeps on the second thread */
    uint64_t next_item;
    const char *fault;
    bool is_late;                       /* the second thread waits for the first */
    size_t point_count, waited_count;
};

UNLISTED_CODE static void take_steps(struct side *side, const char *steps)
{
    const struct probe_fixture *fixture = &side->fixture;
    for (; *steps; steps++) {
        bool begins = islower((unsigned char)*steps);
        unsigned held = (unsigned)(tolower((unsigned char)*steps) - 'a');
        if (begins)
            fixture->steps->hand_begin(fixture->stage, held);
        else
            fixture->steps->hand_drop(fixture->stage, held);
        side->is_begun[held] = begins;
    }
}

/* Awaits the items of all futures that one side still has, and drops them. */
static void finish_side(struct pair *pair, struct side *side)
{
    const struct probe_fixture *fixture = &side->fixture;
    for (unsigned held = 0; held < PROBE_HELD; held++) {
        struct coro_polled got = { .tag = CORO_PENDING };
        if (!side->is_begun[held])
            continue;
        for (int polls = 0; polls < MOST_POLLS && got.tag == CORO_PENDING; polls++)
            got = fixture->steps->hand_poll(fixture->stage, held);
        if (got.tag == CORO_FAILED)
            pair->fault = coro_status_message((enum coro_status)got.value);
        else if (got.tag != CORO_SOME || got.value != pair->next_item++)
            pair->fault = "a future has a wrong item";
        fixture->steps->hand_drop(fixture->stage, held);
        side->is_begun[held] = false;
    }
}

/* The jobs of the second thread. */
static void open_second(void *arg)
{
    struct pair *pair = arg;
    pair->kept_count = pair->row->probes->kept_blocks();
    pair->status = probe_fixture_open_hand(&pair->second.fixture, pair->row, ITEMS);
    if (!pair->status)
        pair->row->probes->hand_share(pair->second.fixture.stage, pair->first.fixture.stage);
}
static void prepare_second(void *arg) { take_steps(&((struct pair *)arg)->second, ((struct pair *)arg)->play->second_before); }
static void act_second(void *arg) { take_steps(&((struct pair *)arg)->second, ((struct pair *)arg)->play->meanwhile); }
static void finish_and_close_second(void *arg)
{
    struct pair *pair = arg;
    finish_side(pair, &pair->second);
    if (pair->fault)
        return;
    probe_fixture_close(&pair->second.fixture);
    pair->kept_count = pair->row->probes->kept_blocks() - pair->kept_count;
}

UNLISTED_CODE static void step_first(void *arg) { take_steps(&((struct pair *)arg)->first, ((struct pair *)arg)->play->stepped); }
static void meanwhile(void *arg)
{
    struct pair *pair = arg;
    second_thread_start(&pair->thread, act_second, pair);
    pair->is_late = !second_thread_finish(&pair->thread);
}

/* Has the first thread begin as many futures as it may hold. One of them gets a frame that has come into the row's cache by
 * mistake. */
static void begin_rest(struct side *side)
{
    for (unsigned held = 0; held < PROBE_HELD; held++) {
        if (!side->is_begun[held])
            side->fixture.steps->hand_begin(side->fixture.stage, held);
        side->is_begun[held] = true;
    }
}

static bool share_a_frame(const struct pair *pair)
{
    struct coro_stack frames[ITEMS];
    size_t count = 0;
    const struct side *sides[] = { &pair->first, &pair->second };
    for (unsigned i = 0; i < ITEMS; i++) {
        const struct side *side = sides[i / PROBE_HELD];
        if (side->is_begun[i % PROBE_HELD])
            frames[count++] = side->fixture.steps->hand_frame(side->fixture.stage, i % PROBE_HELD);
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (frames_overlap(frames[i], frames[j]))
                return true;
    return false;
}

static enum coro_status open_both(struct pair *pair)
{
    pair->first = pair->second = (struct side){ 0 };
    pair->fault = NULL;
    pair->is_late = false;
    pair->next_item = 0;
    enum coro_status status = probe_fixture_open_hand(&pair->first.fixture, pair->row, ITEMS);
    if (status)
        return status;
    second_thread_do(&pair->thread, open_second, pair);
    return pair->status;
}

/* The first thread has gone on, and has given back what the second waits for. */
static bool catch_up(struct pair *pair)
{
    enum { MOST_LOOKS = 1000 };
    pair->waited_count++;
    for (int looks = 0; looks < MOST_LOOKS; looks++)
        if (second_thread_finish(&pair->thread))
            return true;
    return false;
}

/* One play, stopped before the instruction; NULL: without a stop, the second thread after the first, and all instructions are
 * listed. */
static enum coro_status play_once(struct pair *pair, const struct play *play, unsigned char *stop, struct switch_points *points)
{
    pair->play = play;
    enum coro_status status = open_both(pair);
    if (status)
        return status;
    take_steps(&pair->first, play->first_before);
    if (play->second_before[0] != '\0')        /* else the second thread need not run; plays are thousands */
        second_thread_do(&pair->thread, prepare_second, pair);
    if (stop == NULL)
        switch_points_list(points, step_first, pair);
    if (stop == NULL || !switch_at(stop, step_first, meanwhile, pair))
        second_thread_do(&pair->thread, act_second, pair);
    if (pair->is_late && !catch_up(pair)) {
        pair->fault = "the threads wait for each other";
        return CORO_OK;
    }
    begin_rest(&pair->first);
    if (share_a_frame(pair)) {
        pair->fault = "two futures got one frame";
        return CORO_OK;
    }
    finish_side(pair, &pair->first);
    second_thread_do(&pair->thread, finish_and_close_second, pair);
    if (pair->fault)
        return CORO_OK;
    int64_t leaked = probe_fixture_close(&pair->first.fixture) - (int64_t)pair->kept_count;
    if (stop != NULL && leaked > 0)     /* the first time, the threads allocate for themselves */
        pair->fault = "a frame is lost";
    return CORO_OK;
}

/* Every play, stopped before every instruction, up to the first fault. */
static struct finding play_all(struct pair *pair)
{
    static struct switch_points points;
    for (size_t i = 0; i < sizeof plays / sizeof *plays; i++) {
        const char *step = islower((unsigned char)plays[i].stepped[0]) ? "next()" : "drop";
        enum coro_status status = play_once(pair, &plays[i], NULL, &points);
        if (!status && pair->fault)
            return finding_answered(finding_of(FAILS, "one thread after the other: %s", pair->fault), ANSWER_NO);
        for (size_t j = 0; j < points.count && !status; j++) {
            status = play_once(pair, &plays[i], points.at[j], NULL);
            pair->point_count++;
            if (!status && pair->fault)
                return finding_answered(finding_of(FAILS, "%s, when the second thread steps in before instruction %zu of the %zu "
                                                          "of the first one's %s", pair->fault, j + 1, points.count, step),
                                        ANSWER_NO);
        }
        if (status)
            return finding_of_status(status, "futures of one iterator on two threads");
    }
    struct finding found = finding_of(WORKS, "two threads, each with a task of its own, begin and drop futures of one iterator; "
                                             "the second steps in before each of %zu instructions of the first, and no frame is "
                                             "shared or lost", pair->point_count);
    finding_add(&found, "these are interleavings of instructions, not reorderings by a weaker memory model");
    if (pair->waited_count > 0)
        finding_add(&found, "at %zu of them it waits for the first", pair->waited_count);
    return finding_answered(found, ANSWER_YES);
}

static struct finding ask_two_threads(const struct row *row)
{
    static struct pair pair;
    pair.row = row;
    if (!second_thread_begin(&pair.thread))
        return finding_of(FAILS, "no second thread could be made");
    struct finding found = play_all(&pair);
    if (found.answer == ANSWER_YES && pair.point_count == 0)
        found = race_two_threads(row);
    return found;
}

static struct finding ask_both_ways(const struct row *row)
{
    int end;
    struct finding found = probe_several_in_flight(row);
    if (found.answer == ANSWER_NO || !found.is_answered) {
        struct finding alone = finding_of(found.behaviour, "on one thread already, %s", found.evidence);
        return found.is_answered ? finding_answered(alone, ANSWER_NO) : alone;
    }
    if (ask_in_child(row, ask_two_threads, &found, &end))
        return found;
    if (WIFSIGNALED(end))
        return finding_answered(finding_of(FAILS, "two threads that begin and drop futures of one iterator end the program with "
                                                  "SIG%s", sigabbrev_np(WTERMSIG(end))), ANSWER_NO);
    return finding_of(FAILS, "the child that asked two threads ended with status %d", WEXITSTATUS(end));
}

/* Holds the row's .threads against the answer. A refuted claim fails the probe; a claim that the row could make is named. */
struct finding probe_shared_by_threads(const struct row *row)
{
    struct finding found = ask_both_ways(row);
    bool claims = row->card.sharing_refusal == NULL;
    if (claims && found.is_answered && found.answer == ANSWER_NO)
        return finding_of(FAILS, "the row's .threads says that threads may share an iterator, but %s", found.evidence);
    if (!claims && found.is_answered && found.answer == ANSWER_YES)
        finding_add(&found, "the row could claim it by .threads, and does not");
    return found;
}
