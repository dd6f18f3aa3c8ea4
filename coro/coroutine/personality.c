/* SPDX-License-Identifier: MIT */
/* The personality routines of a coroutine's outermost frame, and of the outermost frame on a further segment. The unwinder calls
 * them when an exception of another language has found no handler in the frames above, or when a thread ends inside them. Both
 * would go on on another stack than the one in use; so they abort here, with a sentence. Backtraces do not call them. */
#include <unwind.h>
#include "coro/coroutine/segment_switch.h"

/* Where the routines find the control block: in a register, by DWARF's number, and next to the stack pointer of the entry. */
#ifdef __aarch64__
enum { BLOCK_REGISTER = 19, CONTEXT = 0 };      /* x19: body_call_aarch64.h, context_native_aarch64.S */
#else
enum { BLOCK_REGISTER = 3, CONTEXT = 8 };       /* rbx: body_call_x86_64.h, context_native_x86_64.S */
#endif

static void end(_Unwind_Action actions, const struct coro *co, const char *where)
{
    const char *why = actions & _UA_FORCE_UNWIND ? "the thread ends inside its body" : "an exception leaves ";
    coro_bug("coroutine %s: %s%s", coro_name(co), why, actions & _UA_FORCE_UNWIND ? "" : where);
}

/* coro_personality, for coro_main, which has the control block in a register (body_call.h). */
_Unwind_Reason_Code end_at_register(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                                    struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
    __asm__("coro_personality");
_Unwind_Reason_Code end_at_register(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                                    struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
{
    (void)version, (void)language, (void)exception;
    end(actions, (const struct coro *)_Unwind_GetGR(frame, BLOCK_REGISTER), "its body");
    return _URC_FATAL_PHASE1_ERROR;
}

/* coro_native_personality, for coro_native_entry, which has a pointer to the control block at its stack pointer or above. The
 * unwinder calls that stack pointer the CFA, because it is the callee's. */
_Unwind_Reason_Code end_at_cfa(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
    __asm__("coro_native_personality");
_Unwind_Reason_Code end_at_cfa(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
{
    (void)version, (void)language, (void)exception;
    end(actions, *(struct coro *const *)(_Unwind_GetCFA(frame) + CONTEXT), "its body");
    return _URC_FATAL_PHASE1_ERROR;
}

/* coro_segment_personality, for coro_segment_switch (segment_<machine>.S), whose CFA in that sense is the segment's top. */
_Unwind_Reason_Code end_at_top(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
    __asm__("coro_segment_personality");
_Unwind_Reason_Code end_at_top(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
{
    (void)version, (void)language, (void)exception;
    end(actions, coro_segment_owner((const void *)_Unwind_GetCFA(frame)), "a function on a further segment of its stack");
    return _URC_FATAL_PHASE1_ERROR;
}
