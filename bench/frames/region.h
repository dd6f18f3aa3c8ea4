/* SPDX-License-Identifier: MIT */
/* Memory of a holder, a struct of the strategy, between two zones of known bytes, in which writes beyond the struct are seen. */
#ifndef BENCH_FRAMES_REGION_H
#define BENCH_FRAMES_REGION_H
#include <stdbool.h>
#include <stddef.h>

enum { REGION_ZONE_BYTES = 64 };
struct region { char *block, *at; size_t bytes; const char *kind; };        /* the kind: "struct adapter" */

/* Allocates the region, full of `fill`, from memory that no count sees. */
void region_open(struct region *, const char *kind, size_t bytes, size_t align, int fill);
/* Ends the process with a sentence if the zones were written to, by the call of the strategy that ran last. */
void region_check(const struct region *);

void region_close(struct region *);

/* Ends the region, and keeps its memory, full of known bytes, so that a strategy that still knows its address is found. */
void region_end(struct region *);
size_t region_ended_count(void);
const struct region *region_ended_at(size_t index);
/* Ends the process with a sentence if an ended region was written to. */
void region_check_ended(void);
/* A further scene ends: frees the ended regions, but for those of the first scene. */
void region_forget_ended(void);

/* True when all of these bytes are `fill`. */
bool is_filled(const char *at, size_t bytes, unsigned char fill);

#endif
