// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace rf::onnx {

constexpr std::int64_t kMostLevels = 256;  ///< of eight bits

/// The levels of a FakeQuantize as a line: value = (level - zeroPoint) · scale + shift. Where zero is one of the levels the shift is 0,
/// which is what QuantizeLinear can say by itself.
struct LevelLine {
    float scale = 1;
    std::int64_t zeroPoint = 0;
    float shift = 0;
};

/// The line through levels 0 (at `low`) and levels-1 (at `high`). Nothing for limits that enclose no finite range.
std::optional<LevelLine> levelLine(float low, float high, std::int64_t levels);

}  // namespace rf::onnx
