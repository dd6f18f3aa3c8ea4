# SPDX-License-Identifier: MIT
"""cxx_refusals_test.py ROOT COMPILER [OPTION…]: the mistakes between C and C++ that do not compile. COMPILER is a C++ compiler, gcc's or
clang's. Each case compiles without its mistake."""
import pathlib
import re
import subprocess
import sys

ROOT, COMMAND = pathlib.Path(sys.argv[1]), sys.argv[2:]
STATE_MACHINE = "#define ASYNC_MODEL ASYNC_STACKLESS\n"
STACK = "#define ASYNC_MODEL ASYNC_STACKFUL\n#define ASYNC_STACK_BYTES 65536\n"
ITERATOR = """
#include "coro/async.h"
struct ones { %s };
ASYNC_NEXT(ones, nothing, )
{
    (void)self;
    RETURN(coro_some(1));
}
ASYNC_END
"""
AWAITED = """
#include "coro/async.h"
struct ones_frame { %s };
ASYNC(holding, unsigned, count, nothing, AWAITS(ones))
{
    RETURN(coro_some(count));
}
ASYNC_END
"""
ASSERTED = """
#include "coro/attributes.h"
struct ones { %s };
CORO_STATIC_ASSERT(CORO_HAS_FIELDS(struct ones), "C and C++ share it");
"""
NAMED = """
#include "coro/executor.h"
struct ones { %s };
struct pair { struct ones first; unsigned second; };
"""
OBJECT = """
#include <string>
#include "coro/async.h"
ASYNC(keeping, unsigned, count, nothing, %s)
{
    SUSPEND();
    RETURN(coro_some(count));
}
ASYNC_END
"""
LOCAL = """
#include "coro/async.h"
ASYNC(forgetting, unsigned, count, nothing, unsigned kept;)
{
    %s = count + 1;
    SUSPEND();
    RETURN(coro_some(count));
}
ASYNC_END
"""
ARGUMENT = """
#include "coro/async.h"
struct pair { long first, second; };
ASYNC(taking, %s, pair, nothing, )
{
    (void)pair;
    RETURN(coro_none());
}
ASYNC_END
"""
DYN = """
#include "coro/iterator.h"
struct range { unsigned left; };
inline void *self_of(struct coro_dyn_iterator it) { return it.self; }
inline void *pass(%s it) { return self_of(CORO_DYN(it)); }
"""
# Where the mistake is, its language, the text, the mistake, its cure, and the compilers' words for it.
CASES = [
    ("an iterator without fields", "c++", STATE_MACHINE + ITERATOR, "", "char none;", "an iterator without fields"),
    ("the same for stacks", "c++", STACK + ITERATOR, "", "char none;", "an iterator without fields"),
    ("an awaited frame without fields", "c++", STATE_MACHINE + AWAITED, "", "char none;", "an awaited frame without fields"),
    ("a struct that is asserted", "c", ASSERTED, "", "char none;", "C and C\\+\\+ share it"),
    ("a struct that is asserted in C++", "c++", ASSERTED, "", "char none;", "C and C\\+\\+ share it"),
    ("a struct in a struct", "c", NAMED, "", "char none;", "empty struct has size 0 in C, size 1 in C\\+\\+"),
    ("an object in the frame of a state machine", "c++", STATE_MACHINE + OBJECT, "std::string kept;", "const std::string *kept;",
     "the frame of a state machine runs no constructor"),
    ("a local that an await loses", "c++", STATE_MACHINE + LOCAL, "unsigned local", "my->kept", "crosses initialization|cannot jump"),
    ("an argument that is no pointer", "c++", STACK + ARGUMENT, "struct pair", "struct pair *", "pass its address|cannot|no matching"),
    ("a plain iterator for a dyn one", "c++", DYN, "struct range", "struct coro_dyn_iterator", "without an adapter"),
    ("a strategy as C++", "c++", '#include "strategies/%s.h"\n', "strategy", "lives", "a strategy is compiled as C"),
]


def compiled(language, text):
    command = [*COMMAND, f"-x{language}", "-std=gnu++17" if language == "c++" else "-std=gnu11", "-Wall", "-Wextra", "-Werror",
               "-Wno-unused", "-Wc++-compat" if language == "c" else "-Wextra", f"-I{ROOT}", "-fsyntax-only", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stderr


def main():
    is_good = True
    for name, language, text, mistake, cure, words in CASES:
        said = compiled(language, text % mistake)
        if said is None or not re.search(words, said):
            print(f"{name}: expected /{words}/, and the compiler said {said or 'nothing'}")
            is_good = False
        said = compiled(language, text % cure)
        if said is not None:
            print(f"{name}: without the mistake the compiler says {said}")
            is_good = False
    sys.exit(0 if is_good else 1)


main()
