/* SPDX-License-Identifier: MIT */
/* The numbers of earlier benchmarks are their authors', on their machines: no output compares them with ours.
 *
 * async_trait_experiments has a third column, "non recyclable DynamicFuture". Its outer stream boxes and its inner stream
 * recycles (benches/stream.rs), so it is neither of our rows, and is left out. */
#include "bench/table/citations.h"

static const struct system growing_systems[] = {
    { "Go from 1.3", "copies a full stack to one of twice the size: the compiler tells where pointers into a stack are, and "
                     "lets none of the program's lie outside it; the runtime adjusts those that it keeps itself",
      "https://go.dev/s/contigstacks" },
    { "OCaml 5", "copies a full fiber to one of twice the size, and rewrites the few pointers into it: handlers of exceptions, "
                 "frame pointers, links to C calls",
      "https://github.com/ocaml/ocaml/blob/HEAD/runtime/fiber.c" },
    { 0 }
};

const struct absent_row absent_rows[] = {
    { "a stack that grows by copying",
      "a C program may keep the address of a local anywhere, and no C compiler tells where, so no copy can adjust it",
      growing_systems },
    { 0 }
};

const struct earlier_benchmark earlier_benchmarks[] = {
    { "async_trait_experiments",
      "a dyn stream within a dyn stream, a fresh box each time against a box kept in the callee: 5.2 and 1.5 us on Windows, 2.4 "
      "and 1.5 with jemalloc on Linux, 1.4 and 1.5 with glibc's malloc",
      "https://github.com/Matthias247/async_trait_experiments",
      { "box", "callee_cached_box", "static_dispatch" }, { "ready", "depth/1", "aged_heap" } },
    { "P4003R0, Coroutines for I/O",
      "C++20 coroutines with recycled frames: 3.10 times as fast as with std::allocator under MSVC, 1.55 times under Apple "
      "clang; with mimalloc 2.42 times under MSVC",
      "https://wg21.link/p4003r0",
      { "box", "box_slab", "box_mimalloc" }, { "ready", "depth/4" } },
    { "async_simple's quantitative report",
      "a switch between stacks takes about 100 times a generator's resume; as calls get deeper, stackless slows down and "
      "stackful hardly does",
      "https://github.com/alibaba/async_simple/blob/HEAD/docs/docs.en/QuantitativeAnalysisReportOfCoroutinePerformance.md",
      { "box", "stackful/fcontext", "stackful/native" }, { "switch/flat", "depth/4", "suspend_depth/4", "suspend_depth/16" } },
    { "dyn-afit", "which of five ways in Rust to call an async fn through a trait object take heap memory; no times",
      "https://github.com/zjp-CN/dyn-afit",
      { "box", "stackfuture", "poll_next" }, { "ready" } },
    { 0 }
};
