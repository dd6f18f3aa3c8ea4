# SPDX-License-Identifier: MIT
"""cxx_standards_test.py ROOT COMPILER OPTION…: cxx_test.cpp by this compiler of C++, in each standard, over each context, with and
without optimisation. OPTIONs link the other side, which is C, and the runtime."""
import pathlib
import subprocess
import sys
import tempfile

ROOT, COMPILER, OPTIONS = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
# Each context and each standard, twice: a third of all combinations.
COMBINATIONS = [("17", "FCONTEXT", "-O0"), ("20", "FCONTEXT", "-O2"), ("2b", "UCONTEXT", "-O0"), ("17", "UCONTEXT", "-O2"),
                ("20", "FASTEST", "-O0"), ("2b", "FASTEST", "-O2")]


def is_known(standard):
    command = [COMPILER, f"-std=gnu++{standard}", "-fsyntax-only", "-xc++", "/dev/null"]
    return subprocess.run(command, capture_output=True).returncode == 0


def runs(directory, standard, context, optimisation):
    binary = directory / "program"
    command = [COMPILER, f"-std=gnu++{standard}", optimisation, "-Wall", "-Wextra", "-Werror", f"-I{ROOT}",
               f"-DCORO_CONTEXT=CORO_CONTEXT_{context}", ROOT / "tests/coro/cxx_test.cpp", "-o", binary, *OPTIONS]
    if subprocess.run(command).returncode != 0:
        return False
    finished = subprocess.run([binary], capture_output=True, text=True)
    if finished.returncode != 0:
        print(finished.stdout, finished.stderr, sep="\n")
    return finished.returncode == 0


def main():
    results = []
    with tempfile.TemporaryDirectory() as name:
        for standard, context, optimisation in COMBINATIONS:
            if is_known(standard):
                results.append(runs(pathlib.Path(name), standard, context, optimisation))
                print(f"C++{standard} over {context} at {optimisation}: {'passed' if results[-1] else 'failed'}")
            else:
                print(f"skipped: {COMPILER} does not know C++{standard}")
    sys.exit(0 if results and all(results) else 1)


main()
