/* SPDX-License-Identifier: MIT */
/* A pipeline of three tasks over the lines of a pipe: one reads them, one drops those that begin with #, one prints. A task that
 * gives a line to the next is suspended until that one is done with it, so no line is copied. While all wait, the process sleeps.
 *
 *     cc -O2 pipeline.c $(pkg-config --cflags --libs coro_io) -o pipeline
 *     cat /etc/hosts | ./pipeline
 */
#define ASYNC_MODEL ASYNC_STACKLESS     /* the bodies become state machines, of a few words each */
#include <coro/async.h>
#include <coro/io/loop.h>
#include <coro/io/reader.h>
#include <stdio.h>
#include <string.h>

struct slot { const char *line, *end; struct coro_task *waiting; };     /* between two tasks; `end` is NULL after the last line */
struct stage { struct coro_io_reader *reader; struct slot *from, *to; bool (*keeps)(const struct slot *); };

static bool is_no_comment(const struct slot *slot) { return slot->line == slot->end || slot->line[0] != '#'; }
static bool is_unprinted(const struct slot *slot) { return printf("%.*s\n", (int)(slot->end - slot->line), slot->line) < 0; }

static void give_turn(struct slot *slot, struct coro_task *task)
{
    if (slot->waiting)
        coro_waker_wake(coro_task_waker(slot->waiting));
    slot->waiting = task;
}

ASYNC(read_lines, struct stage *, self, little(nothing))
{
    struct coro_io_data data;
    const char *newline;
    for (;;) {
        data = coro_io_reader_data(self->reader);
        newline = memchr(data.bytes, '\n', data.count);
        *self->to = (struct slot){ data.bytes, newline ? newline : data.bytes + data.count, self->to->waiting };
        if (newline || (data.is_end && data.count > 0)) {       /* the last line may lack its newline */
            coro_io_reader_consume(self->reader, (size_t)(self->to->end - data.bytes) + (newline != NULL));
            give_turn(self->to, task);
        } else if (data.is_end || data.status || coro_io_reader_wait(self->reader, coro_task_waker(task)))
            RETURN(data.status ? coro_failed(data.status) : coro_none());
        SUSPEND();
        coro_io_reader_forget(self->reader);
    }
}
ASYNC_END_AFTER(coro_io_reader_forget(self->reader), self->to->end = NULL, give_turn(self->to, NULL))

ASYNC(pass_lines, struct stage *, self, nothing)
{
    do {
        give_turn(self->from, task);
        SUSPEND();
        *self->to = (struct slot){ self->from->line, self->from->end, self->to->waiting };
        if (self->from->end && self->keeps(self->from)) {
            give_turn(self->to, task);
            SUSPEND();
        }
    } while (self->from->end);
    RETURN(coro_none());
}
ASYNC_END_AFTER(give_turn(self->to, NULL))

int main(void)
{
    union { struct pass_lines_frame pass; struct read_lines_frame read; } frames[3];        /* state machines are structs */
    struct slot read = { 0 }, kept = { 0 }, none = { 0 };
    struct stage stages[] = { { NULL, &kept, &none, is_unprinted }, { NULL, &read, &kept, is_no_comment }, { .to = &read } };
    struct coro_task tasks[3];
    struct coro_io *io;
    if (coro_io_new(&io) || coro_io_reader_new(io, 0 /* standard input */, &stages[2].reader))
        return fputs("standard input is no pipe\n", stderr), 1;
    for (int i = 0; i < 3; i++)         /* the last one first: it waits for the others */
        coro_task_init(&tasks[i], coro_io_executor(io), i < 2 ? &pass_lines : &read_lines, &frames[i], &stages[i]);
    enum coro_status status = coro_io_run(io);
    for (int i = 0; i < 3; i++)
        coro_task_fini(&tasks[i]);
    coro_io_reader_free(stages[2].reader);
    coro_io_free(io);
    return status != CORO_OK || tasks[2].result.tag == CORO_FAILED;
}
