/* SPDX-License-Identifier: MIT */
/* Judges counts of frames (lives_check.h). */
#include "bench/frames/lives_check.h"
#include <stddef.h>
#include <stdio.h>

static const char *const words_of_lives[] = {
    [LIVES_IN_ITERATOR] = "in the iterator", [LIVES_AT_CALL_SITE] = "at the call site",
    [LIVES_IN_TASK] = "in the task", [LIVES_ON_HEAP] = "on the heap", [LIVES_ON_STACK] = "on a stack",
};
static const char *const words_of_place[SEEN_PLACES] = {
    [SEEN_IN_ITERATOR] = "in struct adapter", [SEEN_AT_CALL_SITE] = "in struct call_site", [SEEN_IN_TASK] = "in struct task_part",
    [SEEN_IN_NEW_BLOCK] = "in heap blocks", [SEEN_IN_KEPT_BLOCK] = "in heap blocks", [SEEN_ELSEWHERE] = "in other memory",
};

static uint64_t all_of(const struct seen_frames *seen)
{
    uint64_t all = 0;
    for (size_t i = 0; i < SEEN_PLACES; i++)
        all += seen->at[i];
    return all;
}

/* True when a frame that was seen at `place` can be meant by `lives`. */
static bool fits(enum lives lives, enum seen_place place)
{
    static const bool table[][SEEN_PLACES] = {
        [LIVES_IN_ITERATOR] = { [SEEN_IN_ITERATOR] = true },
        [LIVES_AT_CALL_SITE] = { [SEEN_AT_CALL_SITE] = true },
        [LIVES_IN_TASK] = { [SEEN_IN_TASK] = true, [SEEN_IN_KEPT_BLOCK] = true, [SEEN_ELSEWHERE] = true },
        [LIVES_ON_HEAP] = { [SEEN_IN_NEW_BLOCK] = true, [SEEN_IN_KEPT_BLOCK] = true, [SEEN_ELSEWHERE] = true },
        [LIVES_ON_STACK] = { [SEEN_IN_KEPT_BLOCK] = true, [SEEN_ELSEWHERE] = true },
    };
    return table[lives][place];
}

/* A frame in memory with an owner that is not known contradicts nothing alone, nor does the first frame of a new slab. */
static bool may_lie(struct place_of_frame lives, enum seen_place place)
{
    bool has_slabs = lives.where == LIVES_IN_TASK || lives.fallback == LIVES_IN_TASK || lives.where == LIVES_ON_STACK
                     || lives.fallback == LIVES_ON_STACK;
    return place == SEEN_IN_KEPT_BLOCK || place == SEEN_ELSEWHERE || (place == SEEN_IN_NEW_BLOCK && has_slabs)
           || fits(lives.where, place) || fits(lives.fallback, place);
}

static enum seen_place commonest(const struct seen_frames *seen)
{
    enum seen_place most = 0;
    for (enum seen_place i = 0; i < SEEN_PLACES; i++)
        most = seen->at[i] > seen->at[most] ? i : most;
    return most;
}

/* The row of a stackful caller places only the futures that escape. */
static bool is_without_first_choice(struct place_of_frame lives, const struct seen_frames *seen)
{
    if (lives.where == LIVES_ON_STACK && lives.fallback)
        return false;
    for (enum seen_place i = 0; i < SEEN_PLACES; i++)
        if (seen->at[i] > 0 && fits(lives.where, i))
            return false;
    return true;
}

static struct lives_sentence first_choice_sentence(struct place_of_frame lives, const struct seen_frames *seen)
{
    struct lives_sentence said;
    enum seen_place most = commonest(seen);
    snprintf(said.text, sizeof said.text, ".lives says that frames live %s: %llu of %llu lay %s", words_of_lives[lives.where],
             (unsigned long long)seen->at[most], (unsigned long long)all_of(seen), words_of_place[most]);
    return said;
}

bool lives_are_contradicted(struct place_of_frame lives, const struct seen_frames *seen, struct lives_sentence *sentence)
{
    if (all_of(seen) == 0 || lives.where == LIVES_NOT_SAID)     /* the build refuses a file that does not say it */
        return false;
    if (is_without_first_choice(lives, seen)) {
        *sentence = first_choice_sentence(lives, seen);
        return true;
    }
    for (enum seen_place i = 0; i < SEEN_PLACES; i++)
        if (seen->at[i] > 0 && !may_lie(lives, i)) {
            snprintf(sentence->text, sizeof sentence->text,
                     "%llu of %llu frames lay %s, which .lives does not name: set .fallback",
                     (unsigned long long)seen->at[i], (unsigned long long)all_of(seen), words_of_place[i]);
            return true;
        }
    return false;
}
