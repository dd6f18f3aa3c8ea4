# SPDX-License-Identifier: MIT
# find_package(corolab): brings each component that is installed here. The component lab has corolab_add_strategy and
# corolab_add_workload.
foreach(component IN ITEMS lab)
  include(${CMAKE_CURRENT_LIST_DIR}/corolab_${component}.cmake OPTIONAL RESULT_VARIABLE corolab_${component}_FOUND)
endforeach()
foreach(component IN LISTS corolab_FIND_COMPONENTS)
  if(corolab_FIND_REQUIRED_${component} AND NOT corolab_${component}_FOUND)
    set(corolab_FOUND FALSE)
    set(corolab_NOT_FOUND_MESSAGE "the component ${component} is not installed in ${CMAKE_CURRENT_LIST_DIR}")
  endif()
endforeach()
