// SPDX-License-Identifier: MIT
// The promises of coro/async.h and coro/coroutine.h to C++: bodies in both models, dyn calls between the languages, and objects,
// whose destructors run wherever a coroutine ends. Compiled once per context, with CORO_CONTEXT set, and once per standard.
#include <cctype>
#include <cstdlib>
#include <memory>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdexcept>
#include <stdint.h>
#include <string>
extern "C" {
#include <cmocka.h>     // last, because its macros have names of the C++ library
}
#define ASYNC_MODEL ASYNC_STACKLESS
#include "coro/async.h"
#include "coro/task.h"
#include "tests/coro/cxx_shared.h"

namespace stackless {
#include "tests/coro/cxx_shared.inc"
const shared_side side = { "C++, stackless", &boxed_iterator, &sum, &countdown_next };
}

#undef ASYNC_MODEL
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES (64 * 1024)
namespace stackful {
#include "tests/coro/cxx_shared.inc"
const shared_side side = { "C++, stackful", &boxed_iterator, &sum, &countdown_next };
}

namespace {

std::string said;

/* Says its letter when it begins, and the capital when it ends. */
struct noted {
    explicit noted(char of) : letter(of) { said += letter; }
    noted(const noted &) = delete;
    noted &operator=(const noted &) = delete;
    ~noted() { said += static_cast<char>(std::toupper(letter)); }
    char letter;
};

/* A task on an executor of its own, which is cancelled at the end if it has not finished. */
struct running {
    running(const coro_async_fn &body, void *arg) : frame(std::aligned_alloc(64, coro_round_up(body.layout.bytes, 64)))
    {
        coro_executor_init(&executor);
        coro_task_init(&task, &executor, &body, frame, arg);
    }
    running(const running &) = delete;
    running &operator=(const running &) = delete;
    ~running()
    {
        coro_task_fini(&task);
        coro_executor_fini(&executor);
        std::free(frame);
    }
    void poll(int count)
    {
        while (count-- > 0)
            coro_executor_poll(&executor);
    }
    coro_executor executor;
    coro_task task;
    void *frame;
};

const shared_side *const sides[] = { &shared_c_stackless, &shared_c_stackful, &stackless::side, &stackful::side };

void every_body_sums_the_items_of_every_iterator(void **)
{
    for (const shared_side *iterators : sides)
        for (const shared_side *bodies : sides) {
            countdown numbers = { 4 };
            coro_dyn_iterator it = { &numbers, iterators->countdown };
            running sum(*bodies->sum, &it);
            coro_executor_run(&sum.executor);
            assert_true(coro_task_is_finished(&sum.task));
            assert_int_equal(sum.task.result.tag, CORO_SOME);
            assert_int_equal(sum.task.result.value, 4 + 3 + 2 + 1);
            assert_int_equal(shared_alive_count, 0);
        }
}

void a_cancelled_body_drops_the_next_that_it_awaits(void **)
{
    for (const shared_side *iterators : sides)
        for (const shared_side *bodies : sides) {
            countdown numbers = { 4 };
            coro_dyn_iterator it = { &numbers, iterators->countdown };
            running sum(*bodies->sum, &it);
            sum.poll(2);
            assert_int_equal(shared_alive_count, 1);
            assert_int_equal(numbers.left, 3);
            assert_int_equal(coro_task_cancel(&sum.task), CORO_OK);
            assert_int_equal(shared_alive_count, 0);
        }
}

void a_frame_has_the_same_layout_in_both_languages(void **)
{
    for (int model = 0; model < 2; model++) {
        const shared_side *c = sides[model], *cxx = sides[model + 2];
        assert_int_equal(cxx->sum->layout.bytes, c->sum->layout.bytes);
        assert_int_equal(cxx->sum->layout.align, c->sum->layout.align);
        assert_int_equal(cxx->next->layout.bytes, c->next->layout.bytes);
        assert_int_equal(cxx->next->layout.align, c->next->layout.align);
    }
}

/* Has an object in each of its frames, and suspends in the innermost one. */
CORO_NOINLINE bool descend(coro *self, char letter)
{
    noted here(letter);
    return letter == 'c' ? coro_suspend(self) : descend(self, static_cast<char>(letter + 1));
}
coro_polled suspend_below_objects(coro *self, void *)
{
    noted outermost('z');
    return descend(self, 'a') ? coro_cancelled() : coro_none();
}

/* The stack of a coroutine. */
struct pooled {
    pooled()
    {
        if (coro_pooled_stacks.open(64 * 1024, &stacks) || coro_pooled_stacks.acquire(stacks, &stack))
            std::abort();
    }
    pooled(const pooled &) = delete;
    pooled &operator=(const pooled &) = delete;
    ~pooled()
    {
        coro_pooled_stacks.release(stacks, stack);
        coro_pooled_stacks.close(stacks);
    }
    coro_stack_source *stacks;
    coro_stack stack;
};

void cancelling_a_coroutine_destroys_the_objects_on_all_of_its_frames(void **)
{
    pooled memory;
    coro *co = coro_init(memory.stack, suspend_below_objects, nullptr);
    said.clear();
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_string_equal(said.c_str(), "zabc");
    coro_cancel(co);
    assert_string_equal(said.c_str(), "zabcCBAZ");
    assert_int_equal(co->result.tag, CORO_CANCELLED);
    coro_fini(co);
}

void a_coroutine_that_returns_has_destroyed_its_objects(void **)
{
    pooled memory;
    coro *co = coro_init(memory.stack, suspend_below_objects, nullptr);
    said.clear();
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_string_equal(said.c_str(), "zabcCBAZ");
    assert_int_equal(co->result.tag, CORO_NONE);
    coro_fini(co);
}

ASYNC(objects, char *, letters, nothing, std::string kept; std::unique_ptr<noted> owned;)
{
    noted local(letters[0]);
    my->kept.assign(200, letters[1]);
    my->owned = std::make_unique<noted>(letters[1]);
    {
        noted inner(letters[2]);
        SUSPEND();
    }
    RETURN(coro_some(my->kept.size()));
}
ASYNC_END_AFTER(said += '.')

void the_objects_of_a_stackful_body_end_with_it(void **)
{
    char letters[] = "abc";
    {
        running body(objects, letters);
        said.clear();
        body.poll(1);
        assert_string_equal(said.c_str(), "abc");
        coro_waker_wake(coro_task_waker(&body.task));
        body.poll(1);
        assert_int_equal(body.task.result.value, 200);
    }
    assert_string_equal(said.c_str(), "abcCA.B");
    {
        running body(objects, letters);
        said.clear();
        body.poll(1);
    }
    assert_string_equal(said.c_str(), "abcCA.B");
}

/* Each await goes on on a further segment, because the C library's part of the stack is larger than a segment. */
ASYNC(nest, uintptr_t, depth, nothing, )
{
    noted local(static_cast<char>('a' + depth));
    coro_polled got;
    if (depth == 0) {
        SUSPEND();
        RETURN(coro_none());
    }
    AWAIT(got, nest, depth - 1);
    RETURN(got);
}
ASYNC_END

void cancelling_destroys_objects_on_further_segments_of_the_stack(void **)
{
    {
        running body(nest, reinterpret_cast<void *>(3));
        said.clear();
        body.poll(1);
        assert_string_equal(said.c_str(), "dcba");
    }
    assert_string_equal(said.c_str(), "dcbaABCD");
}

ASYNC(catches, unsigned, count, nothing, )
{
    coro_polled got;
    try {
        noted local('a');
        AWAIT(got, coro_yield);
        throw std::runtime_error("after an await");
    } catch (const std::exception &caught) {
        said += caught.what();
    }
    AWAIT(got, coro_yield);
    RETURN(coro_some(count));
}
ASYNC_END

void a_stackful_body_may_await_in_a_block_that_catches(void **)
{
    running body(catches, reinterpret_cast<void *>(7));
    said.clear();
    coro_executor_run(&body.executor);
    assert_string_equal(said.c_str(), "aAafter an await");
    assert_int_equal(body.task.result.value, 7);
}

}

int main()
{
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_body_sums_the_items_of_every_iterator),
        cmocka_unit_test(a_cancelled_body_drops_the_next_that_it_awaits),
        cmocka_unit_test(a_frame_has_the_same_layout_in_both_languages),
        cmocka_unit_test(cancelling_a_coroutine_destroys_the_objects_on_all_of_its_frames),
        cmocka_unit_test(a_coroutine_that_returns_has_destroyed_its_objects),
        cmocka_unit_test(the_objects_of_a_stackful_body_end_with_it),
        cmocka_unit_test(cancelling_destroys_objects_on_further_segments_of_the_stack),
        cmocka_unit_test(a_stackful_body_may_await_in_a_block_that_catches),
    };
    return cmocka_run_group_tests_name("C++ over " CORO_CONTEXT_NAME, tests, nullptr, nullptr);
}
