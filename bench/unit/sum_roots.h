/* SPDX-License-Identifier: MIT */
/* Compiles the two bodies of bench/bodies/sum.h over the awaitable `next`, and makes tasks' functions of them. An include-template:
 * `next`, and `sum`, the bodies' name. */
#include "bench/bodies/sum.h"
#define TASK_BODY sum
#include "bench/unit/task_root.h"
#define TASK_BODY STAMPED(sum)
#include "bench/unit/task_root.h"
