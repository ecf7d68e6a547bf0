// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/window.h"

#include <algorithm>

namespace rf::onnx {

namespace {

std::vector<std::int64_t> listOr(const NodeWriter& node, std::string_view attribute, std::size_t count, std::int64_t fallback) {
    auto values = node.node().attributes.integers(attribute).value_or(std::vector<std::int64_t>{});
    if (values.size() != count) values.assign(count, fallback);
    return values;
}

/// As much padding as gives one result a stride; what can't be halved is more behind (same_upper) or in front.
void padToSameSize(Window& window, const Shape& data, bool moreBehind) {
    for (std::size_t axis = 0; axis < window.kernel.size(); ++axis) {
        const std::int64_t size = data[axis + 2], stride = window.strides[axis];
        const std::int64_t extent = (window.kernel[axis] - 1) * window.dilations[axis] + 1;
        const std::int64_t total = std::max<std::int64_t>(0, ((size + stride - 1) / stride - 1) * stride + extent - size);
        window.begin[axis] = moreBehind ? total / 2 : total - total / 2;
        window.end[axis] = total - window.begin[axis];
    }
}

}  // namespace

NodeAttributes Window::attributes(bool withKernel) const {
    NodeAttributes attributes{{"strides", strides}, {"dilations", dilations}};
    if (withKernel) attributes.emplace_back("kernel_shape", kernel);
    if (!autoPad.empty()) {
        attributes.emplace_back("auto_pad", autoPad);
        return attributes;
    }
    std::vector<std::int64_t> pads = begin;
    pads.insert(pads.end(), end.begin(), end.end());
    attributes.emplace_back("pads", pads);
    return attributes;
}

Result<Window> windowOf(const NodeWriter& node, const std::vector<std::int64_t>& kernel) {
    const std::size_t count = kernel.size();
    Window window{kernel, listOr(node, "strides", count, 1), listOr(node, "dilations", count, 1), {}, {}, {}};
    const std::string autoPad = node.node().attributes.text("auto_pad", "explicit");
    const bool isExplicit = autoPad == "explicit" || autoPad == "notset";
    if (!isExplicit && autoPad != "valid" && autoPad != "same_upper" && autoPad != "same_lower") return node.refuseAttribute("auto_pad");
    window.begin = isExplicit ? listOr(node, "pads_begin", count, 0) : std::vector<std::int64_t>(count, 0);
    window.end = isExplicit ? listOr(node, "pads_end", count, 0) : std::vector<std::int64_t>(count, 0);
    if (std::ranges::any_of(window.begin, [](auto pad) { return pad < 0; })) return node.refuseAttribute("pads_begin");
    if (std::ranges::any_of(window.end, [](auto pad) { return pad < 0; })) return node.refuseAttribute("pads_end");
    if (isExplicit || autoPad == "valid") return window;
    const Shape& data = node.shape(0);
    if (data.size() != count + 2) return node.refuseShape();
    if (isStatic(std::span(data).subspan(2)))
        padToSameSize(window, data, autoPad == "same_upper");
    else
        window.autoPad = autoPad == "same_upper" ? "SAME_UPPER" : "SAME_LOWER";
    return window;
}

}  // namespace rf::onnx
