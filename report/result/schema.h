/* SPDX-License-Identifier: MIT */
/* The names that the writer of a result file (bench/runner/run) and its reader (report) share. The file is JSON lines:
 * the first is the header, with the plan, the machine, the executables and the tables; each further line is one record, in
 * the order of happening. result-2.schema.json describes every key of both, and a test holds real files to it. A killed run
 * leaves whole lines, and perhaps a torn last one, which every reader leaves out. Numbers are finite: a value that could not
 * be measured is absent.
 *
 * * Version 1 was one JSON object: the header's keys, the keys of the end record, and the lists "cells", "samples",
 * "probes", "claims", "notes" and "passes" with the members of the records. It had no "metrics". `report`, `compare` and
 * `run --like` read it. */
#ifndef REPORT_RESULT_SCHEMA_H
#define REPORT_RESULT_SCHEMA_H

#define REPORT_RESULT_SCHEMA "corolab.result/2"
#define REPORT_RESULT_SCHEMA_1 "corolab.result/1"
#define REPORT_TIMING_PROGRAM "corolab_time"    /* the executable that compare starts again */

#endif
