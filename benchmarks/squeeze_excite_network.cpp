// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/squeeze_excite_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/graph/edit.h"
#include "core/tensor/convert.h"

namespace rf::benchmarks {

namespace {

using graph::NodeId;

constexpr std::int64_t kPictureSide = 64;
constexpr std::int64_t kScores = 100;

/// Adds layers one behind the other.
class Builder {
public:
    explicit Builder(std::uint64_t seed) : m_random(seed), m_editor(m_graph) {}

    NodeId input(const Shape& shape) {
        return add("input", "Parameter", {}, shape, {{"shape", graph::joined(shape)}, {"element_type", "f32"}});
    }

    NodeId convolution(const std::string& name, NodeId from, std::int64_t channels, std::int64_t kernel, std::int64_t stride,
                       double spread) {
        const Shape in = shapeOf(from);
        return biased(name, "Convolution", from, {channels, in[1], kernel, kernel}, in[1] * kernel * kernel, channels, stride, spread);
    }
    NodeId depthwise(const std::string& name, NodeId from, std::int64_t kernel, std::int64_t stride) {
        const std::int64_t channels = shapeOf(from)[1];
        return biased(name, "GroupConvolution", from, {channels, 1, 1, kernel, kernel}, kernel * kernel, channels, stride, 0.7);
    }
    NodeId unary(const std::string& name, const std::string& type, NodeId from, const std::string& opset = "opset1") {
        return add(name, type, {from}, shapeOf(from), {}, opset);
    }
    NodeId binary(const std::string& name, const std::string& type, NodeId a, NodeId b) {
        return add(name, type, {a, b}, shapeOf(a), {{"auto_broadcast", "numpy"}});
    }
    NodeId pooled(const std::string& name, NodeId from) {
        const NodeId axes = m_editor.addConstant(name + "/axes", Tensor::from<std::int64_t>({2}, std::vector<std::int64_t>{2, 3}));
        return add(name, "ReduceMean", {from, axes}, {1, shapeOf(from)[1], 1, 1}, {{"keep_dims", "true"}});
    }
    NodeId squeezeExcite(const std::string& name, NodeId from) {
        const std::int64_t channels = shapeOf(from)[1];
        const NodeId squeezed =
            unary(name + "/relu", "ReLU", convolution(name + "/reduce", pooled(name + "/pool", from), channels / 4, 1, 1, 0.2));
        const NodeId gate = unary(name + "/gate", "HSigmoid", convolution(name + "/expand", squeezed, channels, 1, 1, 0.2), "opset5");
        return binary(name + "/scale", "Multiply", from, gate);
    }
    NodeId block(const std::string& name, NodeId from, std::int64_t expanded, std::int64_t channels, std::int64_t kernel,
                 std::int64_t stride) {
        NodeId x = unary(name + "/swish1", "HSwish", convolution(name + "/expand", from, expanded, 1, 1, 0.3), "opset4");
        x = unary(name + "/swish2", "HSwish", depthwise(name + "/depthwise", x, kernel, stride), "opset4");
        x = convolution(name + "/project", squeezeExcite(name + "/se", x), channels, 1, 1, 0.3);
        return stride == 1 && shapeOf(from)[1] == channels ? binary(name + "/sum", "Add", x, from) : x;
    }
    graph::Graph finished(NodeId from) {
        graph::Node result;
        result.name = "scores";
        result.type = "Result";
        result.opset = "opset1";
        result.inputs = {{from, 0}};
        m_editor.add(std::move(result));
        return m_graph;
    }

private:
    Shape shapeOf(NodeId id) const { return m_graph.type({id, 0}).shape; }

    NodeId add(const std::string& name, const std::string& type, const std::vector<NodeId>& inputs, const Shape& shape,
               graph::Attributes attributes, const std::string& opset = "opset1") {
        graph::Node node;
        node.name = name;
        node.type = type;
        node.opset = opset;
        node.attributes = std::move(attributes);
        for (const NodeId from : inputs) node.inputs.push_back({from, 0});
        node.outputs = {{ElementType::F32, shape, {}, {}, {}}};
        return m_editor.add(std::move(node));
    }

    /// Weights of He's variance; `spread` is the deviation of the logarithm of the channels' scales.
    NodeId biased(const std::string& name, const std::string& type, NodeId from, const Shape& weights, std::int64_t fanIn,
                  std::int64_t channels, std::int64_t stride, double spread) {
        const std::int64_t kernel = weights.back(), pad = kernel / 2;
        std::vector<float> values(static_cast<std::size_t>(elementCount(weights).value())), biases(static_cast<std::size_t>(channels));
        const std::size_t perChannel = values.size() / biases.size();
        for (std::size_t c = 0; c < biases.size(); ++c) {
            const double scale = std::exp(spread * m_random.normal()) * std::sqrt(2.0 / static_cast<double>(fanIn));
            for (std::size_t i = 0; i < perChannel; ++i) values[c * perChannel + i] = static_cast<float>(scale * m_random.normal());
            biases[c] = static_cast<float>(0.2 * m_random.normal());
        }
        const std::string strides = fmt::format("{0},{0}", stride), pads = fmt::format("{0},{0}", pad);
        const Shape in = shapeOf(from);
        const Shape out = {1, channels, (in[2] + 2 * pad - kernel) / stride + 1, (in[3] + 2 * pad - kernel) / stride + 1};
        const NodeId constant = m_editor.addConstant(name + "/weights", Tensor::from<float>(weights, values));
        const NodeId op =
            add(name, type, {from, constant}, out,
                {{"strides", strides}, {"pads_begin", pads}, {"pads_end", pads}, {"dilations", "1,1"}, {"auto_pad", "explicit"}});
        const NodeId bias = m_editor.addConstant(name + "/bias", Tensor::from<float>({1, channels, 1, 1}, biases));
        return add(name + "/biased", "Add", {op, bias}, out, {{"auto_broadcast", "numpy"}});
    }

    Random m_random;
    graph::Graph m_graph;
    graph::Editor m_editor;
};

class RenderedPictures final : public data::PlainSource {
public:
    RenderedPictures(std::int64_t count, std::uint64_t seed) : m_count(count), m_seed(seed) {}
    std::int64_t size() const override { return m_count; }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override {
        Random random(m_seed, static_cast<std::uint64_t>(index));
        std::vector<float> values;
        values.reserve(3 * kPictureSide * kPictureSide);
        const auto between = [&](double low, double high) { return low + (high - low) * random.uniform(); };
        struct Blob {
            double x, y, width, height;
        };
        std::vector<Blob> blobs(2 + random.below(4));
        for (Blob& blob : blobs) blob = {between(0, kPictureSide), between(0, kPictureSide), between(2, 14), 0.0};
        for (int channel = 0; channel < 3; ++channel) {
            const double base = between(-0.5, 0.5), slopeX = between(-0.5, 0.5), slopeY = between(-0.5, 0.5);
            for (Blob& blob : blobs) blob.height = between(-1.0, 1.0);
            for (std::int64_t y = 0; y < kPictureSide; ++y)
                for (std::int64_t x = 0; x < kPictureSide; ++x) {
                    double value = base + (slopeX * static_cast<double>(x) + slopeY * static_cast<double>(y)) / kPictureSide;
                    for (const Blob& blob : blobs) {
                        const double dx = (static_cast<double>(x) - blob.x) / blob.width,
                                     dy = (static_cast<double>(y) - blob.y) / blob.width;
                        value += blob.height * std::exp(-dx * dx - dy * dy);
                    }
                    values.push_back(static_cast<float>(std::clamp(value, -1.0, 1.0)));
                }
        }
        return data::Sample{{Tensor::from<float>({1, 3, kPictureSide, kPictureSide}, values)}, {}};
    }

private:
    std::int64_t m_count;
    std::uint64_t m_seed;
};

}  // namespace

graph::Graph squeezeExciteNetwork(std::uint64_t seed) {
    Builder builder(seed);
    NodeId x = builder.unary("stem/swish", "HSwish",
                             builder.convolution("stem", builder.input({1, 3, kPictureSide, kPictureSide}), 16, 3, 2, 0.3), "opset4");
    x = builder.block("block1", x, 48, 24, 3, 2);
    x = builder.block("block2", x, 72, 24, 3, 1);
    x = builder.block("block3", x, 72, 40, 5, 2);
    x = builder.block("block4", x, 120, 40, 5, 1);
    x = builder.block("block5", x, 120, 40, 5, 1);
    x = builder.block("block6", x, 160, 64, 3, 2);
    x = builder.block("block7", x, 192, 64, 3, 1);
    x = builder.unary("head/swish", "HSwish", builder.convolution("head", x, 256, 1, 1, 0.3), "opset4");
    return builder.finished(builder.convolution("classifier", builder.pooled("head/pool", x), kScores, 1, 1, 0.0));
}

std::shared_ptr<const data::SampleSource> renderedPictures(std::int64_t count, std::uint64_t seed) {
    return std::make_shared<RenderedPictures>(count, seed);
}

}  // namespace rf::benchmarks
