/* SPDX-License-Identifier: MIT */
/* An inner node of a binary tree as an iterator over its subtree in order: next() awaits next() of its own type, as deep as the
 * tree is. */
enum walker_place { WALKER_LEFT, WALKER_SELF, WALKER_RIGHT, WALKER_END };
struct walker { ITERATOR left, right; uint64_t value; enum walker_place place; };

ASYNC_NEXT(walker, next)
{
    struct coro_polled got;
    if (self->place == WALKER_LEFT) {
        AWAIT(got, next, self->left);
        if (got.tag != CORO_NONE)
            RETURN(got);
        self->place = WALKER_SELF;
    }
    if (self->place == WALKER_SELF) {
        self->place = WALKER_RIGHT;
        RETURN(coro_some(self->value));
    }
    if (self->place == WALKER_RIGHT) {
        AWAIT(got, next, self->right);
        if (got.tag != CORO_NONE)
            RETURN(got);
        self->place = WALKER_END;
    }
    RETURN(coro_none());
}
ASYNC_END
