// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>

namespace rf {

namespace {

/// The mappings of this process. Never destroyed: files may be closed while the process ends.
struct Mappings {
    std::mutex mutex;
    std::set<std::pair<void*, std::size_t>> all;
};

Mappings& mappings() {
    static auto* const instance = new Mappings;
    return *instance;
}

}  // namespace

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
        return fail(code, RF_TEXT("core", "%1: can't be opened: %2"), path, std::strerror(errno));
    }
    struct stat info {};
    const bool known = ::fstat(descriptor, &info) == 0;
    if (!known || !S_ISREG(info.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is not a regular file"), path);
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* address = size ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : nullptr;
    ::close(descriptor);
    if (address == MAP_FAILED) return fail(ErrorCode::Io, RF_TEXT("core", "%1: can't be mapped: %2"), path, std::strerror(errno));
    if (size > 0) {
        const std::lock_guard lock(mappings().mutex);
        mappings().all.emplace(address, size);
    }
    return std::shared_ptr<const MappedFile>(new MappedFile(path, {static_cast<const std::byte*>(address), size}));
}

MappedFile::~MappedFile() {
    if (m_bytes.empty()) return;
    void* const address = const_cast<std::byte*>(m_bytes.data());
    const std::lock_guard lock(mappings().mutex);
    mappings().all.erase({address, m_bytes.size()});
    ::munmap(address, m_bytes.size());
}

void releaseMappedPages() {
    const std::lock_guard lock(mappings().mutex);
    for (const auto& [address, size] : mappings().all) ::madvise(address, size, MADV_DONTNEED);
}

}  // namespace rf
