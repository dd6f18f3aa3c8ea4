/* SPDX-License-Identifier: MIT */
/* Counts from i up to end; never waits, and works on every item: `rounds` steps, 1 or more, of a linear congruential generator
 * that goes on from the item before. A step takes WORK_ROUND instructions on x86-64: multiply, add, count, branch. It needs the
 * step before, also that of the item before, so the work is bound by latency, at about an instruction per cycle, as are programs
 * that parse, hash or follow pointers. */
struct worker { uint64_t i, end, rounds, work; };
enum { WORK_FACTOR = 1664525, WORK_ADDEND = 1013904223, WORK_ROUND = 4 };

ASYNC_NEXT(worker, alone)
{
    if (self->i == self->end)
        RETURN(coro_none());
    uint64_t work = self->work, left = self->rounds;
    self->i++;
    do {
        work = work * WORK_FACTOR + WORK_ADDEND;
        CORO_OPAQUE(work);
    } while (--left > 0);
    self->work = work;
    RETURN(coro_some(work));
}
ASYNC_END
