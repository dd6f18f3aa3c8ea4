/* SPDX-License-Identifier: MIT */
/* The scenes that show why each notice of coro/notice.h is needed. `notice_scenes SCENE` plays one: a correct one, or one with a
 * mistake that the tool has to find. The build makes this program once with all notices and once without each; notice_proof.sh
 * plays the scene with both, under the tool. */
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef SCENES_COPY_FRAMES
#define CORO_COPIES_FRAMES 1
#endif
#include "coro/segment.h"

#if defined(CORO_NOTICE_ASAN)
#define find_leaks __lsan_do_leak_check
#else
static void find_leaks(void) {}
#endif

enum { STACK_BYTES = 64 << 10, NOT_SET_UP = 3 };

#ifdef SCENES_COPY_FRAMES
static const struct coro_stack_provider *provider = &coro_copied_stacks;
#else
static const struct coro_stack_provider *provider = &coro_pooled_stacks;
#endif
static size_t stack_bytes = STACK_BYTES;
static struct coro_stack_source *stacks;

static void must(bool is_so, const char *what)
{
    if (is_so)
        return;
    fprintf(stderr, "notice_scenes: %s\n", what);
    exit(NOT_SET_UP);
}

static struct coro *make(coro_entry *entry, void *arg)
{
    struct coro_stack stack;
    if (stacks == NULL)
        must(provider->open(stack_bytes, &stacks) == CORO_OK, "no source of stacks");
    must(provider->acquire(stacks, &stack) == CORO_OK, "no stack");
    return coro_init(stack, entry, arg);
}
static void resume(struct coro *co) { must(coro_resume(co) == CORO_OK, "it cannot be resumed"); }
static void unmake(struct coro *co)
{
    struct coro_stack stack = { co->limit, stack_bytes };
    coro_fini(co);
    provider->release(stacks, stack);
}

/* ---- jumping out of frames: a sanitizer clears what they left behind, and has to know for that which stack they are on ---- */

static CORO_NOINLINE void fill(volatile char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bytes[i] = (char)i;
}
static CORO_NOINLINE void jump_from_within(jmp_buf *back)
{
    volatile char a[24], b[40];
    fill(a, sizeof a);
    fill(b, sizeof b);
    longjmp(*back, 1);
}
/* Lies where the former had two arrays and red zones around them. */
static CORO_NOINLINE void use_the_same_stack(void)
{
    volatile char whole[1024];
    fill(whole, sizeof whole);
}
static CORO_NOINLINE void jump_and_go_on(void)
{
    jmp_buf back;
    if (setjmp(back) == 0)
        jump_from_within(&back);
    use_the_same_stack();
}

static struct coro_polled jump_suspend_jump(struct coro *self, void *arg)
{
    (void)arg;
    jump_and_go_on();
    coro_suspend(self);
    jump_and_go_on();
    return coro_none();
}
static void play_jumps(void)
{
    for (int i = 0; i < 2; i++) {
        struct coro *co = make(jump_suspend_jump, NULL);
        for (int j = 0; j < 2; j++) {
            resume(co);
            jump_and_go_on();
        }
        unmake(co);
    }
}

static struct coro_polled jump_there(struct coro_task *task, void *self)
{
    (void)task;
    jump_and_go_on();
    coro_suspend(self);
    jump_and_go_on();
    return coro_none();
}
static struct coro_polled jump_on_a_segment(struct coro *self, void *arg)
{
    (void)arg;
    for (int i = 0; i < 2; i++) {
        struct coro_polled got = coro_segment_call(self, stack_bytes, jump_there, NULL, self);
        must(got.tag == CORO_NONE, "no further segment");
        jump_and_go_on();
    }
    return coro_none();
}
static void play_segments(void)
{
    for (int i = 0; i < 2; i++) {
        struct coro *co = make(jump_on_a_segment, NULL);
        while (!coro_is_finished(co))
            resume(co);
        unmake(co);
    }
}

/* ---- stacks that are used again ---- */

/* Calls itself so often, and suspends there. */
static CORO_NOINLINE int dive(struct coro *self, int calls)
{
    volatile char here[48];
    fill(here, sizeof here);
    if (calls == 0) {
        coro_suspend(self);
        return here[1];
    }
    return dive(self, calls - 1) + here[1];
}
static struct coro_polled dive_in(struct coro *self, void *calls)
{
    return coro_some((uint64_t)dive(self, (int)(uintptr_t)calls));
}

/* Stacks given back and handed out again, and memory that was a stack and is plain memory afterwards. */
static void play_reuse(void)
{
    static char plain[STACK_BYTES] __attribute__((aligned(16)));
    for (int i = 0; i < 20; i++) {
        struct coro *co = make(dive_in, (void *)(uintptr_t)(i * 7 % 10));
        resume(co);
        resume(co);
        unmake(co);
        co = coro_init((struct coro_stack){ plain, sizeof plain }, dive_in, (void *)(uintptr_t)(i * 7 % 10));
        resume(co);
        resume(co);
        coro_fini(co);
        memset(plain, 0, sizeof plain);
    }
}

static struct coro_polled return_at_once(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_none();
}
/* Two coroutines with different frames take turns on one stack; a third leaves red zones there. */
static void play_turns(void)
{
    for (int i = 0; i < 20; i++) {
        struct coro *a = make(dive_in, (void *)(uintptr_t)(i % 10)), *b = make(dive_in, (void *)(uintptr_t)(i * 3 % 10));
        struct coro *c = make(return_at_once, NULL);
        resume(a);
        resume(b);
        resume(c);
        resume(a);
        resume(b);
        unmake(a);
        unmake(b);
        unmake(c);
    }
}

static struct coro_polled resume_neighbour(struct coro *self, void *neighbour)
{
    volatile char here[48];
    fill(here, sizeof here);
    resume(neighbour);
    coro_suspend(self);
    resume(neighbour);
    return coro_some((uint64_t)here[1]);
}
/* From one stack to another that lies close by, above or below. */
static void play_neighbours(void)
{
    struct coro *inner[2], *outer[2];
    inner[0] = make(dive_in, (void *)3);
    outer[0] = make(resume_neighbour, inner[0]);
    outer[1] = make(resume_neighbour, NULL);
    inner[1] = make(dive_in, (void *)3);
    outer[1]->arg = inner[1];
    for (int i = 0; i < 4; i++)
        resume(outer[i % 2]);
    for (int i = 0; i < 2; i++) {
        must(outer[i]->result.value == 1, "a wrong result");
        unmake(outer[i]);
        unmake(inner[i]);
    }
}
/* The same between a stack from the heap and its further segments. */
static struct coro_polled dive_there(struct coro_task *task, void *self)
{
    (void)task;
    return dive_in(self, (void *)3);
}
static struct coro_polled dive_on_a_segment(struct coro *self, void *arg)
{
    volatile char here[48];
    (void)arg;
    fill(here, sizeof here);
    for (int i = 0; i < 2; i++)
        must(coro_segment_call(self, stack_bytes, dive_there, NULL, self).tag == CORO_SOME, "no further segment");
    return coro_some((uint64_t)here[1]);
}
static void play_heap_segments(void)
{
    struct coro *both[2];
    provider = &coro_segment_stacks;
    for (int i = 0; i < 2; i++)
        both[i] = make(dive_on_a_segment, NULL);
    for (int i = 0; i < 6; i++)
        resume(both[i % 2]);
    for (int i = 0; i < 2; i++) {
        must(both[i]->result.value == 1, "a wrong result");
        unmake(both[i]);
    }
}

/* ---- what only a stack points to ---- */

static struct coro_polled hold(struct coro *self, void *arg)
{
    (void)arg;
    char *volatile held = malloc(100);
    coro_suspend(self);
    free(held);
    return coro_none();
}
static void play_holding(void)
{
    struct coro *co = make(hold, NULL);
    resume(co);
    find_leaks();
    resume(co);
    unmake(co);
}

static struct coro_polled forget(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    char *volatile held = malloc(100);
    fill(held, 100);
    return coro_none();
}
static void play_forgetting(void)
{
    struct coro *co = make(forget, NULL);
    resume(co);
    unmake(co);
    find_leaks();
}

/* ---- what a tool keeps for each coroutine ---- */

static size_t mapped_pages(void)
{
    size_t pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    must(file != NULL && fscanf(file, "%zu", &pages) == 1, "the system does not say how much is mapped");
    fclose(file);
    return pages;
}
static void play_many_in_turn(void)
{
    enum { FEW = 20, MANY = 1000, BEARABLE_PAGES = 32768 };
    size_t before = 0;
    for (int i = 0; i < MANY; i++) {
        if (i == FEW)
            before = mapped_pages();
        struct coro *co = make(dive_in, (void *)1);
        resume(co);
        resume(co);
        unmake(co);
    }
    must(mapped_pages() - before < BEARABLE_PAGES, "memory of finished coroutines is kept");
}

/* As many calls as one thread's record of them cannot hold. */
static void play_deep_calls(void)
{
    enum { COUNT = 100, CALLS = 1000 };
    struct coro *all[COUNT];
    stack_bytes = 4 * CALLS * 256;
    for (int i = 0; i < COUNT; i++)
        resume(all[i] = make(dive_in, (void *)CALLS));
    for (int i = 0; i < COUNT; i++) {
        resume(all[i]);
        unmake(all[i]);
    }
}

/* ---- mistakes inside a coroutine, that have to be found there as anywhere ---- */

static int shared;
static struct coro_polled overflow_a_sum(struct coro *self, void *arg)
{
    volatile int most = 0x7fffffff;
    coro_suspend(self);
    return coro_some((uint64_t)(most + *(int *)arg));
}
static struct coro_polled write_beyond(struct coro *self, void *arg)
{
    volatile char *block = malloc(8);
    coro_suspend(self);
    fill(block, 8 + (size_t)*(int *)arg);
    free((char *)block);
    return coro_none();
}
static struct coro_polled write_shared(struct coro *self, void *arg)
{
    coro_suspend(self);
    shared += *(int *)arg;
    return coro_none();
}
static void run_to_the_end(coro_entry *entry)
{
    static const int one = 1;
    struct coro *co = make(entry, (void *)(uintptr_t)&one);
    while (!coro_is_finished(co))
        resume(co);
    unmake(co);
}
static void play_sum(void) { run_to_the_end(overflow_a_sum); }
static void play_bound(void) { run_to_the_end(write_beyond); }

static void *resume_elsewhere(void *co)
{
    resume(co);
    resume(co);
    return NULL;
}
static void play_race(void)
{
    static const int one = 1;
    pthread_t threads[2];
    struct coro *both[2];
    for (int i = 0; i < 2; i++)
        both[i] = make(write_shared, (void *)(uintptr_t)&one);
    for (int i = 0; i < 2; i++)
        must(pthread_create(&threads[i], NULL, resume_elsewhere, both[i]) == 0, "no thread");
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        unmake(both[i]);
    }
}

static const struct { const char *name; void (*play)(void); } scenes[] = {
    { "jumps", play_jumps }, { "segments", play_segments }, { "reuse", play_reuse }, { "turns", play_turns },
    { "neighbours", play_neighbours }, { "heap_segments", play_heap_segments },
    { "holding", play_holding }, { "forgetting", play_forgetting }, { "many_in_turn", play_many_in_turn },
    { "deep_calls", play_deep_calls }, { "sum", play_sum }, { "bound", play_bound }, { "race", play_race },
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 2 && i < sizeof scenes / sizeof *scenes; i++)
        if (strcmp(scenes[i].name, argv[1]) == 0) {
            scenes[i].play();
            provider->close(stacks);
            return 0;
        }
    fputs("usage: notice_scenes SCENE\n", stderr);
    return 2;
}
