// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/engine/reference/move.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

/// Elements start, start + step … of one axis, `count` of them.
struct Steps {
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::int64_t count = 0;
};

// Python's rule: negative bounds count from the end, bounds outside are clipped.
Steps stepsOf(std::int64_t length, std::int64_t begin, std::int64_t end, std::int64_t step) {
    const std::int64_t low = step > 0 ? 0 : -1;
    const std::int64_t high = step > 0 ? length : length - 1;
    begin = std::clamp(begin < 0 ? begin + length : begin, low, high);
    end = std::clamp(end < 0 ? end + length : end, low, high);
    const std::int64_t span = step > 0 ? end - begin : begin - end;
    const std::int64_t stride = step > 0 ? step : -step;
    return {begin, step, span <= 0 ? 0 : (span + stride - 1) / stride};
}

/// A strided part of a tensor, collected axis by axis.
struct Part {
    Shape shape, strides;
    std::int64_t offset = 0;

    void addAxis(const Steps& steps, std::int64_t stride) {
        shape.push_back(steps.count);
        strides.push_back(steps.step * stride);
        if (steps.count > 0) offset += steps.start * stride;
    }
};

Tensor partOf(const Tensor& data, const Part& part) { return restrided(data, part.shape, part.strides, part.offset); }

Outputs splitAt(const Node& node, Inputs inputs, std::int64_t axisInput, std::span<const std::int64_t> lengths) {
    const Tensor& data = inputs[0];
    RF_TRY(const int axis, checkedAxis(node, axisInput, data.shape().size()));
    const auto at = static_cast<std::size_t>(axis);
    const Shape strides = rowMajorStrides(data.shape());
    if (std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0}) != data.shape()[at]) return misfit(node, inputs);
    std::vector<Tensor> parts;
    std::int64_t begin = 0;
    for (const std::int64_t length : lengths) {
        Shape shape = data.shape();
        shape[at] = length;
        parts.push_back(restrided(data, shape, strides, begin * strides[at]));
        begin += length;
    }
    return parts;
}

bool isSet(const std::vector<std::int64_t>& mask, std::size_t i) { return i < mask.size() && mask[i] != 0; }

/// StridedSlice's inputs and masks. One entry of the specification per axis, plus entries that add or expand axes.
struct SliceSpec {
    std::vector<std::int64_t> begin, end, step;
    std::vector<std::int64_t> beginMask, endMask, newAxis, shrinkAxis, ellipsis;
};

SliceSpec sliceSpec(const Node& node, Inputs inputs) {
    const auto mask = [&](std::string_view name) { return node.attributes.integers(name).value_or(std::vector<std::int64_t>{}); };
    SliceSpec spec{ints(inputs[1]),          ints(inputs[2]),      {}, mask("begin_mask"), mask("end_mask"), mask("new_axis_mask"),
                   mask("shrink_axis_mask"), mask("ellipsis_mask")};
    spec.step = inputs.size() > 3 ? ints(inputs[3]) : std::vector<std::int64_t>(spec.begin.size(), 1);
    return spec;
}

// Whole axes that the ellipsis stands for.
std::int64_t hiddenAxes(const SliceSpec& spec, std::size_t rank) {
    auto named = static_cast<std::int64_t>(spec.begin.size());
    for (std::size_t i = 0; i < spec.begin.size(); ++i)
        if (isSet(spec.newAxis, i) || isSet(spec.ellipsis, i)) --named;
    return static_cast<std::int64_t>(rank) - named;
}

}  // namespace

Outputs split(const Node& node, Inputs inputs) {
    const std::int64_t parts = node.attributes.integer("num_splits").value_or(0);
    if (parts < 1 || inputs[1].count() != 1) return badAttribute(node, "num_splits");
    const std::int64_t axisInput = ints(inputs[1])[0];
    RF_TRY(const int axis, checkedAxis(node, axisInput, inputs[0].shape().size()));
    const std::vector<std::int64_t> lengths(static_cast<std::size_t>(parts), inputs[0].shape()[static_cast<std::size_t>(axis)] / parts);
    return splitAt(node, inputs, axis, lengths);
}

Outputs variadicSplit(const Node& node, Inputs inputs) {
    if (inputs[1].count() != 1) return misfit(node, inputs);
    RF_TRY(const int axis, checkedAxis(node, ints(inputs[1])[0], inputs[0].shape().size()));
    auto lengths = ints(inputs[2]);
    const auto open = std::find(lengths.begin(), lengths.end(), -1);
    if (open != lengths.end()) {
        *open = 0;
        *open = inputs[0].shape()[static_cast<std::size_t>(axis)] - std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    }
    if (std::any_of(lengths.begin(), lengths.end(), [](std::int64_t l) { return l < 0; })) return misfit(node, inputs);
    return splitAt(node, inputs, axis, lengths);
}

Outputs stridedSlice(const Node& node, Inputs inputs) {
    const SliceSpec spec = sliceSpec(node, inputs);
    const Shape& shape = inputs[0].shape();
    const Shape strides = rowMajorStrides(shape);
    const std::int64_t hidden = hiddenAxes(spec, shape.size());
    if (spec.end.size() != spec.begin.size() || spec.step.size() < spec.begin.size() || hidden < 0) return misfit(node, inputs);
    Part part;
    Shape result;  // shape without the axes that are shrunk
    std::size_t axis = 0;
    const auto addWhole = [&](std::int64_t count) {
        for (; count > 0; --count, ++axis) {
            part.addAxis({0, 1, shape[axis]}, strides[axis]);
            result.push_back(shape[axis]);
        }
    };
    bool expanded = false;
    for (std::size_t i = 0; i < spec.begin.size(); ++i) {
        if (isSet(spec.ellipsis, i)) {
            addWhole(hidden);
            expanded = true;
        } else if (isSet(spec.newAxis, i)) {
            part.addAxis({0, 1, 1}, 0);
            result.push_back(1);
        } else if (isSet(spec.shrinkAxis, i)) {
            const std::int64_t at = spec.begin[i] < 0 ? spec.begin[i] + shape[axis] : spec.begin[i];
            if (at < 0 || at >= shape[axis]) return misfit(node, inputs);
            part.addAxis({at, 1, 1}, strides[axis++]);
        } else {
            const std::int64_t step = spec.step[i];
            if (step == 0) return misfit(node, inputs);
            // A bound that is masked is not given: the slice goes to the end of the axis. -2·far stays negative when the
            // length is added, as a bound in front of the first element must.
            const std::int64_t far = shape[axis] + 1;
            const std::int64_t begin = !isSet(spec.beginMask, i) ? spec.begin[i] : step > 0 ? 0 : far;
            const std::int64_t end = !isSet(spec.endMask, i) ? spec.end[i] : step > 0 ? far : -2 * far;
            const Steps steps = stepsOf(shape[axis], begin, end, step);
            part.addAxis(steps, strides[axis++]);
            result.push_back(steps.count);
        }
    }
    if (!expanded) addWhole(hidden);
    return one(partOf(inputs[0], part).reshaped(result));
}

Outputs slice(const Node& node, Inputs inputs) {
    const auto start = ints(inputs[1]), stop = ints(inputs[2]), step = ints(inputs[3]);
    const Shape& shape = inputs[0].shape();
    std::vector<std::int64_t> wanted(start.size());
    std::iota(wanted.begin(), wanted.end(), 0);
    if (inputs.size() > 4) wanted = ints(inputs[4]);
    RF_TRY(const auto axes, checkedAxes(node, wanted, shape.size()));
    if (stop.size() != start.size() || step.size() != start.size() || axes.size() != start.size()) return misfit(node, inputs);
    std::vector<Steps> perAxis;
    for (const std::int64_t length : shape) perAxis.push_back({0, 1, length});
    for (std::size_t i = 0; i < axes.size(); ++i) {
        if (step[i] == 0) return misfit(node, inputs);
        const auto axis = static_cast<std::size_t>(axes[i]);
        perAxis[axis] = stepsOf(shape[axis], start[i], stop[i], step[i]);
    }
    Part part;
    const Shape strides = rowMajorStrides(shape);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) part.addAxis(perAxis[axis], strides[axis]);
    return one(partOf(inputs[0], part));
}

Outputs gather(const Node& node, Inputs inputs) {
    const Shape& data = inputs[0].shape();
    const Shape& indexShape = inputs[1].shape();
    if (inputs[2].count() != 1) return misfit(node, inputs);
    RF_TRY(const int axis, checkedAxis(node, ints(inputs[2])[0], data.size()));
    const std::int64_t named = node.attributes.integer("batch_dims").value_or(0);
    const std::int64_t batchDims = named < 0 ? named + static_cast<std::int64_t>(indexShape.size()) : named;
    if (batchDims < 0 || batchDims > axis || batchDims > static_cast<std::int64_t>(indexShape.size()))
        return badAttribute(node, "batch_dims");
    const auto at = static_cast<std::size_t>(axis);
    const auto shared = static_cast<std::size_t>(batchDims);
    const std::int64_t batches = countOf(std::span(data).first(shared));
    if (countOf(std::span(indexShape).first(shared)) != batches) return misfit(node, inputs);

    auto indices = ints(inputs[1]);
    for (std::int64_t& index : indices) {
        if (index < 0) index += data[at];
        // opset8 gives zeros for indices outside.
        if (index < 0 || index >= data[at]) index = kFill;
    }
    const auto perBatch = static_cast<std::size_t>(countOf(std::span(indexShape).subspan(shared)));
    const std::int64_t outer = countOf(std::span(data).subspan(shared, at - shared));
    const std::int64_t inner = countOf(std::span(data).subspan(at + 1));
    const Shape flat{outer, data[at], inner};

    Shape result(data.begin(), data.begin() + axis);
    result.insert(result.end(), indexShape.begin() + batchDims, indexShape.end());
    result.insert(result.end(), data.begin() + axis + 1, data.end());
    const auto width = static_cast<std::size_t>(bitWidth(inputs[0].type()) / 8);
    const std::size_t batchBytes = static_cast<std::size_t>(countOf(flat)) * width;
    return one(Tensor::build(inputs[0].type(), result, [&](std::span<std::byte> out) {
        for (std::size_t b = 0; b < static_cast<std::size_t>(batches); ++b) {
            const Tensor part = Tensor::shared(inputs[0].type(), flat, nullptr, inputs[0].bytes().subspan(b * batchBytes, batchBytes));
            const Tensor chosen = taken(part, 1, std::span(indices).subspan(b * perBatch, perBatch));
            std::copy(chosen.bytes().begin(), chosen.bytes().end(), out.begin() + static_cast<std::ptrdiff_t>(b * chosen.bytes().size()));
        }
    }));
}

}  // namespace rf::engine::reference
