/* SPDX-License-Identifier: MIT */
/* The provider coro_split_stacks: first segments for coroutines whose code the compiler splits (frames_split.h). They come from
 * the guarded pool, because libgcc's smallest segment is a mapping of its own, touched at both ends. Code that is not split may
 * overrun the slack; a guard catches it. libgcc maps the further segments, and unmaps them when the coroutine ends.
 *
 * libgcc uses contexts that it did not make, so the order of the words in them must be the known one. A context of libgcc's own
 * making is checked before the first stack is handed out. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include "coro/coroutine.h"

void *__splitstack_makecontext(size_t bytes, void *[CORO_SPLIT_WORDS], size_t *got_bytes);
void __splitstack_block_signals_context(void *[CORO_SPLIT_WORDS], int *on, int *was_on);

enum {
    MIN_FRAMES_BYTES = 512,
    MAX_SLACK_BYTES = 64 << 10,         /* a larger value cannot be the slack */
};

struct coro_stack_source { struct coro_stack_source *pool; };

struct coro_split_made coro_split_made;

/* True if the words of `made` describe the segment at `base` in the known order. */
static bool is_as_known(void *const *made, const char *base, size_t bytes)
{
    uintptr_t limit = (uintptr_t)made[CORO_SPLIT_LIMIT], slack = limit - (uintptr_t)base;
    return made[CORO_SPLIT_SEGMENTS] == made[CORO_SPLIT_CURRENT] && made[CORO_SPLIT_SEGMENTS] != NULL
        && (uintptr_t)base - (uintptr_t)made[CORO_SPLIT_SEGMENTS] < MAX_SLACK_BYTES
        && slack > 0 && slack < bytes && slack <= MAX_SLACK_BYTES
        && made[CORO_SPLIT_FIRST_TOP] == NULL && made[CORO_SPLIT_FIRST_SIZE] == NULL;
}

/* True if the thread's own context looks like those of coro_frames_make: libgcc did not map that one either. Its top is where the
 * thread began, above this frame. Threads that libgcc does not know have no context. */
static bool is_own_as_known(void)
{
    void *own[CORO_SPLIT_WORDS];
    __splitstack_getcontext(own);
    uintptr_t here = (uintptr_t)__builtin_frame_address(0), top = (uintptr_t)own[CORO_SPLIT_FIRST_TOP];
    if (top == 0)
        return own[CORO_SPLIT_LIMIT] == NULL;
    return own[CORO_SPLIT_CURRENT] != NULL || (top > here && (uintptr_t)own[CORO_SPLIT_LIMIT] < top);
}

/* Leaves slack_bytes 0 if a check fails. The segment then leaks, because its address is uncertain. */
static void learn(void)
{
    struct coro_split_context made, fresh = { { NULL } };
    size_t bytes;
    int off = 0;
    char *base = __splitstack_makecontext(1, made.words, &bytes);
    if (!is_as_known(made.words, base, bytes) || !is_own_as_known())
        return;
    size_t slack_bytes = (size_t)((char *)made.words[CORO_SPLIT_LIMIT] - base);
    __splitstack_releasecontext(made.words);
    __splitstack_block_signals_context(fresh.words, &off, NULL);
    coro_split_made = (struct coro_split_made){ fresh, slack_bytes };
}

static enum coro_status split_open(size_t stack_bytes, struct coro_stack_source **opened)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;     /* sources of several threads may be opened at once */
    if (pthread_once(&once, learn) != 0 || coro_split_made.slack_bytes == 0)
        return CORO_ERR_UNSUPPORTED;
    if (stack_bytes < CORO_MIN_STACK_BYTES + sizeof(struct coro_split_room) + coro_split_made.slack_bytes + MIN_FRAMES_BYTES)
        return CORO_ERR_INVALID;
    struct coro_stack_source *source = malloc(sizeof *source);
    if (source == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = coro_pooled_stacks.open(stack_bytes, &source->pool);
    if (status) {
        free(source);
        return status;
    }
    *opened = source;
    return CORO_OK;
}

static enum coro_status split_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    return coro_pooled_stacks.acquire(source->pool, stack);
}

static void split_release(struct coro_stack_source *source, struct coro_stack stack)
{
    coro_pooled_stacks.release(source->pool, stack);
}

static size_t split_fresh_count(const struct coro_stack_source *source) { return coro_pooled_stacks.fresh_count(source->pool); }

static void split_close(struct coro_stack_source *source)
{
    if (source == NULL)
        return;
    coro_pooled_stacks.close(source->pool);
    free(source);
}

static void split_trim(struct coro_stack_source *source) { coro_pooled_stacks.trim(source->pool); }

const struct coro_stack_provider coro_split_stacks = {
    "split by the compiler, first segments pooled", split_open, split_acquire, split_release, split_fresh_count, split_close,
    split_trim
};
