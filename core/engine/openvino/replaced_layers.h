// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace ov {
class Model;
class Node;
}  // namespace ov

namespace rf::engine {

/// Knows, after passes have changed a model, which of its former layers a new node stands for. Constants are no layers here.
class ReplacedLayers {
public:
    /// Marks every node of the model, those of bodies too; to be made before the passes run.
    explicit ReplacedLayers(const ov::Model& model);

    /// Names of what the node stands for, the best first: former layers of the node's own type, then the others; among these the
    /// last in the former order, as it gave out what the node gives out now. Empty for what a pass made of nothing.
    std::vector<std::string> namesFor(const ov::Node& node) const;

    /// Takes the marks away.
    static void forget(ov::Node& node);

private:
    struct Layer {
        std::string name, type;
    };
    std::vector<Layer> m_layers;                         // in the former order
    std::map<std::string, std::size_t> m_placeOfTensor;  // passes that forget the marks still hand on tensor names
};

}  // namespace rf::engine
