// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/result.h"
#include "core/storage/record.h"

/// Private to core/storage: which runs a living process works on. A run is a byte of a file beside the store, and whoever works
/// on it holds a lock of this byte; the system takes the lock back when the process ends, however it ends.
namespace rf::storage {

class RunLock {
public:
    /// Null where somebody else holds it.
    static Result<std::unique_ptr<RunLock>> tryHold(const std::filesystem::path& lockFile, RunId run);
    /// Byte 0 stands for the file of the store itself: held while it is opened or replaced. Waits until nobody else holds it.
    static Result<std::unique_ptr<RunLock>> holdStore(const std::filesystem::path& lockFile);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

private:
    explicit RunLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

/// Whether any process works on the run, this one included.
bool isHeld(const std::filesystem::path& lockFile, RunId run);

}  // namespace rf::storage
