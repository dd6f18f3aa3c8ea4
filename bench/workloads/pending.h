/* SPDX-License-Identifier: MIT */
static enum coro_status pending_open(struct fixture *fixture, unsigned every)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1, &chain);
    if (!status)
        status = CHAIN_ADD(chain, ticker, .wait_every = every);
    return status ? status : sum_open_over(fixture, chain, 0);
}
static const struct workload pending_workload = {
    .name = "pending",
    .question = "What does one dyn next() cost when every k-th has to wait for the executor to come round?",
    .item = "item",
    .order = 20,
    .params = { 1, 8, 64 },
    .quick_param = 8,
    .batch_items = 8192,
    .open = pending_open,
    .run = sum_run,
};
