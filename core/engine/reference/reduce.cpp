// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/reduce.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/engine/reference/values.h"

namespace rf::engine::reference {

Reduction reductionOf(const Shape& shape, std::span<const int> axes) {
    Reduction reduction;
    reduction.kept = shape;
    for (const int axis : axes) reduction.kept[static_cast<std::size_t>(axis)] = 1;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        const bool isFolded = std::find(axes.begin(), axes.end(), static_cast<int>(axis)) != axes.end();
        if (isFolded)
            reduction.folded *= shape[axis];
        else
            reduction.squeezed.push_back(shape[axis]);
    }
    reduction.strides = broadcastStrides(reduction.kept, shape);
    reduction.count = countOf(reduction.kept);
    return reduction;
}

namespace {

Result<Reduction> requested(const Node& node, Inputs inputs) {
    const auto axes = ints(inputs[1]);
    RF_TRY(const auto checked, checkedAxes(node, axes, inputs[0].shape().size()));
    return reductionOf(inputs[0].shape(), checked);
}

Shape resultShape(const Node& node, const Reduction& reduction) {
    return node.attributes.flag("keep_dims").value_or(false) ? reduction.kept : reduction.squeezed;
}

// Folds in double, or in int64 for integers; finish(accumulator, number of elements) makes the result.
template <class Fold, class Finish>
Outputs reduced(const Node& node, Inputs inputs, double start, Fold fold, Finish finish) {
    RF_TRY(const Reduction reduction, requested(node, inputs));
    const Shape& shape = inputs[0].shape();
    if (isFloat(inputs[0].type())) {
        const Floats values(inputs[0]);
        const auto results =
            folded(shape, reduction, values.data(), start, [&](double a, float x) { return fold(a, static_cast<double>(x)); });
        return one(floatTensor(resultShape(node, reduction), [&](std::span<float> out) {
            std::transform(results.begin(), results.end(), out.begin(),
                           [&](double a) { return static_cast<float>(finish(a, reduction.folded)); });
        }));
    }
    constexpr double kLimit = 9.2e18;  // within int64; the starts of minimum and maximum are infinite
    const auto first = static_cast<std::int64_t>(std::clamp(start, -kLimit, kLimit));
    const auto values = ints(inputs[0]);
    auto results = folded(shape, reduction, values.data(), first, [&](std::int64_t a, std::int64_t x) { return fold(a, x); });
    for (std::int64_t& result : results) result = static_cast<std::int64_t>(finish(result, reduction.folded));
    return one(intTensor(inputs[0].type(), resultShape(node, reduction), results));
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr auto kSum = [](auto a, auto x) { return a + x; };
constexpr auto kAsIs = [](auto a, std::int64_t) { return a; };

}  // namespace

Outputs reduceSum(const Node& node, Inputs inputs) { return reduced(node, inputs, 0.0, kSum, kAsIs); }
Outputs reduceMean(const Node& node, Inputs inputs) {
    return reduced(node, inputs, 0.0, kSum,
                   [](auto a, std::int64_t count) { return a / static_cast<decltype(a)>(std::max<std::int64_t>(count, 1)); });
}
Outputs reduceMax(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, -kInfinity, [](auto a, auto x) { return std::max(a, x); }, kAsIs);
}
Outputs reduceMin(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, kInfinity, [](auto a, auto x) { return std::min(a, x); }, kAsIs);
}
Outputs reduceProd(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, 1.0, [](auto a, auto x) { return a * x; }, kAsIs);
}
Outputs reduceL1(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, 0.0, [](auto a, auto x) { return a + std::abs(x); }, kAsIs);
}
Outputs reduceL2(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, 0.0, [](auto a, auto x) { return a + x * x; },
        [](auto a, std::int64_t) { return std::sqrt(static_cast<double>(a)); });
}
Outputs reduceLogicalAnd(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, 1.0, [](auto a, auto x) { return static_cast<decltype(a)>(a != 0 && x != 0); }, kAsIs);
}
Outputs reduceLogicalOr(const Node& node, Inputs inputs) {
    return reduced(
        node, inputs, 0.0, [](auto a, auto x) { return static_cast<decltype(a)>(a != 0 || x != 0); }, kAsIs);
}

}  // namespace rf::engine::reference
