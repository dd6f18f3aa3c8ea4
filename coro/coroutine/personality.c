/* SPDX-License-Identifier: MIT */
/* The personality routine of a coroutine's outermost frame. The unwinder calls it when an exception of another language has found
 * no handler in the body, or when a thread ends inside the body. Both would go on in the frames of the resumer, whose stack is
 * not the one in use; so they abort here, with a sentence. Backtraces do not call it. */
#include <unwind.h>
#include "coro/coroutine.h"

static void end(_Unwind_Action actions, const struct coro *co)
{
    const char *why = actions & _UA_FORCE_UNWIND ? "the thread ends inside its body" : "an exception leaves its body";
    coro_bug("coroutine %s: %s", coro_name(co), why);
}

/* coro_personality, where the control block is in rbx (body_call.h), DWARF's register 3. */
_Unwind_Reason_Code end_at_rbx(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame) __asm__("coro_personality");
_Unwind_Reason_Code end_at_rbx(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
{
    enum { RBX = 3 };
    (void)version, (void)language, (void)exception;
    end(actions, (const struct coro *)_Unwind_GetGR(frame, RBX));
    return _URC_FATAL_PHASE1_ERROR;
}

/* coro_native_personality, for coro_native_entry, which has a pointer to the control block above its stack pointer
 * (context_native_x86_64.S). The unwinder calls that stack pointer the CFA, because it is the callee's. */
_Unwind_Reason_Code end_at_cfa(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
    __asm__("coro_native_personality");
_Unwind_Reason_Code end_at_cfa(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                               struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
{
    enum { CONTEXT = 8 };
    (void)version, (void)language, (void)exception;
    end(actions, *(struct coro *const *)(_Unwind_GetCFA(frame) + CONTEXT));
    return _URC_FATAL_PHASE1_ERROR;
}
