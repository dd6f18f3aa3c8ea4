/* SPDX-License-Identifier: MIT */
/* Hashes with nettle, a part of a file at a time. */
#include "report/trace/trace_hash.h"
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>

_Static_assert(TRACE_HASH_BYTES == BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE) + 1, "two digits a byte");

static void finish(struct sha256_ctx *context, char hash[TRACE_HASH_BYTES])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(context, sizeof digest, digest);
    base16_encode_update(hash, sizeof digest, digest);
    hash[TRACE_HASH_BYTES - 1] = '\0';
}

void trace_hash(const char *bytes, size_t count, char hash[TRACE_HASH_BYTES])
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, count, (const uint8_t *)bytes);
    finish(&context, hash);
}

bool trace_hash_file(const char *path, char hash[TRACE_HASH_BYTES])
{
    struct sha256_ctx context;
    uint8_t part[32 << 10];
    FILE *file = fopen(path, "re");
    size_t count;

    if (file == NULL)
        return false;
    sha256_init(&context);
    while ((count = fread(part, 1, sizeof part, file)) > 0)
        sha256_update(&context, count, part);
    bool is_read = !ferror(file);
    fclose(file);
    if (is_read)
        finish(&context, hash);
    return is_read;
}
