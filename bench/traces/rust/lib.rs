// SPDX-License-Identifier: MIT
//! Records the dyn calls of a program as a trace of bench/traces/README.md. A program runs as before, and records nothing,
//! unless the environment variable DYN_TRACE names a file; the trace is written there when the program exits. A program that a
//! signal ends does not exit: give it a number of calls, at which the trace is written, too.
//!
//! ```text
//! DYN_TRACE=FILE          where to write
//! DYN_TRACE_CALLS=N       stop after N calls; 65536 when it is not set
//! DYN_TRACE_NOTE=WORDS    how it was recorded, for the first line; the program's name when it is not set
//! ```
//!
//! One changed line makes a call a recorded call: wrap the future where it is boxed.
//!
//! ```ignore
//! fn get(&self) -> Pin<Box<dyn Future<Output = u32> + '_>> {
//!     Box::pin(dyn_trace::record(async move { self.value }))          // was: Box::pin(async move { self.value })
//! }
//! ```
//!
//! All methods of async-trait are boxed in one line of its macro: real/record.sh changes that line. A poll_next() through dyn
//! has no future. There, a `Calls` beside the stream counts the polls of each item, and the caller says how large the stream
//! is.
//!
//! ```ignore
//! fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
//!     let this = self.get_mut();          // has calls: dyn_trace::Calls, stream: Pin<Box<dyn Stream<Item = T>>>
//!     this.calls.poll(size_of_val(&*this.stream), cx, |cx| this.stream.as_mut().poll_next(cx))
//! }
//! ```
//!
//! A call begins with its first poll, and ends when it is ready or dropped. A call that was dropped, or that lasts until the
//! program exits, is listed with its polls so far; the first line says how many there are. A task is known by the address in
//! its waker, so tasks after one another may share a number. Needs rustc 1.83.
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::task::{Context, Poll, Waker};

struct Line {
    task: usize,
    bytes: usize,
    polls: usize,
    depth: usize,
    in_flight: usize,
    is_ready: bool,
}

struct Log {
    tasks: HashMap<usize, usize>, // by the address in their wakers
    lines: Vec<Line>,             // in the order of their first polls
    in_flight: usize,
}

struct Settings {
    file: String,
    most: usize,
    log: Mutex<Log>,
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

extern "C" {
    fn atexit(function: extern "C" fn()) -> std::os::raw::c_int;
}

/// None when the program records nothing.
fn settings() -> Option<&'static Settings> {
    static SETTINGS: OnceLock<Option<Settings>> = OnceLock::new();
    SETTINGS
        .get_or_init(|| {
            let file = std::env::var("DYN_TRACE").ok().filter(|file| !file.is_empty())?;
            let calls = std::env::var("DYN_TRACE_CALLS").unwrap_or_else(|_| "65536".to_string());
            let is_plain = calls.bytes().all(|byte| byte.is_ascii_digit());
            let most = calls.parse().ok().filter(|_| is_plain).unwrap_or(0);
            if !is_replaceable(&file) {
                return None;
            }
            if most == 0 {
                eprintln!("dyn_trace: no trace is recorded: DYN_TRACE_CALLS={calls} is no number of calls");
                return None;
            }
            let log = Log { tasks: HashMap::new(), lines: Vec::new(), in_flight: 0 };
            unsafe { atexit(write_at_exit) };
            Some(Settings { file, most, log: Mutex::new(log) })
        })
        .as_ref()
}

/// Reads the settings when the program begins, so that a program without a call says so when it exits.
#[cfg(target_os = "linux")]
#[used]
#[link_section = ".init_array"]
static SET_UP: extern "C" fn() = {
    extern "C" fn set_up() {
        settings();
    }
    set_up
};

impl Settings {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// One call after another. Kept beside the future or stream whose polls it counts; dropping it ends a call in flight.
#[derive(Default)]
pub struct Calls {
    is_in_flight: bool,
    line: Option<usize>, // of the call in flight, if that is recorded
}

impl Calls {
    /// Polls by `poll` a future, or a stream for its next item, of so many bytes. The first poll after an item begins a call.
    pub fn poll<T>(&mut self, bytes: usize, cx: &mut Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
        let depth = DEPTH.get();
        if !self.is_in_flight {
            self.line = begin(bytes, depth, cx.waker());
            self.is_in_flight = true;
        } else if let Some(at) = self.line {
            change(|log| log.lines[at].polls += 1);
        }
        DEPTH.set(depth + usize::from(self.line.is_some()));
        let got = poll(cx);
        DEPTH.set(depth);
        if got.is_ready() {
            self.end(true);
        }
        got
    }

    fn end(&mut self, is_ready: bool) {
        if let Some(at) = self.line.take() {
            change(|log| {
                log.in_flight -= 1;
                log.lines[at].is_ready = is_ready;
            });
        }
        self.is_in_flight = false;
    }
}

impl Drop for Calls {
    fn drop(&mut self) {
        self.end(false);
    }
}

fn change<T>(change: impl FnOnce(&mut Log) -> T) -> Option<T> {
    Some(change(&mut settings()?.log()))
}

fn begin(bytes: usize, depth: usize, waker: &Waker) -> Option<usize> {
    let settings = settings()?;
    change(|log| {
        if log.lines.len() >= settings.most {
            return None;
        }
        let known = log.tasks.len();
        let task = *log.tasks.entry(waker.data() as usize).or_insert(known);
        log.lines.push(Line { task, bytes, polls: 1, depth, in_flight: log.in_flight, is_ready: false });
        log.in_flight += 1;
        if log.lines.len() == settings.most {
            write(&settings.file, log);
        }
        Some(log.lines.len() - 1)
    })?
}

/// A future whose polls are recorded.
pub struct Recorded<F> {
    calls: Calls,
    future: F,
}

pub fn record<F: Future>(future: F) -> Recorded<F> {
    Recorded { calls: Calls::default(), future }
}

impl<F: Future> Future for Recorded<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = unsafe { self.get_unchecked_mut() }; // `future` is pinned with us and never moved
        let future = unsafe { Pin::new_unchecked(&mut this.future) };
        this.calls.poll(std::mem::size_of::<F>(), cx, |cx| future.poll(cx))
    }
}

extern "C" fn write_at_exit() {
    if let Some(settings) = settings() {
        let log = settings.log();
        if log.lines.is_empty() {
            eprintln!("dyn_trace: no trace is written to {}: no call was recorded", settings.file);
        } else {
            write(&settings.file, &log);
        }
    }
}

/// A trace takes the place of a file. In the place of a device, a FIFO or a link it would destroy that.
fn is_replaceable(file: &str) -> bool {
    let is_replaceable = std::fs::symlink_metadata(file).map_or(true, |facts| facts.is_file());
    if !is_replaceable {
        eprintln!("dyn_trace: no trace is written: DYN_TRACE names {file}, which is not a regular file");
    }
    is_replaceable
}

fn write(file: &str, log: &Log) {
    if !is_replaceable(file) {
        return;
    }
    let new = format!("{file}.{}", std::process::id()); // no half of a trace is ever there
    if let Err(why) = std::fs::write(&new, trace_of(log)).and_then(|()| std::fs::rename(&new, file)) {
        let _ = std::fs::remove_file(&new);
        eprintln!("dyn_trace: cannot write the trace {file}: {why}");
    }
}

fn trace_of(log: &Log) -> String {
    let name = || std::env::args().next().unwrap_or_default();
    let note = std::env::var("DYN_TRACE_NOTE").unwrap_or_else(|_| name()).replace(['\n', '\r'], " ");
    let note: String = note.chars().take(80).collect(); // the format wants a short one
    let mut text = format!("# corolab trace 2: {note}");
    let unready = log.lines.iter().filter(|line| !line.is_ready).count();
    if unready > 0 {
        let _ = write!(text, "; {unready} never became ready");
    }
    text.push_str("\ntask,callee_bytes,polls_until_ready,depth,in_flight\n");
    for line in &log.lines {
        let _ = writeln!(text, "{},{},{},{},{}", line.task, line.bytes, line.polls, line.depth, line.in_flight);
    }
    text
}
