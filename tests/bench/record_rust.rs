// SPDX-License-Identifier: MIT
//! A program whose dyn calls are known: their sizes, waits, depths and calls in flight. It prints the lines that
//! its trace must have; tests/bench/record_test.sh compares the two.
use dyn_trace::{record, Calls};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

/// Is pending so many times. Takes 4 bytes and ROOM.
struct Waits<const ROOM: usize>(u32, [u8; ROOM]);
impl<const ROOM: usize> Future for Waits<ROOM> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let is_ready = self.0 == 0;
        self.0 = self.0.saturating_sub(1);
        if is_ready { Poll::Ready(()) } else { Poll::Pending }
    }
}
fn boxed<const ROOM: usize>(waits: u32) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(record(Waits(waits, [0; ROOM])))
}

/// Awaits a boxed call. Takes 16 bytes and ROOM.
struct Outer<const ROOM: usize>(Pin<Box<dyn Future<Output = ()>>>, [u8; ROOM]);
impl<const ROOM: usize> Future for Outer<ROOM> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(cx)
    }
}

/// Two items, then the end. The second waits once. Polled through dyn, as streams are.
struct Items([u64; 3]);
trait PollNext {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<u64>>;
}
impl PollNext for Items {
    fn poll_next(&mut self, _: &mut Context<'_>) -> Poll<Option<u64>> {
        self.0[0] += 1;
        match self.0[0] {
            2 => Poll::Pending,
            4 => Poll::Ready(None),
            item => Poll::Ready(Some(item)),
        }
    }
}

/// A task is known by the address in its waker.
fn poll_in<T>(task: usize, poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> bool {
    static VTABLE: RawWakerVTable = RawWakerVTable::new(|data| RawWaker::new(data, &VTABLE), |_| {}, |_| {}, |_| {});
    let waker = unsafe { Waker::from_raw(RawWaker::new(task as *const (), &VTABLE)) };
    poll(&mut Context::from_waker(&waker)).is_ready()
}

const TRACE: &str = "0,64,3,0,0\n0,40,3,1,1\n1,16,1,0,2\n1,100,2,0,2\n2,24,1,0,2\n2,24,2,0,2\n2,24,1,0,2\n0,1004,1,0,0\n";

fn main() {
    if std::env::args().nth(1).as_deref() == Some("uncalled") {
        return;
    }
    print!("{TRACE}");
    let mut outer: Pin<Box<dyn Future<Output = ()>>> = Box::pin(record(Outer(boxed::<36>(2), [0; 48])));
    let mut other = boxed::<12>(0);
    let mut dropped = boxed::<96>(9);
    assert!(!poll_in(100, |cx| outer.as_mut().poll(cx)));       // begins two calls of task 0
    assert!(poll_in(200, |cx| other.as_mut().poll(cx)));        // one of task 1, beside them
    assert!(!poll_in(200, |cx| dropped.as_mut().poll(cx)));
    assert!(!poll_in(200, |cx| dropped.as_mut().poll(cx)));
    drop(dropped);
    drop(boxed::<4>(0));                                        // never polled: no call
    assert!(!poll_in(100, |cx| outer.as_mut().poll(cx)));
    let (mut items, mut calls): (Box<dyn PollNext>, _) = (Box::new(Items([0; 3])), Calls::default());
    for expected in [true, false, true, true] {
        let bytes = size_of_val(&*items);
        assert_eq!(poll_in(300, |cx| calls.poll(bytes, cx, |cx| items.poll_next(cx))), expected);
    }
    assert!(poll_in(100, |cx| outer.as_mut().poll(cx)));
    let mut lasting = boxed::<1000>(9);
    assert!(!poll_in(100, |cx| lasting.as_mut().poll(cx)));     // lasts until the program exits
    std::mem::forget(lasting);
    if std::env::args().len() > 1 {
        std::process::abort();
    }
}
