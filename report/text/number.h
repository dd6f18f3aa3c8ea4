/* SPDX-License-Identifier: MIT */
/* Measured numbers rounded for readers: three digits or so, with a unit, never wider than 12 columns. Every output prints numbers
 * by these functions, so a number reads the same everywhere. */
#ifndef REPORT_TEXT_NUMBER_H
#define REPORT_TEXT_NUMBER_H

struct report_number {
    char text[32];  /* UTF-8; "-" when the number is not finite */
};

struct report_number report_number_time(double nanoseconds);    /* "17.2 ns", "4.13 us", "1.20 ms" */
struct report_number report_number_multiple(double multiple);   /* "0.35x" with the multiplication sign, "37x" */
struct report_number report_number_bytes(double bytes);         /* "56 B", "4.13 kB" (1000 bytes), "136 MB", "8.34 GB" */
struct report_number report_number_count(double count);         /* "196", "0.12", "2.50", "0.0013" */
struct report_number report_number_percent(double share);       /* of 1: "66 %" */
struct report_number report_number_exact(double value);         /* the shortest that reads back as the same number, for CSV */
/* The same number without zeros at the end of its decimals, for the marks of an axis: "5 ns" for "5.00 ns". */
struct report_number report_number_trimmed(struct report_number);

#endif
