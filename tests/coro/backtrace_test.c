/* SPDX-License-Identifier: MIT */
/* Backtraces from inside a coroutine continue into its resumer, for backtrace() and for gdb. Compiled once per context, with
 * CORO_CONTEXT set, on x86-64. With an argument, the program only does the part that gdb looks at. */
#define _GNU_SOURCE
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <execinfo.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "bench/measure/valgrind_requests.h"
#include "coro/coroutine.h"

enum { STACK_BYTES = 256 * 1024, MOST_FRAMES = 100 };

static struct coro_stack_source *stacks;
static void *addresses[MOST_FRAMES];
static int address_count;
static void *after_resume_one, *after_resume_other;     /* where the functions below return to */

static bool is_in_backtrace(const void *address)
{
    for (int i = 0; i < address_count; i++)
        if (addresses[i] == address)
            return true;
    return false;
}

/* gdb's breakpoint. */
static CORO_NOINLINE void look_around(void)
{
    address_count = backtrace(addresses, MOST_FRAMES);
    __asm__ volatile("");
}

static struct coro_polled look_around_twice(struct coro *self, void *arg)
{
    (void)arg;
    look_around();
    coro_suspend(self);
    look_around();
    return coro_none();
}

static CORO_NOINLINE void resume_one(struct coro *co)
{
    after_resume_one = __builtin_return_address(0);
    (void)!coro_resume(co);
    __asm__ volatile("");
}

/* With a frame that the compiler has to find by rbp. */
static CORO_NOINLINE void resume_other(struct coro *co, size_t length)
{
    char block[length];
    memset(block, 0, length);
    __asm__ volatile("" : : "r"(block) : "memory");
    after_resume_other = __builtin_return_address(0);
    (void)!coro_resume(co);
    __asm__ volatile("" : : "r"(block) : "memory");
}

static struct coro *make(coro_entry *entry, void *arg)
{
    struct coro_stack stack;
    assert_int_equal(coro_pooled_stacks.acquire(stacks, &stack), CORO_OK);
    return coro_init(stack, entry, arg);
}

static void unmake(struct coro *co)
{
    struct coro_stack stack = { co->limit, STACK_BYTES };
    coro_fini(co);
    coro_pooled_stacks.release(stacks, stack);
}

static void a_backtrace_goes_on_into_the_latest_resumer(void **state)
{
    (void)state;
    struct coro *co = make(look_around_twice, NULL);
    after_resume_one = after_resume_other = NULL;
    resume_one(co);
    assert_true(is_in_backtrace(after_resume_one));
    resume_other(co, 1000);
    assert_true(is_in_backtrace(after_resume_other));
    assert_false(is_in_backtrace(after_resume_one));
    assert_true(coro_is_finished(co));
    unmake(co);
}

#if CORO_CONTEXT == CORO_CONTEXT_FCONTEXT
static void a_backtrace_ends_at_the_coroutine_where_the_record_is_not_known(void **state)
{
    size_t known_bytes = coro_fcontext_record_bytes;
    (void)state;
    if (RUNNING_ON_VALGRIND)        /* the unwind information multiplies a word by 0; memcheck still takes it for undefined */
        skip();
    coro_fcontext_record_bytes = 0;
    struct coro *co = make(look_around_twice, NULL);
    resume_one(co);
    coro_fcontext_record_bytes = known_bytes;
    assert_in_range(address_count, 2, MOST_FRAMES - 1);
    assert_false(is_in_backtrace(after_resume_one));
    resume_one(co);
    unmake(co);
}
#endif

static struct coro_polled resume_inner(struct coro *self, void *inner)
{
    (void)self;
    resume_other(inner, 100);
    return coro_none();
}

static void a_backtrace_goes_through_nested_coroutines(void **state)
{
    (void)state;
    struct coro *inner = make(look_around_twice, NULL), *outer = make(resume_inner, inner);
    resume_one(outer);
    assert_true(is_in_backtrace(after_resume_other));
    assert_true(is_in_backtrace(after_resume_one));
    coro_cancel(inner);
    unmake(outer);
    unmake(inner);
}

static void show_gdb(void)
{
    struct coro *co = make(look_around_twice, NULL);
    resume_one(co);
    resume_other(co, 1000);
    unmake(co);
}

/* Puts the output of gdb into `said`. False without gdb, or where it may not start a program. */
static bool ask_gdb(char *said, size_t bytes)
{
    char self[1024], command[2048];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    assert_true(length > 0);
    self[length] = '\0';
    snprintf(command, sizeof command, "gdb -nx -batch -iex 'set debuginfod enabled off' -ex 'break look_around' -ex run -ex bt "
             "-ex continue -ex bt --args '%s' show 2>/dev/null </dev/null", self);
    FILE *gdb = popen(command, "r");
    assert_non_null(gdb);
    size_t got = fread(said, 1, bytes - 1, gdb);
    said[got] = '\0';
    (void)pclose(gdb);
    return strstr(said, "Breakpoint 1, look_around") != NULL;
}

static void expect_in_order(const char *said, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        said = strstr(said, words[i]);
        if (said == NULL)
            fail_msg("gdb does not show %s", words[i]);
    }
}

static void gdb_walks_into_the_resumer(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "look_around", "look_around_twice", "signal handler called", "resume_one", "show_gdb", "main",
        "look_around", "look_around_twice", "signal handler called", "resume_other", "show_gdb", "main",
    };
    static char said[1 << 16];
    if (!ask_gdb(said, sizeof said))
        skip();
    expect_in_order(said, expected, sizeof expected / sizeof *expected);
    assert_null(strstr(said, "corrupt stack"));
}

static int open_stacks(void **state)
{
    (void)state;
    return coro_pooled_stacks.open(STACK_BYTES, &stacks) != CORO_OK;
}

static int close_stacks(void **state)
{
    (void)state;
    coro_pooled_stacks.close(stacks);
    return 0;
}

int main(int argc, char **argv)
{
    (void)argv;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_backtrace_goes_on_into_the_latest_resumer),
#if CORO_CONTEXT == CORO_CONTEXT_FCONTEXT
        cmocka_unit_test(a_backtrace_ends_at_the_coroutine_where_the_record_is_not_known),
#endif
        cmocka_unit_test(a_backtrace_goes_through_nested_coroutines),
        cmocka_unit_test(gdb_walks_into_the_resumer),
    };
    if (argc == 1)
        return cmocka_run_group_tests_name("backtraces over " CORO_CONTEXT_NAME, tests, open_stacks, close_stacks);
    open_stacks(NULL);
    show_gdb();
    return close_stacks(NULL);
}
