// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/tensor_names.h"

#include <utility>

namespace rf::graph {

std::vector<std::string> tensorNames(const PortType& port) {
    const std::string& text = port.tensorNames;
    std::vector<std::string> names;
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',')
            name += text[++i];
        else if (text[i] == ',')
            names.push_back(std::exchange(name, {}));
        else
            name += text[i];
    }
    if (!name.empty()) names.push_back(std::move(name));
    return names;
}

}  // namespace rf::graph
