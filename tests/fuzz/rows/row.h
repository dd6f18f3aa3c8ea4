/* SPDX-License-Identifier: MIT */
/* A row of the table as random programs run it: a chain of iterators that record what happens to them, the row's own caller, and
 * futures that are begun, polled and dropped by hand. unit.c is compiled once for each strategy. */
#ifndef TESTS_FUZZ_ROWS_ROW_H
#define TESTS_FUZZ_ROWS_ROW_H
#include "coro/polled.h"
#include "coro/status.h"

/* The links of a chain, from the source up. */
enum link {
    LINK_ECHO,          /* passes items on */
    LINK_WIDE,          /* the same with 300 bytes that must keep */
    LINK_ALIGNED,       /* the same with an alignment of 64 */
    LINK_SKIP,          /* leaves out some */
    LINK_KEEPER,        /* holds a heap block across its await */
    LINK_TWIN,          /* awaits two iterators in one body; the second is a source of its own */
    LINK_KINDS
};

enum { MOST_LINKS = 6, MOST_HELD = 3 };
struct chain_plan {
    enum link links[MOST_LINKS];
    unsigned link_count;
    uint64_t item_count;
    uint64_t waits;             /* two bits an item: how often the source is pending before it */
};

struct fixture;
struct fuzz_row {
    const char *name;
    bool keeps_frames;          /* a future that is dropped in mid-await goes on with the next one */
    const char *(*refusal)(void);
    size_t (*kept_blocks)(void);
    /* CORO_ERR_UNSUPPORTED for a chain that the row cannot express. */
    enum coro_status (*open)(const struct chain_plan *, struct fixture **);
    void (*close)(struct fixture *);
    /* The row's own caller: a task that takes `count` items, and records each. end() drops it in mid-await if need be. */
    enum coro_status (*begin)(struct fixture *, unsigned count);
    bool (*poll)(struct fixture *);
    void (*end)(struct fixture *);
    /* Futures by hand, while no task of the caller's is there. */
    enum coro_status (*hand_open)(struct fixture *);
    void (*hand_begin)(struct fixture *, unsigned held);
    struct coro_polled (*hand_poll)(struct fixture *, unsigned held);
    void (*hand_drop)(struct fixture *, unsigned held);
    void (*hand_close)(struct fixture *);
};

#define REGISTER_FUZZ_ROW(row) \
    static const struct fuzz_row *const registered_row __attribute__((section("fuzz_rows"), used, retain)) = &(row)
extern const struct fuzz_row *const __start_fuzz_rows[], *const __stop_fuzz_rows[];

#endif
