# SPDX-License-Identifier: MIT
"""words_test.py ROOT MODEL COMPILER OPTION…: no word that a user may choose meets a word of the macros of coro/async.h.

Writes a program that uses each word of the macros' text, and more, as a local, an argument, a frame's field, a label, an async
function and a type. Compiles it with all warnings as errors; OPTIONs link the runtime. Every body is run to its end, and
cancelled at each of its waits."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT, MODEL, COMMAND = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
KEYWORDS = set("""auto break case char const continue default do double else enum extern float for goto if inline int long register
    restrict return short signed sizeof static struct switch typedef union unsigned void volatile while define undef include
    ifdef ifndef endif fallthrough unused""".split())
# Names of the C library, and of the function that all bodies await.
MACROS = {"NULL", "true", "false", "bool"}
TAKEN = MACROS | {"size_t", "uint8_t", "uintptr_t", "malloc", "free", "coro"}
OLD = "op task my arg finish got at_ result_ state sites first_state_ sites_ locals_ sites_type_ frame t value next nothing alone little " \
      "deep"

HEAD = """
#define ASYNC_MODEL %s
#define ASYNC_STACK_BYTES (128 * 1024)
#include <stdlib.h>
#include <stdio.h>
#include "coro/async.h"
static unsigned entered, undone;
ASYNC(coro, unsigned, polls_, nothing, unsigned left_;)     /* a name whose derived names are not the library's */
{
    for (my->left_ = polls_; my->left_ > 0; my->left_--)
        SUSPEND();
    RETURN(coro_some(polls_));
}
ASYNC_END
"""
LOCAL = """
ASYNC(local_of_%(w)s, unsigned, argument_, nothing, AWAITS(coro))
{
    struct coro_polled outcome_;
    for (unsigned %(w)s = argument_; ; ) {
        entered += %(w)s;
        SUSPEND();
        %(w)s = argument_;
        AWAIT(outcome_, coro, %(w)s);
        %(w)s = (unsigned)outcome_.value;
        if (%(w)s == 1)
            RETURN(coro_some(%(w)s));
    }
}
ASYNC_END_AFTER(undone++)
"""
ARGUMENT = """
ASYNC(argument_of_%(w)s, unsigned, %(w)s, nothing, AWAITS(coro))
{
    struct coro_polled outcome_;
    entered += %(w)s;
    SUSPEND();
    AWAIT(outcome_, coro, %(w)s);
    RETURN(coro_some(outcome_.value * %(w)s));
}
ASYNC_END_AFTER(undone += %(w)s)
"""
FIELD = """
ASYNC(field_of_%(w)s, unsigned, argument_, nothing, unsigned %(w)s; AWAITS(coro))
{
    struct coro_polled outcome_;
    my->%(w)s = argument_;
    entered++;
    SUSPEND();
    AWAIT(outcome_, coro, my->%(w)s);
    RETURN(coro_some(outcome_.value * my->%(w)s));
}
ASYNC_END_AFTER(undone += my->%(w)s)
"""
LABEL = """
ASYNC(label_of_%(w)s, unsigned, argument_, nothing, unsigned waits_; AWAITS(coro))
{
    struct coro_polled outcome_;
    my->waits_ = 0;
%(w)s:
    entered += my->waits_ == 0;
    SUSPEND();
    if (++my->waits_ < 2)
        goto %(w)s;
    AWAIT(outcome_, coro, 0);
    RETURN(coro_some(outcome_.value + argument_));
}
ASYNC_END_AFTER(undone++)
"""
FUNCTION = """
ASYNC(%(w)s, unsigned, argument_, nothing, unsigned left_;)
{
    for (my->left_ = argument_; my->left_ > 0; my->left_--)
        SUSPEND();
    RETURN(coro_some(argument_));
}
ASYNC_END
ASYNC(awaiter_of_%(w)s, unsigned, argument_, nothing, AWAITS(%(w)s))
{
    struct coro_polled outcome_;
    entered++;
    SUSPEND();
    AWAIT(outcome_, %(w)s, argument_);
    RETURN(outcome_);
}
ASYNC_END_AFTER(undone++)
"""
TYPE = """
typedef unsigned %(w)s;
ASYNC(taker_of_%(w)s, %(w)s, argument_, nothing, unsigned kept_;)
{
    my->kept_ = argument_;
    entered++;
    SUSPEND();
    SUSPEND();
    RETURN(coro_some(my->kept_));
}
ASYNC_END_AFTER(undone++)
"""
RUN = """
static int failed;
static void run(const char *what, const struct coro_async_fn *body)
{
    for (int polls = 0; polls <= 3; polls++) {
        struct coro_task task = { .executor = NULL };
        struct coro_polled got = coro_pending();
        void *frame = aligned_alloc(64, (body->layout.bytes + 63) / 64 * 64);
        entered = undone = 0;
        body->start(frame, (void *)1);
        for (int poll = 0; poll < polls; poll++)
            got = body->poll(frame, &task);
        body->drop(frame, &task);
        free(frame);
        if (entered != (polls > 0) || undone != (polls > 0) || (got.tag == CORO_SOME) != (polls == 3) || got.value != (polls == 3)) {
            printf("%s after %d polls: entered %u times, undone %u times, tag %d\\n", what, polls, entered, undone, (int)got.tag);
            failed = 1;
        }
    }
}
int main(void)
{
"""


def words():
    text = (ROOT / "coro/async.h").read_text()
    text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", " ", text, flags=re.S)
    found = set(re.findall(r"[A-Za-z_]\w*", text)) | set(OLD.split())
    ours = re.compile(r"coro_|CORO_|ASYNC|AWAIT|SUSPEND$|RETURN$|_")     # the library's or the compiler's
    return sorted(word for word in found - KEYWORDS if not ours.match(word))


def program(bodies):
    """bodies: pairs of a template and the prefix of the function to run."""
    text, calls = HEAD % MODEL, ""
    for template, prefix, chosen in bodies:
        for word in chosen:
            text += template % {"w": word}
            calls += f'    run("{prefix}_of_{word}", &{prefix}_of_{word});\n'
    return text + RUN + calls + "    return failed;\n}\n"


def run(directory, name, text):
    source, binary = directory / f"{name}.c", directory / name
    source.write_text(text)
    command = [*COMMAND[:1], "-std=gnu11", "-Wall", "-Wextra", "-Werror", f"-I{ROOT}", str(source), "-o", str(binary), *COMMAND[1:]]
    subprocess.run(command, check=True)
    subprocess.run([str(binary)], check=True)


def main():
    all_words = words()
    if len(all_words) < 25 or "op" not in all_words:
        sys.exit("this test finds too few words to be right")
    free = [word for word in all_words if word not in TAKEN]
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        not_macros = [word for word in all_words if word not in MACROS]
        run(directory, "inside", program([(template, prefix, not_macros) for template, prefix in
                                          ((LOCAL, "local"), (ARGUMENT, "argument"), (FIELD, "field"), (LABEL, "label"))]))
        run(directory, "functions", program([(FUNCTION, "awaiter", free)]))
        run(directory, "types", program([(TYPE, "taker", free)]))
    print(f"{len(all_words)} words in six places")


main()
