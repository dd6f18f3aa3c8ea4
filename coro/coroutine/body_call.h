/* SPDX-License-Identifier: MIT */
/* The call of a coroutine's body from coro_main, the outermost frame that can tell where the resumer waits. Included by
 * coro/coroutine.h. A context that defines CORO_CONTEXT_UNWIND, unwind information in assembly, has the call made so that
 * debuggers and unwinders go on from that frame into the resumer: the control block is then in a register that every callee
 * preserves, and %c[words] is CORO_CONTEXT_UNWIND_WORDS. The machine's part makes that call. Other contexts make a plain call.
 *
 * The function around the call makes other calls, too; so the compiler keeps the stack pointer aligned there, and uses no red
 * zone. Debuggers report a corrupt stack when a caller lies below its callee, unless the frame between them is a signal frame;
 * gdb then calls it "<signal handler called>". */
#ifndef CORO_COROUTINE_BODY_CALL_H
#define CORO_COROUTINE_BODY_CALL_H

#ifdef CORO_CONTEXT_UNWIND

/* personality.c: an exception that leaves the body ends the program there. Each program and each shared library has a pointer of
 * its own, where its unwind information can find it. The units' definitions are weak instead of static: link-time optimisation
 * renames static variables, also those that assembly names. */
extern void coro_personality(void);
extern void (*const coro_personality_pointer)(void) __attribute__((weak, visibility("hidden")));
__attribute__((used)) void (*const coro_personality_pointer)(void) = coro_personality;

/* 0x9b: the address of a pointer to the routine, relative to this place. */
#define CORO_BODY_CALL_UNWIND ".cfi_personality 0x9b, coro_personality_pointer\n\t.cfi_signal_frame\n\t" CORO_CONTEXT_UNWIND

#ifdef __aarch64__
#include "coro/coroutine/body_call_aarch64.h"
#else
#include "coro/coroutine/body_call_x86_64.h"
#endif

#else

CORO_INLINE struct coro *coro_call_body(struct coro *co)
{
    co->result = co->entry(co, co->arg);
    return co;
}

#endif
#endif
