/* SPDX-License-Identifier: MIT */
/* Both sides stackful: the frame of next() lies on the stack of the task, which the row's context switches as a whole. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};
