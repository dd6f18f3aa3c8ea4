/* SPDX-License-Identifier: MIT */
/* The descriptors of coro/io/descriptor.h, and the table of those that are taken, one flag for each number. The table is freed
 * with the last of them. A forked child begins an empty one: it may have closed the descriptors of its parent. */
#include "coro/io/descriptor.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include "coro/bug.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { bool *is_taken; size_t count, taken_count; pid_t owner; } table;       /* under the lock */

/* A child that is forked while another thread has the lock must not wait for that thread. */
static void take_lock(void) { pthread_mutex_lock(&lock); }
static void give_lock(void) { pthread_mutex_unlock(&lock); }
__attribute__((constructor)) static void guard_forks(void) { (void)!pthread_atfork(take_lock, give_lock, give_lock); }

static void free_table(void)
{
    free(table.is_taken);
    table.is_taken = NULL;
    table.count = table.taken_count = 0;
}

static enum coro_status grow_table(size_t count)
{
    if (count <= table.count)
        return CORO_OK;
    bool *grown = realloc(table.is_taken, 2 * count);
    if (grown == NULL)
        return CORO_ERR_NO_MEMORY;
    memset(grown + table.count, 0, 2 * count - table.count);
    table.is_taken = grown;
    table.count = 2 * count;
    return CORO_OK;
}

static enum coro_status enter(int number)
{
    if (table.owner != getpid())
        free_table();
    table.owner = getpid();
    enum coro_status status = grow_table((size_t)number + 1);
    if (status != CORO_OK)
        return status;
    if (table.is_taken[number])
        coro_bug("descriptor %d is given to two readers, or was closed under the first", number);
    table.is_taken[number] = true;
    table.taken_count++;
    return CORO_OK;
}

static bool is_stream(int number, const struct stat *file)
{
    int type;
    socklen_t bytes = sizeof type;
    if (!S_ISSOCK(file->st_mode))
        return S_ISFIFO(file->st_mode);
    return getsockopt(number, SOL_SOCKET, SO_TYPE, &type, &bytes) == 0 && type == SOCK_STREAM;
}

enum coro_status coro_io_descriptor_take(struct coro_io_descriptor *descriptor, int number)
{
    struct stat file;
    if (fstat(number, &file) != 0 || !is_stream(number, &file))
        return CORO_ERR_INVALID;
    pthread_mutex_lock(&lock);
    enum coro_status status = enter(number);
    pthread_mutex_unlock(&lock);
    if (status == CORO_OK)
        *descriptor = (struct coro_io_descriptor){ number, file.st_dev, file.st_ino, getpid() };
    return status;
}

void coro_io_descriptor_give_back(const struct coro_io_descriptor *descriptor)
{
    if (descriptor->owner != getpid())
        return;
    pthread_mutex_lock(&lock);
    table.is_taken[descriptor->number] = false;
    if (--table.taken_count == 0)
        free_table();
    pthread_mutex_unlock(&lock);
}

bool coro_io_descriptor_is_there(const struct coro_io_descriptor *descriptor)
{
    struct stat file;
    return fstat(descriptor->number, &file) == 0 && file.st_dev == descriptor->device && file.st_ino == descriptor->inode;
}

void coro_io_descriptor_check(const struct coro_io_descriptor *descriptor)
{
    if (!coro_io_descriptor_is_there(descriptor))
        coro_bug("descriptor %d was closed under its reader, which owns it", descriptor->number);
}
