// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/layer_kernels.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "core/analysis/layer_matching.h"
#include "core/graph/operator_names.h"
#include "core/graph/operators.h"

namespace rf::pipeline {

namespace {

using engine::Kernel;

// What OpenVINO's low precision passes and ours add to the name of a layer that they split.
constexpr std::array<std::string_view, 4> kAddedToNames{"/DequantizationMultiply", "/DequantizationSubtract", "_original", "/pre_fq_input"};
constexpr std::array<std::string_view, 5> kConvertingTypes{"Reorder", graph::op::kConvert, graph::op::kFakeQuantize, "Quantize",
                                                           "Dequantize"};

bool isLayer(const graph::Node& node) { return !node.isConstant() && !node.isParameter() && !node.isResult() && !node.isFakeQuantize(); }

/// Layers of a network by name, as its kernels are mapped to them.
class LayerNames {
public:
    explicit LayerNames(const graph::Graph& graph) : m_graph(graph) {
        const std::vector<bool> computed = analysis::dependsOnInputs(graph);
        for (const graph::NodeId id : graph.topologicalOrder())
            if (isLayer(graph.node(id)) && computed[graph::index(id)]) m_layers.push_back(id);
    }

    const std::vector<graph::NodeId>& layers() const { return m_layers; }
    /// The name without what quantizing adds to it.
    static std::string plain(const std::string& name) {
        for (const std::string_view added : kAddedToNames)
            if (name.ends_with(added)) return name.substr(0, name.size() - added.size());
        return name;
    }
    /// The name of a layer that the engine calls `name`; nothing for a quantizer and for what is none of ours.
    std::optional<std::string> layer(const std::string& name) const {
        if (const auto id = m_graph.find(name); id && !m_graph.node(*id).isFakeQuantize())
            return isLayer(m_graph.node(*id)) ? std::optional(plain(name)) : std::nullopt;
        const std::string original = plain(name);
        if (original == name && !m_graph.find(name)) return std::nullopt;
        for (const std::string& candidate : {original + "/pre_fq_input", original})
            if (const auto id = m_graph.find(candidate); id && isLayer(m_graph.node(*id))) return original;
        return std::nullopt;
    }
    bool isQuantizer(const std::string& name) const {
        const auto id = m_graph.find(name);
        return id && m_graph.node(*id).isFakeQuantize();
    }
    const graph::Graph& graph() const { return m_graph; }

private:
    const graph::Graph& m_graph;
    std::vector<graph::NodeId> m_layers;
};

bool converts(const Kernel& kernel, const LayerNames& names) {
    if (std::find(kConvertingTypes.begin(), kConvertingTypes.end(), kernel.type) != kConvertingTypes.end()) return true;
    return std::any_of(kernel.layers.begin(), kernel.layers.end(),
                       [&](const std::string& layer) { return names.isQuantizer(layer) || LayerNames::plain(layer) != layer; });
}

/// Finds the kernels of layers that no kernel names.
class Unnamed {
public:
    Unnamed(const LayerNames& names, std::vector<KernelLayers>& kernels) : m_names(names), m_kernels(kernels) {
        for (std::size_t i = 0; i < kernels.size(); ++i)
            for (const std::string& layer : kernels[i].layers) m_kernelOf.emplace(layer, i);
        for (const graph::NodeId id : names.layers())
            if (const auto kernel = kernelOf(id); kernel && isLinear(id)) m_linear.insert(*kernel);
    }

    void add() {
        const std::vector<graph::NodeId>& layers = m_names.layers();
        for (auto id = layers.rbegin(); id != layers.rend(); ++id)
            if (isLinear(*id)) addTo(*id, ownKernel(*id));
        // An activation was absorbed by the quantizer behind it, which its producer's kernel computes; so were other small layers.
        for (const graph::NodeId id : layers)
            if (!isLinear(id)) addTo(id, kernelInFront(id));
        for (auto id = layers.rbegin(); id != layers.rend(); ++id)
            if (!isLinear(*id)) addTo(*id, kernelBehind(*id));
    }

private:
    std::string nameOf(graph::NodeId id) const { return LayerNames::plain(m_names.graph().node(id).name); }

    std::optional<std::size_t> kernelOf(graph::NodeId id) const {
        const auto found = m_kernelOf.find(nameOf(id));
        return found == m_kernelOf.end() ? std::nullopt : std::optional(found->second);
    }

    bool isLinear(graph::NodeId id) const { return graph::has(m_names.graph().node(id), graph::Trait::Linear); }

    /// What reads the layer behind its quantizers, where that is one node.
    std::optional<graph::NodeId> onlyReader(graph::NodeId id) const {
        const graph::Graph& graph = m_names.graph();
        std::vector<graph::Input> readers = graph.consumers(id);
        while (readers.size() == 1 && graph.node(readers.front().node).isFakeQuantize()) readers = graph.consumers(readers.front().node);
        return readers.size() == 1 ? std::optional(readers.front().node) : std::nullopt;
    }

    std::optional<std::size_t> kernelBehind(graph::NodeId id) const {
        const auto reader = onlyReader(id);
        return reader ? kernelOf(*reader) : std::nullopt;
    }

    /// The kernel of a layer with weights that was renamed when a bias or a normalization was folded into it: the first of its readers
    /// that kept its name tells. Not the kernel of another layer with weights.
    std::optional<std::size_t> ownKernel(graph::NodeId id) const {
        for (auto reader = onlyReader(id); reader && !isLinear(*reader); reader = onlyReader(*reader))
            if (const auto kernel = kernelOf(*reader)) return m_linear.contains(*kernel) ? std::nullopt : kernel;
        return std::nullopt;
    }

    std::optional<std::size_t> kernelInFront(graph::NodeId id) const {
        const graph::Graph& graph = m_names.graph();
        for (const graph::Output input : graph.node(id).inputs) {
            graph::NodeId producer = input.node;
            while (graph.node(producer).isFakeQuantize()) producer = graph.source({producer, 0}).node;
            if (const auto kernel = kernelOf(producer)) return kernel;
        }
        return std::nullopt;
    }

    void addTo(graph::NodeId id, std::optional<std::size_t> kernel) {
        if (!kernel || kernelOf(id)) return;
        m_kernels[*kernel].layers.push_back(nameOf(id));
        m_kernelOf.emplace(nameOf(id), *kernel);
        if (isLinear(id)) m_linear.insert(*kernel);
    }

    const LayerNames& m_names;
    std::vector<KernelLayers>& m_kernels;
    std::map<std::string, std::size_t> m_kernelOf;
    std::set<std::size_t> m_linear;  ///< kernels that have a layer with weights
};

/// The first kernel with layers behind a conversion; in front of it where none follows.
std::optional<std::size_t> served(std::size_t conversion, const std::vector<Kernel>& kernels, const std::vector<KernelLayers>& mapped) {
    for (std::size_t reader = conversion + 1; reader < kernels.size(); ++reader) {
        const auto& inputs = kernels[reader].inputs;
        if (std::find(inputs.begin(), inputs.end(), conversion) == inputs.end()) continue;
        if (!mapped[reader].layers.empty()) return reader;
        if (const auto behind = served(reader, kernels, mapped)) return behind;
    }
    for (const std::size_t input : kernels[conversion].inputs)
        if (!mapped[input].layers.empty()) return input;
    return std::nullopt;
}

}  // namespace

LayerMap mapLayers(const graph::Graph& graph, const std::vector<Kernel>& kernels) {
    const LayerNames names(graph);
    LayerMap map;
    for (const graph::NodeId id : names.layers()) map.layers.push_back({LayerNames::plain(graph.node(id).name), graph.node(id).type});
    map.kernels.resize(kernels.size());
    for (std::size_t i = 0; i < kernels.size(); ++i)
        for (const std::string& original : kernels[i].layers)
            if (const auto layer = names.layer(original)) map.kernels[i].layers.push_back(*layer);
    Unnamed(names, map.kernels).add();
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        KernelLayers& kernel = map.kernels[i];
        if (!kernel.layers.empty() || !kernels[i].milliseconds) continue;
        if (converts(kernels[i], names)) kernel.servesKernel = served(i, kernels, map.kernels);
        if (!kernel.servesKernel) kernel.layers.push_back(kernels[i].name);  // a row of its own
    }
    return map;
}

}  // namespace rf::pipeline
