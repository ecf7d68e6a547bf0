// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/engine/reference/move.h"
#include "core/engine/reference/strided_loop.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

// Source positions along one axis of length `length`, padded by `before` and `behind` (negative numbers crop).
std::vector<std::int64_t> paddedIndices(std::int64_t length, std::int64_t before, std::int64_t behind, const std::string& mode) {
    std::vector<std::int64_t> indices;
    for (std::int64_t i = -before; i < length + behind; ++i) {
        if (i >= 0 && i < length)
            indices.push_back(i);
        else if (mode == "edge")
            indices.push_back(i < 0 ? 0 : length - 1);
        else if (mode == "reflect")
            indices.push_back(i < 0 ? -i : 2 * length - 2 - i);
        else if (mode == "symmetric")
            indices.push_back(i < 0 ? -i - 1 : 2 * length - 1 - i);
        else
            indices.push_back(kFill);
    }
    return indices;
}

// The attributes that DepthToSpace and SpaceToDepth share.
struct Blocks {
    std::int64_t size = 1;
    std::int64_t volume = 1;  ///< size to the power of the spatial axes
    bool blocksFirst = true;
    int spatial = 0;  ///< number of spatial axes
};

Result<Blocks> blocksOf(const Node& node, const Shape& shape) {
    Blocks blocks;
    blocks.size = node.attributes.integer("block_size").value_or(1);
    blocks.blocksFirst = option(node, "mode", "blocks_first") == "blocks_first";
    if (shape.size() < 3 || blocks.size < 1) return badAttribute(node, "block_size");
    blocks.spatial = static_cast<int>(shape.size()) - 2;
    for (int i = 0; i < blocks.spatial; ++i) blocks.volume *= blocks.size;
    return blocks;
}

Outputs broadcastShape(const Node& node, Inputs inputs, const Shape& target) {
    if (broadcast(inputs[0].shape(), target) != target) return misfit(node, inputs);
    return one(restrided(inputs[0], target, broadcastStrides(inputs[0].shape(), target)));
}

}  // namespace

Outputs transpose(const Node& node, Inputs inputs) {
    const std::size_t rank = inputs[0].shape().size();
    std::vector<int> order(rank);
    std::iota(order.rbegin(), order.rend(), 0);
    if (inputs.size() > 1 && inputs[1].count() > 0) { RF_TRY(order, checkedAxes(node, ints(inputs[1]), rank)); }
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() != rank || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return misfit(node, inputs);
    return one(permuted(inputs[0], order));
}

Outputs concat(const Node& node, Inputs inputs) {
    Shape shape = inputs[0].shape();
    RF_TRY(const int axis, checkedAxis(node, node.attributes.integer("axis").value_or(0), shape.size()));
    const auto at = static_cast<std::size_t>(axis);
    // Kernels make f32 of every float type, so a graph in f16 may bring both here.
    const bool mixed = std::any_of(inputs.begin(), inputs.end(), [&](const Tensor& t) { return t.type() != inputs[0].type(); });
    std::vector<Tensor> parts;
    shape[at] = 0;
    for (const Tensor& input : inputs) {
        Shape expected = input.shape();
        if (expected.size() != shape.size()) return misfit(node, inputs);
        shape[at] += expected[at];
        expected[at] = shape[at];
        if (expected != shape) return misfit(node, inputs);
        parts.push_back(mixed ? converted(input, ElementType::F32) : input);
    }
    const auto outer = static_cast<std::size_t>(countOf(std::span(shape).first(at)));
    return one(Tensor::build(parts[0].type(), shape, [&](std::span<std::byte> bytes) {
        std::byte* out = bytes.data();
        for (std::size_t o = 0; o < outer; ++o)
            for (const Tensor& part : parts) {
                const std::size_t size = part.bytes().size() / outer;
                out = std::copy_n(part.bytes().data() + o * size, size, out);
            }
    }));
}

Outputs pad(const Node& node, Inputs inputs) {
    const auto before = ints(inputs[1]);
    const auto behind = ints(inputs[2]);
    const std::string mode = option(node, "pad_mode", "constant");
    Tensor data = inputs[0];
    if (before.size() != data.shape().size() || behind.size() != before.size()) return misfit(node, inputs);
    const Tensor fill = inputs.size() > 3 && inputs[3].count() == 1 ? converted(inputs[3], data.type()) : Tensor();
    for (std::size_t axis = 0; axis < before.size(); ++axis) {
        if (before[axis] == 0 && behind[axis] == 0) continue;
        const std::int64_t length = data.shape()[axis];
        // Mirrored elements must exist.
        const std::int64_t most = mode == "reflect" ? length - 1 : length;
        if (mode != "constant" && (length == 0 || (mode != "edge" && std::max(before[axis], behind[axis]) > most)))
            return misfit(node, inputs);
        data = taken(data, static_cast<int>(axis), paddedIndices(length, before[axis], behind[axis], mode), fill);
    }
    return one(std::move(data));
}

Outputs tile(const Node& node, Inputs inputs) {
    Shape repeats = ints(inputs[1]);
    Shape shape = inputs[0].shape();
    const std::size_t rank = std::max(repeats.size(), shape.size());
    repeats.insert(repeats.begin(), rank - repeats.size(), 1);
    shape.insert(shape.begin(), rank - shape.size(), 1);
    const Shape own = rowMajorStrides(shape);
    // [r0, d0, r1, d1 …] with the repetitions standing still.
    Shape interleaved, strides, result;
    for (std::size_t i = 0; i < rank; ++i) {
        if (repeats[i] < 0) return misfit(node, inputs);
        interleaved.insert(interleaved.end(), {repeats[i], shape[i]});
        strides.insert(strides.end(), {0, own[i]});
        result.push_back(repeats[i] * shape[i]);
    }
    return one(restrided(inputs[0], interleaved, strides).reshaped(result));
}

Outputs broadcastTo(const Node& node, Inputs inputs) {
    const Shape target = ints(inputs[1]);
    const std::string mode = option(node, "mode", "numpy");
    if (mode == "bidirectional") {
        const auto both = broadcast(inputs[0].shape(), target);
        return both ? broadcastShape(node, inputs, *both) : Outputs(misfit(node, inputs));
    }
    if (mode != "explicit" || inputs.size() < 3) return broadcastShape(node, inputs, target);
    // Axis i of the data becomes axis axes[i] of the result.
    RF_TRY(const auto axes, checkedAxes(node, ints(inputs[2]), target.size()));
    if (axes.size() != inputs[0].shape().size() || !std::is_sorted(axes.begin(), axes.end())) return misfit(node, inputs);
    Shape spread(target.size(), 1);
    for (std::size_t i = 0; i < axes.size(); ++i) spread[static_cast<std::size_t>(axes[i])] = inputs[0].shape()[i];
    if (elementCount(spread) != elementCount(inputs[0].shape()) || broadcast(spread, target) != target) return misfit(node, inputs);
    return one(restrided(inputs[0], target, broadcastStrides(spread, target)));
}

Outputs depthToSpace(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const Blocks blocks, blocksOf(node, shape));
    if (shape[1] % blocks.volume != 0) return misfit(node, inputs);
    const int k = blocks.spatial;
    const std::int64_t channels = shape[1] / blocks.volume;
    Shape split{shape[0]};
    if (!blocks.blocksFirst) split.push_back(channels);
    split.insert(split.end(), static_cast<std::size_t>(k), blocks.size);
    if (blocks.blocksFirst) split.push_back(channels);
    split.insert(split.end(), shape.begin() + 2, shape.end());
    const int firstBlock = blocks.blocksFirst ? 1 : 2;
    std::vector<int> order{0, blocks.blocksFirst ? k + 1 : 1};
    Shape result{shape[0], channels};
    for (int i = 0; i < k; ++i) {
        order.insert(order.end(), {k + 2 + i, firstBlock + i});
        result.push_back(shape[static_cast<std::size_t>(2 + i)] * blocks.size);
    }
    return one(permuted(inputs[0].reshaped(split), order).reshaped(result));
}

Outputs spaceToDepth(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const Blocks blocks, blocksOf(node, shape));
    Shape split{shape[0], shape[1]};
    Shape result{shape[0], shape[1] * blocks.volume};
    std::vector<int> inBlock, between;
    for (int i = 0; i < blocks.spatial; ++i) {
        const std::int64_t length = shape[static_cast<std::size_t>(2 + i)];
        if (length % blocks.size != 0) return misfit(node, inputs);
        split.insert(split.end(), {length / blocks.size, blocks.size});
        result.push_back(length / blocks.size);
        between.push_back(2 + 2 * i);
        inBlock.push_back(3 + 2 * i);
    }
    std::vector<int> order{0};
    if (!blocks.blocksFirst) order.push_back(1);
    order.insert(order.end(), inBlock.begin(), inBlock.end());
    if (blocks.blocksFirst) order.push_back(1);
    order.insert(order.end(), between.begin(), between.end());
    return one(permuted(inputs[0].reshaped(split), order).reshaped(result));
}

Outputs shuffleChannels(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const int axis, checkedAxis(node, node.attributes.integer("axis").value_or(1), shape.size()));
    const auto at = static_cast<std::size_t>(axis);
    const std::int64_t groups = node.attributes.integer("group").value_or(1);
    if (groups < 1 || shape[at] % groups != 0) return badAttribute(node, "group");
    const Shape split{countOf(std::span(shape).first(at)), groups, shape[at] / groups, countOf(std::span(shape).subspan(at + 1))};
    constexpr int kOrder[] = {0, 2, 1, 3};
    return one(permuted(inputs[0].reshaped(split), kOrder).reshaped(shape));
}

}  // namespace rf::engine::reference
