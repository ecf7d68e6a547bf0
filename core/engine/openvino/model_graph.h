// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/graph/graph.h"

namespace ov {
class Model;
}

namespace rf::engine {

/// A model of OpenVINO as a graph, by way of the IR that it would be saved as; no file is written. `name` stands for the file in
/// errors. Throws what OpenVINO throws.
Result<graph::Graph> graphOf(const std::shared_ptr<ov::Model>& model, const std::string& name);

}  // namespace rf::engine
