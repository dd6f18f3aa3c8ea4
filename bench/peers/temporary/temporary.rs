// SPDX-License-Identifier: MIT
//! Part 9 on `Box::new([0; 1024])`: the array is made on the stack, the box is allocated, and the array is copied into it, unless
//! the optimiser makes the allocation first. Each entry makes arrays in boxes; an array is the argument of Box::new, or it is made
//! in its place. It has 1,016 bytes: the C library takes as many, as it takes 1,024, from its per-thread cache.
use std::arch::asm;
use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;

const BYTES: usize = 1016;
type Array = [u8; BYTES];

/// Not inlined: else the compiler would know the array's bytes, as it does those of zeros.
#[inline(never)]
fn make(value: u8) -> Array {
    let mut array = [value; BYTES];
    array[1] = !value;
    array
}
#[inline(never)]
fn make_at(array: &mut MaybeUninit<Array>, value: u8) {
    let bytes = array.as_mut_ptr() as *mut u8;
    unsafe {
        bytes.write_bytes(value, BYTES);
        bytes.add(1).write(!value);
    }
}

fn zeros(_: u8) -> Box<Array> { Box::new([0; BYTES]) }
fn zeros_in_place(_: u8) -> Box<Array> {
    let mut array = Box::new(MaybeUninit::<Array>::uninit());
    unsafe {
        array.as_mut_ptr().write_bytes(0, 1);
        Box::from_raw(Box::into_raw(array) as *mut Array)
    }
}
fn made(value: u8) -> Box<Array> { Box::new(make(value)) }
fn made_in_place(value: u8) -> Box<Array> {
    let mut array = Box::new(MaybeUninit::<Array>::uninit());
    make_at(&mut array, value);
    unsafe { Box::from_raw(Box::into_raw(array) as *mut Array) }
}

/// `struct fixture` of bench/peers/foreign/foreign.h.
#[repr(C)]
pub struct Fixture { head: [*const c_void; 2], wait_every: u64 }
extern "C" {
    fn foreign_check(fixture: *mut Fixture, total: u64, items: u64, done_items: *mut u64) -> c_int;
}

/// Adds up the numbers of the arrays whose bytes are right. Any code may read the array, so the box must be there and filled.
#[inline(always)]
unsafe fn run(
    fixture: *mut Fixture, items: u64, done_items: *mut u64, is_zeros: bool, new: impl Fn(u8) -> Box<Array>
) -> c_int {
    let mut total = 0;
    let mut i = 0;
    while i < items {
        let array = new(i as u8);
        asm!("/* {0} */", in(reg) &*array, options(nostack, preserves_flags));
        if array[BYTES - 1] == if is_zeros { 0 } else { i as u8 } {
            total += i;
        }
        i += 1;
    }
    foreign_check(fixture, total, items, done_items)
}

macro_rules! entry {
    ($name:ident, $is_zeros:expr, $new:expr) => {
        #[no_mangle]
        pub unsafe extern "C" fn $name(fixture: *mut Fixture, items: u64, done_items: *mut u64) -> c_int {
            run(fixture, items, done_items, $is_zeros, $new)
        }
    };
}
entry!(entry_zeros, true, zeros);
entry!(entry_zeros_in_place, true, zeros_in_place);
entry!(entry_made, false, made);
entry!(entry_made_in_place, false, made_in_place);
