# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=... -DOUTPUT=program_id.cpp -P program_id.cmake: one hash of all sources of core and of the hardware tables.
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/*.cpp ${ROOT}/core/*.h ${ROOT}/resources/hardware/*.json)
list(SORT sources)
set(hashes "")
foreach(source IN LISTS sources)
  file(SHA256 ${ROOT}/${source} hash)
  string(APPEND hashes "${source} ${hash}\n")
endforeach()
string(SHA256 id "${hashes}")
string(SUBSTRING ${id} 0 16 id)
file(WRITE ${OUTPUT} "// Made by program_id.cmake.
#include \"core/pipeline/program_id.h\"

#include \"core/base/version.h\"

namespace rf::pipeline {

const std::string& programId() {
    static const std::string id = version() + \"-${id}\";
    return id;
}

}  // namespace rf::pipeline
")
