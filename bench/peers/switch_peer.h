/* SPDX-License-Identifier: MIT */
/* Registers a C++ peer that switches; absent_peer.h registers a missing one. An include-template: PEER_NAME, PEER_SENTENCE,
 * PEER_MODEL ("stackful"), and the functions of the workloads: PEER_FLAT, PEER_CALLED, PEER_DEPTH8 and PEER_CREATE. `struct
 * stage` is the peer's, made and deleted here. */
static enum coro_status open_stage(const struct stage_head *head, struct stage **out)
{
    struct stage *opened = new (std::nothrow) stage;
    if (opened == nullptr)
        return CORO_ERR_NO_MEMORY;
    opened->head = *head;
    *out = opened;
    return CORO_OK;
}
static void close_stage(struct stage *stage) { delete stage; }

static enum coro_status open_nothing(struct stage *, unsigned) { return CORO_OK; }

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
    .open = open_stage,
    .close = close_stage,
};
REGISTER_ROW(row);
