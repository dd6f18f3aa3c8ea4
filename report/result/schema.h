/* SPDX-License-Identifier: MIT */
/* The result file, `corolab.result/1`: what `corolab run` writes and `corolab report` reads. This header is the only thing the
 * two have in common. One JSON object, UTF-8, written to a temporary file and renamed, so that a file under its final name is
 * always whole. Numbers are finite: what could not be measured is absent, never NaN, null or 0.
 *
 *   schema       "corolab.result/1"
 *   created      "2026-11-22T00:42:11Z", UTC, when the run ended
 *   wall_seconds how long the run took
 *   harness_seconds the part of it in which no measuring program ran: the harness's own time; may be absent
 *   interrupted  true when the run was stopped by a signal; what is in the file is finished samples all the same
 *   plan         { mode "quick"|"default"|"thorough", seed, rounds, text { path, bytes, repeats }, trace, skipped,
 *                time_budget_seconds }; trace is a path, absent when the default trace was replayed; skipped names the passes
 *                that were left out, absent when none was; time_budget_seconds is there when it chose the rounds. Fewer than 10
 *                rounds are screening
 *   environment  { cpu, cores, memory_bytes, kernel, os, libc, compiler, flags, build, boost, benchmark, valgrind,
 *                  virtualisation, governor, load, commit, link_order }: strings but for cores, memory_bytes and load
 *                (numbers); a key is absent when the machine does not say, link_order when rows and peers were linked by name
 *   experiment   { date, machine, commit, note, cells, comparisons, aa_called, aa_compared, link_orders, orders_called,
 *                  orders_compared, trials, found, planted_percent }: how far the method was to be trusted when that was tried
 *                (experiment.h): strings, and from cells on numbers; every key, and the whole, may be absent
 *   executables  [ { name, sha256, path } ]: every program that a number in this file came out of; path is absolute, and may be
 *                absent. compare starts the one named REPORT_TIMING_PROGRAM again
 *   strategies   [ { name, sentence, caller, callee, protocol, adapter_bytes, call_site_bytes, task_bytes, code_bytes, fidelity } ]
 *                in table order. caller and callee are "state machine" or "stackful"; protocol is "callee places", "caller places",
 *                "polls next", "calls" or "static". Peers (raw mechanisms shown for comparison) have a name that begins
 *                with "peer:". adapter_bytes is what the strategy adds to the `range` iterator, call_site_bytes what it adds
 *                to every frame that awaits a dyn next(), task_bytes what it adds to a task, code_bytes the machine code of one
 *                caller and one callee (bench/code/code.c), all as measured; code_bytes is absent from peers, and where the build
 *                had no tool to measure it, which a note says. fidelity, absent where there is nothing to say, is one sentence: what
 *                the compiler of the strategy's Rust peer does beyond it
 *   workloads    [ { name, question, item } ] in table order; item is what one item is called ("item", "line", "wait")
 *   cells        [ { strategy, workload, status, reason } ]: status is "ok", "unsupported", "failed" or "timeout"; reason (one
 *                sentence) is there unless status is "ok". Only ok cells have samples
 *   passes       [ { strategy, workload, pass } ]: what passes an ok cell has behind it that left no sample, for whoever goes on
 *                with the run; absent when there is none, and when the run was not interrupted
 *   samples      [ { strategy, workload, metric, unit, value, round, order } ]: one measured number each. order counts the
 *                samples of the run as they were taken. Repeated metrics (time_ns) have a sample per round, others have one.
 *                metrics per item: time_ns, instructions, allocator_instructions (the part of instructions spent inside
 *                malloc and free), indirect_calls, allocator_calls, allocations (mapped stacks among them), allocated_bytes,
 *                mapped_stacks and mapped_stack_bytes (stacks taken from the system, what they reserve), syscalls (of all threads
 *                of the process; absent, with a note, where tracing is forbidden), minor_faults, major_faults;
 *                metrics per single next(), of 100,000 (10,000 where two threads wake each other): p50_ns, p99_ns, p999_ns (too
 *                high by 1/32 at most), max_ns, each with the cost of reading the clock, which is clock_ns, in it; absent where
 *                the caller of the workload is not one that is stamped;
 *                metric per cell: peak_live_bytes, the most heap bytes alive at once beyond those from before the first run;
 *                metrics per task, workload tasks/n only: bytes_per_waiting_task (the next two together), rss_bytes,
 *                page_table_bytes, frame_bytes (the part of rss_bytes that came with the frames, or the stack)
 *   probes       [ { strategy, probe, question, answer, behaviour, value, evidence } ]: probe is a name, question what it asks,
 *                which may be absent; answer is "yes" or "no", absent where the probe failed and from conformance probes, which
 *                ask what every strategy must do; behaviour is "works", "refuses", "falls back" or "fails"; value (a number,
 *                of bytes when the probe's name begins with "adds_to_") is absent where the probe has none; evidence is one
 *                sentence
 *   claims       [ { strategy, row, downside, quote, source, probe, says, verdict, evidence, why, against, on } ]: row is 1 to 8 for a claim out of the
 *                blog's table (part 8), in the table's order, else 0; downside is true when the quotation is a downside of
 *                the strategy; says, "yes" or "no", is the probe's answer that proves it; verdict is "proved", "refuted",
 *                "out of reach", "not tested" (the probe failed), or "answered by report": a claim whose probe begins with
 *                "time" is decided from the samples, by the report (decision.h), on the workload `on`, "ready" when absent, and
 *                against the strategy `against`; why, absent where there is nothing to say, is for a verdict that differs from the
 *                claim; the probe "none" is that of claims that no program can decide, and the evidence says why
 *   notes        [ "one sentence", … ]: what the run had to say besides, such as a pass that could not run; may be absent
 */
#ifndef REPORT_RESULT_SCHEMA_H
#define REPORT_RESULT_SCHEMA_H

#define REPORT_RESULT_SCHEMA "corolab.result/1"
#define REPORT_TIMING_PROGRAM "corolab_time"

#endif
