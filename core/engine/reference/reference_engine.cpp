// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/reference_engine.h"

#include <fstream>
#include <string>

#include "core/base/parallel_for.h"
#include "core/engine/reference/matrix.h"
#include "core/engine/reference/program.h"

namespace rf::engine {

namespace {

// Linux lists its processors there; elsewhere the name stays unknown.
std::string processorName() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name"))
            if (const auto colon = line.find(": "); colon != std::string::npos) return line.substr(colon + 2);
    return "CPU";
}

class ReferenceEngine : public Engine {
public:
    EngineInfo info() const override {
        return {"reference", reference::matrixLibrary(), processorName(), reference::matrixInstructions(), threadCount(0)};
    }
    Result<std::unique_ptr<Program>> compile(const graph::Graph& graph, std::span<const Probe> probes, const CompileOptions& options,
                                             const Progress& progress) const override {
        RF_TRY(auto program, reference::ReferenceProgram::create(graph, probes, options, progress.token()));
        return std::unique_ptr<Program>(std::move(program));
    }
};

}  // namespace

std::shared_ptr<const Engine> referenceEngine() {
    static const auto engine = std::make_shared<const ReferenceEngine>();
    return engine;
}

}  // namespace rf::engine
