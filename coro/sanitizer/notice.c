/* SPDX-License-Identifier: MIT */
/* The requests to memcheck (notice_none.h). Out of line, because each is a dozen instructions, which every
 * begin of a coroutine would carry. Only plain builds use them. */
#include <stdbool.h>
#include <valgrind/memcheck.h>
#include "coro/sanitizer/notice_none.h"

bool coro_notice_is_memcheck, coro_notice_is_wanted;

/* Only memcheck answers a request for validity bits with a value other than 0. */
__attribute__((constructor(101))) static void look_for_memcheck(void)
{
    char probed = 0, bits;
    coro_notice_is_memcheck = coro_notice_is_wanted = VALGRIND_GET_VBITS(&probed, &bits, 1) != 0;
}

/* The end is one byte beyond the stack on purpose: memcheck's ranges include their end, and an empty stack's pointer is there. */
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

void coro_notice_make_forbidden(void *at, size_t bytes)
{
    (void)VALGRIND_MAKE_MEM_NOACCESS(at, bytes);
}

void coro_notice_make_defined(void *at, size_t bytes)
{
    (void)VALGRIND_MAKE_MEM_DEFINED(at, bytes);
}

/* 3: memcheck has no validity bits, because the program may not touch the memory. */
bool coro_notice_is_unaddressable(const void *at)
{
    char bits;
    return VALGRIND_GET_VBITS(at, &bits, 1) == 3;
}
