// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/layer_times.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
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

/// A kernel of a network: the layers that it computes, or the kernel that it converts for.
struct Mapped {
    std::vector<std::string> layers;
    std::optional<std::size_t> servesKernel;
};

/// Finds the kernels of layers that no kernel names.
class Unnamed {
public:
    Unnamed(const LayerNames& names, std::vector<Mapped>& kernels) : m_names(names), m_kernels(kernels) {
        for (std::size_t i = 0; i < kernels.size(); ++i)
            for (const std::string& layer : kernels[i].layers) m_kernelOf.emplace(layer, i);
    }

    void add() {
        const std::vector<graph::NodeId>& layers = m_names.layers();
        // A MatMul was fused into its bias before the engine began to keep names.
        for (auto id = layers.rbegin(); id != layers.rend(); ++id)
            if (graph::has(m_names.graph().node(*id), graph::Trait::Linear)) addTo(*id, kernelBehind(*id));
        // An activation was absorbed by the quantizer behind it, which its producer's kernel computes; so were other small layers.
        for (const graph::NodeId id : layers) addTo(id, kernelInFront(id));
        for (auto id = layers.rbegin(); id != layers.rend(); ++id) addTo(*id, kernelBehind(*id));
    }

private:
    std::string nameOf(graph::NodeId id) const { return LayerNames::plain(m_names.graph().node(id).name); }

    std::optional<std::size_t> kernelOf(graph::NodeId id) const {
        const auto found = m_kernelOf.find(nameOf(id));
        return found == m_kernelOf.end() ? std::nullopt : std::optional(found->second);
    }

    std::optional<std::size_t> kernelBehind(graph::NodeId id) const {
        const graph::Graph& graph = m_names.graph();
        std::vector<graph::Input> readers = graph.consumers(id);
        while (readers.size() == 1 && graph.node(readers.front().node).isFakeQuantize()) readers = graph.consumers(readers.front().node);
        return readers.size() == 1 ? kernelOf(readers.front().node) : std::nullopt;
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
    }

    const LayerNames& m_names;
    std::vector<Mapped>& m_kernels;
    std::map<std::string, std::size_t> m_kernelOf;
};

/// The first kernel with layers behind a conversion; in front of it where none follows.
std::optional<std::size_t> served(std::size_t conversion, const std::vector<Kernel>& kernels, const std::vector<Mapped>& mapped) {
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

std::vector<Mapped> mapped(const std::vector<Kernel>& kernels, const LayerNames& names) {
    std::vector<Mapped> result(kernels.size());
    for (std::size_t i = 0; i < kernels.size(); ++i)
        for (const std::string& original : kernels[i].layers)
            if (const auto layer = names.layer(original)) result[i].layers.push_back(*layer);
    Unnamed(names, result).add();
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        if (!result[i].layers.empty() || !kernels[i].milliseconds) continue;
        if (converts(kernels[i], names)) result[i].servesKernel = served(i, kernels, result);
        if (!result[i].servesKernel) result[i].layers.push_back(kernels[i].name);  // a row of its own
    }
    return result;
}

/// Layers that share a kernel, found as sets that grow together.
class Rows {
public:
    void join(const std::vector<std::string>& layers) {
        for (const std::string& layer : layers) m_parent[root(layer)] = root(layers.front());
    }
    std::string root(const std::string& layer) {
        const auto [at, added] = m_parent.emplace(layer, layer);
        return added || at->second == layer ? layer : root(at->second);
    }
    std::map<std::string, std::set<std::string>> sets() {
        std::map<std::string, std::set<std::string>> sets;
        for (const auto& [layer, parent] : m_parent) sets[root(layer)].insert(layer);
        return sets;
    }

private:
    std::map<std::string, std::string> m_parent;
};

/// The times of one network by row, session by session.
struct Sums {
    std::vector<double> all, conversions;
    std::vector<std::string> kernels;
    std::string precision;
    double longest = -1;
};

/// The same node in another session. Places are what stays: names that the engine makes up change with every compile.
double timeIn(const engine::Profile& session, std::size_t place, const std::string& type) {
    if (place < session.kernels.size() && session.kernels[place].type == type) return session.kernels[place].milliseconds.value_or(0);
    return 0;
}

void add(Sums& sums, const ProfiledNetwork& network, std::size_t place, bool conversion) {
    const Kernel& kernel = network.sessions.front().kernels[place];
    sums.all.resize(network.sessions.size());
    sums.conversions.resize(network.sessions.size());
    double longest = 0;
    for (std::size_t session = 0; session < network.sessions.size(); ++session) {
        const double time = timeIn(network.sessions[session], place, kernel.type);
        sums.all[session] += time;
        if (conversion) sums.conversions[session] += time;
        longest = std::max(longest, time);
    }
    if (conversion) return;
    if (longest > 0) sums.kernels.push_back(kernel.kernel);
    if (longest > sums.longest) sums.precision = kernel.precision;
    sums.longest = std::max(sums.longest, longest);
}

LayerTime timeOf(const Sums& sums) {
    if (sums.all.empty()) return {};
    return {medianInterval(sums.all, 1), medianInterval(sums.conversions, 0).median, sums.kernels, sums.precision};
}

/// Sums up what the kernels of each network take, by the root of their row.
std::map<std::string, std::vector<Sums>> timesByRow(std::span<const ProfiledNetwork> networks, const std::vector<std::vector<Mapped>>& maps,
                                                    Rows& joined) {
    std::map<std::string, std::vector<Sums>> times;
    for (std::size_t which = 0; which < networks.size(); ++which)
        for (std::size_t place = 0; place < maps[which].size(); ++place) {
            const Mapped& kernel = maps[which][place];
            const Mapped& row = kernel.servesKernel ? maps[which][*kernel.servesKernel] : kernel;
            if (row.layers.empty()) continue;
            std::vector<Sums>& sums = times[joined.root(row.layers.front())];
            sums.resize(networks.size());
            add(sums[which], networks[which], place, kernel.servesKernel.has_value());
        }
    return times;
}

/// Layers in the order of the first network that has them.
class Order {
public:
    void add(const std::string& layer, const std::string& type) {
        if (m_types.emplace(layer, type).second) m_layers.push_back(layer);
    }
    const std::vector<std::string>& layers() const { return m_layers; }
    const std::string& typeOf(const std::string& layer) const { return m_types.at(layer); }
    /// The first layer with weights, else the first one.
    const std::string& mainOf(const std::vector<std::string>& layers) const {
        const auto linear = [&](const std::string& layer) { return graph::traits(typeOf(layer)).has(graph::Trait::Linear); };
        const auto main = std::find_if(layers.begin(), layers.end(), linear);
        return main == layers.end() ? layers.front() : *main;
    }

private:
    std::vector<std::string> m_layers;
    std::map<std::string, std::string> m_types;
};

}  // namespace

LayerTable layerTable(std::span<const ProfiledNetwork> networks) {
    std::vector<std::vector<Mapped>> maps;
    Rows joined;
    Order order;
    for (const ProfiledNetwork& network : networks) {
        const LayerNames names(*network.graph);
        for (const graph::NodeId id : names.layers())
            order.add(LayerNames::plain(network.graph->node(id).name), network.graph->node(id).type);
        maps.push_back(mapped(network.sessions.front().kernels, names));
        for (const Mapped& kernel : maps.back())
            if (!kernel.layers.empty()) joined.join(kernel.layers);
    }
    for (const auto& [root, layers] : joined.sets())
        for (const std::string& layer : layers) order.add(layer, "");

    std::map<std::string, std::vector<Sums>> times = timesByRow(networks, maps, joined);
    std::map<std::string, std::vector<std::string>> members;
    for (const std::string& layer : order.layers()) members[joined.root(layer)].push_back(layer);
    LayerTable table;
    table.sums.resize(networks.size());
    for (const std::string& first : order.layers()) {
        const auto found = times.find(joined.root(first));
        if (found == times.end()) continue;
        LayerRow row;
        row.layers = members.at(found->first);
        row.layer = order.mainOf(row.layers);
        row.type = order.typeOf(row.layer);
        for (const Sums& sums : found->second) row.networks.push_back(timeOf(sums));
        for (std::size_t which = 0; which < networks.size(); ++which) table.sums[which] += row.networks[which].milliseconds.median;
        table.rows.push_back(std::move(row));
        times.erase(found);
    }
    for (const ProfiledNetwork& network : networks) table.precision.push_back(network.sessions.front().precision);
    return table;
}

Pays pays(const LayerRow& row, std::size_t other) {
    const LayerTime& first = row.networks.front();
    const LayerTime& second = row.networks[other];
    if (first.precision == second.precision) return Pays::SamePrecision;
    if (second.milliseconds.high < first.milliseconds.low) return Pays::Yes;
    if (second.milliseconds.low <= first.milliseconds.high) return Pays::Unclear;
    const double saved = (first.milliseconds.median - first.conversions) - (second.milliseconds.median - second.conversions);
    return saved > 0 ? Pays::ConversionsCost : Pays::No;
}

search::Latency predictedLatency(const LayerTable& table, const search::Latency& quantized, std::span<const std::string> inFloat) {
    search::Latency latency = quantized;
    latency.predicted = true;
    for (const LayerRow& row : table.rows)
        if (std::any_of(inFloat.begin(), inFloat.end(),
                        [&](const auto& layer) { return std::find(row.layers.begin(), row.layers.end(), layer) != row.layers.end(); }))
            latency.milliseconds += row.networks[0].milliseconds.median - row.networks[1].milliseconds.median;
    latency.milliseconds = std::max(latency.milliseconds, 0.0);
    return latency;
}

}  // namespace rf::pipeline
