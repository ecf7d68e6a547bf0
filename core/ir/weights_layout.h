// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <unordered_map>

#include "core/graph/graph.h"
#include "core/ir/ir.h"

namespace rf::ir {

/// The place in the .bin of every constant of a graph and of its bodies. If all constants are unchanged and come from one file,
/// that file is kept. Otherwise constants follow each other in layer order, equal bytes are stored once, and each starts at a
/// multiple of its element's size so that a reader can use it in place.
class WeightsLayout {
public:
    explicit WeightsLayout(const graph::Graph& graph);

    std::size_t offset(const graph::Node& constant) const;
    /// The size of its value in bytes. An unchanged file keeps its own number, which is 1 for a constant without elements.
    std::size_t size(const graph::Node& constant) const;
    /// The .bin as parts, moved out.
    void moveInto(Image& image);

private:
    void place(const graph::Node& constant);

    Tensor m_unchanged;
    std::vector<std::span<const std::byte>> m_parts;
    std::vector<Tensor> m_owners;
    std::size_t m_size = 0;
    std::unordered_map<std::string_view, std::size_t> m_byContent;
    std::unordered_map<const graph::Node*, std::size_t> m_offsets;
};

}  // namespace rf::ir
