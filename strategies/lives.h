/* SPDX-License-Identifier: MIT */
/* The place of a row's frames, in the words of the question: where does the frame of a dyn next() live? Each strategy's file says
 * it in `.lives`; the build refuses a file that does not. `corolab list`, the result file, and the report's drawings take it
 * from there, so a new row gets its drawing with its first run. The probe `frames` refuses a row whose frames lay elsewhere. */
#ifndef STRATEGIES_LIVES_H
#define STRATEGIES_LIVES_H

enum lives {
    LIVES_NOT_SAID,
    LIVES_IN_ITERATOR,
    LIVES_AT_CALL_SITE,     /* in the caller's frame, in room that the await has there */
    LIVES_IN_TASK,          /* in memory that each task has for frames: a second stack */
    LIVES_ON_HEAP,
    LIVES_ON_STACK,         /* of a coroutine: the frame is a function's own */
};

struct place_of_frame {
    enum lives where;
    enum lives fallback;    /* of frames that `where` has no room for, or does not serve; may be left out */
    enum lives pointer;     /* the place that keeps a pointer to the frame's memory between calls; may be left out */
};

#endif
