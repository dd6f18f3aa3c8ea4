/* SPDX-License-Identifier: MIT */
/* The personality routine of coro_executor_poll. The unwinder calls it when an exception of another language has found no handler
 * in a task. It would leave the task half polled and the executor running; so it aborts here, with a sentence. A thread that ends
 * there unwinds on, and backtraces do not call it. */
#include <unwind.h>
#include "coro/bug.h"

_Unwind_Reason_Code coro_task_personality(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                                          struct _Unwind_Exception *exception, struct _Unwind_Context *frame);
_Unwind_Reason_Code coro_task_personality(int version, _Unwind_Action actions, _Unwind_Exception_Class language,
                                          struct _Unwind_Exception *exception, struct _Unwind_Context *frame)
{
    (void)version, (void)language, (void)exception, (void)frame;
    if (actions & _UA_FORCE_UNWIND)
        return _URC_CONTINUE_UNWIND;
    coro_bug("an exception leaves the body of a task");
}
