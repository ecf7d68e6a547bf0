// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Compiled into programs that are built with sanitizers, and only there. TBB, which OpenVINO brings along, opens libtbbbind with
/// RTLD_DEEPBIND; the runtime of the sanitizers ends the process at that flag, because memory would be allocated past it. It does
/// no harm to leave it out: libtbbbind looks up nothing that the program defines too.
#include <dlfcn.h>

extern "C" void* dlopen(const char* file, int mode) noexcept {
    using Open = void* (*)(const char*, int);
    static const auto next = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "dlopen"));
    return next(file, mode & ~RTLD_DEEPBIND);
}
