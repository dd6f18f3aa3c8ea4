// SPDX-License-Identifier: MIT
//! The part that the programs of this folder share. Each of ready.rs, pending.rs, two_types.rs and depth.rs is a crate root: a
//! whole program in one crate, whose box per next() the compiler may remove. The executor is the crate's own, as it would be in
//! such a program: across a call into C no compiler could follow the trait object.
//!
//! A crate holds the implementations of the trait that its workload needs and no others, and allocates through std's default
//! allocator: a further implementation, or an allocator that counts, changes the result. Only `std`, of Rust 1.75 or later.
use std::arch::asm;
use std::ffi::{c_int, c_void};
use std::future::Future;
use std::pin::{pin, Pin};
use std::ptr::null;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

pub type Item = Option<u64>;
pub type BoxedNext<'a> = Pin<Box<dyn Future<Output = Item> + 'a>>;
/// As async-trait makes it of `async fn next(&mut self)`.
pub trait AsyncIterator { fn next(&mut self) -> BoxedNext<'_>; }

/// Counts from i up to end; never waits. (bench/iterators/range.h)
pub struct Range { pub i: u64, pub end: u64 }
impl Range {
    pub async fn count(&mut self) -> Item {
        if self.i == self.end {
            return None;
        }
        self.i += 1;
        Some(self.i - 1)
    }
}

/// The caller. Items are opaque to the optimiser, as with CORO_OPAQUE, so that no sum becomes a formula.
pub async fn sum(it: &mut dyn AsyncIterator) -> u64 {
    let mut total = 0;
    while let Some(item) = it.next().await {
        total += opaque(item);
    }
    total
}
#[inline(always)]
fn opaque(mut item: u64) -> u64 {
    unsafe { asm!("/* {0} */", inout(reg) item, options(nomem, nostack, preserves_flags)) };
    item
}

/// Polls again at once, whether or not it was woken.
pub fn block_on<F: Future>(future: F) -> F::Output {
    static WAKER: RawWakerVTable = RawWakerVTable::new(|_| RawWaker::new(null(), &WAKER), |_| {}, |_| {}, |_| {});
    let waker = unsafe { Waker::from_raw(RawWaker::new(null(), &WAKER)) };
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return result;
        }
    }
}

/// `struct fixture` of bench/peers/foreign/foreign.h.
#[repr(C)]
pub struct Fixture { head: [*const c_void; 2], wait_every: u64 }
extern "C" {
    fn foreign_check(fixture: *mut Fixture, total: u64, items: u64, done_items: *mut u64) -> c_int;
}
/// The entry that the table registers; steps.cmake renames it after the program.
#[no_mangle]
pub unsafe extern "C" fn entry(fixture: *mut Fixture, items: u64, done_items: *mut u64) -> c_int {
    foreign_check(fixture, crate::run(items), items, done_items)
}
