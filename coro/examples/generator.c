/* SPDX-License-Identifier: MIT */
/* A generator: a coroutine walks a tree by plain recursion, and hands out one word whenever its caller wants one. Two of them
 * merge two trees here, which recursion alone cannot do: each stops in the middle of its own.
 *
 *     cc -O2 generator.c $(pkg-config --cflags --libs coro) -o generator
 *     ./generator       prints the words of both trees in order
 *     ./generator 3     stops after three words, and leaves both walks unfinished
 */
#include <coro/coroutine.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tree { const char *word; const struct tree *left, *right; };

struct generator {
    const struct tree *tree;
    const char *word;           /* the latest one; NULL after the last */
    struct coro_stack stack;
    struct coro *walk;
};

/* Hands out the words of a subtree. Returns false when the walk is cancelled, so that the recursion unwinds. */
static bool hand_out(struct generator *to, const struct tree *tree)
{
    if (tree == NULL)
        return true;
    if (!hand_out(to, tree->left))
        return false;
    to->word = tree->word;
    return !coro_suspend(to->walk) && hand_out(to, tree->right);
}

static struct coro_polled walk(struct coro *self, void *generator)
{
    struct generator *to = generator;
    (void)self;                 /* is to->walk */
    hand_out(to, to->tree);
    to->word = NULL;
    return coro_none();
}

static void begin(struct generator *words, const struct tree *tree, struct coro_stack_source *stacks)
{
    if (coro_pooled_stacks.acquire(stacks, &words->stack) != CORO_OK)
        abort();
    words->tree = tree;
    words->walk = coro_init(words->stack, walk, words);
}

static const char *next(struct generator *words) { return coro_resume(words->walk) == CORO_OK ? words->word : NULL; }

static void end(struct generator *words, struct coro_stack_source *stacks)      /* also in the middle of a walk */
{
    coro_cancel(words->walk);
    coro_fini(words->walk);
    coro_pooled_stacks.release(stacks, words->stack);
}

int main(int argc, char **argv)
{
    static const struct tree apple = { .word = "apple" }, fig = { .word = "fig" }, cherry = { "cherry", &apple, &fig };
    static const struct tree banana = { .word = "banana" }, date = { "date", &banana, NULL };
    struct coro_stack_source *stacks;
    struct generator some, others;
    if (coro_pooled_stacks.open(16 << 10, &stacks) != CORO_OK)
        return 1;
    begin(&some, &cherry, stacks);
    begin(&others, &date, stacks);
    const char *one = next(&some), *other = next(&others);
    for (int left = argc > 1 ? atoi(argv[1]) : 100; left > 0 && (one || other); left--) {
        bool is_one = one && (!other || strcmp(one, other) < 0);
        puts(is_one ? one : other);
        *(is_one ? &one : &other) = next(is_one ? &some : &others);
    }
    end(&some, stacks);
    end(&others, stacks);
    coro_pooled_stacks.close(stacks);
}
