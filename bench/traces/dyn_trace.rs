// SPDX-License-Identifier: MIT
//! Writes a line for every future that is wrapped by record(): which task polled it, how large it is, how many polls it took, and how
//! many other recorded futures were awaiting it when it was first polled. Linked into a program whose sources it knows nothing of:
//! the recipe (record.sh) has async-trait's macro wrap what it boxes.
use std::cell::Cell;
use std::collections::HashMap;
use std::future::Future;
use std::io::Write;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

struct Line {
    task: usize,
    bytes: usize,
    polls: usize, // 0: not finished
    depth: usize,
}

#[derive(Default)]
struct Log {
    tasks: HashMap<usize, usize>, // by the address that their wakers point to
    lines: Vec<Line>,             // in the order of their first polls
}

static LOG: Mutex<Option<Log>> = Mutex::new(None);

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

pub struct Recorded<F> {
    line: Option<usize>,
    polls: usize,
    future: F,
}

pub fn record<F: Future>(future: F) -> Recorded<F> {
    Recorded { line: None, polls: 0, future }
}

fn begin(bytes: usize, depth: usize, task: usize) -> usize {
    let mut guard = LOG.lock().unwrap();
    let log = guard.get_or_insert_with(Log::default);
    let known = log.tasks.len();
    let task = *log.tasks.entry(task).or_insert(known);
    log.lines.push(Line { task, bytes, polls: 0, depth });
    log.lines.len() - 1
}

impl<F: Future> Future for Recorded<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = unsafe { self.get_unchecked_mut() }; // `future` is pinned with us and never moved
        let depth = DEPTH.get();
        if this.line.is_none() {
            this.line = Some(begin(size_of::<F>(), depth, cx.waker().data() as usize));
        }
        this.polls += 1;
        DEPTH.set(depth + 1);
        let got = unsafe { Pin::new_unchecked(&mut this.future) }.poll(cx);
        DEPTH.set(depth);
        if got.is_ready() {
            LOG.lock().unwrap().as_mut().unwrap().lines[this.line.unwrap()].polls = this.polls;
        }
        got
    }
}

/// Forgets what was recorded so far: a program's start.
pub fn restart() {
    *LOG.lock().unwrap() = None;
}

/// Writes the first `most` futures that finished, as the CSV of bench/traces/README.md. `how` has no newline.
pub fn write(how: &str, most: usize, out: &mut impl Write) -> std::io::Result<()> {
    let guard = LOG.lock().unwrap();
    writeln!(out, "# corolab trace 1: {how}")?;
    writeln!(out, "task,callee_bytes,polls_until_ready,depth")?;
    let mut numbers = HashMap::new();
    for line in guard.iter().flat_map(|log| &log.lines).filter(|line| line.polls > 0).take(most) {
        let next = numbers.len();
        let task = numbers.entry(line.task).or_insert(next);
        writeln!(out, "{},{},{},{}", task, line.bytes, line.polls, line.depth)?;
    }
    Ok(())
}
