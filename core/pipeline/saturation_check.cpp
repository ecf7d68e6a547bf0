// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/saturation_check.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <optional>

#include "core/engine/piecewise_program.h"
#include "core/graph/operators.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::pipeline {

namespace {

using engine::reference::Grouping;
using engine::reference::Window;

/// The u8 levels of a tensor behind a FakeQuantize.
struct Levels {
    double low = 0, step = 1;
    std::uint8_t of(float value) const {
        return static_cast<std::uint8_t>(std::clamp(std::nearbyint((static_cast<double>(value) - low) / step), 0.0, 255.0));
    }
};

std::optional<double> scalarAt(const graph::Graph& graph, graph::Input input) {
    const graph::NodeId constant = quantization::plainConstant(graph, input);
    if (!constant.isValid() || graph.node(constant).value.count() != 1) return std::nullopt;
    return static_cast<double>(toFloats(graph.node(constant).value.view()).front());
}

/// Nothing where the input is not quantized to 256 levels, or to signed ones.
std::optional<Levels> unsignedLevels(const graph::Graph& graph, graph::Input input) {
    graph::NodeId id = graph.source(input).node;
    while (graph::has(graph.node(id), graph::Trait::PassesInt8) && !graph.node(id).inputs.empty()) id = graph.node(id).inputs[0].node;
    if (!graph.node(id).isFakeQuantize() || graph.node(id).attributes.integer("levels") != 256) return std::nullopt;
    const auto low = scalarAt(graph, {id, 3}), high = scalarAt(graph, {id, 4});
    if (!low || !high || !(*high > *low)) return std::nullopt;
    const double step = (*high - *low) / 255;
    const bool isSigned = std::abs(*low + *high * 128 / 127) < step / 2;  // zero on level 128: the plugin takes s8
    return isSigned ? std::nullopt : std::optional(Levels{*low, step});
}

std::vector<std::int8_t> narrowed(const std::vector<std::int64_t>& values, std::int64_t zero) {
    std::vector<std::int8_t> result;
    for (const std::int64_t value : values) result.push_back(static_cast<std::int8_t>(std::clamp<std::int64_t>(value - zero, -128, 127)));
    return result;
}

/// The weights as the kernel gets them, in the order of the constant; nothing where they are not int8.
std::optional<std::vector<std::int8_t>> int8Weights(const graph::Graph& graph, graph::Input input) {
    const graph::StoredWeights weights = graph::weightsOf(graph, input);
    const auto isTransposed = [&](graph::NodeId id) { return graph.node(id).type == graph::op::kTranspose; };
    if (!weights.isConstant() || std::any_of(weights.chain.begin(), weights.chain.end(), isTransposed)) return std::nullopt;
    if (weights.form == graph::WeightForm::StoredIntegers) {
        const Tensor& stored = graph.node(weights.constant).value;
        if (stored.type() != ElementType::I8 && stored.type() != ElementType::U8) return std::nullopt;
        return narrowed(toInts(stored.view()), stored.type() == ElementType::U8 ? 128 : 0);
    }
    if (weights.form != graph::WeightForm::OwnQuantizer) return std::nullopt;
    for (const graph::NodeId id : weights.chain) {
        const auto quantizer = quantization::readConstantQuantizer(graph, id);
        if (!quantizer || quantizer->levels > 256) continue;
        std::vector<std::int64_t> levels;
        const std::vector<float> values = toFloats(quantizer->constant.view());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const quantization::FakeQuantizeLimits limits = quantizer->of(quantizer->layout.channelOf(i));
            levels.push_back(
                quantization::levelOf(values[i], limits.inputLow, limits.inputHigh, quantizer->levels, quantization::Rounding::HalfEven));
        }
        return narrowed(levels, quantizer->levels / 2);
    }
    return std::nullopt;
}

/// Sees the input of one layer and counts.
class ClippingObserver final : public engine::Observer {
public:
    ClippingObserver(const graph::Node& layer, Shape weightShape, std::vector<std::int8_t> weights, Levels levels)
        : m_layer(layer), m_shape(std::move(weightShape)), m_weights(std::move(weights)), m_levels(levels) {}

    const graph::Node& layer() const { return m_layer; }
    const analysis::Clipping& clipping() const { return m_clipping; }

    void observe(std::int64_t, TensorView tensor) override {
        analysis::Clipping seen;
        if (graph::isConvolution(m_layer))
            seen = convolved(tensor);
        else
            seen = multiplied(tensor);
        const std::lock_guard lock(m_mutex);
        m_clipping.add(seen);
    }

private:
    std::vector<std::uint8_t> levelsOf(const TensorView& tensor) const {
        std::vector<std::uint8_t> levels;
        for (const float value : toFloats(tensor)) levels.push_back(m_levels.of(value));
        return levels;
    }

    analysis::Clipping convolved(const TensorView& tensor) const {
        const bool grouped = m_layer.type == graph::op::kGroupConvolution;
        const std::size_t axes = grouped ? 3 : 2;
        if (m_shape.size() <= axes || tensor.shape.size() != m_shape.size() - (grouped ? 1 : 0)) return {};
        const Grouping grouping{grouped ? m_shape[0] : 1, m_shape[axes - 1], m_shape[axes - 2]};
        const Shape kernel(m_shape.begin() + static_cast<std::ptrdiff_t>(axes), m_shape.end());
        const Shape data(tensor.shape.begin(), tensor.shape.end());
        const auto window = engine::reference::forwardWindow(m_layer, data, kernel, engine::reference::PoolRounding::Floor);
        if (!window || data[1] != grouping.groups * grouping.in) return {};
        return counted({grouping, *window, m_weights}, data[0], levelsOf(tensor));
    }

    analysis::Clipping multiplied(const TensorView& tensor) const {
        const bool transposed = m_layer.attributes.flag("transpose_b").value_or(false);
        if (m_shape.size() != 2 || tensor.shape.empty() || m_layer.attributes.flag("transpose_a").value_or(false)) return {};
        const std::int64_t inner = m_shape[transposed ? 1 : 0], outer = m_shape[transposed ? 0 : 1];
        if (tensor.shape.back() != inner) return {};
        const std::int64_t rows = tensor.count() / inner;
        analysis::Int8Layer layer{{1, inner, outer}, {}, transposed ? m_weights : turned(m_weights, inner, outer)};
        layer.window.axes[2].in = layer.window.axes[2].out = rows;
        return counted(layer, 1, turned(levelsOf(tensor), rows, inner));
    }

    /// [rows, columns] as [columns, rows].
    template <class T>
    static std::vector<T> turned(const std::vector<T>& values, std::int64_t rows, std::int64_t columns) {
        std::vector<T> result(values.size());
        for (std::int64_t row = 0; row < rows; ++row)
            for (std::int64_t column = 0; column < columns; ++column)
                result[static_cast<std::size_t>(column * rows + row)] = values[static_cast<std::size_t>(row * columns + column)];
        return result;
    }

    static analysis::Clipping counted(const analysis::Int8Layer& layer, std::int64_t batch, const std::vector<std::uint8_t>& levels) {
        const analysis::ClippedSums sums(layer);
        const auto size = levels.size() / static_cast<std::size_t>(std::max<std::int64_t>(batch, 1));
        analysis::Clipping clipping;
        for (std::int64_t i = 0; i < batch; ++i)
            clipping.add(sums.count(std::span(levels).subspan(static_cast<std::size_t>(i) * size, size)));
        return clipping;
    }

    const graph::Node& m_layer;
    Shape m_shape;
    std::vector<std::int8_t> m_weights;
    Levels m_levels;
    std::mutex m_mutex;
    analysis::Clipping m_clipping;
};

bool multipliesWeights(const graph::Node& node) { return graph::isConvolution(node) || node.type == graph::op::kMatMul; }

}  // namespace

Result<results::SaturationCheck> checkSaturation(const graph::Graph& quantized, const data::SampleSource& source,
                                                 std::span<const std::int64_t> samples, const engine::Engine& engine, int threads,
                                                 const Progress& progress) {
    std::deque<ClippingObserver> observers;
    std::vector<engine::Probe> probes;
    for (const graph::NodeId id : quantized.topologicalOrder()) {
        const graph::Node& node = quantized.node(id);
        if (!multipliesWeights(node)) continue;
        const auto levels = unsignedLevels(quantized, {id, 0});
        auto weights = int8Weights(quantized, {id, 1});
        if (!levels || !weights) continue;
        const Shape shape = quantized.type(quantized.source({id, 1})).shape;
        if (elementCount(shape) != std::ssize(*weights)) continue;
        observers.emplace_back(node, shape, std::move(*weights), *levels);
        probes.push_back({quantized.source({id, 0}), &observers.back()});
    }
    results::SaturationCheck check{{}, std::ssize(observers), std::ssize(samples)};
    if (observers.empty()) return check;
    const auto parts = progress.split({1, 4});
    RF_TRY(const auto program, engine::compileInPieces(engine, quantized, probes, {threads, engine::Arithmetic::Exact}, parts[0]));
    RF_TRY_VOID(program->run(source, samples, {}, parts[1]));
    for (const ClippingObserver& observer : observers)
        if (observer.clipping().clipped > 0) check.clipped.push_back({observer.layer().name, observer.layer().type, observer.clipping()});
    std::stable_sort(check.clipped.begin(), check.clipped.end(),
                     [](const auto& a, const auto& b) { return a.clipping.share() > b.clipping.share(); });
    return check;
}

}  // namespace rf::pipeline
