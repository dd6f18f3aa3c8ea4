/* SPDX-License-Identifier: MIT */
static enum coro_status depth_open(struct fixture *fixture, unsigned depth)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1 + depth, &chain);
    if (!status)
        status = CHAIN_ADD(chain, range, 0);
    return status ? status : sum_open_over(fixture, chain, depth);
}
static const struct workload depth_workload = {
    .name = "depth",
    .question = "What does an item cost that comes up through d adapters, each a dyn iterator over a dyn iterator?",
    .item = "item",
    .order = 50,
    .params = { 1, 4, 16 },
    .quick_param = 4,
    .batch_items = 2048,
    .open = depth_open,
    .run = sum_run,
};
