// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/layer_times.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/graph/operators.h"
#include "core/pipeline/layer_kernels.h"

namespace rf::pipeline {

namespace {

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
    const engine::Kernel& kernel = network.sessions.front().kernels[place];
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
std::map<std::string, std::vector<Sums>> timesByRow(std::span<const ProfiledNetwork> networks, const std::vector<LayerMap>& maps,
                                                    Rows& joined) {
    std::map<std::string, std::vector<Sums>> times;
    for (std::size_t which = 0; which < networks.size(); ++which)
        for (std::size_t place = 0; place < maps[which].kernels.size(); ++place) {
            const KernelLayers& kernel = maps[which].kernels[place];
            const KernelLayers& row = kernel.servesKernel ? maps[which].kernels[*kernel.servesKernel] : kernel;
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
    std::vector<LayerMap> maps;
    Rows joined;
    Order order;
    for (const ProfiledNetwork& network : networks) {
        maps.push_back(mapLayers(*network.graph, network.sessions.front().kernels));
        for (const NamedLayer& layer : maps.back().layers) order.add(layer.name, layer.type);
        for (const KernelLayers& kernel : maps.back().kernels)
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
