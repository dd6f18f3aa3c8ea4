/* SPDX-License-Identifier: MIT */
/* The proof of coro/split.h, compiled without the flag: what a build would have that lost it. */
const char *unsplit_refusal(void);
