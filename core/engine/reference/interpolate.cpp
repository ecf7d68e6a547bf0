// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/engine/reference/move.h"
#include "core/engine/reference/values.h"

// Every mode of Interpolate works axis by axis: an element of the result is a weighted sum of a few elements of one
// line of the input, with weights that depend on the position only.
namespace rf::engine::reference {

namespace {

struct Tap {
    std::int64_t index;
    float weight;
};
using Taps = std::vector<Tap>;

/// How one axis is resized.
struct Resizing {
    int axis = 0;
    std::int64_t in = 1;
    std::int64_t out = 1;
    float scale = 1.0f;  ///< out over in
};

struct Settings {
    std::string mode, coordinates, nearest;
    bool antialias = false;
    float cubeCoefficient = -0.75f;
};

// Where position p of the result lies in the input.
float sourcePosition(const Settings& s, const Resizing& r, std::int64_t p) {
    const auto x = static_cast<float>(p);
    const auto in = static_cast<float>(r.in), out = static_cast<float>(r.out);
    if (r.scale == 1.0f && r.in == r.out) return x;
    if (s.coordinates == "asymmetric") return x / r.scale;
    if (s.coordinates == "align_corners") return r.out == 1 ? 0.0f : x * (in - 1.0f) / (out - 1.0f);
    if (s.coordinates == "tf_half_pixel_for_nn") return (x + 0.5f) / r.scale;
    if (s.coordinates == "pytorch_half_pixel" && r.out == 1) return 0.0f;
    return (x + 0.5f) / r.scale - 0.5f;
}

std::int64_t nearestIndex(const Settings& s, const Resizing& r, float x) {
    const auto index = [&]() -> float {
        if (s.nearest == "round_prefer_ceil") return std::floor(x + 0.5f);
        if (s.nearest == "floor") return std::floor(x);
        if (s.nearest == "ceil") return std::ceil(x);
        if (s.nearest == "simple") return r.scale < 1.0f ? std::ceil(x) : std::trunc(x);
        return std::ceil(x - 0.5f);  // round_prefer_floor
    }();
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(index), 0, r.in - 1);
}

// "linear": a triangle, widened to the scale when shrinking with antialias; what lies outside does not count.
Taps triangleTaps(const Resizing& r, float x, bool antialias) {
    const float slope = antialias && r.scale < 1.0f ? r.scale : 1.0f;
    const auto reach = static_cast<std::int64_t>(r.scale > 1.0f ? 2.0f : std::ceil(2.0f / slope));
    const auto centre = static_cast<std::int64_t>(std::round(x));
    Taps taps;
    float sum = 0.0f;
    for (std::int64_t i = std::max<std::int64_t>(0, centre - reach); i <= std::min(r.in - 1, centre + reach); ++i) {
        const float weight = std::max(0.0f, 1.0f - std::abs(slope * (x - static_cast<float>(i))));
        if (weight > 0.0f) taps.push_back({i, weight});
        sum += weight;
    }
    for (Tap& tap : taps) tap.weight /= sum;
    return taps;
}

// "linear_onnx": the two neighbours of a position that is first moved into the input.
Taps neighbourTaps(const Resizing& r, float x) {
    const float inside = std::clamp(x, 0.0f, static_cast<float>(r.in - 1));
    const auto low = static_cast<std::int64_t>(inside);
    const std::int64_t high = std::min(low + 1, r.in - 1);
    const float share = inside - static_cast<float>(low);
    if (high == low) return {{low, 1.0f}};
    return {{low, 1.0f - share}, {high, share}};
}

// Keys, "Cubic convolution interpolation for digital image processing" (1981), with a free coefficient a.
Taps cubicTaps(const Resizing& r, float x, float a) {
    const auto low = static_cast<std::int64_t>(std::floor(x));
    const float t = x - static_cast<float>(low);
    const float u = 1.0f - t;
    const float weights[] = {((a * (t + 1.0f) - 5.0f * a) * (t + 1.0f) + 8.0f * a) * (t + 1.0f) - 4.0f * a,
                             ((a + 2.0f) * t - (a + 3.0f)) * t * t + 1.0f, ((a + 2.0f) * u - (a + 3.0f)) * u * u + 1.0f,
                             ((a * (u + 1.0f) - 5.0f * a) * (u + 1.0f) + 8.0f * a) * (u + 1.0f) - 4.0f * a};
    Taps taps;
    for (std::int64_t i = 0; i < 4; ++i) taps.push_back({std::clamp<std::int64_t>(low - 1 + i, 0, r.in - 1), weights[i]});
    return taps;
}

Taps tapsAt(const Settings& s, const Resizing& r, std::int64_t p) {
    const float x = sourcePosition(s, r, p);
    if (s.mode == "nearest") return {{nearestIndex(s, r, x), 1.0f}};
    if (s.mode == "linear_onnx") return neighbourTaps(r, x);
    if (s.mode == "cubic") return cubicTaps(r, x, s.cubeCoefficient);
    return triangleTaps(r, x, s.antialias);
}

Tensor resized(const Tensor& data, const Settings& settings, const Resizing& r) {
    Shape shape = data.shape();
    const auto at = static_cast<std::size_t>(r.axis);
    const std::int64_t outer = countOf(std::span(shape).first(at));
    const std::int64_t inner = countOf(std::span(shape).subspan(at + 1));
    shape[at] = r.out;
    const Floats values(data);
    return floatTensor(shape, [&](std::span<float> out) {
        std::fill(out.begin(), out.end(), 0.0f);
        for (std::int64_t p = 0; p < r.out; ++p)
            for (const Tap& tap : tapsAt(settings, r, p))
                for (std::int64_t o = 0; o < outer; ++o) {
                    const float* from = values.data() + (o * r.in + tap.index) * inner;
                    float* to = out.data() + (o * r.out + p) * inner;
                    for (std::int64_t i = 0; i < inner; ++i) to[i] += tap.weight * from[i];
                }
    });
}

// Zeros around the data; the attributes list the padding of every axis, missing ones are 0.
Tensor surrounded(const Node& node, Tensor data) {
    const auto begins = node.attributes.integers("pads_begin").value_or(std::vector<std::int64_t>{});
    const auto ends = node.attributes.integers("pads_end").value_or(std::vector<std::int64_t>{});
    for (std::size_t axis = 0; axis < data.shape().size(); ++axis) {
        const std::int64_t before = axis < begins.size() ? begins[axis] : 0;
        const std::int64_t behind = axis < ends.size() ? ends[axis] : 0;
        if (before <= 0 && behind <= 0) continue;
        std::vector<std::int64_t> indices;
        for (std::int64_t i = -before; i < data.shape()[axis] + behind; ++i)
            indices.push_back(i >= 0 && i < data.shape()[axis] ? i : kFill);
        data = taken(data, static_cast<int>(axis), indices);
    }
    return data;
}

// opset4: data, sizes, scales, [axes]. opset11: data, sizes or scales, [axes].
Result<std::vector<Resizing>> resizings(const Node& node, Inputs inputs, const Shape& shape) {
    const bool hasBoth = node.opset == "opset4";
    const bool byScales = option(node, "shape_calculation_mode", "sizes") == "scales";
    const std::size_t axesInput = hasBoth ? 3 : 2;
    const std::size_t targetInput = hasBoth && byScales ? 2 : 1;
    if (inputs.size() <= targetInput) return misfit(node, inputs);
    const Floats target(inputs[targetInput]);
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < target.size(); ++i) wanted.push_back(static_cast<std::int64_t>(i));
    if (inputs.size() > axesInput) wanted = ints(inputs[axesInput]);
    RF_TRY(const auto axes, checkedAxes(node, wanted, shape.size()));
    if (axes.size() != target.size()) return misfit(node, inputs);
    // What floor() would take one away from because of the last bit of a scale such as 1/3.
    constexpr float kEpsilon = 1e-5f;
    std::vector<Resizing> list;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        Resizing r{axes[i], shape[static_cast<std::size_t>(axes[i])], 1, 1.0f};
        const float value = target[static_cast<std::int64_t>(i)];
        r.out = byScales ? static_cast<std::int64_t>(std::floor(value * static_cast<float>(r.in) + kEpsilon))
                         : static_cast<std::int64_t>(value);
        r.scale = byScales ? value : static_cast<float>(r.out) / static_cast<float>(r.in);
        if (r.out < 1 || r.in < 1) return misfit(node, inputs);
        list.push_back(r);
    }
    return list;
}

}  // namespace

Outputs interpolate(const Node& node, Inputs inputs) {
    const Settings settings{option(node, "mode", "nearest"), option(node, "coordinate_transformation_mode", "half_pixel"),
                            option(node, "nearest_mode", "round_prefer_floor"), node.attributes.flag("antialias").value_or(false),
                            static_cast<float>(node.attributes.number("cube_coeff").value_or(-0.75))};
    Tensor data = surrounded(node, inputs[0]);
    RF_TRY(const auto list, resizings(node, inputs, data.shape()));
    for (const Resizing& r : list)
        if (r.in != r.out || r.scale != 1.0f) data = resized(data, settings, r);
    return one(converted(data, isFloat(inputs[0].type()) ? ElementType::F32 : inputs[0].type()));
}

}  // namespace rf::engine::reference
