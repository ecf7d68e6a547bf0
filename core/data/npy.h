// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/result.h"
#include "core/tensor/tensor.h"

namespace rf::data {

/// The whole array of a .npy file, in memory: the file may change afterwards.
Result<Tensor> readNpy(const std::filesystem::path& path);
/// Writes a .npy file (NumPy Enhancement Proposal 1, version 1.0). Element types that NumPy lacks become F32.
Result<void> writeNpy(const std::filesystem::path& path, const Tensor& tensor);
/// The same as one of several files that are written together or not at all.
Result<void> addNpy(AtomicFiles& files, const std::filesystem::path& path, const Tensor& tensor);

}  // namespace rf::data
