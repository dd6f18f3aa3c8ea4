/* SPDX-License-Identifier: MIT */
static enum coro_status ready_open(struct fixture *fixture, unsigned param)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1, &chain);
    (void)param;
    if (!status)
        status = CHAIN_ADD(chain, range, 0);
    return status ? status : sum_open_over(fixture, chain, 0);
}
static const struct workload ready_workload = {
    .name = "ready",
    .question = "What does one dyn next() cost when it never waits?",
    .item = "item",
    .order = 10,
    .quick_param = 1,
    .batch_items = 8192,
    .open = ready_open,
    .run = sum_run,
};
