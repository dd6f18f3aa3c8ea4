/* SPDX-License-Identifier: MIT */
/* A claim made of a strategy, with the probes that decide it. Each strategy's file carries its own claims; `corolab check` and
 * the report give the verdicts. A claim has one half, or two. A half is decided by one probe: a yes-or-no question that running
 * code answers. The second half is the claim under another condition (`.otherwise`), or a part that must hold, too (`.also`).
 * Both halves hold: proved. Neither holds: refuted. One of them holds: the claim depends on the condition, and is refuted where
 * the halves are parts. A half without an answer leaves the claim not measured.
 *
 *     { 1, "requires allocation", "part 8, table", PROBE_allocates, ANSWER_YES },
 *     { 4, "doesn't work for &self", "part 8, table", PROBE_several_in_flight, ANSWER_NO, "an atomic exchange makes it work",
 *       .under = "on one thread",
 *       .otherwise = { .under = "shared by two threads", .probe = PROBE_other_thread, .says = ANSWER_NO } },
 *     { 0, "It works fine with separate compilation", "part 8", PROBE_plug_in, ANSWER_YES, .under = "the callee comes later",
 *       .also = { .under = "the caller is compiled first", .probe = PROBE_one_caller, .says = ANSWER_YES } },
 *
 * No verdict depends on which other rows exist: a half asks its own row, or the rows that it names. */
#ifndef STRATEGIES_CLAIM_H
#define STRATEGIES_CLAIM_H

/* name, question. The probes that check runs: */
#define RUN_PROBES(X) \
    X(allocates, "does next() take memory from the heap, at first or for ever?") \
    X(allocates_per_item, "does every next() take memory from the heap, whatever its frame's size?") \
    X(no_heap, "does it link, and run, without any symbol of the allocator?") \
    X(survives_no_memory, "when the heap has nothing left, does the caller see an error, and go on?") \
    X(recovers, "is a frame that does not fit refused, and does the same task then go on with a smaller one?") \
    X(retained, "does memory for frames stay when the caller has finished and the iterator lives on?") \
    X(reused, "does a second caller use again what the first one left, also when the iterator has moved?") \
    X(adds_to_iterator, "does the iterator grow?") \
    X(adds_to_call_site, "does the caller's frame grow?") \
    X(adds_to_task, "does the task need a service or space of its own?") \
    X(room_for_largest, "does a task that calls only a small callee reserve as much as one that calls a large one?") \
    X(several_in_flight, "can two futures of one iterator be in flight at once?") \
    X(shared_by_threads, "can two threads begin futures of one iterator at the same time?") \
    X(escapes, "can a future outlive its caller's frame?") \
    X(returned, "can a future be returned, moved to another place, before its first poll?") \
    X(recursion, "can next() await next() of its own type, 4 deep?") \
    X(deep_recursion, "can next() await next() of its own type, 64 deep?") \
    X(one_caller, "does it run under a caller compiled without knowing the strategy?") \
    X(plug_in, "can the callee come in a library loaded at run time, with a frame larger than all others?") \
    X(small_plug_in, "can the callee come in a library loaded at run time, with a small frame?") \
    X(later_object, "can a callee compiled after its caller be linked in, with a frame larger than all others?") \
    X(whole_program, "is it compiled with facts about the whole program?") \
    X(table_per_method, "would a table of sizes per method make room smaller than one per program?") \
    X(depends_on_size, "does what it does depend on a guess of the callee's size?") \
    X(large_callee, "does a callee with a frame of 16 KiB work, the largest of all workloads?") \
    X(state_machine_caller, "can the caller be a state machine, as in async Rust?") \
    X(other_thread, "can a future be begun, polled and dropped on other threads than the iterator's?") \
    X(handed_on, "does memory stay bounded when one thread begins futures and another drops them?") \
    X(stays_after_burst, "does memory stay when ten thousand futures were in flight at once and have all ended?") \
    X(stays_after_types, "does memory stay when fifty types of iterator had futures in flight in turn, and all have ended?") \
    X(stays_after_threads, "does memory stay when a thousand threads have run a task each and ended?")

/* The questions that the report answers from a run's samples: no probe runs, and check leaves them open. */
#define SAMPLE_PROBES(X) \
    X(time_against, "is its time more than so many times that of the named row?") \
    X(counted_allocations, "does an item take memory from the heap, as the run counted it?")
#define PROBES(X) RUN_PROBES(X) SAMPLE_PROBES(X)

enum probe_id {
#define X(name, question) PROBE_##name,
    PROBES(X)
#undef X
    PROBE_COUNT,
    PROBE_none = PROBE_COUNT    /* no program like this can decide the claim; `why` gives the reason */
};

enum answer { ANSWER_NO, ANSWER_YES };

/* The second half of a claim. */
struct half {
    const char *under;      /* its condition, in words that ", proved" can follow; NULL only where there is no such half */
    enum probe_id probe;    /* not PROBE_none */
    enum answer says;       /* the half holds when the probe answers this */
    const char *of;         /* the row that is asked; NULL: the claim's own */
    const char *against;    /* PROBE_time_against: the row or peer that the time is held against */
    const char *against_on; /* PROBE_time_against: the workload of that time; NULL: the same as `on` */
    double ratio;           /* PROBE_time_against: more than this times that row's time is a yes */
    const char *on;         /* SAMPLE_PROBES: the workload; NULL: `ready` */
};

struct claim {
    unsigned row;           /* 1 to 8: its line in part 8's table; 0: from elsewhere */
    const char *quote;      /* word for word */
    const char *source;     /* "part 8, table" */
    enum probe_id probe;    /* this and the fields of struct half below are the first half, `under` NULL for no condition */
    enum answer says;
    const char *why;        /* one sentence: why the verdict differs; PROBE_none: why it is out of reach */
    const char *under, *of, *against, *against_on;
    double ratio;
    const char *on;
    struct half otherwise, also;    /* one of them at most */
};

#endif
