/* SPDX-License-Identifier: MIT */
/* Six futures of one iterator in flight, which end in every order, while further ones begin: for every row of the table that
 * allows several in flight. A stack that pops out of order is planted beside them, and has to be found. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "bench/table/workload.h"
#include "coro/notice.h"

enum { SIX = 6, ALL = SIX + 2, ORDERS = 720, MANY_ITEMS = 1 << 20 };
_Static_assert((int)ALL <= (int)HAND_FUTURES, "the caller by hand holds them all");

/* A row's stage, the futures in flight on it, the next item of their iterator, and the first fault. */
struct scene {
    const struct row_probes *steps;
    struct fixture *stage;
    enum probe_chain chain;
    bool is_held[ALL];
    uint64_t next_item;
    const char *fault;
};
#define PLANTED "lifo_slab"
static const char shared_memory[] = "two futures in flight share memory";

static bool share_bytes(struct coro_stack one, struct coro_stack other)
{
    return one.bytes > 0 && other.bytes > 0 && one.base < other.base + other.bytes && other.base < one.base + one.bytes;
}

/* Begins a future, and polls it once: it waits for its item. */
static void begin(struct scene *scene, unsigned held)
{
    if (scene->fault)
        return;
    scene->steps->hand_begin(scene->stage, held);
    struct coro_stack frame = scene->steps->hand_frame(scene->stage, held);
    for (unsigned other = 0; other < ALL; other++)
        if (scene->is_held[other] && share_bytes(frame, scene->steps->hand_frame(scene->stage, other)))
            scene->fault = shared_memory;
    scene->is_held[held] = true;
    if (scene->fault)
        return;
    struct coro_polled got = scene->steps->hand_poll(scene->stage, held);
    if (got.tag == CORO_FAILED)
        scene->fault = coro_status_message((enum coro_status)got.value);
    else if (got.tag != CORO_PENDING)
        scene->fault = "a future does not wait for its item";
}

/* Ends a future: one with an odd number is finished first, one with an even number is dropped in mid-await. A source of large
 * frames has the same item for all futures that wait, so there all are dropped. */
static void end(struct scene *scene, unsigned held)
{
    if (scene->fault)
        return;
    if (held % 2 && scene->chain == PROBE_FILTERS) {
        struct coro_polled got = scene->steps->hand_poll(scene->stage, held);
        if (got.tag != CORO_SOME || got.value != scene->next_item++)
            scene->fault = "a future has the wrong item";
    }
    scene->is_held[held] = false;
    scene->steps->hand_drop(scene->stage, held);
}

/* Begins six and ends them in this order. Two further ones begin after the second end, so that the second of them may lie on a
 * future in flight, and two after the fourth. These end last. */
static void end_in_order(struct scene *scene, const unsigned order[SIX])
{
    for (unsigned i = 0; i < SIX; i++)
        begin(scene, i);
    for (unsigned i = 0; i < SIX; i++) {
        end(scene, order[i]);
        if (i == 1 || i == 3) {
            begin(scene, i == 1 ? SIX : order[0]);
            begin(scene, i == 1 ? SIX + 1 : order[1]);
        }
    }
    end(scene, SIX);
    end(scene, order[1]);
    end(scene, SIX + 1);
    end(scene, order[0]);
}

/* Opens a scene with a chain of one source, under an adapter if its frames are small. Returns false when the row has no such
 * chain. A caller by hand that knows the type of its callee knows the small source alone. */
static bool open_scene(struct scene *scene, const struct row *row, enum probe_chain chain)
{
    static const struct cell_options no_options;
    static const struct fixture_head head = { .options = &no_options };
    if (chain == PROBE_LARGE && strcmp(row->card.protocol, "static") == 0)
        return false;
    *scene = (struct scene){ .steps = row->probes, .chain = chain };
    assert_int_equal(row->open(&head, &scene->stage), CORO_OK);
    if (row->probes->open(scene->stage, chain, chain == PROBE_FILTERS) == CORO_OK)
        return true;
    row->close(scene->stage);
    return false;
}
static bool open_hand(struct scene *scene) { return scene->steps->hand_open(scene->stage, MANY_ITEMS) == CORO_OK; }
/* Futures that share memory cannot be dropped: the scene stays as it is. */
static void close_hand(struct scene *scene)
{
    if (scene->fault == shared_memory)
        return;
    for (unsigned held = 0; held < ALL; held++)
        if (scene->is_held[held])
            scene->steps->hand_drop(scene->stage, held);
    scene->steps->hand_close(scene->stage);
}
static void close_scene(struct scene *scene, const struct row *row)
{
    if (scene->fault != shared_memory)
        row->close(scene->stage);
}

/* Plays each order of those left from `fixed` on, or each `stride`-th. Every order is played in a task of its own: a stack that
 * has memory left when the task ends aborts. */
static void play_orders(struct scene *scene, unsigned order[SIX], unsigned fixed, unsigned stride, unsigned *count)
{
    if (fixed == SIX && (*count)++ % stride == 0 && !scene->fault) {
        assert_true(open_hand(scene));
        end_in_order(scene, order);
        close_hand(scene);
    }
    for (unsigned i = fixed; i < SIX; i++) {
        unsigned here = order[fixed];
        order[fixed] = order[i], order[i] = here;
        play_orders(scene, order, fixed + 1, stride, count);
        order[i] = order[fixed], order[fixed] = here;
    }
}
static const char *play(struct scene *scene)
{
    unsigned order[SIX] = { 0, 1, 2, 3, 4, 5 }, count = 0;
    play_orders(scene, order, 0, coro_notice_many() < 1000 ? 48 : 1, &count);
    assert_int_equal(count, ORDERS);
    return scene->fault;
}

/* Whether so many can be in flight at all. A row answers with a refusal where not, and never with shared memory. */
static bool allows_all(struct scene *scene)
{
    if (!open_hand(scene)) {
        scene->fault = "no caller by hand";
        return false;
    }
    for (unsigned held = 0; held < ALL; held++)
        begin(scene, held);
    bool is_allowed = scene->fault == NULL;
    assert_ptr_not_equal(scene->fault, shared_memory);
    close_hand(scene);
    if (is_allowed)
        *scene = (struct scene){ .steps = scene->steps, .stage = scene->stage, .chain = scene->chain };
    return is_allowed;
}

static bool is_strategy(const struct row *row) { return row->probes != NULL && !(row->refusal && row->refusal()); }

/* Returns how many rows played all orders without a fault. Holes below frames in flight may take the room of a bounded stack: its
 * refusal is no fault. */
static unsigned play_rows(enum probe_chain chain)
{
    const char *refusal = coro_status_message(CORO_ERR_DOES_NOT_FIT);
    unsigned played_count = 0;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        struct scene scene;
        if (!is_strategy(row) || strcmp(row->card.name, PLANTED) == 0 || !open_scene(&scene, row, chain))
            continue;
        if (allows_all(&scene) && play(&scene) && scene.fault != refusal)
            fail_msg("%s: %s", row->card.name, scene.fault);
        played_count += scene.fault == NULL;
        close_scene(&scene, row);
    }
    return played_count;
}

static void six_futures_may_end_in_every_order(void **state)
{
    (void)state;
    assert_true(play_rows(PROBE_FILTERS) > 0);
}

/* Each frame of 1 KiB takes a slab where there are slabs. */
static void six_futures_with_large_frames_may_end_in_every_order(void **state)
{
    (void)state;
    assert_true(play_rows(PROBE_LARGE) > 0);
}

static void a_stack_that_pops_out_of_order_is_found(void **state)
{
    static struct scene scene;      /* stays open, and no leak */
    const struct row *row = table_find_row(PLANTED);
    (void)state;
    assert_non_null(row);
    assert_true(open_scene(&scene, row, PROBE_FILTERS));
    assert_true(allows_all(&scene));
    assert_ptr_equal(play(&scene), shared_memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_futures_may_end_in_every_order),
        cmocka_unit_test(six_futures_with_large_frames_may_end_in_every_order),
        cmocka_unit_test(a_stack_that_pops_out_of_order_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
