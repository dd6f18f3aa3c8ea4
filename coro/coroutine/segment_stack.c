/* SPDX-License-Identifier: MIT */
/* The provider coro_segment_stacks: a first segment from malloc per coroutine, for code that calls through coro/segment.h. A
 * coroutine that outgrows its first segment gets further ones from segment.c. */
#include <stdlib.h>
#include "coro/bug.h"
#include "coro/segment.h"
#include "coro/stack.h"

enum {
    MIN_STACK_BYTES = CORO_SEGMENT_SLACK_BYTES + 512,       /* the smallest stack with room for a call */
    MAX_STACK_BYTES = 1 << 30,
    LENDER_BYTES = CORO_CHECKS ? CORO_MAX_ALIGN : 0,        /* above the stack: the source while the stack is out, else NULL */
};

struct coro_stack_source { size_t stack_bytes, fresh_count, out_count; };

static enum coro_status segment_open(size_t stack_bytes, struct coro_stack_source **opened)
{
    if (stack_bytes < MIN_STACK_BYTES || stack_bytes > MAX_STACK_BYTES || stack_bytes % CORO_MAX_ALIGN != 0)
        return CORO_ERR_INVALID;
    struct coro_stack_source *source = malloc(sizeof *source);
    if (source == NULL)
        return CORO_ERR_NO_MEMORY;
    *source = (struct coro_stack_source){ .stack_bytes = stack_bytes };
    *opened = source;
    return CORO_OK;
}

static struct coro_stack_source **lender_of(char *base, size_t stack_bytes)
{
    return (struct coro_stack_source **)(base + stack_bytes);
}

static enum coro_status segment_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    char *base = malloc(source->stack_bytes + LENDER_BYTES);
    if (base == NULL)
        return CORO_ERR_NO_MEMORY;
    if (CORO_CHECKS)
        *lender_of(base, source->stack_bytes) = source;
    source->fresh_count++;
    source->out_count++;
    *stack = (struct coro_stack){ base, source->stack_bytes };
    return CORO_OK;
}

static void segment_release(struct coro_stack_source *source, struct coro_stack stack)
{
    if (source->out_count == 0 || (CORO_CHECKS && *lender_of(stack.base, stack.bytes) != source))
        coro_bug("a stack is released that its source has not handed out, or has taken back before: %p", (void *)stack.base);
    if (CORO_CHECKS)
        *lender_of(stack.base, stack.bytes) = NULL;
    source->out_count--;
    free(stack.base);
}

static size_t segment_fresh_count(const struct coro_stack_source *source) { return source->fresh_count; }

static void segment_close(struct coro_stack_source *source)
{
    if (source != NULL && source->out_count != 0)
        coro_bug("a source of stacks is closed while %zu of them are out", source->out_count);
    free(source);
}

/* malloc has the memory of released stacks. */
static void segment_trim(struct coro_stack_source *source) { (void)source; }

const struct coro_stack_provider coro_segment_stacks = {
    "segmented, from malloc", segment_open, segment_acquire, segment_release, segment_fresh_count, segment_close,
    segment_trim
};
