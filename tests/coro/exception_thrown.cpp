// SPDX-License-Identifier: MIT
// The C++ side of exception_test.c.
#include <stdexcept>

extern "C" void throw_one() { throw std::runtime_error("thrown in a body"); }

extern "C" void call_and_catch(void (*fn)(void *), void *arg)
{
    try {
        fn(arg);
    } catch (const std::exception &) {
    }
}

extern "C" void call_in_a_handler(void (*fn)(void *), void *arg)
{
    try {
        throw_one();
    } catch (const std::exception &) {
        fn(arg);
    }
}

namespace {
struct caller {
    void (*fn)(void *);
    void *arg;
    ~caller() { fn(arg); }
};
}

extern "C" void call_while_unwinding(void (*fn)(void *), void *arg)
{
    try {
        caller called{fn, arg};
        throw_one();
    } catch (const std::exception &) {
    }
}

extern "C" int throw_and_catch()
{
    try {
        throw_one();
    } catch (const std::exception &) {
        return 1;
    }
    return 0;
}
