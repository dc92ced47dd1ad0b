# Every C file is compiled by some target, every data file of src/schemas and checklists is embedded, every manual page is
# installed: what the CMake files do not name is reported.
#   cmake -D TOP=project-folder -D COMPILED=list-of-sources -P sources.cmake
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${COMPILED} compiled)
set(stray "")

file(GLOB_RECURSE files RELATIVE ${TOP} ${TOP}/src/*.c ${TOP}/tests/*.c)
foreach(file IN LISTS files)
  if(NOT file IN_LIST compiled AND NOT file MATCHES "^tests/golden/")
    list(APPEND stray ${file})
  endif()
endforeach()

file(READ ${TOP}/src/CMakeLists.txt lists)
file(READ ${TOP}/man/CMakeLists.txt pages)
file(GLOB files RELATIVE ${TOP} ${TOP}/src/schemas/*.yaml ${TOP}/src/schemas/*.json ${TOP}/checklists/*.yaml ${TOP}/man/*.[1-9])
foreach(file IN LISTS files)
  cmake_path(GET file FILENAME name)
  string(FIND "${lists}" "${file}" embedded)
  string(FIND "${pages}" "${name}" installed)
  if(embedded EQUAL -1 AND installed EQUAL -1)
    list(APPEND stray ${file})
  endif()
endforeach()

foreach(file IN LISTS stray)
  message("${file}: no CMakeLists.txt names it")
endforeach()
if(stray)
  message(FATAL_ERROR "stray files")
endif()
