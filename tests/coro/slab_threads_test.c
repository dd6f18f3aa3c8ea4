/* SPDX-License-Identifier: MIT */
/* The slabs of threads that end (coro/slab.h), and slabs that are trimmed: memory returns to the heap, or to other threads. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "bench/measure/valgrind_requests.h"
#include "coro/slab.h"
#include "tests/support/in_child.h"

static const struct coro_layout small = { 72, 8 };

static void in_thread(void *(*body)(void *), void *arg)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, body, arg), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static struct coro_layout of_class(size_t i) { return (struct coro_layout){ (i + 1) * CORO_SLAB_STEP_BYTES, 16 }; }

/* ---- threads that end ---- */

static void *use_every_class(void *arg)
{
    (void)arg;
    for (size_t i = 0; i < CORO_SLAB_CLASSES; i++)
        coro_slab_release(coro_slab_alloc(of_class(i)), of_class(i));
    return NULL;
}

static void two_thousand_threads_in_turn_leave_no_more_than_one(void **state)
{
    size_t before = coro_block_page_count();
    (void)state;
    for (int i = 0; i < 2000; i++)
        in_thread(use_every_class, NULL);
    assert_int_equal(coro_block_page_count(), before);
}

static void threads_at_once_leave_nothing_either(void **state)
{
    enum { THREADS = 16 };
    pthread_t threads[THREADS];
    size_t before = coro_block_page_count();
    (void)state;
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, use_every_class, NULL), 0);
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    assert_int_equal(coro_block_page_count(), before);
}

enum { BLOCKS = 1000 };
struct batch { void *blocks[BLOCKS]; size_t from, to; };

static void *alloc_all(void *arg)
{
    struct batch *batch = arg;
    for (size_t i = 0; i < BLOCKS; i++) {
        batch->blocks[i] = coro_slab_alloc(small);
        if (batch->blocks[i] == NULL)
            abort();
        memset(batch->blocks[i], (int)i, small.bytes);
    }
    return NULL;
}
static void *release_some(void *arg)
{
    struct batch *batch = arg;
    for (size_t i = batch->from; i < batch->to; i++)
        coro_slab_release(batch->blocks[i], small);
    return NULL;
}

static void blocks_that_outlive_their_thread_keep_their_contents_and_can_be_released(void **state)
{
    struct batch batch;
    size_t before = coro_block_page_count(), wrong_count = 0;
    (void)state;
    in_thread(alloc_all, &batch);
    assert_true(coro_block_page_count() > before);
    in_thread(use_every_class, NULL);
    for (size_t i = 0; i < BLOCKS; i++)
        wrong_count += *(unsigned char *)batch.blocks[i] != (unsigned char)i;
    assert_int_equal(wrong_count, 0);
    batch.from = 0;
    batch.to = BLOCKS;
    release_some(&batch);
    coro_slab_trim();
    assert_int_equal(coro_block_page_count(), before);
}

static void blocks_released_by_threads_that_allocate_nothing_are_used_again(void **state)
{
    struct batch batch;
    size_t before = coro_block_page_count();
    (void)state;
    alloc_all(&batch);
    size_t full = coro_block_page_count();
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < BLOCKS; i += 100) {
            batch.from = i;
            batch.to = i + (i % 200 ? 100 : 99);    /* chunks are left with blocks in use */
            in_thread(release_some, &batch);
        }
        for (size_t i = 0; i < BLOCKS; i += 200)
            coro_slab_release(batch.blocks[i + 99], small);
        alloc_all(&batch);
        assert_true(coro_block_page_count() <= full);
    }
    batch.from = 0;
    batch.to = BLOCKS;
    in_thread(release_some, &batch);
    coro_slab_trim();
    assert_int_equal(coro_block_page_count(), before);
}

/* The C library calls destructors in an order of its own; this one may come after the slab's. */
static void release_at_the_end(void *block) { coro_slab_release(block, small); }
static pthread_key_t keys[4];
static void *leave_blocks_to_destructors(void *arg)
{
    (void)arg;
    for (int i = 0; i < 4; i++)
        pthread_setspecific(keys[i], coro_slab_alloc(small));
    return NULL;
}
static void blocks_released_by_other_destructors_of_the_thread_are_given_back_too(void **state)
{
    size_t before = coro_block_page_count();
    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_key_create(&keys[i], release_at_the_end), 0);
    in_thread(leave_blocks_to_destructors, NULL);
    assert_int_equal(coro_block_page_count(), before);
    for (int i = 0; i < 4; i++)
        pthread_key_delete(keys[i]);
}

/* ---- trimming ---- */

static void a_slab_grows_again_after_it_was_trimmed(void **state)
{
    struct batch batch = { .from = 0, .to = BLOCKS };
    size_t before = coro_block_page_count();
    (void)state;
    for (int round = 0; round < 3; round++) {
        alloc_all(&batch);
        assert_true(coro_block_page_count() > before);
        release_some(&batch);
        coro_slab_trim();
        assert_int_equal(coro_block_page_count(), before);
        assert_int_equal(coro_slab_kept_blocks(), 0);
    }
}

static void trimming_leaves_blocks_in_use_alone(void **state)
{
    struct batch batch = { .from = 1, .to = BLOCKS };
    size_t before = coro_block_page_count();
    (void)state;
    alloc_all(&batch);
    size_t full = coro_block_page_count();
    memset(batch.blocks[0], 0x5a, small.bytes);
    release_some(&batch);
    coro_slab_trim();
    coro_slab_trim();
    assert_int_equal(coro_block_page_count(), before + 1);
    for (size_t i = 0; i < small.bytes; i++)
        assert_int_equal(((unsigned char *)batch.blocks[0])[i], 0x5a);
    void *kept = batch.blocks[0];
    batch.blocks[0] = coro_slab_alloc(small);
    batch.to = 1;
    batch.from = 0;
    assert_int_equal(coro_block_page_count(), before + 1);     /* it came from the page that stayed */
    release_some(&batch);
    coro_slab_release(kept, small);
    coro_slab_trim();
    assert_int_equal(coro_block_page_count(), before);
    assert_true(full > before + 1);
}

/* ---- bounds ---- */

/* Of 1,000 blocks some dozens stay on the list, and a few pages wait. */
static void after_a_burst_few_pages_stay(void **state)
{
    struct batch batch = { .from = 0, .to = BLOCKS };
    (void)state;
    coro_slab_trim();
    size_t before = coro_block_page_count();
    alloc_all(&batch);
    size_t full = coro_block_page_count() - before;
    release_some(&batch);
    assert_true(coro_block_page_count() - before <= full / 8);
    coro_slab_trim();
}

/* The other thread lives on, so nothing is given back by its end. */
struct handing { struct batch batch; pthread_barrier_t turn; };
enum { ROUNDS = 100 };
static void *release_each_round(void *arg)
{
    struct handing *handing = arg;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_barrier_wait(&handing->turn);
        release_some(&handing->batch);
        pthread_barrier_wait(&handing->turn);
    }
    return NULL;
}
static void blocks_handed_to_another_thread_flow_back(void **state)
{
    struct handing handing = { .batch = { .from = 0, .to = BLOCKS } };
    size_t after_first = 0;
    pthread_t thread;
    (void)state;
    pthread_barrier_init(&handing.turn, NULL, 2);
    assert_int_equal(pthread_create(&thread, NULL, release_each_round, &handing), 0);
    for (int round = 0; round < ROUNDS; round++) {
        alloc_all(&handing.batch);
        if (round == 0)
            after_first = coro_block_page_count();
        assert_true(coro_block_page_count() <= after_first + 4);
        pthread_barrier_wait(&handing.turn);
        pthread_barrier_wait(&handing.turn);
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_barrier_destroy(&handing.turn);
    coro_slab_trim();
}

/* ---- forks ---- */

static volatile bool is_enough;
static void *begin_and_trim(void *arg)
{
    while (!is_enough) {
        coro_slab_release(coro_slab_alloc(small), small);
        coro_slab_trim();
    }
    return arg;
}
static void use_a_slab(void *arg)
{
    (void)arg;
    alarm(20);
    (void)use_every_class(NULL);
    coro_slab_trim();
}

/* The allocators of sanitizers have locks of their own, which a child may find taken. Memcheck sees what the other thread held at
 * the fork as lost in the child. */
static void a_child_that_is_forked_while_a_slab_trims_has_a_slab(void **state)
{
    pthread_t thread;
    (void)state;
#if defined(CORO_NOTICE_ASAN) || defined(CORO_NOTICE_TSAN)
    skip();
#endif
    if (RUNNING_ON_VALGRIND)
        skip();
    is_enough = false;
    assert_int_equal(pthread_create(&thread, NULL, begin_and_trim, NULL), 0);
    for (int i = 0; i < (TESTS_ARE_EMULATED ? 10 : 100); i++)
        assert_true(child_succeeds(use_a_slab, NULL));
    is_enough = true;
    assert_int_equal(pthread_join(thread, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        /* First, while this thread's slab has met no block of another thread. */
        cmocka_unit_test(a_slab_grows_again_after_it_was_trimmed),
        cmocka_unit_test(trimming_leaves_blocks_in_use_alone),
        cmocka_unit_test(two_thousand_threads_in_turn_leave_no_more_than_one),
        cmocka_unit_test(threads_at_once_leave_nothing_either),
        cmocka_unit_test(blocks_that_outlive_their_thread_keep_their_contents_and_can_be_released),
        cmocka_unit_test(blocks_released_by_threads_that_allocate_nothing_are_used_again),
        cmocka_unit_test(blocks_released_by_other_destructors_of_the_thread_are_given_back_too),
        cmocka_unit_test(after_a_burst_few_pages_stay),
        cmocka_unit_test(blocks_handed_to_another_thread_flow_back),
        cmocka_unit_test(a_child_that_is_forked_while_a_slab_trims_has_a_slab),
    };
    return cmocka_run_group_tests_name("slabs of threads", tests, NULL, NULL);
}
