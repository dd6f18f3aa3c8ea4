# SPDX-License-Identifier: MIT
"""Result files for page_test.py, made out of a real file: with more rows and workloads, with names that hurt, with less in it."""
import json

HOSTILE = "\"'><script>alert(1)</script>]]>&amp;<!-- \\u0000 " + "long" * 2500


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write(path, records):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)
    return path


def renamed(value, names):
    """The same with other names wherever they stand alone."""
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def of_row(record, name):
    return record.get("strategy") == name


def enlarged(records, row_count):
    """Further rows, which are the first ones under other names and slower by a percent or more. It counts as another run."""
    header = records[0]
    header["plan"]["seed"] += 1
    rows = [row for row in header["strategies"] if not row["name"].startswith("peer:")]
    cells = [record for record in records[1:] if record["record"] in ("cell", "sample", "probe")]
    more = []
    for i in range(row_count - len(rows)):
        old = rows[i % len(rows)]["name"]
        names = {old: f"{old}/made_{i}"}
        header["strategies"].append(renamed(rows[i % len(rows)], names))
        for record in filter(lambda record: of_row(record, old), cells):
            copy = renamed(record, names)
            if record["record"] == "sample":
                copy["value"] = record["value"] * (1 + 0.01 * (i + 1))
            more.append(copy)
    return records[:-1] + more + records[-1:]


def hostile(records, row, workload):
    return renamed(records, {row: HOSTILE, workload: HOSTILE + "/8"})


def without(records, *kinds):
    return [records[0]] + [record for record in records[1:] if record["record"] not in kinds]


def of_one_row(records, name):
    header = dict(records[0], strategies=[row for row in records[0]["strategies"] if row["name"] == name])
    return [header] + [record for record in records[1:] if record.get("strategy", name) == name]


def of_one_workload(records, name):
    header = dict(records[0], workloads=[workload for workload in records[0]["workloads"] if workload["name"] == name])
    return [header] + [record for record in records[1:] if record.get("workload", name) == name]
