// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>
#include <unordered_map>

#include "core/ir/weights_reader.h"

namespace rf::ir {

/// Port ids of one side of a layer, in constant time per question.
class PortIds {
public:
    /// InvalidFile when an id occurs twice.
    static Result<PortIds> of(const std::vector<graph::FileHints::Port>& ports, const std::string& layer);
    /// The position of the port with this id; -1 when there is none.
    int find(std::int64_t id) const;

private:
    std::int64_t m_first = 0;
    std::size_t m_count = 0;
    std::unordered_map<std::int64_t, int> m_scattered;  // only where the ids do not count up
};

/// A layer element before its edges are known: every input exists, none has a source.
struct Layer {
    graph::Node node;
    graph::FileHints hints;
    PortIds inputIds, outputIds;
};

/// Reads everything of a layer but its bodies. Errors name the layer.
Result<Layer> readLayer(pugi::xml_node element, const Weights& weights);

}  // namespace rf::ir
