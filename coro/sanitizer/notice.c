/* SPDX-License-Identifier: MIT */
/* The requests to memcheck, out of line: they are a dozen instructions each, and a coroutine's begin should not carry them. Used
 * by plain builds only; the sanitizers' notices are all in their headers. */
#include <stdbool.h>
#include <valgrind/memcheck.h>
#include "coro/sanitizer/notice_none.h"

bool coro_notice_is_memcheck;

/* Only memcheck answers a question about validity bits with anything but 0. */
__attribute__((constructor(101))) static void look_for_memcheck(void)
{
    char probed = 0, bits;
    coro_notice_is_memcheck = VALGRIND_GET_VBITS(&probed, &bits, 1) != 0;
}

/* The end is one byte too far on purpose: memcheck's ranges include it, and an empty stack's pointer is there. */
unsigned coro_notice_register(struct coro_stack stack)
{
    return VALGRIND_STACK_REGISTER(stack.base, stack.base + stack.bytes);
}

void coro_notice_deregister(unsigned memcheck_id)
{
    VALGRIND_STACK_DEREGISTER(memcheck_id);
}

void coro_notice_make_plain(struct coro_stack stack)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(stack.base, stack.bytes);
}
