#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every unit of this build, each row's among them, is accepted without a warning by the compiler that did not build it.

other_compiler_test.py BUILD C_COMPILER CXX_COMPILER: takes the commands of BUILD/compile_commands.json, and has clang check the
units that gcc built, or gcc those of clang. It checks the syntax and the types alone, which takes a twentieth of a build. A unit that
is compiled several times is checked once, but for the rows' unit, which has another row in it each time."""
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# Options that the other compiler does not know. Both have the same warnings of -Wall and -Wextra, where they are worth something.
OWN_OPTIONS = ("-ftrack-macro-expansion", "-fmax-errors", "-fdebug-default-version", "-Wjump-misses-init", "-Wmaybe-uninitialized",
               "-Werror=maybe-uninitialized", "-Wconditional-uninitialized", "-Werror=undefined-internal", "-flto",
               "-fsplit-stack")
CHECKED = ["-fsyntax-only", "-Werror", "-Wuninitialized"]
CHECKED_BY = {"clang": ["-Wconditional-uninitialized"], "gcc": ["-Wjump-misses-init"]}


def other_command(entry, compilers):
    """The command that checks the unit: that of the build without its compiler, its output and its own options."""
    words = shlex.split(entry["command"])
    source, output = entry["file"], words.index("-o")
    del words[output:output + 2]
    language = "c" if source.endswith(".c") else "c++"
    kept = [word for word in words[1:] if not word.startswith(OWN_OPTIONS) and word != "-c"]
    while kept and not kept[0].startswith("-"):       # behind ccache
        kept.pop(0)
    compiler = compilers[language]
    # CMake leaves out the standard that is the default of the project's compiler.
    own = CHECKED_BY["clang" if "clang" in compiler else "gcc"] if language == "c" else ["-std=gnu++17"]
    return [compiler, *own, *kept, *CHECKED]


def units_of(entries):
    """One entry for each unit, and for each row's unit. Units whose stacks the compiler splits are gcc's alone."""
    units = {}
    for entry in entries:
        row = [word for word in shlex.split(entry["command"]) if word.startswith("-DSTRATEGY_FILE=")]
        is_row_unit = entry["file"].endswith("/bench/unit/row_unit.c")
        if entry["file"].endswith((".c", ".cpp")):
            units.setdefault((entry["file"], tuple(row) if is_row_unit else ()), entry)
    return units.values()


def check(entry, compilers):
    done = subprocess.run(other_command(entry, compilers), cwd=entry["directory"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{entry['file']}:\n{done.stderr[:3000]}"


def main():
    build, c_compiler, cxx_compiler = sys.argv[1:]
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        units = units_of(json.load(file))
    compilers = {"c": c_compiler, "c++": cxx_compiler}
    with ThreadPoolExecutor(2) as pool:
        faults = [fault for fault in pool.map(lambda unit: check(unit, compilers), units) if fault]
    print("\n".join(faults))
    print(f"{len(units)} units, {len(faults)} refused by {c_compiler} or {cxx_compiler}")
    return 1 if faults or len(units) == 0 else 0


sys.exit(main())
