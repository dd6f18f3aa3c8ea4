#!/usr/bin/python3
# SPDX-License-Identifier: MIT
# The JSON that `report --gbench` makes of a real result has Google Benchmark's layout, and its compare.py reads it where it is
# installed (Debian's libbenchmark-tools, which needs python3-scipy): google_benchmark_test.py COROLAB RESULT
import json
import math
import os
import subprocess
import sys
import tempfile

import jsonschema

NUMBER = {"type": "number"}
COUNT = {"type": "integer", "minimum": 0}
WORDS = {"type": "string"}
ENTRY = {
    "type": "object",
    "required": ["name", "run_name", "run_type", "family_index", "per_family_instance_index", "repetitions", "threads",
                 "iterations", "real_time", "cpu_time", "time_unit"],
    "properties": {
        "name": WORDS, "run_name": WORDS, "run_type": {"enum": ["iteration", "aggregate"]}, "repetition_index": COUNT,
        "family_index": COUNT, "per_family_instance_index": COUNT, "repetitions": COUNT, "threads": COUNT, "iterations": COUNT,
        "real_time": NUMBER, "cpu_time": NUMBER, "time_unit": {"const": "ns"}, "error_occurred": {"const": True},
        "error_message": WORDS, "aggregate_name": {"enum": ["mean", "median", "stddev", "cv"]},
        "aggregate_unit": {"enum": ["time", "percentage"]},
    },
    "additionalProperties": NUMBER,
    "if": {"properties": {"run_type": {"const": "iteration"}}},
    "then": {"required": ["repetition_index"]}, "else": {"required": ["aggregate_name", "aggregate_unit"]},
    "dependencies": {"error_occurred": ["error_message"]},
}
FILE = {
    "type": "object", "required": ["context", "benchmarks"],
    "properties": {
        "context": {"type": "object", "required": ["date", "num_cpus", "caches", "load_avg", "json_schema_version"]},
        "benchmarks": {"type": "array", "minItems": 1, "items": ENTRY},
    },
}
COMPARE = "/usr/share/benchmark/compare.py"


def fail(sentence):
    sys.exit("google_benchmark_test: " + sentence)


def check_median(entries, name):
    times = sorted(e["real_time"] for e in entries if e["run_name"] == name and e["run_type"] == "iteration")
    medians = [e["real_time"] for e in entries if e["run_name"] == name and e.get("aggregate_name") == "median"]
    middle = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2
    if medians and not math.isclose(medians[0], middle, rel_tol=1e-9):
        fail(f"the median of {name} is {medians[0]}, not {middle}")


def check_compare(path):
    done = subprocess.run([sys.executable, COMPARE, "--no-color", "benchmarks", path, path], capture_output=True, text=True)
    if "ModuleNotFoundError" in done.stderr:
        return print("compare.py was not tried: " + done.stderr.strip().splitlines()[-1])
    if done.returncode != 0 or "box/ready" not in done.stdout:
        fail("compare.py: " + done.stderr + done.stdout[:1000])


with tempfile.TemporaryDirectory() as work:
    path = os.path.join(work, "benchmark.json")
    subprocess.run([sys.argv[1], "report", sys.argv[2], "--gbench", path], check=True, stdout=subprocess.DEVNULL)
    with open(path, encoding="utf-8") as file:
        made = json.load(file, parse_constant=lambda word: fail(f"{word} is no JSON"))
    jsonschema.Draft7Validator(FILE).validate(made)
    for name in {entry["run_name"] for entry in made["benchmarks"]}:
        check_median(made["benchmarks"], name)
    if os.path.exists(COMPARE):
        check_compare(path)
    else:
        print("compare.py is not installed: not tried")
