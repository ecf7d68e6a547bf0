# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C++ file looks as .clang-format says. Run with -DROOT=<project> -DCLANG_FORMAT=<program>.
set(files "")
foreach(folder IN ITEMS app core ui resources tests benchmarks)
  file(GLOB_RECURSE found ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.cpp)
  list(APPEND files ${found})
endforeach()
if(NOT files)
  message(FATAL_ERROR "no file to look at below ${ROOT}: this check has become empty")
endif()
execute_process(COMMAND ${CLANG_FORMAT} --dry-run -Werror ${files} ERROR_VARIABLE complaints RESULT_VARIABLE result)
if(result)
  string(REGEX MATCHALL "[^\n]*: error: [^\n]*" places "${complaints}")
  list(JOIN places "\n" places)
  message(FATAL_ERROR "not formatted (clang-format -i FILE mends it):\n${places}")
endif()
