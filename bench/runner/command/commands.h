/* SPDX-License-Identifier: MIT */
/* Declares the commands of the executables corolab and corolab_files. A command gets the words behind the program's name:
 * argv[0] is its own word. It returns the exit status: 0, 1 when it fails or cannot print, 2 for words that it does not
 * understand, 130 when it was stopped. The commands run, check, compare and report have headers of their own. */
#ifndef BENCH_RUNNER_COMMAND_COMMANDS_H
#define BENCH_RUNNER_COMMAND_COMMANDS_H
#include "report/result/result.h"
#include "report/text/text.h"
#include <stdbool.h>

/* The words that this executable knows, up to a NULL: corolab.c and files.c list them. */
struct command {
    const char *word;
    int (*perform)(int argc, char **argv);
    int (*explain)(int argc, char **argv);      /* called with { word, "--help" } */
    bool reads_table;                           /* takes --with LIBRARY, any number of times */
    /* Performs the word when it came with --with, and with options only: of these libraries, ':' between. NULL: as without. */
    int (*perform_with)(int argc, char **argv, const char *libraries);
};
extern const struct command runner_commands[];
/* Loads the libraries of rows. NULL, or one sentence: why one cannot be used. An executable without a table loads none. */
const char *runner_load_libraries(void);

/* `check --with LIBRARY`: of the library's rows alone, or of those that its workloads are for. */
int runner_check_libraries(int argc, char **argv, const char *libraries);
/* `report --with LIBRARY`: runs the quick suite with the library's rows in it, into result.json, and shows it. */
int runner_report_libraries(int argc, char **argv, const char *libraries);

/* Performs the command line of main. Names the nearest word on standard error when it refuses one. `WORD --help`, with --help or
 * -h anywhere behind the word, and `help WORD` explain the word. A closed pipe is an error, not a signal. */
int runner_command(int argc, char **argv);

/* `corolab list`: prints the strategies, peers and workloads that can be measured, as text or JSON; or the systems that do as
 * each strategy does, as text or Markdown. */
int runner_list_command(int argc, char **argv);
/* The table as a result in which nothing was run; the caller frees it. */
enum report_status runner_list_as_result(struct report_result **, struct report_complaint *);
/* `corolab advise`, with the rows of the table where no file is named. */
int runner_advise_command(int argc, char **argv);
/* `corolab doctor`: prints the sources of noise on this machine, their remedies, and the measured noise. Prints text of at most
 * 80 columns, or JSON. Takes some 12 seconds. Findings do not change the exit status. */
int runner_doctor_command(int argc, char **argv);
/* `corolab new strategy|workload NAME`: writes strategies/NAME.c or bench/workloads/NAME.h into the source tree that this
 * program was built from, and prints the commands to type next. The file compiles, passes check and is measured as it stands;
 * tests build the templates to hold that. Refuses a name that is malformed, taken, or would collide with another in the build.
 * A strategy's name may have one slash; its directory is made. With --like ROW it begins with that row's file.
 * Nothing is ever replaced, and a failure leaves nothing behind. */
int runner_new_command(int argc, char **argv);
/* Runs the command in another source tree. */
int runner_new_in_tree(const char *root, int argc, char **argv);
/* Adds the file of a row of the tree as the beginning of the strategy `name`: without its claims, its systems and its place in
 * the table. The copy compiles, passes check and is measured as it stands. */
enum report_status runner_like_add(struct report_text *, const char *root, const char *row, const char *name,
                                   struct report_complaint *);

#endif
