// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/engine/engine.h"

namespace ov {
class CompiledModel;
}

namespace rf::engine {

/// The parts that turn a compiled model into a Program.
struct ProgramParts {
    graph::Graph graph;                ///< what was compiled, for names and inputs
    Tensor weights;                    ///< the compiled model refers to these bytes
    std::vector<std::size_t> inputs;   ///< per parameter of the graph: its index among the model's inputs
    std::vector<std::size_t> results;  ///< per result of the graph: its index among the model's outputs
    bool probed = false;               ///< the model's last input is the sample index
    int threads = 1;
    Purpose purpose = Purpose::Values;
};

std::unique_ptr<Program> makeProgram(const ov::CompiledModel& model, ProgramParts parts);

}  // namespace rf::engine
