// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace rf {

namespace {

constexpr std::size_t kWriteChunk = std::size_t{1} << 24;

Error writeError(const std::filesystem::path& path, int reason) {
    return fail(ErrorCode::Io, RF_TEXT("core", "%1: can't be written: %2"), path, std::strerror(reason));
}

bool writeAll(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), std::min(bytes.size(), kWriteChunk));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

void syncFolder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

AtomicFiles::~AtomicFiles() {
    for (const Entry& entry : m_entries) ::unlink(entry.temporary.c_str());
}

Result<void> AtomicFiles::add(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    return add(path, std::span(&bytes, 1));
}

Result<void> AtomicFiles::add(const std::filesystem::path& path, std::string_view text) {
    return add(path, std::as_bytes(std::span(text.data(), text.size())));
}

Result<void> AtomicFiles::add(const std::filesystem::path& path, std::span<const std::span<const std::byte>> parts) {
    const std::filesystem::path temporary =
        path.parent_path() / ("." + path.filename().string() + "." + std::to_string(::getpid()) + ".part");
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return writeError(path, errno);
    m_entries.push_back({temporary, path});
    const bool written =
        std::all_of(parts.begin(), parts.end(), [&](auto part) { return writeAll(descriptor, part); }) && ::fsync(descriptor) == 0;
    const int reason = errno;
    const bool closed = ::close(descriptor) == 0;
    if (!written || !closed) return writeError(path, written ? errno : reason);
    return {};
}

Result<void> AtomicFiles::commit() {
    for (const Entry& entry : m_entries)
        if (::rename(entry.temporary.c_str(), entry.target.c_str()) != 0) return writeError(entry.target, errno);
    for (const Entry& entry : m_entries) syncFolder(entry.target.parent_path());
    m_entries.clear();
    return {};
}

}  // namespace rf
