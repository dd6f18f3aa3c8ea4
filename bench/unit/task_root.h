/* SPDX-License-Identifier: MIT */
/* The async function ROOT(TASK_BODY) that a task runs: the body TASK_BODY inside the task's own part. One instance per body
 * lets the compiler see through body and strategy. An include-template: TASK_BODY. */

static struct coro_polled GLUE(TASK_BODY, _root_poll, )(void *frame, struct coro_task *task)
{
    return poll_inside(GLUE(TASK_BODY, _poll, ), frame, task);
}
static void GLUE(TASK_BODY, _root_drop, )(void *frame, struct coro_task *task)
{
    drop_inside(GLUE(TASK_BODY, _drop, ), frame, task);
}
static const struct coro_async_fn ROOT(TASK_BODY) CORO_UNUSED = {
    { GLUE(TASK_BODY, _bytes, ), GLUE(TASK_BODY, _align, ) },
    GLUE(TASK_BODY, _start, ), GLUE(TASK_BODY, _root_poll, ), GLUE(TASK_BODY, _root_drop, )
};
#undef TASK_BODY
