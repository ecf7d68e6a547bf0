// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/tensor/tensor.h"

namespace rf::data {

/// The whole array of an IDX file, mapped where possible, unpacked where it is gzipped. InvalidFile when the header and
/// the size disagree; nothing is allocated before that is known.
Result<Tensor> readIdx(const std::filesystem::path& path);

}  // namespace rf::data
