// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <numeric>

#include "core/onnx/operator_rows.h"

namespace rf::onnx {

namespace {

using List = std::vector<std::int64_t>;

constexpr std::int64_t kBehindAll = std::numeric_limits<std::int64_t>::max(), kBeforeAll = std::numeric_limits<std::int64_t>::min();

/// The masks of a StridedSlice: one entry for each entry of begin, missing ones are 0.
struct Masks {
    List begin, end, newAxis, shrinkAxis, ellipsis;

    explicit Masks(const NodeWriter& node) {
        const auto mask = [&](std::string_view name) { return node.node().attributes.integers(name).value_or(List{}); };
        begin = mask("begin_mask");
        end = mask("end_mask");
        newAxis = mask("new_axis_mask");
        shrinkAxis = mask("shrink_axis_mask");
        ellipsis = mask("ellipsis_mask");
    }
    static bool at(const List& mask, std::size_t i) { return i < mask.size() && mask[i] != 0; }
};

/// What a StridedSlice does as Slice, then Squeeze, then Unsqueeze.
struct Slicing {
    List begin, end, axes, steps, squeezed, added;
};

Slicing slicingOf(const Masks& masks, const List& begin, const List& end, const List& steps, std::size_t rank) {
    Slicing slicing;
    std::int64_t axis = 0, place = 0;  // of the data, of the result
    auto named = static_cast<std::int64_t>(begin.size());
    for (std::size_t i = 0; i < begin.size(); ++i)
        if (Masks::at(masks.newAxis, i) || Masks::at(masks.ellipsis, i)) --named;
    for (std::size_t i = 0; i < begin.size(); ++i) {
        if (Masks::at(masks.ellipsis, i)) {
            const std::int64_t hidden = static_cast<std::int64_t>(rank) - named;
            axis += hidden;
            place += hidden;
            continue;
        }
        if (Masks::at(masks.newAxis, i)) {
            slicing.added.push_back(place++);
            continue;
        }
        const bool shrinks = Masks::at(masks.shrinkAxis, i);
        const std::int64_t step = shrinks ? 1 : steps[i];
        const bool isOpenBegin = !shrinks && Masks::at(masks.begin, i), isOpenEnd = !shrinks && Masks::at(masks.end, i);
        slicing.begin.push_back(!isOpenBegin ? begin[i] : step > 0 ? 0 : kBehindAll);
        slicing.end.push_back(shrinks      ? (begin[i] == -1 ? kBehindAll : begin[i] + 1)
                              : !isOpenEnd ? end[i]
                              : step > 0   ? kBehindAll
                                           : kBeforeAll);
        slicing.axes.push_back(axis);
        slicing.steps.push_back(step);
        if (shrinks) slicing.squeezed.push_back(axis);
        ++axis;
        if (!shrinks) ++place;
    }
    return slicing;
}

/// Squeeze and Unsqueeze behind the Slice; the last of what is there is the operator itself.
void finishSlicing(NodeWriter& node, std::vector<std::string> slice, const Slicing& slicing) {
    if (slicing.squeezed.empty() && slicing.added.empty()) {
        node.finish("Slice", std::move(slice));
        return;
    }
    std::string tensor = slicing.axes.empty() ? node.input(0) : node.add("Slice", std::move(slice));
    if (!slicing.squeezed.empty()) {
        const std::vector<std::string> inputs{tensor, node.listOf(slicing.squeezed)};
        if (slicing.added.empty()) {
            node.finish("Squeeze", inputs);
            return;
        }
        tensor = node.add("Squeeze", inputs);
    }
    node.finish("Unsqueeze", {tensor, node.listOf(slicing.added)});
}

// Bounds that the network computes.
Result<void> computedStridedSlice(NodeWriter& node, const Masks& masks) {
    const std::int64_t count = node.shape(1).size() == 1 ? node.shape(1)[0] : kDynamic;
    if (count < 0) return node.refuseShape();
    for (const List* mask : {&masks.begin, &masks.end, &masks.newAxis, &masks.shrinkAxis, &masks.ellipsis})
        if (std::ranges::any_of(*mask, [](std::int64_t bit) { return bit != 0; })) return node.refuseInput(node.integers(1) ? 2 : 1);
    List axes(static_cast<std::size_t>(count));
    std::iota(axes.begin(), axes.end(), 0);
    const std::string steps = node.hasInput(3) ? node.asList(3) : node.listOf(List(axes.size(), 1));
    node.finish("Slice", {node.input(0), node.asList(1), node.asList(2), node.listOf(axes), steps});
    return {};
}

Result<void> stridedSlice(NodeWriter& node) {
    const Masks masks(node);
    const auto begin = node.integers(1), end = node.integers(2);
    if (!begin || !end || (node.hasInput(3) && !node.integers(3))) return computedStridedSlice(node, masks);
    const List steps = node.integers(3).value_or(List(begin->size(), 1));
    if (end->size() != begin->size() || steps.size() < begin->size()) return node.refuseShape();
    const Slicing slicing = slicingOf(masks, *begin, *end, steps, node.rank());
    std::vector<std::string> slice{node.input(0)};
    for (const List* list : {&slicing.begin, &slicing.end, &slicing.axes, &slicing.steps}) slice.push_back(node.listOf(*list));
    finishSlicing(node, std::move(slice), slicing);
    return {};
}

Result<void> slice(NodeWriter& node) {
    node.finish("Slice", {node.input(0), node.asList(1), node.asList(2), node.hasInput(4) ? node.asList(4) : "", node.asList(3)});
    return {};
}

Result<void> pad(NodeWriter& node) {
    const std::string mode = node.node().attributes.text("pad_mode", "constant");
    if (mode != "constant" && mode != "reflect" && mode != "edge") return node.refuseAttribute("pad_mode");
    const auto begin = node.integers(1), end = node.integers(2);
    std::string pads;
    if (begin && end) {
        List both = *begin;
        both.insert(both.end(), end->begin(), end->end());
        pads = node.listOf(both);
    } else {
        pads = node.add("Concat", {node.asList(1), node.asList(2)}, {{"axis", std::int64_t{0}}});
    }
    std::vector<std::string> inputs{node.input(0), pads};
    if (node.hasInput(3) && mode == "constant") inputs.push_back(node.input(3));
    node.finish("Pad", inputs, {{"mode", mode}});
    return {};
}

constexpr OperatorRow kSlicingRows[] = {
    {"StridedSlice", stridedSlice},
    {"Slice", slice},
    {graph::op::kPad, pad},
};

}  // namespace

std::span<const OperatorRow> slicingRows() { return kSlicingRows; }

}  // namespace rf::onnx
