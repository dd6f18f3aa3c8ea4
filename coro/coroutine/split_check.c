/* SPDX-License-Identifier: MIT */
/* Tests whether this compiler and linker split stacks; the build runs it once. A recursion starts on a small first segment and
 * goes about a hundred times as deep. Status 0 means that it returned the right sum from outside the first segment. Otherwise
 * CMakeLists.txt leaves out split stacks. */
#include <stddef.h>
#include <stdint.h>
#include <ucontext.h>

enum { FIRST_BYTES = 16384, DEPTH = 20000, FRAME_BYTES = 128 };

void *__splitstack_makecontext(size_t bytes, void *[10], size_t *got_bytes);
void __splitstack_getcontext(void *[10]);
void __splitstack_setcontext(void *[10]);
void __splitstack_releasecontext(void *[10]);
void __splitstack_block_signals_context(void *[10], int *on, int *was_on);

static ucontext_t outside, inside;
static void *outer[10], *inner[10];
static uintptr_t deepest;
static long sum;

static __attribute__((noinline)) long go_down(long depth)
{
    volatile char frame[FRAME_BYTES];
    frame[depth % FRAME_BYTES] = 1;
    deepest = (uintptr_t)frame;
    return depth ? frame[depth % FRAME_BYTES] + go_down(depth - 1) : 0;
}

static void begin(void) { sum = go_down(DEPTH); }

/* Without a split prologue: the limit in the control block is the other side's here. */
static __attribute__((noinline, no_split_stack)) void go(void)
{
    __splitstack_getcontext(outer);
    __splitstack_setcontext(inner);
    swapcontext(&outside, &inside);
    __splitstack_setcontext(outer);
}

int main(void)
{
    size_t bytes;
    int off = 0;
    char *base = __splitstack_makecontext(FIRST_BYTES, inner, &bytes);
    __splitstack_block_signals_context(inner, &off, NULL);
    getcontext(&inside);
    inside.uc_stack = (stack_t){ .ss_sp = base, .ss_size = bytes };
    inside.uc_link = &outside;
    makecontext(&inside, begin, 0);
    go();
    if (sum != DEPTH || bytes >= (size_t)DEPTH * FRAME_BYTES)
        return 1;
    return deepest - (uintptr_t)base < bytes;
}
