/* SPDX-License-Identifier: MIT */
/* The list of Ada peers, each named after the row that models it (bench/peers/foreign/foreign.h). Ada waits in tasks, not in
 * functions; it shares with a dyn next() only a result whose size the callee knows. So there is no `pending`. */
#ifndef BENCH_PEERS_ADA_ADA_PEERS_H
#define BENCH_PEERS_ADA_ADA_PEERS_H

#define FOREIGN_PREFIX "peer:ada/"
#define FOREIGN_ENTRY(entry) ada_##entry
#define FOREIGN_ABSENCE ada_peer_absence
#define FOREIGN_WORKLOADS 1

/* Entry, the row that it models, protocol, sentence. */
#define FOREIGN_PEERS(X) \
    X(return_copy, "return_copy", "calls", "an unconstrained array by the secondary stack, copied down to the caller's") \
    X(side_stack, "side_stack/tls", "calls", "an unconstrained array that stays on the secondary stack, renamed") \
    X(box, "box", "calls", "an unconstrained array by an allocator, freed by the caller")

#endif
