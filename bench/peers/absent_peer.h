/* SPDX-License-Identifier: MIT */
/* Registers a peer whose library or language was missing at build time: the row is in the table, and says why it measures
 * nothing. switch_peer.h registers the others. An include-template: PEER_NAME, PEER_SENTENCE, PEER_MODEL ("stackful"), and
 * PEER_ABSENCE, the reason in one sentence. */
struct stage { struct stage_head head; };

static enum coro_status open_stage(const struct stage_head *head, struct stage **out)
{
    static struct stage stage;      /* one cell at a time is open */
    stage.head = *head;
    *out = &stage;
    return CORO_OK;
}
static void close_stage(struct stage *stage) { (void)stage; }

static enum coro_status open_nothing(struct stage *stage, unsigned param)
{
    (void)param;
    stage->head.reason = PEER_ABSENCE;
    return CORO_ERR_UNSUPPORTED;
}

static const struct workload switch_flat = { SWITCH_FLAT_DATA, .open = open_nothing };
static const struct workload *const workloads[] = { &switch_flat };
static const struct row row = {
    .card = {
        .name = PEER_NAME,
        .sentence = PEER_SENTENCE,
        .caller = PEER_MODEL, .callee = PEER_MODEL, .protocol = "calls",
        .is_peer = true,
    },
    .workloads = workloads,
    .workload_count = 1,
    .open = open_stage,
    .close = close_stage,
};
REGISTER_ROW(row);
