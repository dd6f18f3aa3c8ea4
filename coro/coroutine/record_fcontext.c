/* SPDX-License-Identifier: MIT */
/* Learns how large the record is that jump_fcontext leaves on the stack of the side that it suspends. The size differs between
 * versions of Boost; the layout from its end does not. context_fcontext.h, which draws it, needs it for backtraces only. */
#define CORO_CONTEXT CORO_CONTEXT_FCONTEXT
#include "coro/coroutine.h"

size_t coro_fcontext_record_bytes;

enum { STACK_BYTES = 2048, MOST_FUNCTION_BYTES = 1024 };

/* In words: the smallest and the largest record, and where the address to continue at lies, counted from the end. */
#ifdef __aarch64__
enum { FEWEST = 22, MOST = 26, FROM_END = 2 };
#else
enum { FEWEST = 7, MOST = 12, FROM_END = 1 };
#endif

/* Frames of measure() are never left, so the sanitizer must not mark them. */
#define UNMARKED __attribute__((no_sanitize("address", "thread")))

static CORO_NOINLINE UNMARKED struct coro_transfer jump_there(coro_fcontext to, void *data)
{
    struct coro_transfer back = jump_fcontext(to, data);
    CORO_OPAQUE(back.data);         /* no tail call: the record holds an address of this function */
    return back;
}

static UNMARKED void measure(struct coro_transfer transfer)
{
    const uintptr_t *words = transfer.from;
    size_t *bytes = transfer.data;
    for (size_t count = FEWEST; count <= MOST; count++)
        if (words[count - FROM_END] - (uintptr_t)jump_there < MOST_FUNCTION_BYTES) {
            *bytes = count * sizeof *words;
            break;
        }
    (void)jump_fcontext(transfer.from, NULL);
}

/* Before the constructors of users, which may make coroutines. */
__attribute__((constructor(101))) static UNMARKED void learn_record(void)
{
    static char stack[STACK_BYTES] __attribute__((aligned(16)));
    size_t bytes = 0;
    (void)jump_there(make_fcontext(stack + sizeof stack, sizeof stack, measure), &bytes);
    coro_fcontext_record_bytes = bytes;
}
