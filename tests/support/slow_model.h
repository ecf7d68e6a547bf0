// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::test {

/// Writes a small model that OpenVINO compiles for longer than any test may last: behind its input "x" (1x1) it adds what a
/// chain of large products of constants gives, which OpenVINO computes while it compiles.
void writeSlowModel(const std::filesystem::path& xml);

}  // namespace rf::test
