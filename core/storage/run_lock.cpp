// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/run_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace rf::storage {

namespace {

struct flock byteOf(RunId run) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = run.value();
    lock.l_len = 1;
    return lock;
}

Error cantLock(const std::filesystem::path& file) {
    return fail(ErrorCode::Io, RF_TEXT("core", "%1: the store can't be locked: %2"), file, std::strerror(errno));
}

int openForLocks(const std::filesystem::path& file) { return ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666); }

}  // namespace

// Locks of an open file description (F_OFD_…) also keep two threads of one process apart.
Result<std::unique_ptr<RunLock>> RunLock::tryHold(const std::filesystem::path& lockFile, RunId run) {
    const int descriptor = openForLocks(lockFile);
    if (descriptor < 0) return cantLock(lockFile);
    std::unique_ptr<RunLock> held(new RunLock(descriptor));
    struct flock lock = byteOf(run);
    if (::fcntl(descriptor, F_OFD_SETLK, &lock) == 0) return held;
    if (errno == EAGAIN || errno == EACCES) return std::unique_ptr<RunLock>();
    return cantLock(lockFile);
}

Result<std::unique_ptr<RunLock>> RunLock::holdStore(const std::filesystem::path& lockFile) {
    const int descriptor = openForLocks(lockFile);
    if (descriptor < 0) return cantLock(lockFile);
    std::unique_ptr<RunLock> held(new RunLock(descriptor));
    struct flock lock = byteOf(RunId(0));
    while (::fcntl(descriptor, F_OFD_SETLKW, &lock) != 0)
        if (errno != EINTR) return cantLock(lockFile);
    return held;
}

RunLock::~RunLock() { ::close(m_descriptor); }

bool isHeld(const std::filesystem::path& lockFile, RunId run) {
    const int descriptor = ::open(lockFile.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct flock lock = byteOf(run);
    const bool known = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
    ::close(descriptor);
    return known && lock.l_type != F_UNLCK;
}

}  // namespace rf::storage
