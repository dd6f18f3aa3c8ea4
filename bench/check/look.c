/* SPDX-License-Identifier: MIT */
/* Takes the first look at a strategy, for `corolab try`: most strategies that are wrong are wrong by one probe, and the first
 * failures are enough to go on with. */
#include <stdlib.h>
#include "bench/check/check.h"
#include "bench/check/scorecard.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

/* A probe answers within two seconds, ten on a busy machine, unless the strategy loops; its author is waiting. */
enum { LOOK_TIMEOUT_MS = 20000 };

static size_t conformance_end(void)
{
    size_t end = 0;
    while (end < QUESTION_COUNT && questions[end].is_conformance)
        end++;
    return end;
}

/* A probe that hangs shortens the time of the next, and tells enough. So does a mistake with a frame: it names the function, and
 * the other probes would fail by it in ways that do not. */
static enum coro_status ask_conformance(struct sheet *sheet, const char *program, unsigned *timeout_ms)
{
    const struct finding *frames = &sheet->findings[QUESTION_frames];
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < conformance_end() && !status && *timeout_ms == LOOK_TIMEOUT_MS && frames->behaviour != FAILS; i++)
        status = sheet_ask(sheet, program, i, i + 1, timeout_ms);
    return status;
}

static void append_refuted(const struct sheet *sheet, json_t *refuted)
{
    for (size_t i = 0; i < sheet->card->claim_count; i++) {
        const struct claim *claim = &sheet->card->claims[i];
        if (claim_fault(sheet->card, claim) == NULL && sheet_judge(sheet, claim).verdict == REPORT_REFUTED)
            json_array_append_new(refuted, json_string(claim->quote));
    }
}

static enum coro_status look(struct sheet *sheet, const char *program, json_t *probes, json_t *refuted)
{
    unsigned timeout_ms = LOOK_TIMEOUT_MS;
    enum coro_status status = ask_conformance(sheet, program, &timeout_ms);
    if (status || sheet_fails(sheet))
        return status;
    status = sheet_ask(sheet, program, conformance_end(), QUESTION_COUNT, &timeout_ms);
    if (!status && !runner_stop_requested()) {
        sheet_append_probes(sheet, probes);
        append_refuted(sheet, refuted);
    }
    return status;
}

enum coro_status check_look(const struct row_card *card, json_t *probes, json_t *failures, json_t *refuted)
{
    char program[PATH_MAX];
    struct sheet *sheet = report_allocate_zeroed(1, sizeof *sheet);
    sheet->card = card;
    enum coro_status status = prober_find(program);
    if (!status)
        status = look(sheet, program, probes, refuted);
    if (!status && !runner_stop_requested())
        sheets_append_failures(sheet, 1, failures);
    free(sheet);
    return status;
}
