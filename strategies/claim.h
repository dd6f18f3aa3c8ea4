/* SPDX-License-Identifier: MIT */
/* A claim that somebody made of a strategy, with the probe that decides it. Each strategy's file carries its own; `corolab check`
 * runs the probes and says whether they hold. A probe answers one yes-or-no question by running code. */
#ifndef CORO_STRATEGIES_CLAIM_H
#define CORO_STRATEGIES_CLAIM_H

/* name, question. `time` is the one question that check leaves open: the report answers it from timed samples. */
#define PROBES(X) \
    X(allocates, "does next() take memory from the heap, at first or for ever?") \
    X(allocates_per_item, "does every next() take memory from the heap?") \
    X(adds_to_iterator, "does the iterator grow?") \
    X(adds_to_call_site, "does the caller's frame grow?") \
    X(adds_to_task, "does the task need a service or space of its own?") \
    X(several_in_flight, "can two futures of one iterator be in flight at once?") \
    X(escapes, "can a future outlive its caller's frame?") \
    X(recursion, "can next() await next() of its own type, 64 deep?") \
    X(one_caller, "does it run under a caller compiled without knowing the strategy?") \
    X(depends_on_size, "does what it does depend on a guess of the callee's size?") \
    X(large_callee, "does a callee work whose frame is larger than anybody foresaw?") \
    X(state_machine_caller, "can the caller be a state machine, as in async Rust?") \
    X(time, "is it slower than most other rows?")

enum probe_id {
#define X(name, question) PROBE_##name,
    PROBES(X)
#undef X
    PROBE_COUNT
};

enum answer { ANSWER_NO, ANSWER_YES };

struct claim {
    unsigned row;           /* 1 to 8: the line of the table in part 8 that it stands in; 0: elsewhere */
    const char *quote;      /* word for word */
    const char *source;     /* "part 8, table" */
    enum probe_id probe;
    enum answer says;       /* the claim is proved when the probe answers this */
};

#endif
