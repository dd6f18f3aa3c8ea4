/* SPDX-License-Identifier: MIT */
/* Providers of stacks (coro/stack.h): the promises of all, and those of the guarded pool. Linked with failing calls. Compiled
 * with -fstack-clash-protection, without which a large frame jumps over a guard page. Longer than 400
 * lines, because every promise is walked over the same list of providers. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/mman.h>
#include "bench/measure/valgrind_requests.h"
#include "coro/checks.h"
#include "coro/coroutine.h"
#include "tests/support/in_child.h"
#include "tests/support/pages.h"
#include "tests/support/failing.h"

enum { STACK_BYTES = 64 * 1024, LARGE_FRAME_BYTES = 8 << 10 };

/* The provider under test is the initial state of each test. */
static const struct coro_stack_provider *provider_of(void **state) { return *state; }

static struct coro_stack_source *open_source(const struct coro_stack_provider *provider)
{
    struct coro_stack_source *source = NULL;
    assert_int_equal(provider->open(STACK_BYTES, &source), CORO_OK);
    return source;
}

static struct coro_stack acquire(const struct coro_stack_provider *provider, struct coro_stack_source *source)
{
    struct coro_stack stack = { NULL, 0 };
    assert_int_equal(provider->acquire(source, &stack), CORO_OK);
    return stack;
}

static void sizes_that_make_no_sense_are_refused(void **state)
{
    static const size_t refused[] = { 0, 1, 64, STACK_BYTES + 1, STACK_BYTES + 8, (size_t)1 << 40, SIZE_MAX, SIZE_MAX - 15 };
    struct coro_stack_source *untouched = (struct coro_stack_source *)&refused;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(provider_of(state)->open(refused[i], &untouched), CORO_ERR_INVALID);
    assert_ptr_equal(untouched, &refused);
}

static void a_stack_is_as_large_as_was_asked_for(void **state)
{
    struct coro_stack_source *source = open_source(provider_of(state));
    struct coro_stack stacks[40];
    for (int i = 0; i < 40; i++) {
        stacks[i] = acquire(provider_of(state), source);
        assert_int_equal(stacks[i].bytes, STACK_BYTES);
        assert_int_equal((uintptr_t)stacks[i].base % CORO_MAX_ALIGN, 0);
        memset(stacks[i].base, i, STACK_BYTES);
    }
    for (int i = 0; i < 40; i++) {
        assert_int_equal(stacks[i].base[0], i);
        assert_int_equal(stacks[i].base[STACK_BYTES - 1], i);
        provider_of(state)->release(source, stacks[i]);
    }
    provider_of(state)->close(source);
}

static void a_source_may_be_closed_without_having_given_anything(void **state)
{
    provider_of(state)->close(open_source(provider_of(state)));
    provider_of(state)->close(NULL);
}

static void close_too_early(void *provider)
{
    struct coro_stack_source *source = open_source(provider);
    (void)acquire(provider, source);
    ((const struct coro_stack_provider *)provider)->close(source);
}

static void closing_a_source_whose_stacks_are_out_aborts(void **state)
{
    assert_true(child_aborts_saying(close_too_early, *state, "a source of stacks is closed while 1 of them are out"));
}

static void release_a_foreign_stack(void *provider)
{
    struct coro_stack_source *source = open_source(provider);
    struct coro_stack stack = { (char *)source, STACK_BYTES };      /* never handed out */
    ((const struct coro_stack_provider *)provider)->release(source, stack);
}

static void releasing_more_than_was_acquired_aborts(void **state)
{
    assert_true(child_aborts_saying(release_a_foreign_stack, *state, "a stack is released that its source has not handed out"));
}

static void release_one_twice(void *provider)
{
    const struct coro_stack_provider *pool = provider;
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack a = acquire(pool, source), b = acquire(pool, source);
    (void)b;
    pool->release(source, a);
    pool->release(source, a);
}

static void release_to_another_source(void *provider)
{
    const struct coro_stack_provider *pool = provider;
    struct coro_stack_source *source = open_source(pool), *other = open_source(pool);
    struct coro_stack a = acquire(pool, source), b = acquire(pool, other);
    (void)b;
    pool->release(other, a);
}

/* True where the provider tells at once; the C library or the sanitizer finds the rest of what malloc has freed. */
static bool is_named(void **state)
{
    return provider_of(state) == &coro_pooled_stacks || (CORO_CHECKS && CORO_NOTICE_STACK_FACTOR == 1 && !RUNNING_ON_VALGRIND);
}

static void a_stack_released_twice_aborts(void **state)
{
    if (!is_named(state))
        skip();
    assert_true(child_aborts_saying(release_one_twice, *state, "has not handed out, or has taken back before"));
}

static void a_stack_of_another_source_aborts(void **state)
{
    if (!is_named(state))
        skip();
    assert_true(child_aborts_saying(release_to_another_source, *state, "has not handed out, or has taken back before"));
}

/* False where mincore counts in other pages than the program's, as under qemu with pages of more than 4 KiB. */
static bool can_count_pages(void)
{
    enum { UNTOUCHED = 0x55 };
    unsigned char pages[65536 / 4096] = { 0, UNTOUCHED };
    void *page = mmap(NULL, page_bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool can = page != MAP_FAILED && mincore(page, page_bytes(), pages) == 0 && pages[1] == UNTOUCHED;
    munmap(page, page_bytes());
    return can;
}

static size_t resident_count(struct coro_stack stack)
{
    unsigned char pages[STACK_BYTES / 4096 + 2];        /* enough for the smallest pages */
    char *first = page_of(stack.base);
    size_t bytes = coro_round_up((size_t)(stack.base + stack.bytes - first), page_bytes()), count = 0;
    assert_int_equal(mincore(first, bytes, pages), 0);
    for (size_t i = 0; i < bytes / page_bytes(); i++)
        count += pages[i] & 1;
    return count;
}

/* Units with CORO_CHECKS keep a word at the top. */
static void little_use_of_the_base_touches_one_page(void **state)
{
    if (!can_count_pages())
        skip();
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack side = acquire(pool, source);
    side.base[0] = 1;
    if (!CORO_CHECKS)
        assert_int_equal(resident_count(side), 1);
    pool->release(source, side);
    if (!CORO_CHECKS)
        assert_int_equal(resident_count(side), 1);
    pool->close(source);
}

static void trimming_gives_back_the_memory_of_free_stacks_alone(void **state)
{
    if (!can_count_pages())
        skip();
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack used = acquire(pool, source), freed = acquire(pool, source);
    memset(used.base, 1, used.bytes);
    memset(freed.base, 2, freed.bytes);
    pool->release(source, freed);
    pool->trim(source);
    assert_true(resident_count(used) >= STACK_BYTES / page_bytes());
    assert_int_equal(resident_count(freed), 0);
    assert_int_equal(used.base[STACK_BYTES - 1], 1);
    assert_ptr_equal(acquire(pool, source).base, freed.base);
    memset(freed.base, 3, freed.bytes);
    pool->release(source, freed);
    pool->release(source, used);
    pool->close(source);
}

static void use_one_although(const struct coro_stack_provider *provider, struct failing fails)
{
    struct coro_stack_source *source = NULL;
    struct coro_stack stack;
    failing = fails;
    if (provider->open(STACK_BYTES, &source) == CORO_OK) {
        if (provider->acquire(source, &stack) == CORO_OK)
            provider->release(source, stack);
        failing.allocations_until_failure = failing.maps_until_failure = failing.protections_until_failure = 0;
        stack = acquire(provider, source);
        memset(stack.base, 0, stack.bytes / 2);
        provider->release(source, stack);
    }
    provider->close(source);
    assert_int_equal(failing.allocation_count, failing.free_count);
}

/* Fails the first, second, third ... of each kind of call, until one round needs no more. */
static void any_call_to_the_system_may_fail(void **state)
{
    for (size_t nth = 1; nth < 10; nth++) {
        use_one_although(provider_of(state), (struct failing){ .allocations_until_failure = nth });
        use_one_although(provider_of(state), (struct failing){ .maps_until_failure = nth });
        use_one_although(provider_of(state), (struct failing){ .is_guard_unknown = 1, .protections_until_failure = nth });
    }
}

/* Some MiB more than the process has now. */
static bool limit_the_memory(void)
{
    enum { MORE_BYTES = 64 << 20 };
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    bool is_known = file != NULL && fscanf(file, "%lu", &pages) == 1;
    if (file != NULL)
        fclose(file);
    size_t bytes = pages * page_bytes() + MORE_BYTES;
    struct rlimit limit = { bytes, bytes };
    return is_known && setrlimit(RLIMIT_AS, &limit) == 0;
}

enum { NO_LIMITS = 77 };
/* qemu ignores limits on memory. */
static void expect_a_limit(void)
{
    enum { TOO_MUCH_BYTES = 1 << 30 };
    if (mmap(NULL, TOO_MUCH_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED)
        _exit(NO_LIMITS);
}

/* Exits with the number of what went wrong; returns when nothing did. */
static void use_up_the_memory(void *arg)
{
    enum { MOST = 1 << 20 };
    const struct coro_stack_provider *provider = arg;
    struct coro_stack_source *source = open_source(provider);
    struct coro_stack *stacks = calloc(MOST, sizeof *stacks);
    enum coro_status status = CORO_OK;
    size_t count = 0;
    if (stacks == NULL || !limit_the_memory())
        _exit(1);
    expect_a_limit();
    while (count < MOST && (status = provider->acquire(source, &stacks[count])) == CORO_OK)
        count++;
    if (status != CORO_ERR_NO_MEMORY || count < 100 || stacks[count].base != NULL)
        _exit(2);
    provider->release(source, stacks[--count]);
    if (provider->acquire(source, &stacks[count++]) != CORO_OK)
        _exit(3);
    while (count > 0)
        provider->release(source, stacks[--count]);
    provider->close(source);
    free(stacks);
}

/* Not under tools that reserve address space for themselves: the limit would be theirs. */
static void more_stacks_than_memory_are_a_status_and_those_that_are_out_stay(void **state)
{
    if (CORO_NOTICE_STACK_FACTOR > 1 || RUNNING_ON_VALGRIND)
        skip();
    int status = child_run(use_up_the_memory, *state);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_LIMITS)
        skip();
    assert_int_equal(status, 0);
}

static void stacks_are_reused_last_in_first_out(void **state)
{
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack a = acquire(pool, source), b = acquire(pool, source), c = acquire(pool, source);
    pool->release(source, a);
    pool->release(source, c);
    pool->release(source, b);
    assert_ptr_equal(acquire(pool, source).base, b.base);
    assert_ptr_equal(acquire(pool, source).base, c.base);
    assert_ptr_equal(acquire(pool, source).base, a.base);
    assert_int_equal(pool->fresh_count(source), 3);
    pool->release(source, a);
    pool->release(source, b);
    pool->release(source, c);
    pool->close(source);
}

static void neighbours_tops_lie_in_different_cache_sets(void **state)
{
    enum { COUNT = 32, SETS_BYTES = 4096, LINE = 64 };
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack stacks[COUNT];
    bool is_taken[SETS_BYTES / LINE] = { false };
    for (int i = 0; i < COUNT; i++) {
        stacks[i] = acquire(pool, source);
        uintptr_t top = (uintptr_t)stacks[i].base + STACK_BYTES;
        assert_int_equal(top % LINE, 0);
        assert_false(is_taken[top % SETS_BYTES / LINE]);
        is_taken[top % SETS_BYTES / LINE] = true;
    }
    for (int i = 0; i < COUNT; i++)
        pool->release(source, stacks[i]);
    pool->close(source);
}

/* Touches the top of each stack, as a coroutine would. */
static size_t acquire_many(const struct coro_stack_provider *pool, struct coro_stack_source *source, struct coro_stack *stacks,
                           size_t count)
{
    size_t done = 0;
    while (done < count && pool->acquire(source, &stacks[done]) == CORO_OK) {
        memcpy(stacks[done].base + STACK_BYTES - sizeof done, &done, sizeof done);
        done++;
    }
    return done;
}

static void expect_own_tops_and_release(const struct coro_stack_provider *pool, struct coro_stack_source *source,
                                        const struct coro_stack *stacks, size_t count)
{
    while (count-- > 0) {
        size_t found;
        memcpy(&found, stacks[count].base + STACK_BYTES - sizeof found, sizeof found);
        assert_int_equal(found, count);
        pool->release(source, stacks[count]);
    }
}

static bool has_guard_markers(void)
{
    enum { GUARD_INSTALL = 102, NO_ADVICE = 9999 };
    void *page = mmap(NULL, page_bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool has = page != MAP_FAILED && madvise(page, page_bytes(), GUARD_INSTALL) == 0;
    munmap(page, page_bytes());
    return has && madvise(NULL, 0, NO_ADVICE) != 0;         /* qemu accepts all advice */
}

/* On a kernel without guard markers the limit on mappings allows about a third of them; then the pool has to say so. */
static void a_hundred_thousand_stacks_live_at_once(void **state)
{
    size_t wanted = coro_notice_many() < 100000 ? coro_notice_many() : 100000;
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack *stacks = calloc(wanted, sizeof *stacks);
    size_t count = acquire_many(pool, source, stacks, wanted);
    if (has_guard_markers())
        assert_int_equal(count, wanted);
    else
        assert_true(count >= (wanted < 20000 ? wanted : 20000));
    assert_int_equal(pool->fresh_count(source), count);
    expect_own_tops_and_release(pool, source, stacks, count);
    pool->close(source);
    free(stacks);
}

static void expect_usable_after_running_out(const struct coro_stack_provider *pool, struct coro_stack_source *source, size_t had)
{
    struct coro_stack stacks[100];
    failing = (struct failing){ .is_guard_unknown = 1 };
    assert_int_equal(acquire_many(pool, source, stacks, 100), 100);
    assert_int_equal(pool->fresh_count(source), had + 100);
    expect_own_tops_and_release(pool, source, stacks, 100);
}

static void running_out_of_maps_leaves_a_usable_source(void **state)
{
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack stacks[100], untouched = { (char *)state, 1 };
    failing.maps_until_failure = 3;
    size_t count = acquire_many(pool, source, stacks, 100);
    assert_true(count > 0 && count < 100);
    assert_int_equal(pool->acquire(source, &untouched), CORO_ERR_NO_MEMORY);
    assert_ptr_equal(untouched.base, state);
    expect_usable_after_running_out(pool, source, count);
    expect_own_tops_and_release(pool, source, stacks, count);
    pool->close(source);
}

static void running_out_of_guards_leaves_a_usable_source(void **state)
{
    const struct coro_stack_provider *pool = provider_of(state);
    struct coro_stack_source *source = open_source(pool);
    struct coro_stack stacks[100];
    failing = (struct failing){ .is_guard_unknown = 1, .protections_until_failure = 51 };
    size_t count = acquire_many(pool, source, stacks, 100);
    assert_int_equal(count, 50);
    expect_usable_after_running_out(pool, source, count);
    expect_own_tops_and_release(pool, source, stacks, count);
    pool->close(source);
}

static struct overflow { struct coro_stack victim, neighbour; coro_entry *entry; } overflow;

/* On a stack of its own, since the coroutine's has run out. The guard begins at most a page below the base. */
static void judge_the_fault(int signal_number, siginfo_t *fault, void *context)
{
    (void)signal_number, (void)context;
    uintptr_t at = (uintptr_t)fault->si_addr, base = (uintptr_t)overflow.victim.base;
    bool is_in_guard = at < base && at >= base - page_bytes() - CORO_STACK_GUARD_BYTES;
    for (size_t i = 0; i < overflow.neighbour.bytes; i++)
        is_in_guard &= overflow.neighbour.base[i] == 0x55;
    _exit(is_in_guard ? 0 : 1);
}

static CORO_NOINLINE uint64_t use_small_frames(uint64_t depth)
{
    volatile uint64_t locals[8];
    locals[0] = depth;
    return depth == 0 ? 0 : use_small_frames(depth - 1) + locals[0];
}

static CORO_NOINLINE uint64_t use_large_frames(uint64_t depth)
{
    volatile uint64_t locals[LARGE_FRAME_BYTES / sizeof(uint64_t)];
    locals[0] = depth;
    return depth == 0 ? 0 : use_large_frames(depth - 1) + locals[0];
}

static struct coro_polled overflow_in_small_steps(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_some(use_small_frames(1000000));
}

static struct coro_polled overflow_in_large_steps(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_some(use_large_frames(1000000));
}

/* The second stack's guard lies between it and the first. */
static void overflow_the_second_of_two(void *provider)
{
    static char signal_stack[64 * 1024];
    struct sigaction action = { .sa_sigaction = judge_the_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    stack_t alternate = { .ss_sp = signal_stack, .ss_size = sizeof signal_stack };
    struct coro_stack_source *source = open_source(provider);
    overflow.neighbour = acquire(provider, source);
    overflow.victim = acquire(provider, source);
    memset(overflow.neighbour.base, 0x55, overflow.neighbour.bytes);
    sigaltstack(&alternate, NULL);
    sigaction(SIGSEGV, &action, NULL);
    struct coro *co = coro_init(overflow.victim, overflow.entry, NULL);
    (void)!coro_resume(co);
    _exit(2);
}

static void a_stack_overflow_hits_the_guard_page_not_the_neighbour(void **state)
{
    overflow.entry = overflow_in_small_steps;
    assert_true(child_succeeds(overflow_the_second_of_two, *state));
}

static void frames_of_eight_kilobytes_do_not_jump_over_the_guard(void **state)
{
    overflow.entry = overflow_in_large_steps;
    assert_true(child_succeeds(overflow_the_second_of_two, *state));
}

static void on_older_kernels_the_guard_is_a_protected_page(void **state)
{
    failing.is_guard_unknown = 1;
    overflow.entry = overflow_in_small_steps;
    assert_true(child_succeeds(overflow_the_second_of_two, *state));
}

static int succeed_always(void **state)
{
    (void)state;
    failing = (struct failing){ .allocation_count = 0 };
    return 0;
}

#define PROMISE(name, provider) { #name " (" #provider ")", name, succeed_always, succeed_always, (void *)(uintptr_t)&(provider) }
#define EVERY_PROVIDER(name) \
    PROMISE(name, coro_pooled_stacks), PROMISE(name, coro_pooled_side_stacks), PROMISE(name, coro_segment_stacks), \
    PROMISE(name, coro_copied_stacks)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EVERY_PROVIDER(sizes_that_make_no_sense_are_refused),
        PROMISE(a_stack_is_as_large_as_was_asked_for, coro_pooled_stacks),
        PROMISE(a_stack_is_as_large_as_was_asked_for, coro_segment_stacks),     /* one that is copied has its record at the top */
        EVERY_PROVIDER(a_source_may_be_closed_without_having_given_anything),
        EVERY_PROVIDER(closing_a_source_whose_stacks_are_out_aborts),
        EVERY_PROVIDER(releasing_more_than_was_acquired_aborts),
        EVERY_PROVIDER(any_call_to_the_system_may_fail),
        EVERY_PROVIDER(more_stacks_than_memory_are_a_status_and_those_that_are_out_stay),
        EVERY_PROVIDER(a_stack_released_twice_aborts),
        EVERY_PROVIDER(a_stack_of_another_source_aborts),
        PROMISE(little_use_of_the_base_touches_one_page, coro_pooled_side_stacks),
        PROMISE(trimming_gives_back_the_memory_of_free_stacks_alone, coro_pooled_stacks),
        PROMISE(stacks_are_reused_last_in_first_out, coro_pooled_stacks),
        PROMISE(neighbours_tops_lie_in_different_cache_sets, coro_pooled_stacks),
        PROMISE(a_hundred_thousand_stacks_live_at_once, coro_pooled_stacks),
        PROMISE(running_out_of_maps_leaves_a_usable_source, coro_pooled_stacks),
        PROMISE(running_out_of_guards_leaves_a_usable_source, coro_pooled_stacks),
        PROMISE(a_stack_overflow_hits_the_guard_page_not_the_neighbour, coro_pooled_stacks),
        PROMISE(frames_of_eight_kilobytes_do_not_jump_over_the_guard, coro_pooled_stacks),
        PROMISE(on_older_kernels_the_guard_is_a_protected_page, coro_pooled_stacks),
    };
    return cmocka_run_group_tests_name("where stacks come from", tests, NULL, NULL);
}
