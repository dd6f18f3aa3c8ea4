/* SPDX-License-Identifier: MIT */
/* Ada's answers to a neighbouring question: a dispatching function returns what only it knows the size of. GNAT puts it on a
 * second stack, which every task has; the caller copies it down to its own and releases it, or leaves it there for a while. The
 * loop of `ready`, synchronous, compiled by GNAT out of bench/peers/ada/. */
#include "bench/peers/ada/ada_peers.h"
#define FOREIGN_MODEL "plain function"
#define FOREIGN_IS_VARIANT true
#include "bench/peers/foreign/rows.h"
