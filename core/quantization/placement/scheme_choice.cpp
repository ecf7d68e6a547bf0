// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/scheme_choice.h"

#include <algorithm>
#include <cstdlib>

namespace rf::quantization::placement {

namespace {

using calibration::Granularity;

bool alike(const Scheme& a, const Scheme& b) { return a.mode == b.mode && a.granularity == b.granularity; }

Scheme combined(const Scheme& left, const Scheme& right, int primaryBits) {
    if (left.bits == primaryBits) return left;
    if (right.bits == primaryBits) return right;
    return right.bits < left.bits ? right : left;
}

/// Two pointers: every left item meets the next right item of its kind, counted from the previous meeting.
std::vector<Scheme> plainIntersection(const std::vector<Scheme>& left, const std::vector<Scheme>& right, int primaryBits) {
    std::vector<Scheme> common;
    auto position = right.begin();
    for (const Scheme& scheme : left) {
        const auto match = std::find_if(position, right.end(), [&](const Scheme& other) { return alike(scheme, other); });
        if (match == right.end()) continue;
        common.push_back(combined(scheme, *match, primaryBits));
        position = match;
    }
    return common;
}

/// The list with the simpler variants of its members in front.
std::vector<Scheme> extended(const std::vector<Scheme>& list) {
    std::vector<Scheme> result;
    const auto insert = [&](const Scheme& scheme) {
        if (std::find(result.begin(), result.end(), scheme) == result.end()) result.insert(result.begin(), scheme);
    };
    for (auto scheme = list.rbegin(); scheme != list.rend(); ++scheme) {
        Scheme perTensor = *scheme, symmetric = *scheme;
        perTensor.granularity = Granularity::PerTensor;
        symmetric.mode = Mode::Symmetric;
        Scheme both = perTensor;
        both.mode = Mode::Symmetric;
        insert(*scheme);
        insert(perTensor);
        insert(symmetric);
        insert(both);
    }
    return result;
}

bool satisfies(const Scheme& scheme, const TensorConstraint& wanted) {
    return (!wanted.bits || *wanted.bits == scheme.bits) && (!wanted.mode || *wanted.mode == scheme.mode) &&
           (!wanted.granularity || *wanted.granularity == scheme.granularity) && (!wanted.levelLow || wanted.levelLow == scheme.levelLow) &&
           (!wanted.levelHigh || wanted.levelHigh == scheme.levelHigh);
}

}  // namespace

std::vector<Scheme> intersect(const std::vector<Scheme>& left, const std::vector<Scheme>& right, int primaryBits) {
    std::vector<Scheme> common = plainIntersection(left, right, primaryBits);
    if (!common.empty()) return common;
    return plainIntersection(extended(left), extended(right), primaryBits);
}

std::vector<Scheme> constrained(const std::vector<Scheme>& candidates, const TensorConstraint& constraint) {
    std::vector<Scheme> allowed;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(allowed),
                 [&](const Scheme& scheme) { return satisfies(scheme, constraint); });
    if (!allowed.empty() || candidates.empty()) return allowed;
    Scheme own;
    own.bits = constraint.bits.value_or(own.bits);
    own.mode = constraint.mode.value_or(candidates.front().mode);
    own.granularity = constraint.granularity.value_or(candidates.front().granularity);
    own.levelLow = constraint.levelLow;
    own.levelHigh = constraint.levelHigh;
    return {own};
}

Scheme byPreset(const std::vector<Scheme>& candidates, Group group, Preset preset) {
    RF_ASSERT(!candidates.empty());
    const bool fastest =
        group == Group::Weights ? preset != Preset::Accuracy : preset == Preset::Performance || preset == Preset::Automatic;
    return fastest ? candidates.front() : candidates.back();
}

bool isSigned(const Scheme& scheme) { return scheme.levelLow && scheme.levelHigh && *scheme.levelLow < 0; }

std::int64_t levels(const Scheme& scheme, Group group) {
    const std::int64_t half = std::int64_t{1} << (scheme.bits - 1);
    const bool symmetricWeights = group == Group::Weights && scheme.mode == Mode::Symmetric;
    const std::int64_t low = scheme.levelLow.value_or(symmetricWeights ? -half + 1 : -half);
    const std::int64_t high = scheme.levelHigh.value_or(half - 1);
    return std::abs(low) + std::abs(high) + 1;
}

}  // namespace rf::quantization::placement
