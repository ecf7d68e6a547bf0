// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/tensor_distance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "core/base/target_clones.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

// Independent partial sums, added up in a fixed order: vectorised, and the same bits on every processor.
constexpr std::size_t kLanes = 8;
using Lanes = std::array<double, kLanes>;

struct Sums {
    Lanes signal{}, noise{}, dot{}, valueEnergy{}, shift{}, maxAbs{};
};

RF_TARGET_CLONES void fold(const float* value, const float* reference, std::size_t blocks, Sums& sums) {
    for (std::size_t block = 0; block < blocks; ++block, value += kLanes, reference += kLanes) {
        for (std::size_t i = 0; i < kLanes; ++i) {
            const double v = value[i], r = reference[i], d = v - r, a = d < 0.0 ? -d : d;
            sums.signal[i] += r * r;
            sums.noise[i] += d * d;
            sums.dot[i] += v * r;
            sums.valueEnergy[i] += v * v;
            sums.shift[i] += d;
            sums.maxAbs[i] = a > sums.maxAbs[i] ? a : sums.maxAbs[i];
        }
    }
}

double sum(const Lanes& lanes) { return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7])); }

Distance distanceOf(std::span<const float> value, std::span<const float> reference) {
    Sums sums;
    const std::size_t blocks = value.size() / kLanes, whole = blocks * kLanes;
    fold(value.data(), reference.data(), blocks, sums);
    std::array<float, kLanes> lastValue{}, lastReference{};  // zeros add nothing
    std::copy(value.begin() + static_cast<std::ptrdiff_t>(whole), value.end(), lastValue.begin());
    std::copy(reference.begin() + static_cast<std::ptrdiff_t>(whole), reference.end(), lastReference.begin());
    fold(lastValue.data(), lastReference.data(), 1, sums);
    return {sum(sums.signal),
            sum(sums.noise),
            sum(sums.dot),
            sum(sums.valueEnergy),
            sum(sums.shift),
            *std::max_element(sums.maxAbs.begin(), sums.maxAbs.end()),
            static_cast<std::int64_t>(value.size())};
}

std::span<const float> floats(const TensorView& view, std::vector<float>& storage) {
    if (view.type == ElementType::F32) return view.as<float>();
    return storage = toFloats(view);
}

}  // namespace

Result<void> Distance::add(const TensorView& value, const TensorView& reference) {
    if (!std::equal(value.shape.begin(), value.shape.end(), reference.shape.begin(), reference.shape.end()))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "a tensor of shape %1 can't be compared with one of shape %2"),
                    text(value.shape), text(reference.shape));
    std::vector<float> valueStorage, referenceStorage;
    merge(distanceOf(floats(value, valueStorage), floats(reference, referenceStorage)));
    return {};
}

void Distance::merge(const Distance& other) {
    signal += other.signal;
    noise += other.noise;
    dot += other.dot;
    valueEnergy += other.valueEnergy;
    shift += other.shift;
    maxAbs = std::max(maxAbs, other.maxAbs);
    count += other.count;
}

double Distance::mse() const { return count > 0 ? noise / static_cast<double>(count) : 0.0; }

double Distance::nmse() const {
    if (noise == 0.0) return 0.0;
    return signal > 0.0 ? noise / signal : std::numeric_limits<double>::infinity();
}

double Distance::sqnr() const { return noise == 0.0 ? std::numeric_limits<double>::infinity() : 10.0 * std::log10(signal / noise); }

double Distance::cosine() const {
    if (signal == 0.0 && valueEnergy == 0.0) return 1.0;
    const double norm = std::sqrt(signal) * std::sqrt(valueEnergy);
    return norm > 0.0 ? dot / norm : 0.0;
}

double Distance::meanShift() const { return count > 0 ? shift / static_cast<double>(count) : 0.0; }

}  // namespace rf::metrics
