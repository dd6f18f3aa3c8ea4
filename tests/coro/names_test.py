# SPDX-License-Identifier: MIT
"""names_test.py ROOT COMPILER: the runtime's public headers give a program no name without coro_ or CORO_, but for the words of
coro/async.h. A body gives it its own name, <body>_frame, and names that begin with <body>_async_.

Each header is preprocessed alone, then all lines that come from coro/ are read as declarations."""
import pathlib
import re
import subprocess
import sys

ROOT, COMPILER = pathlib.Path(sys.argv[1]), sys.argv[2]
LIBRARIES = r"(make|jump)_fcontext|__splitstack_\w+|uv_loop_s"      # Boost.Context's, libgcc's and libuv's
WORDS = r"ASYNC|ASYNC_\w+|AWAITS?|SUSPEND|RETURN"
BODY = """
#define ASYNC_MODEL %s
#define ASYNC_STACK_BYTES 65536
#include "coro/async.h"
ASYNC(tick, unsigned, count, nothing, unsigned left;)
{
    for (my->left = count; my->left > 0; my->left--)
        SUSPEND();
    RETURN(coro_none());
}
ASYNC_END
"""


def preprocessed(text, *options):
    command = [COMPILER, "-std=gnu11", "-D_GNU_SOURCE", "-E", *options, f"-I{ROOT}", "-xc", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def lines_of(output, origin):
    """The lines that come from files whose name matches origin."""
    is_ours = False
    for line in output.splitlines():
        marker = re.match(r'# \d+ "([^"]*)"', line)
        if marker:
            is_ours = re.search(origin, marker[1]) is not None
        elif is_ours:
            yield line


def without_groups(tokens, names):
    """Drops the parentheses that follow one of `names`, and the names."""
    kept, depth, is_dropping = [], 0, False
    for token in tokens:
        if is_dropping:
            depth += (token == "(") - (token == ")")
            is_dropping = depth > 0
        elif token in names:
            is_dropping = True
        else:
            kept.append(token)
    return kept


def declarations(tokens):
    """Splits into declarations of file scope; a function's body ends one, too."""
    at, depth, parentheses = [], 0, 0
    for index, token in enumerate(tokens):
        at.append(token)
        depth += (token == "{") - (token == "}")
        parentheses += (token == "(") - (token == ")")
        ends_body = token == "}" and depth == 0 and ")" in at[:at.index("{")] and "=" not in at[:at.index("{")]
        if depth == 0 and parentheses == 0 and (token == ";" or ends_body):
            yield at
            at = []


def is_name(token):
    return re.fullmatch(r"[A-Za-z_]\w*", token) is not None


def enumerators(tokens):
    scopes, is_expected = [], False
    for index, token in enumerate(tokens):
        if token == "{":
            scopes.append("enum" in tokens[max(0, index - 2):index])
            is_expected = scopes[-1]
        elif token == "}":
            scopes.pop()
        elif is_expected and is_name(token):
            yield token
            is_expected = False
        elif token == "," and scopes and scopes[-1]:
            is_expected = True


def declared(tokens):
    """The names that one declaration adds to file scope."""
    is_function = "{" in tokens and ")" in tokens[:tokens.index("{")] and "=" not in tokens[:tokens.index("{")]
    head = tokens[:tokens.index("{")] + [";"] if is_function else tokens
    yield from enumerators(head)
    outer, depth = [], 0
    for index, token in enumerate(head):
        if token in ("struct", "union", "enum") and head[index + 2:index + 3] in (["{"], [";"]):
            yield head[index + 1]
        depth += (token == "{") - (token == "}")
        if depth == 0 and token != "}":
            outer.append(token)
    for index, token in enumerate(outer[:-1]):
        if is_name(token) and token != "void" and outer[index + 1] in ("(", "=", ";", "["):
            if index > 0 and outer[index - 1] not in ("struct", "union", "enum"):
                yield token
            return
        if token == "(" and outer[index + 1] == "*":
            yield outer[index + 3 if outer[index + 2] == "const" else index + 2]
            return


def names(text, origin):
    code = "\n".join(line for line in lines_of(preprocessed(text), origin) if not line.startswith("#"))
    tokens = re.findall(r'"(?:\\.|[^"\\])*"|[A-Za-z_]\w*|[0-9][\w.]*|\S', code)
    tokens = without_groups(tokens, {"__attribute__", "__asm__", "_Alignas", "__typeof__"})
    for declaration in declarations(tokens):
        if declaration[0] not in ("_Static_assert", ";"):
            yield from declared(declaration)


def macros(text):
    for line in lines_of(preprocessed(text, "-dD"), r"/coro/"):
        found = re.match(r"#\s*define (\w+)", line)
        if found:
            yield found[1]


def judge(where, found, allowed):
    found = set(found)
    strangers = sorted(name for name in found if not re.fullmatch(allowed, name))
    for name in strangers:
        print(f"{where} gives a program the name {name}")
    return len(found), not strangers


def main():
    results = []
    for header in sorted([*ROOT.glob("coro/*.h"), *ROOT.glob("coro/io/*.h")]):
        where = header.relative_to(ROOT)
        text = f'#include "{where}"\n'
        results.append(judge(where, names(text, r"/coro/"), rf"coro|coro_\w+|CORO_\w+|{LIBRARIES}"))
        results.append(judge(where, macros(text), rf"CORO_\w+|{WORDS}"))
    for model in "ASYNC_STACKLESS", "ASYNC_STACKFUL":
        results.append(judge(f"a body under {model}", names(BODY % model, r"^<stdin>"), r"tick|tick_frame|tick_async_\w+"))
    if sum(count for count, _ in results) < 1000:
        sys.exit("this test reads too few names to be right")
    sys.exit(0 if all(is_good for _, is_good in results) else 1)


main()
