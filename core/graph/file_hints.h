// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/graph/node.h"

namespace rf::graph {

/// How the file that a node was read from described it, so that a writer can repeat unchanged parts. A writer follows each hint
/// only as far as it agrees with the node. Passes neither read nor fill it; copies of a node may carry it along.
struct FileHints {
    struct Port {
        std::int64_t id = 0;
        Attributes attributes;  ///< all of the port element, in file order
        // Of inputs only; an output has the same in its PortType.
        std::optional<Shape> shape;       ///< where it differs from that of the output it read
        std::optional<ElementType> type;  ///< likewise
        std::string extraXml;             ///< children besides dimensions
        Output source;                    ///< what the input read
        std::size_t edge = 0;             ///< place of its edge among the edges of the graph
    };

    std::int64_t layerId = 0;
    Attributes attributes;              ///< all of the layer element, in file order
    std::string assignedName;           ///< the node's name where it could not be the one of the file, else empty
    Attributes data;                    ///< Const: all of its data element, in file order
    std::vector<std::string> children;  ///< names of the layer's child elements, where they are not data, input, output
    std::vector<std::string> portMaps;  ///< per body: 'i' and 'o' in the order of its port map's inputs and outputs
    std::vector<Port> inputs, outputs;
    Tensor value;    ///< Const: the value as it was read
    Tensor weights;  ///< Const: all of the weights (U8) the value is a part of
};

}  // namespace rf::graph
