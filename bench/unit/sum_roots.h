/* SPDX-License-Identifier: MIT */
/* Compiles the two bodies of bench/bodies/sum.h over the awaitable `next`, and makes the functions that tasks run of them. An
 * include-template: `next`, and `sum`, the name of the bodies; both may be left undefined, and are undefined after it. */
#include "bench/bodies/sum.h"
#define TASK_BODY sum
#include "bench/unit/task_body.h"
#define TASK_BODY STAMPED(sum)
#include "bench/unit/task_body.h"
#undef sum
#undef next
