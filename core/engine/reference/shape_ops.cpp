// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

ElementType typeAttribute(const Node& node, std::string_view attribute, ElementType fallback) {
    return elementTypeFromName(option(node, attribute, "")).value_or(fallback);
}

Outputs reshapedTo(const Node& node, Inputs inputs, Shape shape) {
    if (elementCount(shape) != elementCount(inputs[0].shape())) return misfit(node, inputs);
    return one(inputs[0].reshaped(std::move(shape)));
}

// start, start + step, … up to but without stop.
template <class T>
Result<std::vector<T>> steps(const Node& node, T start, T stop, T step) {
    constexpr double kMost = 1e9;
    if (step == T{0}) return badAttribute(node, "step");
    const double count = std::ceil((static_cast<double>(stop) - static_cast<double>(start)) / static_cast<double>(step));
    if (!(count < kMost)) return badAttribute(node, "stop");
    std::vector<T> values;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(count); ++i) values.push_back(start + static_cast<T>(i) * step);
    return values;
}

}  // namespace

Outputs reshape(const Node& node, Inputs inputs) {
    const Shape& old = inputs[0].shape();
    Shape shape = ints(inputs[1]);
    const bool copiesZeros = node.attributes.flag("special_zero").value_or(false);
    for (std::size_t i = 0; copiesZeros && i < shape.size(); ++i) {
        if (shape[i] != 0) continue;
        if (i >= old.size()) return misfit(node, inputs);
        shape[i] = old[i];
    }
    const auto open = std::find(shape.begin(), shape.end(), -1);
    if (open != shape.end()) {
        *open = 1;
        const auto known = elementCount(shape);
        if (!known || std::any_of(shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; })) return misfit(node, inputs);
        *open = *known == 0 ? 0 : countOf(old) / *known;
    }
    return reshapedTo(node, inputs, std::move(shape));
}

Outputs squeeze(const Node& node, Inputs inputs) {
    const Shape& old = inputs[0].shape();
    std::vector<int> axes;
    if (inputs.size() > 1) { RF_TRY(axes, checkedAxes(node, ints(inputs[1]), old.size())); }
    Shape shape;
    for (std::size_t i = 0; i < old.size(); ++i) {
        const bool named = std::find(axes.begin(), axes.end(), static_cast<int>(i)) != axes.end();
        // Axes that are not 1 are never dropped: opset15 allows naming them, before that it is not a valid model.
        if (old[i] != 1 || !(axes.empty() || named)) shape.push_back(old[i]);
    }
    return reshapedTo(node, inputs, std::move(shape));
}

Outputs unsqueeze(const Node& node, Inputs inputs) {
    const auto wanted = ints(inputs[1]);
    RF_TRY(auto axes, checkedAxes(node, wanted, inputs[0].shape().size() + wanted.size()));
    std::sort(axes.begin(), axes.end());
    Shape shape = inputs[0].shape();
    for (const int axis : axes) {
        if (static_cast<std::size_t>(axis) > shape.size()) return misfit(node, inputs);
        shape.insert(shape.begin() + axis, 1);
    }
    return reshapedTo(node, inputs, std::move(shape));
}

Outputs shapeOf(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    return one(intTensor(typeAttribute(node, "output_type", ElementType::I64), {static_cast<std::int64_t>(shape.size())}, shape));
}

Outputs range(const Node& node, Inputs inputs) {
    if (inputs[0].count() != 1 || inputs[1].count() != 1 || inputs[2].count() != 1) return misfit(node, inputs);
    const ElementType type = typeAttribute(node, "output_type", inputs[0].type());
    if (isFloat(type)) {
        const Floats start(inputs[0]), stop(inputs[1]), step(inputs[2]);
        RF_TRY(const auto values, steps(node, start[0], stop[0], step[0]));
        return one(fromFloats(type, {static_cast<std::int64_t>(values.size())}, values));
    }
    const auto bound = [&](std::size_t i) { return ints(inputs[i])[0]; };
    RF_TRY(const auto values, steps(node, bound(0), bound(1), bound(2)));
    return one(intTensor(type, {static_cast<std::int64_t>(values.size())}, values));
}

Outputs convert(const Node& node, Inputs inputs) {
    const ElementType type = typeAttribute(node, "destination_type", ElementType::Dynamic);
    if (bitWidth(type) == 0) return badAttribute(node, "destination_type");
    return one(converted(inputs[0], type));
}

Outputs convertLike(const Node&, Inputs inputs) { return one(converted(inputs[0], inputs[1].type())); }

}  // namespace rf::engine::reference
