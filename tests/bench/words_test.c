/* SPDX-License-Identifier: MIT */
/* Tests corolab as a shell sees it: help of each word, outputs that cannot be written or would destroy a result, exit statuses of
 * stopped and complete runs, and hints that can be pasted. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/process/message.h"
#include "bench/runner/command/commands.h"
#include "bench/table/table.h"
#include "tests/bench/stand_in.h"

#define ONE_CELL "./corolab run --untimed -s '^box$' -w '^ready$' "

/* Runs a line of the shell in the directory; its exit status. */
static int shell(const char *line)
{
    char command[PATH_MAX + 512];
    assert_true(snprintf(command, sizeof command, "cd %s && { %s ; }", directory, line) < (int)sizeof command);
    int status = system(command);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void make_programs(void)
{
    copy_self();
    write_program("corolab_cell", "echo '{\"status\":\"ok\"}'");
    write_program("corolab_count", COUNTS_NOTHING);
}

static void expect_said(const char *part)
{
    char *said = read_words("said");
    if (strstr(said, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", said, part);
    free(said);
}

static void every_word_explains_itself_alone(void **state)
{
    static const char *const words[] = { "list", "check", "run", "try", "doctor", "new", "report", "advise", "trace", "compare" };
    char line[128], usage[64];
    (void)state;
    copy_self();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        snprintf(line, sizeof line, "./corolab %s --help >said && ./corolab help %s >again && cmp said again", words[i],
                 words[i]);
        snprintf(usage, sizeof usage, "usage: corolab %s", words[i]);
        assert_int_equal(shell(line), 0);
        expect_said(usage);
        char *said = read_words("said");
        assert_true(strstr(said, words[i]) == said + strlen("usage: corolab "));
        assert_null(strstr(said, "where the frame of a dyn async"));
        assert_int_equal(strstr(said, "--quick") != NULL, strcmp(words[i], "run") == 0);
        free(said);
    }
    assert_int_equal(shell("./corolab run --quick -h >again && ./corolab help run >said && cmp said again"), 0);
    assert_int_equal(shell("./corolab help help >again && ./corolab help >said && cmp said again"), 0);
}

static void help_for_an_unknown_word_is_refused(void **state)
{
    (void)state;
    copy_self();
    assert_int_equal(shell("./corolab nosuch --help 2>said"), 2);
    expect_said("nosuch");
    assert_int_equal(shell("./corolab help rnu 2>said"), 2);
    expect_said("did you mean run?");
}

static void the_list_says_of_every_strategy_what_threads_share(void **state)
{
    (void)state;
    copy_self();
    assert_int_equal(shell("./corolab list >said"), 0);
    char *said = read_words("said");
    size_t strategies = 0, sharing = 0;
    for (size_t i = 0; i < table_row_count(); i++)
        strategies += !row_card(table_row(i))->is_peer;
    for (const char *at = said; (at = strstr(at, "threads share ")) != NULL; at++)
        sharing++;
    assert_true(strategies > 0);
    assert_int_equal(sharing, strategies);
    free(said);
}

static void the_list_says_of_every_strategy_where_its_frame_lives(void **state)
{
    (void)state;
    copy_self();
    assert_int_equal(shell("./corolab list >said"), 0);
    expect_said("      frame on the heap\n");
    assert_int_equal(shell("./corolab list --json >said"), 0);
    expect_said("\"lives\": {\n        \"where\": \"heap\"");
}

static void the_list_ends_with_a_row_of_each_place_to_start_from(void **state)
{
    (void)state;
    copy_self();
    assert_int_equal(shell("./corolab list | sed '1,/^to start from/d' >said"), 0);
    expect_said("  on the heap ");
    expect_said(" box, ");
}

static void a_closed_pipe_or_a_full_disk_is_a_sentence_and_status_1(void **state)
{
    static const char *const words[] = { "help", "--version", "run --help", "compare --help", "report --help", "advise --help",
                                         "trace --help", "list", "list --systems" };
    char line[128];
    (void)state;
    copy_self();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        snprintf(line, sizeof line, "./corolab %s >/dev/full 2>said", words[i]);
        assert_int_equal(shell(line), 1);
        expect_said("standard output cannot be written");
        snprintf(line, sizeof line, "mkfifo p; { exec 3<>p 4>p 3<&-; rm p; ./corolab %s >&4 2>said; }", words[i]);
        assert_int_equal(shell(line), 1);
        expect_said("Broken pipe");
    }
}

static void a_run_whose_summary_cannot_be_written_says_so_and_keeps_its_result(void **state)
{
    static const char *const outputs[] = { ">/dev/full", ">&-" };
    char line[256];
    (void)state;
    make_programs();
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        snprintf(line, sizeof line, ONE_CELL "--force %s 2>said", outputs[i]);
        assert_int_equal(shell(line), 1);
        expect_said("standard output cannot be written");
        json_t *document = load_result();
        assert_int_equal(count_status(document, "ok"), 1);
        assert_true(json_is_false(json_object_get(document, "interrupted")));
        json_decref(document);
    }
}

static void a_run_does_not_write_into_its_own_words(void **state)
{
    static const char *const lines[] = {
        ONE_CELL "--force >>result.json 2>said", ONE_CELL "--force -o ./result.json 2>>result.json >said",
        ONE_CELL "--force >>result.json 2>&1",
        ONE_CELL "--force -o /dev/stdout >>result.json 2>said",
        "ln -sf result.json link; " ONE_CELL "--force -o link >>result.json",
        "./corolab run --resume result.json >>result.json", "./corolab run --like result.json -o other.json 2>>result.json",
    };
    (void)state;
    make_programs();
    assert_int_equal(shell(ONE_CELL ">said 2>&1 && cp result.json kept"), 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_int_equal(shell(lines[i]), 1);
        assert_int_equal(shell("cmp kept result.json"), 0);
    }
    assert_int_equal(shell(lines[0]), 1);
    expect_said("standard output is the file result.json");
    assert_int_equal(shell(lines[1]), 1);
    expect_said("standard error is the file ./result.json");
    assert_int_equal(shell(ONE_CELL "--force -o new.json >new.json 2>said"), 1);
    assert_int_equal(shell("[ ! -s new.json ]"), 0);
}

static void resuming_a_complete_file_ends_as_its_run_did(void **state)
{
    (void)state;
    make_programs();
    assert_int_equal(shell(ONE_CELL ">said 2>&1"), 0);
    assert_int_equal(shell("./corolab run --resume result.json 2>said"), 0);
    write_program("corolab_cell", "[ $2 = box ] && exit 7; echo '{\"status\":\"ok\"}'");
    assert_int_equal(shell("./corolab run --untimed -s '^box$|^inline_slot$' -w '^ready$' --force >said 2>&1"), 1);
    assert_int_equal(shell("./corolab run --resume result.json 2>said"), 1);
    expect_said("1 of its cells failed");
}

/* The workload's name alone is wider than others, the seed as long as it can be. */
#define HEADER_OF_TRACE "# corolab trace 2: x\\ntask,callee_bytes,polls_until_ready,depth,in_flight\\n"

static void a_run_records_the_trace_that_it_replays(void **state)
{
    (void)state;
    make_programs();
    assert_int_equal(shell("printf '" HEADER_OF_TRACE "0,0,1,0,0\\n' >t.csv && ./corolab run --untimed -s '^box$' -w '^real$' "
                           "--trace t.csv >said 2>&1"), 0);
    expect_said("the trace t.csv is replayed with changes: 1 call, 1 with the smallest frame for 0 bytes\n");
    assert_int_equal(shell("sum=$(sha256sum t.csv | cut -c 1-64) && grep -q '\"trace_sha256\":\"'$sum'\"' result.json"), 0);
    assert_int_equal(shell("./corolab run --resume result.json >said 2>&1"), 0);
    assert_int_equal(shell("echo 0,1,1,0,0 >>t.csv && ./corolab run --resume result.json >said 2>&1"), 1);
    expect_said("the trace t.csv has changed since the run that is to be resumed");
    assert_int_equal(shell("rm result.json && ./corolab run --untimed -s '^box$' -w '^real$' >said 2>&1 && "
                           "grep -q '\"trace_sha256\":\"' result.json && ! grep -q '\"trace\":' result.json"), 0);
}

static void a_wrong_trace_is_refused_before_anything_is_run(void **state)
{
    (void)state;
    make_programs();
    assert_int_equal(shell("printf '" HEADER_OF_TRACE "0,64,1,0,0\\n0,64,1' >t.csv && ./corolab run --untimed -s '^box$' "
                           "-w '^real$' --trace t.csv >said 2>&1"), 1);
    expect_said("t.csv:4: the trace ends in the middle of a line\n");
    assert_int_equal(shell("test ! -e result.json"), 0);
}

/* One of two workloads sleeps. On a loaded machine the other takes long to start, so the sleep grows until the run names the
 * first as ten times as long. Returns the run's output, which the caller frees. */
static char *words_of_a_run_with_a_dear_workload(void)
{
    char program[128];
    for (double seconds = 0.3; seconds < 30; seconds *= 3) {
        snprintf(program, sizeof program, "[ $3 = tasks/1000000 ] && sleep %.1f\necho '{\"status\":\"ok\"}'", seconds);
        write_program("corolab_cell", program);
        assert_int_equal(shell("./corolab run --untimed --force --seed 9223372036854775807 -s '^box$|^inline_slot$' "
                               "-w '^ready$|^tasks/1000000$' >said 2>&1"), 0);
        char *said = read_words("said");
        if (strstr(said, "tasks/1000000 took") != NULL)
            return said;
        free(said);
    }
    fail_msg("no sleep was long enough");
    return NULL;
}

static void a_run_says_nothing_wider_than_a_terminal(void **state)
{
    (void)state;
    make_programs();
    char *said = words_of_a_run_with_a_dear_workload();
    for (const char *line = strtok(said, "\n"); line != NULL; line = strtok(NULL, "\n"))
        assert_true(strlen(line) <= 80);
    free(said);
}

static void a_run_of_a_library_that_is_not_loaded_is_resumed_by_naming_it(void **state)
{
    (void)state;
    make_programs();
    assert_int_equal(shell(ONE_CELL ">said 2>&1"), 0);
    assert_int_equal(shell("sed -i 's/\"box\"/\"idea\"/g' result.json && ./corolab run --resume result.json 2>said"), 1);
    expect_said("result.json cannot be resumed: this build does not have its strategy idea");
    assert_int_equal(shell("sed -i 's/\"executables\":\\[/&{\"name\":\"libidea.so\",\"sha256\":\"00\"},/' result.json"
                           " && ./corolab run --resume result.json 2>said"), 1);
    expect_said("result.json cannot be resumed: its strategy idea comes from libidea.so: name that file with --with");
}

static void one_workload_is_not_compared_with_a_middle(void **state)
{
    (void)state;
    make_programs();
    write_program("corolab_cell", "sleep 0.2\necho '{\"status\":\"ok\"}'");
    assert_int_equal(shell(ONE_CELL ">said 2>&1"), 0);
    char *said = read_words("said");
    assert_null(strstr(said, "took"));
    assert_null(strstr(said, "inf"));
    free(said);
}

static void counts_of_one_are_no_plurals(void **state)
{
    (void)state;
    make_programs();
    assert_int_equal(shell(ONE_CELL ">said 2>&1"), 0);
    expect_said("1 strategy or peer x 1 workload,");
    expect_said("1 cell ok, 0 unsupported");
}

static void hints_can_be_pasted(void **state)
{
    static const char *const names[][2] = {
        { "plain/a_b-1.json", "plain/a_b-1.json" }, { "a b", "'a b'" }, { "q'u$(x)", "'q'\\''u$(x)'" },
        { "-x.json", "./-x.json" }, { "- x", "./'- x'" }, { "a\nb'c\\d", "$'a\\012b\\'c\\\\d'" },
        { "~", "'~'" }, { "", "''" }, { "\u00e4.json", "\u00e4.json" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(runner_quoted(names[i][0]), names[i][1]);
    make_programs();
    assert_int_equal(shell("COROLAB_CALLED='./la b' " ONE_CELL "-o \"q'uo te.json\" >said 2>&1"), 0);
    expect_said("`'./la b' report 'q'\\''uo te.json'` shows");
}

static void a_check_that_is_stopped_exits_with_130(void **state)
{
    static const int signals[] = { SIGINT, SIGTERM };
    static const char *const words[] = { "corolab", "check", "box", NULL };
    (void)state;
    copy_self();
    write_program("corolab_count", "echo $$ > hung.new; mv hung.new hung; exec sleep 1000");
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        pid_t corolab = start_corolab(words), child = wait_for_hanging_child();
        assert_int_equal(kill(corolab, signals[i]), 0);
        assert_int_equal(wait_for(corolab), 130);
        expect_death(child);
        assert_int_equal(shell("rm hung"), 0);
    }
}

static void a_lack_of_descriptors_is_named(void **state)
{
    (void)state;
    make_programs();
    assert_int_equal(shell("sh -c \"ulimit -n 5; exec " ONE_CELL "\" >said 2>&1"), 1);
    expect_said("no process can be made: Too many open files: `ulimit -n` allows 5 descriptors");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(every_word_explains_itself_alone),
        IN_DIRECTORY(help_for_an_unknown_word_is_refused),
        IN_DIRECTORY(the_list_says_of_every_strategy_what_threads_share),
        IN_DIRECTORY(the_list_says_of_every_strategy_where_its_frame_lives),
        IN_DIRECTORY(the_list_ends_with_a_row_of_each_place_to_start_from),
        IN_DIRECTORY(a_closed_pipe_or_a_full_disk_is_a_sentence_and_status_1),
        IN_DIRECTORY(a_run_whose_summary_cannot_be_written_says_so_and_keeps_its_result),
        IN_DIRECTORY(a_run_does_not_write_into_its_own_words),
        IN_DIRECTORY(resuming_a_complete_file_ends_as_its_run_did),
        IN_DIRECTORY(a_run_records_the_trace_that_it_replays),
        IN_DIRECTORY(a_wrong_trace_is_refused_before_anything_is_run),
        IN_DIRECTORY(a_run_says_nothing_wider_than_a_terminal),
        IN_DIRECTORY(a_run_of_a_library_that_is_not_loaded_is_resumed_by_naming_it),
        IN_DIRECTORY(one_workload_is_not_compared_with_a_middle),
        IN_DIRECTORY(counts_of_one_are_no_plurals),
        IN_DIRECTORY(hints_can_be_pasted),
        IN_DIRECTORY(a_check_that_is_stopped_exits_with_130),
        IN_DIRECTORY(a_lack_of_descriptors_is_named),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
