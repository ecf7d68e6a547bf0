// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/weights_layout.h"

#include <algorithm>
#include <array>

#include "core/graph/file_hints.h"
#include "core/ir/layer_order.h"

namespace rf::ir {

namespace {

constexpr std::size_t kLargestElement = 8;
constexpr std::array<std::byte, kLargestElement> kPadding{};

void collectConstants(const graph::Graph& graph, std::vector<const graph::Node*>& constants) {
    for (const graph::NodeId id : layerOrder(graph)) {
        const graph::Node& node = graph.node(id);
        if (node.isConstant()) constants.push_back(&node);
        for (const graph::Body& body : node.bodies) collectConstants(*body.graph, constants);
    }
}

bool sameBytes(const Tensor& a, const Tensor& b) { return a.bytes().data() == b.bytes().data() && a.bytes().size() == b.bytes().size(); }

bool isAsRead(const graph::Node& constant) { return constant.hints && sameBytes(constant.value, constant.hints->value); }

// The file every constant still lies in; an empty tensor when there is none.
Tensor unchangedWeights(const std::vector<const graph::Node*>& constants) {
    if (constants.empty() || !isAsRead(*constants.front())) return {};
    const Tensor& weights = constants.front()->hints->weights;
    const bool allInside = std::all_of(constants.begin(), constants.end(), [&](const graph::Node* node) {
        return isAsRead(*node) && sameBytes(node->hints->weights, weights);
    });
    return allInside ? weights : Tensor{};
}

std::string_view contentOf(const Tensor& value) { return {reinterpret_cast<const char*>(value.bytes().data()), value.bytes().size()}; }

}  // namespace

WeightsLayout::WeightsLayout(const graph::Graph& graph) {
    std::vector<const graph::Node*> constants;
    collectConstants(graph, constants);
    m_unchanged = unchangedWeights(constants);
    for (const graph::Node* constant : constants) {
        if (m_unchanged.isEmpty())
            place(*constant);
        else
            m_offsets.emplace(constant, static_cast<std::size_t>(constant->hints->data.integer("offset").value_or(0)));
    }
}

void WeightsLayout::place(const graph::Node& constant) {
    const Tensor& value = constant.value;
    const auto alignment = static_cast<std::size_t>(std::max(bitWidth(value.type()) / 8, 1));
    const auto known = m_byContent.find(contentOf(value));
    if (known != m_byContent.end() && known->second % alignment == 0) {
        m_offsets.emplace(&constant, known->second);
        return;
    }
    if (const std::size_t padding = (alignment - m_size % alignment) % alignment; padding > 0) {
        m_parts.emplace_back(kPadding.data(), padding);
        m_size += padding;
    }
    m_offsets.emplace(&constant, m_size);
    m_byContent.insert_or_assign(contentOf(value), m_size);
    if (value.bytes().empty()) return;
    m_parts.push_back(value.bytes());
    m_owners.push_back(value);
    m_size += value.bytes().size();
}

std::size_t WeightsLayout::offset(const graph::Node& constant) const {
    const auto found = m_offsets.find(&constant);
    RF_ASSERT(found != m_offsets.end());
    return found->second;
}

std::size_t WeightsLayout::size(const graph::Node& constant) const {
    const std::size_t bytes = constant.value.bytes().size();
    if (m_unchanged.isEmpty()) return bytes;
    return static_cast<std::size_t>(constant.hints->data.integer("size").value_or(static_cast<std::int64_t>(bytes)));
}

void WeightsLayout::moveInto(Image& image) {
    if (!m_unchanged.isEmpty()) {
        m_parts = {m_unchanged.bytes()};
        m_owners = {m_unchanged};
    }
    image.weights = std::move(m_parts);
    image.owners = std::move(m_owners);
}

}  // namespace rf::ir
