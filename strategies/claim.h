/* SPDX-License-Identifier: MIT */
/* A claim made of a strategy, with the probe that decides it. Each strategy's file carries its own claims, and `corolab check`
 * reports the verdicts. A probe answers one yes-or-no question by running code. check leaves questions about time open. The
 * report answers them from timed samples, by the yardsticks of report/analysis/blog_table.c. */
#ifndef STRATEGIES_CLAIM_H
#define STRATEGIES_CLAIM_H

/* name, question. The probes that check runs: */
#define RUN_PROBES(X) \
    X(allocates, "does next() take memory from the heap, at first or for ever?") \
    X(allocates_per_item, "does every next() take memory from the heap?") \
    X(no_heap, "does it link, and run, without any symbol of the allocator?") \
    X(survives_no_memory, "when the heap has nothing left, does the caller see an error, and go on?") \
    X(retained, "does memory for frames stay when the caller has finished and the iterator lives on?") \
    X(reused, "does a second caller use again what the first one left, also when the iterator has moved?") \
    X(adds_to_iterator, "does the iterator grow?") \
    X(adds_to_call_site, "does the caller's frame grow?") \
    X(adds_to_task, "does the task need a service or space of its own?") \
    X(several_in_flight, "can two futures of one iterator be in flight at once?") \
    X(escapes, "can a future outlive its caller's frame?") \
    X(recursion, "can next() await next() of its own type, 64 deep?") \
    X(one_caller, "does it run under a caller compiled without knowing the strategy?") \
    X(plug_in, "can the callee come in a library loaded at run time, with a frame larger than all others?") \
    X(whole_program, "is it compiled with facts about the whole program?") \
    X(depends_on_size, "does what it does depend on a guess of the callee's size?") \
    X(large_callee, "does a callee work whose frame is larger than anybody foresaw?") \
    X(state_machine_caller, "can the caller be a state machine, as in async Rust?") \
    X(other_thread, "can a future be begun, polled and dropped on other threads than the iterator's?")

/* The questions that the report answers from the times of the dyn rows on one workload. */
#define TIME_PROBES(X) \
    X(time, "is it slower than most other rows?") \
    X(time_fastest, "is it faster than all other rows?") \
    X(time_against, "is it slower than the row that it is held against?")
#define PROBES(X) RUN_PROBES(X) TIME_PROBES(X)

enum probe_id {
#define X(name, question) PROBE_##name,
    PROBES(X)
#undef X
    PROBE_COUNT,
    PROBE_none = PROBE_COUNT    /* no program like this can decide the claim; `why` gives the reason */
};

enum answer { ANSWER_NO, ANSWER_YES };

struct claim {
    unsigned row;           /* 1 to 8: its line in part 8's table; 0: from elsewhere */
    const char *quote;      /* word for word */
    const char *source;     /* "part 8, table" */
    enum probe_id probe;
    enum answer says;       /* the claim is proved when the probe answers this */
    const char *why;        /* one sentence: why the verdict differs; PROBE_none: why it is out of reach */
    const char *against;    /* PROBE_time_against: the row's name */
    const char *on;         /* the questions about time: the workload; NULL: `ready` */
};

#endif
