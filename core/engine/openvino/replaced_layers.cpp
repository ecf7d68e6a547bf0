// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/replaced_layers.h"

#include <openvino/core/model.hpp>
#include <openvino/core/node.hpp>
#include <openvino/core/runtime_attribute.hpp>
#include <openvino/op/constant.hpp>

#include <algorithm>
#include <set>

#include "core/engine/openvino/each_node.h"

namespace rf::engine {

namespace {

constexpr const char* kReplacedMark = "rangefinder_replaced_layers";

/// Places of layers in the former order. Passes hand it on from the nodes that they replace, as they do with all such attributes.
class ReplacedMark : public ov::RuntimeAttribute {
public:
    OPENVINO_RTTI("RangefinderReplacedLayers", "0", ov::RuntimeAttribute);
    explicit ReplacedMark(std::set<std::size_t> places) : m_places(std::move(places)) {}
    const std::set<std::size_t>& places() const { return m_places; }

    ov::Any merge(const ov::NodeVector& nodes) const override {
        std::set<std::size_t> all;
        for (const auto& node : nodes) all.merge(placesOf(*node));
        return ReplacedMark(std::move(all));
    }

    static std::set<std::size_t> placesOf(const ov::Node& node) {
        const auto& info = node.get_rt_info();
        const auto mark = info.find(kReplacedMark);
        return mark == info.end() ? std::set<std::size_t>() : mark->second.as<ReplacedMark>().places();
    }

private:
    std::set<std::size_t> m_places;
};

}  // namespace

ReplacedLayers::ReplacedLayers(const ov::Model& model) {
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (ov::is_type<ov::op::v0::Constant>(node)) return;
        node->get_rt_info()[kReplacedMark] = ReplacedMark({m_layers.size()});
        for (const auto& output : node->outputs())
            for (const std::string& name : output.get_names()) m_placeOfTensor.emplace(name, m_layers.size());
        m_layers.push_back({node->get_friendly_name(), node->get_type_name()});
    });
}

std::vector<std::string> ReplacedLayers::namesFor(const ov::Node& node) const {
    if (ov::is_type<ov::op::v0::Constant>(&node)) return {};
    std::set<std::size_t> places = ReplacedMark::placesOf(node);
    for (const auto& output : node.outputs())
        for (const std::string& name : output.get_names())
            if (const auto place = m_placeOfTensor.find(name); place != m_placeOfTensor.end()) places.insert(place->second);
    std::vector<std::size_t> order(places.rbegin(), places.rend());
    std::stable_partition(order.begin(), order.end(), [&](std::size_t place) { return m_layers[place].type == node.get_type_name(); });
    std::vector<std::string> names;
    for (const std::size_t place : order) names.push_back(m_layers[place].name);
    return names;
}

void ReplacedLayers::forget(ov::Node& node) { node.get_rt_info().erase(kReplacedMark); }

}  // namespace rf::engine
