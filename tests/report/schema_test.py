#!/usr/bin/python3
# SPDX-License-Identifier: MIT
# Every line of the result files that corolab wrote satisfies the JSON Schema in report/result, and spoilt lines do not:
# schema_test.py SCHEMA FILE...
import copy
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
spoilt_lines = 0


def fail(sentence):
    sys.exit("schema_test: " + sentence)


def expect_refusal(line, key, value):
    global spoilt_lines
    spoilt = copy.deepcopy(line)
    spoilt[key] = value
    if validator.is_valid(spoilt):
        fail(f"the schema takes {key}: {value!r} in {json.dumps(spoilt)[:200]}")
    spoilt_lines += 1


for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    if "schema" not in lines[0] or any("record" not in line for line in lines[1:]):
        fail(f"{path} is not a header and records")
    for number, line in enumerate(lines, 1):
        for error in validator.iter_errors(line):
            inner = min(error.context, key=lambda part: -len(part.path), default=error)
            fail(f"{path}, line {number}: {inner.message[:300]}")
    kinds = {line["record"]: line for line in lines[1:]}
    if not {"cell", "sample", "pass", "end"} <= kinds.keys():
        fail(f"{path} has records of these kinds only: {sorted(kinds)}")
    expect_refusal(lines[0], "schema", "corolab.result/1")
    expect_refusal(lines[0], "unknown", 1)
    expect_refusal(lines[0], "absent_rows", [{"name": "a stack that grows", "systems": []}])
    expect_refusal(lines[0], "earlier_benchmarks", [{"name": "a", "measured": "b", "here": "c", "source": "ftp://d"}])
    spoilt = dict(lines[0]["strategies"][0], systems=[{"name": "asio", "does": "recycles"}])
    expect_refusal(lines[0], "strategies", [spoilt])
    expect_refusal(kinds["cell"], "status", "fine")
    expect_refusal(kinds["sample"], "value", "1")
    expect_refusal(kinds["sample"], "round", -1)
    expect_refusal(dict(kinds["sample"], unit="ns"), "value", -1)
    expect_refusal(kinds["pass"], "pass", "nap")
    for claim in (line for line in lines[1:] if line["record"] == "claim"):
        half = claim["halves"][0]   # a claim of today has halves, though the schema knows older ones
        expect_refusal(claim, "halves", [])
        expect_refusal(claim, "halves", [half, half, half])
        expect_refusal(claim, "halves", [dict(half, says="perhaps")])
        expect_refusal(claim, "verdict", "not tested")
    expect_refusal(kinds["end"], "interrupted", 1)
if spoilt_lines == 0:
    fail("no file was named")
