/* SPDX-License-Identifier: MIT */
/* A generator: one coroutine hangs off the iterator for as long as that lives, and each next() resumes it until it has the
 * next item. Its stack is one heap block, taken by the first next(): the body's locals, and 4 KiB for its calls, or 72.5 for
 * those of the C library; no guard.
 *
 *     frame                                                                                frame + bytes
 *     | struct generator | free, grows down  <----  frames of next() | generator_entry | struct coro |
 *
 * A second future in flight is refused. Dropping a future in mid-await cancels the body, and the next future begins afresh.
 * Dropping a future that was not polled, or was ready, leaves the coroutine as it is. The iterator may move between items,
 * since the coroutine gets its address with each. Every item costs two switches; a coroutine per call would also make and end a
 * context. Against an inline slot that is 100 instructions for the switches, the registers saved around them, and an indirect
 * call of the body. */
#define CALLEE ASYNC_STACKFUL
#define CORO_CONTEXT CORO_CONTEXT_FASTEST
#define CALLEE_STACK_BYTES ((CORO_NOTICE_STACK_FACTOR > 1 ? 4 : 1) * 4096)
#define CALLEE_STACK_FITS 1
#include "coro/coroutine.h"
#include "strategies/strategy.h"

struct adapter { void *frame; bool is_busy; };
struct call_site {};
struct task_part {};

struct generator {
    coro_entry *body;               /* one next(), as it was compiled; NULL: there is no coroutine yet */
    struct coro_polled got;         /* of the latest poll; pending: the coroutine is in mid-body */
};
enum { GENERATOR_BYTES = (sizeof(struct generator) + CORO_MAX_ALIGN - 1) / CORO_MAX_ALIGN * CORO_MAX_ALIGN };

CORO_INLINE struct coro *coro_of(void *frame, struct coro_layout layout)
{
    return coro_at((struct coro_stack){ frame, layout.bytes });
}

static struct coro_polled generator_entry(struct coro *self, void *arg)
{
    struct generator *generator = (struct generator *)(self->limit - GENERATOR_BYTES);
    (void)arg;
    do {
        generator->got = generator->body(self, self->arg);
    } while (!self->is_cancelled && !coro_suspend(self));
    return coro_cancelled();
}
static void generator_make(const struct coro_async_fn *fn, void *frame, void *self)
{
    fn->start(frame, self);
    struct coro *co = coro_of(frame, fn->layout);
    struct generator *generator = coro_take_low_end(co, sizeof *generator);
    generator->body = co->entry;
    co->entry = generator_entry;
}

CORO_INLINE enum coro_status generator_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct adapter *adapter = holders.adapter;
    if (CORO_UNLIKELY(adapter->is_busy))
        return CORO_ERR_BUSY;
    if (CORO_UNLIKELY(adapter->frame == NULL)) {
        adapter->frame = heap_alloc(layout);
        if (adapter->frame == NULL)
            return CORO_ERR_NO_MEMORY;
        ((struct generator *)adapter->frame)->body = NULL;
    }
    adapter->is_busy = true;
    *frame = adapter->frame;
    return CORO_OK;
}
CORO_INLINE void generator_start(const struct coro_async_fn *fn, void *frame, void *self)
{
    struct generator *generator = frame;
    if (CORO_UNLIKELY(generator->body == NULL))
        generator_make(fn, frame, self);
    else
        coro_of(frame, fn->layout)->arg = self;
    generator->got = coro_none();
}
CORO_INLINE struct coro_polled generator_poll(void *frame, struct coro_layout layout, struct coro_task *task)
{
    struct generator *generator = frame;
    generator->got = coro_pending();
    coro_poll(coro_of(frame, layout), task);
    return generator->got;
}
CORO_INLINE void generator_drop(void *frame, struct coro_layout layout, struct coro_task *task)
{
    struct generator *generator = frame;
    if (CORO_UNLIKELY(generator->got.tag == CORO_PENDING)) {
        coro_drop(coro_of(frame, layout), task);
        generator->body = NULL;
    }
}
CORO_INLINE void generator_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout;
    holders.adapter->is_busy = false;
}
static void generator_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    struct generator *generator = adapter->frame;
    if (generator != NULL && generator->body != NULL)
        coro_drop(coro_of(adapter->frame, fn->layout), task);
    free(adapter->frame);
}
static const struct placing placing = {
    .place = generator_place, .start = generator_start, .poll = generator_poll, .drop = generator_drop,
    .release = generator_release, .adapter_fini = generator_fini,
};

static const struct system systems[] = {
    { "Ruby", "in Enumerator#next runs the enumeration on a fiber of its own",
      "https://github.com/ruby/ruby/blob/HEAD/enumerator.c" },
    { "C++23", "resumes one stackless coroutine for each element of a std::generator",
      "https://eel.is/c++draft/coro.generator" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 210,
    .sentence = "a generator: the iterator's coroutine, resumed per item",
    .placing = &placing,
    .lives = { .where = LIVES_ON_STACK, .pointer = LIVES_IN_ITERATOR },
    .threads = { "the iterator's coroutine",
                 "the iterator has one coroutine, so a second future in flight is refused" },
    .systems = systems,
};
