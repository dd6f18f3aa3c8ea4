/* SPDX-License-Identifier: MIT */
/* Stands in for coro/sanitizer/notice.c where valgrind's headers are not installed: the flags that name a tool stay
 * false, so nothing calls these functions. */
#include "coro/sanitizer/notice_none.h"

bool coro_notice_is_memcheck, coro_notice_is_wanted, coro_notice_is_race_checker;

unsigned coro_notice_register(struct coro_stack stack)
{
    (void)stack;
    return 0;
}
void coro_notice_deregister(unsigned memcheck_id) { (void)memcheck_id; }
void coro_notice_make_plain(struct coro_stack stack) { (void)stack; }

void coro_notice_make_forbidden(void *at, size_t bytes) { (void)at, (void)bytes; }
void coro_notice_make_defined(void *at, size_t bytes) { (void)at, (void)bytes; }
bool coro_notice_is_unaddressable(const void *at) { return at == NULL; }

void coro_notice_make_unchecked(const void *at, size_t bytes) { (void)at, (void)bytes; }
void coro_notice_make_sent(const void *at) { (void)at; }
void coro_notice_make_received(const void *at) { (void)at; }
