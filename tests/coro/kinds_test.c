/* SPDX-License-Identifier: MIT */
/* A coroutine made by code of one kind (coro/coroutine.h) and used by code of another one: every pair and every use is named, and
 * touches no frame before. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "tests/coro/kinds.h"
#include "tests/support/in_child.h"

enum { STACK_BYTES = 64 * 1024, KIND_COUNT = 6 };

/* Without split stacks, the last one is the first one again. */
static const struct kind *const kinds[KIND_COUNT] = {
    &kind_fcontext, &kind_ucontext, &kind_native, &kind_fcontext_copied, &kind_native_copied, &kind_fcontext_split
};

struct misuse { const struct kind *maker; void (*use)(struct coro *); bool is_begun; };

static void misuse(void *arg)
{
    const struct misuse *what = arg;
    struct coro_stack_source *source;
    struct coro_stack stack;
    if (what->maker->stacks->open(STACK_BYTES, &source) || what->maker->stacks->acquire(source, &stack))
        _exit(2);
    struct coro *co = what->maker->make(stack);
    if (what->is_begun)
        what->maker->resume(co);
    what->use(co);
}

static void expect_named(const struct kind *maker, void (*use)(struct coro *), const char *deed)
{
    for (int is_begun = 0; is_begun < 2; is_begun++) {
        struct misuse what = { maker, use, is_begun };
        if (!child_aborts_saying(misuse, &what, deed))
            fail_msg("%s %s by another kind, %s: not named", maker->name, deed, is_begun ? "suspended" : "never run");
    }
}

static void each_use_by_code_of_another_kind_aborts(void **state)
{
    (void)state;
    for (int i = 0; i < KIND_COUNT * KIND_COUNT; i++) {
        const struct kind *maker = kinds[i / KIND_COUNT], *user = kinds[i % KIND_COUNT];
        if (strcmp(maker->name, user->name) == 0)
            continue;
        expect_named(maker, user->resume, "is resumed by code for");
        expect_named(maker, user->cancel, "is cancelled by code for");
        expect_named(maker, user->suspend, "is suspended by code for");
        expect_named(maker, user->drop, "coroutine Tom was made by code for");
        expect_named(maker, user->fini, "coroutine Tom ");              /* a suspended one: must be cancelled before */
    }
}

static void each_use_by_code_of_its_own_kind_succeeds(void **state)
{
    (void)state;
    for (int i = 0; i < KIND_COUNT; i++)
        for (int is_begun = 0; is_begun < 2; is_begun++) {
            struct misuse what = { kinds[i], kinds[i]->drop, is_begun };
            assert_true(child_succeeds(misuse, &what));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_use_by_code_of_another_kind_aborts),
        cmocka_unit_test(each_use_by_code_of_its_own_kind_succeeds),
    };
    return cmocka_run_group_tests_name("kinds of coroutines", tests, NULL, NULL);
}
