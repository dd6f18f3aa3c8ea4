// SPDX-License-Identifier: MIT
//! The crate of the callers (caller.rs), once for each kind of item, and the entries that bench/peers/rust.c and rust_abort.c
//! register. One program has these crates twice, with panics that unwind and that abort: an entry's name says which.
use std::arch::asm;
use std::ffi::{c_char, c_int, c_void};
use std::future::Future;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::ptr::{null, read_volatile};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

/// `struct fixture` of bench/peers/foreign/foreign.h.
#[repr(C)]
pub struct Fixture { head: [*const c_void; 2], wait_every: u64, item_bytes: u64 }
extern "C" {
    fn coro_waker_wake(task: *const ());
    fn foreign_drive(future: *mut c_void, poll: unsafe extern "C" fn(*mut c_void, *const ()) -> Polled) -> u64;
    fn foreign_check(fixture: *mut Fixture, total: u64, items: u64, done_items: *mut u64) -> c_int;
}

/// The tasks are our executor's, so that what differs is what rustc makes of callers and callees. A waker points to the task.
static WAKER: RawWakerVTable = RawWakerVTable::new(
    |task| RawWaker::new(task, &WAKER),
    |task| unsafe { coro_waker_wake(task) },
    |task| unsafe { coro_waker_wake(task) },
    |_| {},
);
/// `struct coro_polled`.
#[repr(C)]
pub struct Polled { tag: u64, value: u64 }
unsafe extern "C" fn poll_task<F: Future<Output = u64>>(future: *mut c_void, task: *const ()) -> Polled {
    let waker = ManuallyDrop::new(Waker::from_raw(RawWaker::new(task, &WAKER)));
    match Pin::new_unchecked(&mut *(future as *mut F)).poll(&mut Context::from_waker(&waker)) {
        Poll::Pending => Polled { tag: 0, value: 0 },
        Poll::Ready(value) => Polled { tag: 1, value },
    }
}
fn drive<F: Future<Output = u64>>(task: Pin<&mut F>) -> u64 {
    unsafe { foreign_drive(task.get_unchecked_mut() as *mut F as *mut c_void, poll_task::<F>) }
}

/// Items are opaque to the optimiser, as with CORO_OPAQUE, so that no sum becomes a formula.
mod word {
    use callee::word::*;
    use super::{asm, drive};
    #[inline(always)]
    fn taken(item: &u64) -> u64 {
        let mut item = *item;
        unsafe { asm!("/* {0} */", inout(reg) item, options(nomem, nostack, preserves_flags)) };
        item
    }
    include!("caller.rs");
}
/// The sum of the item's words, each of which is read from memory (bench/workloads/wide_results.h).
macro_rules! wide {
    ($name:ident) => {
        mod $name {
            use callee::$name::*;
            use super::{asm, drive, read_volatile};
            #[inline(always)]
            fn taken(item: &Value) -> u64 {
                let mut words: *const u32 = item.0.as_ptr();
                unsafe { asm!("/* {0} */", inout(reg) words, options(nostack, preserves_flags)) };
                (0..item.0.len()).fold(0, |sum, i| sum + unsafe { read_volatile(words.add(i)) } as u64)
            }
            include!("caller.rs");
        }
    };
}
wide!(bytes_24);
wide!(bytes_100);

/// Exports a function to C as rust_unwind_NAME or rust_abort_NAME: what the crate's panics do.
macro_rules! exported {
    ($name:ident($($argument:ident: $kind:ty),*) -> $result:ty $body:block) => {
        #[cfg_attr(panic = "abort", export_name = concat!("rust_abort_", stringify!($name)))]
        #[cfg_attr(not(panic = "abort"), export_name = concat!("rust_unwind_", stringify!($name)))]
        pub unsafe extern "C" fn $name($($argument: $kind),*) -> $result $body
    };
}
exported!(absence() -> *const c_char { null() });


/// An entry for each answer, which runs the loop for the fixture's kind of item.
macro_rules! entries {
    ($($name:ident)*) => { $(
        exported!($name(fixture: *mut Fixture, items: u64, done_items: *mut u64) -> c_int {
            let wait_every = (*fixture).wait_every;
            let total = match (*fixture).item_bytes {
                0 => word::$name(wait_every, items),
                24 => bytes_24::$name(wait_every, items),
                _ => bytes_100::$name(wait_every, items),
            };
            foreign_check(fixture, total, items, done_items)
        });
    )* };
}
entries!(static_dispatch sealed_enum poll_next boxed box_slab caller_cached_box inline_slot callee_cached_box stackfuture
         scratch_or_box_128 size_in_vtable_box size_in_vtable_buffer_or_box side_stack_param side_stack_tls);
