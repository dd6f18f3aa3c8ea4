/* SPDX-License-Identifier: MIT */
/* Registers a peer whose library or language was missing at build time. The row stays in the table and gives the reason.
 * switch_peer.h registers the others. An include-template: PEER_NAME, PEER_SENTENCE, PEER_MODEL ("stackful"), and PEER_ABSENCE,
 * the reason in one sentence. */
struct fixture { struct fixture_head head; };

static enum coro_status open_fixture(const struct fixture_head *head, struct fixture **out)
{
    static struct fixture fixture;      /* one cell at a time is open */
    fixture.head = *head;
    *out = &fixture;
    return CORO_OK;
}
static void close_fixture(struct fixture *fixture) { (void)fixture; }

static enum coro_status open_nothing(struct fixture *fixture, unsigned param)
{
    (void)param;
    fixture->head.reason = PEER_ABSENCE;
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
    .open = open_fixture,
    .close = close_fixture,
};
REGISTER_ROW(row);
