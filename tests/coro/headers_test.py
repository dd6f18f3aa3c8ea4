# SPDX-License-Identifier: MIT
"""headers_test.py ROOT LIBRARY COMPILER [OPTION…]: each public header of the runtime compiles alone, as C11 and as C++17, 20 and 23,
without a warning; in C++, too, all that LIBRARY holds has C linkage, and all structs have their sizes of C. COMPILER is a C++
compiler, gcc's or clang's.

The headers are those of the tree, so a new one is tested without a line here."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT, LIBRARY, COMMAND = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
LANGUAGES = {"C11": ["-xc", "-std=gnu11"], "C++17": ["-xc++", "-std=gnu++17"], "C++20": ["-xc++", "-std=gnu++20"],
             "C++23": ["-xc++", "-std=gnu++2b"]}
# The headers of contexts and of the homes of frames, which a definition chooses.
CHOICES = ["", "#define CORO_CONTEXT CORO_CONTEXT_UCONTEXT\n", "#define CORO_CONTEXT CORO_CONTEXT_FASTEST\n",
           "#define CORO_COPIES_FRAMES\n", "#define CORO_SPLITS_STACKS\n"]


def compiles(directory, language, *options):
    command = [*COMMAND, *LANGUAGES[language], "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{ROOT}", *options]
    return subprocess.run(command, cwd=directory).returncode == 0


def is_known(directory, language):
    (directory / "empty").write_text("")
    command = [*COMMAND, *LANGUAGES[language], "-fsyntax-only", "empty"]
    return subprocess.run(command, cwd=directory, capture_output=True).returncode == 0


def write_units(directory, headers):
    for header in headers:
        (directory / header.name).with_suffix(".unit").write_text(f'#include "{header.relative_to(ROOT)}"\nint a_unit;\n')
    for number, choice in enumerate(CHOICES):
        (directory / f"choice_{number}.unit").write_text(f'{choice}#include "coro/async.h"\n#include "coro/timer.h"\n')
    return [path.name for path in directory.glob("*.unit")]


def names_in_library():
    listed = subprocess.run(["nm", "-g", "--defined-only", LIBRARY], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r" [A-Z] (coro_\w+)$", listed, re.M))


def declared(directory, headers):
    """The text of all headers, preprocessed as C++."""
    (directory / "all.h").write_text("".join(f'#include "{header.relative_to(ROOT)}"\n' for header in headers))
    command = [*COMMAND, *LANGUAGES["C++17"], "-E", "-P", f"-I{ROOT}", "all.h"]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=True).stdout


def compiled(directory, language, text, *options):
    (directory / "text").write_text('#include "all.h"\n' + text)
    if not compiles(directory, language, *options, "-oanswer", "text"):
        sys.exit("a program of this test does not compile")


def names_with_other_linkage(directory, text):
    """Takes the address of each name that headers and library share; returns those that the compiler mangles, and the count."""
    names = sorted(names_in_library() & set(re.findall(r"\bcoro_\w+", text)))
    addresses = ",\n".join(f"(void *)&{name}" for name in names)
    compiled(directory, "C++17", f"extern void *const addresses[];\nvoid *const addresses[] = {{\n{addresses} }};\n", "-c")
    needed = subprocess.run(["nm", "-u", "answer"], cwd=directory, capture_output=True, text=True, check=True).stdout
    return re.findall(r"U (_Z\w+)", needed), len(names)


def structs_of_other_sizes(directory, text):
    """The structs of the headers whose sizes differ between the languages, and the count of all."""
    names = sorted(set(re.findall(r"\bstruct (coro_\w+|coro)\s*\{", text)))
    sizes = []
    for language in "C11", "C++17":
        listed = ",\n".join(f"1 + sizeof(struct {name})" for name in names)        # compilers write 0 in another way
        compiled(directory, language, f"extern const unsigned long sizes[];\nconst unsigned long sizes[] = {{\n{listed} }};\n", "-S")
        assembly = (directory / "answer").read_text().split("\nsizes:")[1]
        sizes.append(re.findall(r"\.(?:quad|xword)\s+(\d+)", assembly)[:len(names)])
    return [name for name, in_c, in_cxx in zip(names, *sizes) if in_c != in_cxx], len(sizes[0])


def main():
    headers = sorted([*ROOT.glob("coro/*.h"), *ROOT.glob("coro/io/*.h")])
    is_good = True
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        units = write_units(directory, headers)
        for language in LANGUAGES:
            if not is_known(directory, language):
                print(f"skipped: {COMMAND[0]} does not know {language}")
            elif not compiles(directory, language, "-fsyntax-only", *units):
                print(f"a header does not compile alone as {language}")
                is_good = False
        text = declared(directory, headers)
        for tool in "address", "thread":        # their notices are headers, too
            if not compiles(directory, "C++17", f"-fsanitize={tool}", "-fsyntax-only", "all.h"):
                print(f"the headers do not compile with -fsanitize={tool}")
                is_good = False
        mangled, name_count = names_with_other_linkage(directory, text)
        unequal, struct_count = structs_of_other_sizes(directory, text)
    for name in mangled:
        print(f"in C++ the library's {name} has no C linkage")
    for name in unequal:
        print(f"struct {name} has another size in C++ than in C")
    if len(headers) < 20 or name_count < 100 or struct_count < 40:
        sys.exit("this test finds too little to be right")
    print(f"{len(headers)} headers, {name_count} names of the library, {struct_count} structs")
    sys.exit(0 if is_good and not mangled and not unequal else 1)


main()
