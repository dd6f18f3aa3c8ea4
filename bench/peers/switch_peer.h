/* SPDX-License-Identifier: MIT */
/* Registers a C++ peer that switches; absent_peer.h registers a missing one. An include-template: PEER_NAME, PEER_SENTENCE,
 * PEER_MODEL ("stackful"), and the functions of the workloads: PEER_FLAT, PEER_CALLED, PEER_DEPTH8 and PEER_CREATE. `struct
 * fixture` is the peer's, made and deleted here. */
static enum coro_status open_fixture(const struct fixture_head *head, struct fixture **out)
{
    struct fixture *opened = new (std::nothrow) fixture;
    if (opened == nullptr)
        return CORO_ERR_NO_MEMORY;
    opened->head = *head;
    *out = opened;
    return CORO_OK;
}
static void close_fixture(struct fixture *fixture) { delete fixture; }

static enum coro_status open_nothing(struct fixture *, unsigned) { return CORO_OK; }

static const struct workload switch_flat = { SWITCH_FLAT_DATA, .open = open_nothing, .run = PEER_FLAT };
static const struct workload switch_called = { SWITCH_CALLED_DATA, .open = open_nothing, .run = PEER_CALLED };
static const struct workload switch_depth8 = { SWITCH_DEPTH8_DATA, .open = open_nothing, .run = PEER_DEPTH8 };
static const struct workload create = { CREATE_DATA, .open = open_nothing, .run = PEER_CREATE };
static const struct workload *const workloads[] = { &switch_flat, &switch_called, &switch_depth8, &create };
static const struct row row = {
    .card = {
        .name = PEER_NAME,
        .sentence = PEER_SENTENCE,
        .caller = PEER_MODEL, .callee = PEER_MODEL, .protocol = "calls",
        .is_peer = true,
    },
    .workloads = workloads,
    .workload_count = sizeof workloads / sizeof *workloads,
    .open = open_fixture,
    .close = close_fixture,
};
REGISTER_ROW(row);
