/* SPDX-License-Identifier: MIT */
/* Each typical mistake of a first strategy is named in a sentence by the probe `frames`: by the function of the strategy, the
 * frame and the fault. tests/strategies/mistakes has a strategy per mistake. Every probe runs in a child process, which it
 * ends. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include "bench/probes/probe.h"
#include "tests/support/in_child.h"

static const struct { const char *mistake, *sentence; } expected[] = {
    { "asks_no_source", "task_init crashes with SIGSEGV: the strategy names no .stacks, so task_init gets no source" },
    { "begins_early", "place gave a frame of 16 bytes that begins 8 bytes before the heap block, which has 16 bytes" },
    { "cache_stays", "place gave a frame of 16 bytes the memory of a live frame of 16 bytes" },
    { "closes_output", "release, for a frame of 16 bytes, closes or replaces standard output" },
    { "counts_awaits_wrongly",
      ".allocations says 2 for a frame of 16 bytes that is AWAITED_AGAIN_BY_NEXT, and next() takes 1 heap block" },
    { "counts_one_more", ".kept_blocks counts heap blocks before anything was placed: 1" },
    { "covers_flag", "place, for a frame of 16 bytes, writes 1 bytes into a live frame of 16 bytes, at byte 0" },
    { "counts_too_many", ".kept_blocks counts heap blocks that do not stay when no frame is live: 1" },
    { "exits", "place, for a frame of 1024 bytes, ends the process" },
    { "first_site", "place writes into a struct call_site that has ended" },
    { "first_task", "bytes memory in the struct task_part of another: which it was not handed" },
    { "forgets_fallback", " frames lay in heap blocks, which .lives does not name: set .fallback" },
    { "forgets_frame", "place returned CORO_OK for a frame of 16 bytes and gave no memory" },
    { "forgets_lives", ".lives says that frames live in the task: " },
    { "forks", "place, for a frame of 16 bytes, forks" },
    { "first_task_is_free", "place writes into a struct task_part that has ended" },
    { "frees_holder", "release, for a frame of 16 bytes, makes the C library end the process: " },
    { "frees_inside", "release, for a frame of 16 bytes, frees an address 8 bytes inside the heap block of 16" },
    { "frees_static", "release, for a frame of 16 bytes, frees an address that is no heap block" },
    { "frees_twice", "release, for a frame of 16 bytes, frees a heap block of 16 bytes twice" },
    { "gives_freed", "place gave a frame of 16 bytes memory that is freed already" },
    { "gives_own_stack", "place gave a frame of 16 bytes memory on the stack of place, which has returned" },
    { "grows_by_realloc", "place, for a frame of 16 bytes, frees or moves the heap block in which a live frame" },
    { "keeps_in_secret", "a heap block of 16 bytes that place took stays for later frames: free it, or set .kept_blocks" },
    { "leaves_call_site", "place gave a frame of 104 bytes a struct call_site of 64 bytes" },
    { "leaves_at_once", "release, for a frame of 16 bytes, ends the process" },
    { "links_live", "place, for a frame of 16 bytes, writes 8 bytes into a live frame of 16 bytes, at byte 0" },
    { "loses_first_block", "a heap block of 8 bytes that place took is never freed" },
    { "loses_grown_box", "bytes that place took is never freed" },
    { "misaligns_large", "place gave a frame of 256 bytes an address that is a multiple of 4 and not of 16, its alignment" },
    { "moves_too_much", "start, for a frame of 16 bytes, wrote 8 bytes beyond the 16 of the heap block that place took" },
    { "never_frees", "a heap block of 16 bytes that place took is never freed" },
    { "never_unmaps", "pages of the system that place maps stay: " },
    { "never_returns", "place, for a frame of 16 bytes, has not returned for 5 seconds" },
    { "no_such_status", "place returns 1000, which is no status of coro/status.h" },
    { "one_buffer", "place gave a frame of 16 bytes the memory of a live frame of 16 bytes" },
    { "one_word_short", "place gave a frame of 16 bytes a heap block of 8 bytes" },
    { "overruns_adapter", "place gave a frame of 16 bytes that ends 8 bytes beyond the struct adapter, which has 24 bytes" },
    { "prints", "release, for a frame of 16 bytes, prints to standard output" },
    { "refuses_third_task", "task_init refuses a task after others have begun and ended, though none lives" },
    { "raises", "release, for a frame of 16 bytes, raises SIGTERM" },
    { "reads_unset_site", "place, for a frame of 16 bytes, crashes with SIGSEGV: without site_init, struct call_site" },
    { "short_stride", "place gave a frame of 104 bytes memory that overlaps a live frame of 104 bytes by 8" },
    { "stays_taken", "place refuses a frame of 16 bytes that it took before, though none is live" },
    { "trusts_malloc", "place returns CORO_OK without memory when the allocator has none: return CORO_ERR_NO_MEMORY" },
    { "writes_after_free", "the heap block of 16 bytes that place took was written to after it was freed" },
    { "writes_into_task", "release writes in front of the struct task_part, into the struct coro_task" },
    { "writes_to_output", "release, for a frame of 16 bytes, prints to standard output" },
    { "writes_in_front", "place, for a frame of 16 bytes, wrote in front of the heap block of 16 bytes that place took" },
};
enum { EXPECTED = sizeof expected / sizeof *expected };

static void ask(void *name)
{
    const struct row row = { .card.name = name };
    struct finding found = probe_frames(&row);
    fprintf(stderr, "%s: %s\n", behaviour_name(found.behaviour), found.evidence);
}

static void every_mistake_is_named_by_the_function_the_frame_and_the_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < EXPECTED; i++) {
        char said[2048];
        int status = child_run_and_listen(ask, (void *)expected[i].mistake, said, sizeof said);
        if (strstr(said, expected[i].sentence) == NULL || !WIFSIGNALED(status))
            fail_msg("%s: \"%s\" does not say \"%s\"", expected[i].mistake, said, expected[i].sentence);
    }
}

static void no_mistake_is_without_a_sentence(void **state)
{
    (void)state;
    assert_int_equal(EXPECTED, MISTAKES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_named_by_the_function_the_frame_and_the_fault),
        cmocka_unit_test(no_mistake_is_without_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
