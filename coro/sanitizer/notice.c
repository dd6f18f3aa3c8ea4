/* SPDX-License-Identifier: MIT */
/* The requests to memcheck, helgrind and drd (notice_none.h). Out of line, because each is a dozen instructions, which every
 * begin of a coroutine would carry. Only plain builds use them. */
#include <stdbool.h>
#include <valgrind/helgrind.h>
#include <valgrind/drd.h>       /* after helgrind.h: leaves that one's macros alone */
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

/* ---- helgrind and drd, whose headers give their macros the same names: drd's requests stand here as numbers ---- */

bool coro_notice_is_race_checker;

/* Only helgrind answers with 1 whether memory is accessible, and only drd has thread numbers. */
__attribute__((constructor(101))) static void look_for_race_checker(void)
{
    unsigned char probed = 0, bits;
    coro_notice_is_race_checker = VALGRIND_HG_GET_ABITS(&probed, &bits, 1) == 1 || DRD_GET_DRD_THREADID != 0;
}

void coro_notice_make_unchecked(const void *at, size_t bytes)
{
    VALGRIND_HG_DISABLE_CHECKING(at, bytes);
    VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__DRD_START_SUPPRESSION, at, bytes, 0, 0, 0);
}

void coro_notice_make_sent(const void *at)
{
    ANNOTATE_HAPPENS_BEFORE(at);
    VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__DRD_ANNOTATE_HAPPENS_BEFORE, at, 0, 0, 0, 0);
}

void coro_notice_make_received(const void *at)
{
    ANNOTATE_HAPPENS_AFTER(at);
    VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__DRD_ANNOTATE_HAPPENS_AFTER, at, 0, 0, 0, 0);
}
