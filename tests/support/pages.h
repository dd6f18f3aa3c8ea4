/* SPDX-License-Identifier: MIT */
/* The size of a page of this machine: 4 KiB on x86-64; 4, 16 or 64 KiB on aarch64, as the kernel was built. */
#ifndef TESTS_SUPPORT_PAGES_H
#define TESTS_SUPPORT_PAGES_H
#include <stdint.h>
#include <unistd.h>

static inline size_t page_bytes(void) { return (size_t)sysconf(_SC_PAGESIZE); }

/* Returns the page that holds the address. */
static inline char *page_of(char *at) { return at - (uintptr_t)at % page_bytes(); }

#endif
