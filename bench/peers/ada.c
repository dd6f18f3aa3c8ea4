/* SPDX-License-Identifier: MIT */
/* Registers the Ada peers: dispatching functions that return a result whose size only the callee knows. GNAT puts the result on
 * a second stack of the task. The caller copies it to its own stack and releases it, or leaves it there for a while. Only the
 * loop of `ready`, synchronous, compiled by GNAT from bench/peers/ada/. */
#include "bench/peers/ada/ada_peers.h"
#define FOREIGN_MODEL "plain function"
#define FOREIGN_IS_VARIANT true
#include "bench/peers/foreign/rows.h"
