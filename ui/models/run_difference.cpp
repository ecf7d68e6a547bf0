// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_difference.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace rf::ui {

namespace {

using Range = std::pair<float, float>;

/// By the layer whose output is quantized.
std::unordered_map<std::string, Range> outputRanges(const results::Report& report) {
    std::unordered_map<std::string, Range> ranges;
    for (const results::QuantizerRange& quantizer : report.quantizers) {
        if (quantizer.quantizer.group != quantization::Group::Activations || quantizer.inputLow.empty() || quantizer.inputHigh.empty())
            continue;
        ranges.emplace(quantizer.source, Range{*std::min_element(quantizer.inputLow.begin(), quantizer.inputLow.end()),
                                               *std::max_element(quantizer.inputHigh.begin(), quantizer.inputHigh.end())});
    }
    return ranges;
}

std::optional<Range> rangeAt(const std::unordered_map<std::string, Range>& ranges, const std::string& layer) {
    const auto found = ranges.find(layer);
    return found == ranges.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<double> LayerDifference::change() const {
    if (!sqnr.first || !sqnr.second || !std::isfinite(*sqnr.first) || !std::isfinite(*sqnr.second)) return std::nullopt;
    return *sqnr.second - *sqnr.first;
}

std::vector<LayerDifference> runDifference(const results::Report& first, const results::Report& second) {
    std::unordered_map<std::string, const analysis::LayerError*> others;
    for (const analysis::LayerError& error : second.errors) others.emplace(error.layer, &error);
    const auto before = outputRanges(first), after = outputRanges(second);
    std::vector<LayerDifference> all;
    for (const analysis::LayerError& error : first.errors) {
        const auto other = others.find(error.layer);
        if (other == others.end()) continue;
        all.push_back({error.layer,
                       {error.accumulated.sqnr(), other->second->accumulated.sqnr()},
                       {rangeAt(before, error.layer), rangeAt(after, error.layer)},
                       {error.isolated.has_value(), other->second->isolated.has_value()}});
    }
    return all;
}

}  // namespace rf::ui
