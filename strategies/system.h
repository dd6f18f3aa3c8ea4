/* SPDX-License-Identifier: MIT */
/* A system that people use, and that answers the question as a row does: "who does it like this?" Each strategy's file carries
 * its own. Whoever adds one has read the source, and the clause says no more than the source does. A system stands with the row
 * that is nearest, so the rows of a family do not repeat one another. */
#ifndef STRATEGIES_SYSTEM_H
#define STRATEGIES_SYSTEM_H

struct system {
    const char *name;       /* "asio" */
    const char *does;       /* a short clause whose subject is the system: no capital, no full stop */
    const char *source;     /* the address of the documentation, source text or paper: https */
};

#endif
