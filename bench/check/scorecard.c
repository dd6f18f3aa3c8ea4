/* SPDX-License-Identifier: MIT */
/* Owns the questions, the asking of them, and the form of their records. judgement.c makes verdicts of the answers; bench/probes
 * owns the probes themselves. */
#include "bench/check/scorecard.h"
#include <string.h>
#include "bench/process/message.h"
#include "bench/process/stop.h"

enum { FIRST_PROBE = QUESTION_COUNT - PROBE_COUNT };

/* The places to look, by probe. */
#define PLACE_OF_STEPS "`place` and `release` of the strategy's placing, and begin, poll and end where it has its own"
#define PLACE_frames "the function that the sentence names, and its comment in strategies/strategy.h"
#define PLACE_results PLACE_OF_STEPS ": each item comes once, in order"
#define PLACE_claimed_allocations "`.allocations`: the heap blocks per next(), by the frame's size and the call site"
#define PLACE_drop_in_mid_await "`release` of the placing: a drop must free what `place` took, and `task_fini` the rest"
#define PLACE_failing_allocation "`place` and `task_init`: return a status, and give back what was taken before it failed"
#define PLACE_over_aligned "`place`: it must heed layout.align, which may exceed CORO_MAX_ALIGN, or refuse"
#define PLACE_move "`struct adapter`: it moves with its iterator between items, so nothing may hold its address then"
#define PLACE_nesting "`struct task_part` and thread-locals: each poll must find its own task's"
#define PLACE_allocates "`place`: what it takes from the heap"
#define PLACE_allocates_per_item PLACE_allocates
#define PLACE_no_heap "the strategy's file: what it calls of the allocator, or of the C library"
#define PLACE_survives_no_memory PLACE_failing_allocation
#define PLACE_recovers "`place`: what it has changed when it refuses a frame"
#define PLACE_retained "`release` and `kept_blocks`: what stays behind"
#define PLACE_reused "`struct adapter` and `release`: what a second caller finds"
#define PLACE_adds_to_iterator "`struct adapter`"
#define PLACE_adds_to_call_site "`struct call_site`"
#define PLACE_adds_to_task "`struct task_part`, `task_init` and `task_fini`"
#define PLACE_room_for_largest PLACE_adds_to_task
#define PLACE_several_in_flight "`struct adapter`: a second future finds the first one's place taken"
#define PLACE_shared_by_threads "`struct adapter`: what `place` or `release` reads and then writes, not atomically; or let " \
                                "`.threads` say in a second sentence why not"
#define PLACE_escapes "`struct call_site` and `place`: a future may outlive its caller's frame"
#define PLACE_returned "`struct call_site` and `place`: a frame in the call site moves with it, and its handle stays"
#define PLACE_recursion "`place`: a next() inside a next() of the same type"
#define PLACE_deep_recursion PLACE_recursion
#define PLACE_one_caller "`.protocol` and what it hands to next()"
#define PLACE_plug_in "`place`: a frame of a size that no build knew"
#define PLACE_small_plug_in PLACE_plug_in
#define PLACE_later_object PLACE_plug_in
#define PLACE_whole_program "what the file includes of the frame table"
#define PLACE_table_per_method PLACE_whole_program
#define PLACE_depends_on_size "`place`: its sizes"
#define PLACE_large_callee PLACE_plug_in
#define PLACE_state_machine_caller "the definitions of CALLER and CALLEE"
#define PLACE_other_thread "thread-locals, and caches without a lock"
#define PLACE_handed_on "thread-locals: to which thread `release` gives a frame back"
#define PLACE_stays_after_burst PLACE_retained
#define PLACE_stays_after_types PLACE_retained
#define PLACE_stays_after_threads "thread-locals: what a thread leaves behind at its end"
#define PLACE_time_against NULL
#define PLACE_counted_allocations NULL

const struct question questions[QUESTION_COUNT] = {
#define X(name, question) \
    { #name, question, PLACE_##name, (int)QUESTION_##name < (int)FIRST_PROBE, QUESTION_##name >= QUESTION_time_against },
    CONFORMANCE_PROBES(X)
    PROBES(X)
#undef X
};

enum question_id question_of(enum probe_id probe) { return (enum question_id)(FIRST_PROBE + probe); }

/* The probe itself names a call that takes longer than 5 seconds, unless the strategy takes its alarm away. */
enum { FRAMES_TIMEOUT_MS = 20000 };

bool sheet_is_cut_short(const struct sheet *sheet) { return sheet->findings[QUESTION_frames].behaviour == FAILS; }

enum coro_status sheet_ask(struct sheet *sheet, const char *program, size_t first, size_t end, unsigned *timeout_ms)
{
    for (size_t i = first; i < end && !runner_stop_requested(); i++) {
        if (questions[i].is_open)
            continue;
        if (i != QUESTION_frames && sheet_is_cut_short(sheet)) {
            sheet->findings[i] = finding_of(REFUSES, "not asked, since `frames` has found a mistake in placing or releasing");
            continue;
        }
        unsigned frames_ms = FRAMES_TIMEOUT_MS < *timeout_ms ? FRAMES_TIMEOUT_MS : *timeout_ms;
        unsigned *own_ms = i == QUESTION_frames ? &frames_ms : timeout_ms;
        enum coro_status status = prober_ask(program, sheet->card->name, questions[i].name, own_ms, &sheet->findings[i]);
        if (status)
            return status;
    }
    return CORO_OK;
}

static enum coro_status fill(struct sheet *sheet, const char *program, const struct row_card *card)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    sheet->card = card;
    return sheet_ask(sheet, program, 0, QUESTION_COUNT, &timeout_ms);
}

static enum coro_status expect_whole_claims(const struct row_card *card)
{
    for (size_t i = 0; i < card->claim_count; i++) {
        const char *fault = claim_fault(card, &card->claims[i]);
        if (fault)
            return runner_refuse(CORO_ERR_INVALID, "the claim \"%s\" of strategies/%s.c: %s", card->claims[i].quote, card->name,
                                 fault);
    }
    return CORO_OK;
}

enum coro_status sheets_fill(struct sheet *sheets, const char *program, const struct row_card *const *cards, size_t count)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = expect_whole_claims(cards[i]);
    for (size_t i = 0; i < count && !status; i++)
        status = fill(&sheets[i], program, cards[i]);
    for (size_t i = 0; i < count && !status && !runner_stop_requested(); i++)
        if (!sheet_is_cut_short(&sheets[i]))
            status = sheet_ask_named(&sheets[i], program, sheets, count);
    return status;
}

bool sheet_fails(const struct sheet *sheet)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (questions[i].is_conformance && sheet->findings[i].behaviour == FAILS)
            return true;
    return false;
}

bool sheet_failed(const struct sheet *sheet, size_t question)
{
    const struct finding *found = &sheet->findings[question];
    if (questions[question].is_open || found->behaviour != FAILS)
        return false;
    return questions[question].is_conformance || !found->is_answered;
}

bool sheet_has_failure(const struct sheet *sheet)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (sheet_failed(sheet, i))
            return true;
    return false;
}

/* "yes" or "no", or NULL without an answer. A conformance question has no yes or no, also where one of its steps was refused. */
static const char *answer_name(const struct finding *found, const struct question *question)
{
    if (!found->is_answered || question->is_conformance)
        return NULL;
    return found->answer == ANSWER_YES ? "yes" : "no";
}

static void append_probe(const struct sheet *sheet, enum question_id question, json_t *probes)
{
    const struct finding *found = &sheet->findings[question];
    json_t *record = json_pack("{s:s, s:s, s:s, s:s*, s:s, s:s}", "strategy", sheet->card->name,
                               "probe", questions[question].name, "question", questions[question].words,
                               "answer", answer_name(found, &questions[question]),
                               "behaviour", behaviour_name(found->behaviour), "evidence", found->evidence);
    if (found->has_value)
        json_object_set_new(record, "value", json_real(found->value));
    if (found->is_declared)
        json_object_set_new(record, "by_construction", json_true());
    json_array_append_new(probes, record);
}

void sheet_append_probes(const struct sheet *sheet, json_t *probes)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (!questions[i].is_open)
            append_probe(sheet, (enum question_id)i, probes);
}

void sheets_append(const struct sheet *sheets, size_t count, json_t *probes, json_t *claims)
{
    for (const struct sheet *sheet = sheets; sheet < sheets + count; sheet++) {
        sheet_append_probes(sheet, probes);
        sheet_append_claims(sheet, claims);
    }
}

const char *sheet_place_to_look(const struct sheet *sheet, size_t question)
{
    bool blames_workload = strstr(sheet->findings[question].evidence, FINDING_BLAMES_WORKLOAD) != NULL;
    return blames_workload ? "the file of that workload: its bodies, and the result that it expects" : questions[question].place;
}

void sheets_append_failures(const struct sheet *sheets, size_t count, json_t *failures)
{
    for (const struct sheet *sheet = sheets; sheet < sheets + count; sheet++)
        for (size_t i = 0; i < QUESTION_COUNT; i++)
            if (sheet_failed(sheet, i))
                json_array_append_new(failures, json_pack("{s:s, s:s, s:s, s:s, s:s}", "strategy", sheet->card->name, "probe",
                                                          questions[i].name, "question", questions[i].words, "evidence",
                                                          sheet->findings[i].evidence, "look", sheet_place_to_look(sheet, i)));
}
