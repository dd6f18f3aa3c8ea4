/* SPDX-License-Identifier: MIT */
/* Owns the look at a library's ELF headers. */
#include "bench/table/library_file.h"
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_beyond(uint64_t at, uint64_t bytes, uint64_t end) { return at > end || bytes > end - at; }

/* True when a header describes a part of the file behind its end. */
static bool is_cut(int file, uint64_t size)
{
    ElfW(Ehdr) head = { 0 };
    ElfW(Phdr) part;
    ssize_t count = pread(file, &head, sizeof head, 0);
    if (count < SELFMAG || memcmp(head.e_ident, ELFMAG, SELFMAG) != 0)
        return false;
    if (count < (ssize_t)sizeof head)
        return true;
    if (head.e_phentsize != sizeof part || head.e_ident[EI_CLASS] != (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32))
        return false;
    if (is_beyond(head.e_shoff, (uint64_t)head.e_shnum * head.e_shentsize, size))
        return true;
    for (unsigned i = 0; i < head.e_phnum; i++) {
        uint64_t at = (uint64_t)head.e_phoff + i * sizeof part;
        if (is_beyond(at, sizeof part, size) || pread(file, &part, sizeof part, (off_t)at) != sizeof part)
            return true;
        if (is_beyond(part.p_offset, part.p_filesz, size))
            return true;
    }
    return false;
}

const char *library_file_refusal(const char *path)
{
    static char words[120];
    struct stat facts;
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode))
        return "is not a regular file";
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    bool is_short = fstat(file, &facts) == 0 && is_cut(file, (uint64_t)facts.st_size);
    close(file);
    if (!is_short)
        return NULL;
    snprintf(words, sizeof words, "is cut: its headers describe more than the file's %lld bytes", (long long)facts.st_size);
    return words;
}
