/* SPDX-License-Identifier: MIT */
static enum coro_status suspend_depth_open(struct fixture *fixture, unsigned depth)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1 + depth, &chain);
    if (!status)
        status = CHAIN_ADD(chain, ticker, .wait_every = 1);
    return status ? status : sum_open_over(fixture, chain, depth);
}
static const struct workload suspend_depth_workload = {
    .name = "suspend_depth",
    .question = "What does waiting cost at the bottom of d dyn adapters: polling the whole chain again, or one switch?",
    .item = "item",
    .order = 30,
    .params = { 1, 4, 16 },
    .quick_param = 4,
    .batch_items = 2048,
    .open = suspend_depth_open,
    .run = sum_run,
};
