// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/odd_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace rf::cli {

namespace {

std::string reasonOf(const quantization::LeftInFloat& left) {
    using calibration::Oddity;
    if (left.group == quantization::Group::Weights)
        return left.odd.oddity == Oddity::NotFinite ? "holds a value that is not finite" : "reaches further than f32 can span";
    switch (left.odd.oddity) {
        case Oddity::NotFinite: return fmt::format("has a value that is not finite in sample {}", left.odd.sample);
        case Oddity::TooWide: return fmt::format("reaches further than f32 can span in sample {}", left.odd.sample);
        case Oddity::Empty: return fmt::format("is empty in sample {}", left.odd.sample);
        case Oddity::Scalar: return "is a single number without axes";
        case Oddity::Uneven: return "has other channels from sample to sample";
        case Oddity::Constant: return fmt::format("is {:g} everywhere in all samples", left.odd.value);
    }
    return {};
}

}  // namespace

std::string oddText(const results::Report& report) {
    constexpr std::size_t kShown = 10;
    std::string text;
    if (report.constantData)
        text +=
            "warning: the calibration data is one number everywhere, so the ranges fit no other data; give samples as the network will "
            "see them\n";
    const std::size_t count = report.leftInFloat.size();
    for (std::size_t i = 0; i < std::min(count, kShown); ++i)
        text += fmt::format("Left in float: {} {}\n", report.leftInFloat[i].source, reasonOf(report.leftInFloat[i]));
    if (count > kShown) text += fmt::format("({} more left in float; --json has all)\n", count - kShown);
    return text;
}

}  // namespace rf::cli
