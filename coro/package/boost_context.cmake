# SPDX-License-Identifier: MIT
# Makes the target corolab::boost_context or, without Boost.Context, sets corolab_boost_absence to a sentence. corolab's own build
# and find_package(corolab) both include it.
#
# coro needs two functions of the library, and no header, so it looks for the library alone: Boost 1.74's own package file stops
# without C++. The archive comes first, because the shared library brings C++'s runtime. A project that has found Boost before
# chooses itself.
if(NOT TARGET corolab::boost_context)
    set(corolab_boost_library Boost::context)
    if(NOT TARGET Boost::context)
        find_library(COROLAB_BOOST_CONTEXT NAMES libboost_context.a boost_context HINTS "${Boost_ROOT}" ENV Boost_ROOT PATH_SUFFIXES lib
                     DOC "Boost.Context, of Boost 1.61 or newer")
        set(corolab_boost_library ${COROLAB_BOOST_CONTEXT})
    endif()
    if(corolab_boost_library)
        add_library(corolab::boost_context INTERFACE IMPORTED GLOBAL)
        set_property(TARGET corolab::boost_context PROPERTY INTERFACE_LINK_LIBRARIES "${corolab_boost_library}")
    else()
        set(corolab_boost_absence "coro needs the library Boost.Context: install it (Debian: libboost-context-dev), or name its file by \
-DCOROLAB_BOOST_CONTEXT=FILE.")
    endif()
endif()
