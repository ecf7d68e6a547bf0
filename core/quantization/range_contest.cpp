// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/range_contest.h"

#include <algorithm>
#include <iterator>

#include "core/base/assert.h"

namespace rf::quantization {

Split keepApart(std::span<const std::int64_t> samples, std::int64_t most) {
    Split split;
    const std::int64_t count = std::ssize(samples);
    if (count < 2) {
        split.measured.assign(samples.begin(), samples.end());
        split.apart = split.measured;
        return split;
    }
    const std::int64_t apart = std::clamp<std::int64_t>(count / 2, 1, std::max<std::int64_t>(most, 1));
    // Spread evenly, for data is often sorted; from the middle of each part.
    std::int64_t next = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const bool isApart = next < apart && i == (2 * next + 1) * count / (2 * apart);
        (isApart ? split.apart : split.measured).push_back(samples[static_cast<std::size_t>(i)]);
        if (isApart) ++next;
    }
    return split;
}

std::optional<EstimatorsByName> mixed(std::span<const OwnErrors> errors, std::size_t best) {
    EstimatorsByName choice;
    bool pays = false;
    for (const OwnErrors& own : errors) {
        RF_ASSERT(own.byPreset.size() == std::size(kTriedPresets));
        const auto least = std::min_element(own.byPreset.begin(), own.byPreset.end());
        const bool changes = *least < kPays * own.byPreset[best];
        const std::size_t taken = changes ? static_cast<std::size_t>(least - own.byPreset.begin()) : best;
        for (const std::string& quantizer : own.quantizers) choice[quantizer] = kTriedPresets[taken];
        pays = pays || changes;
    }
    return pays ? std::optional(std::move(choice)) : std::nullopt;
}

}  // namespace rf::quantization
