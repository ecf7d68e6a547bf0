// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/import_model.h"

#include <openvino/core/model.hpp>
#include <openvino/frontend/manager.hpp>

#include "core/base/uninterruptible.h"
#include "core/engine/openvino/fuse_operators.h"
#include "core/engine/openvino/import_error.h"
#include "core/engine/openvino/model_graph.h"
#include "core/frameworks/model_files.h"
#include "core/graph/edit.h"

namespace rf::engine {

namespace {

using frameworks::Framework;

const char* frontendOf(Framework framework) {
    switch (framework) {
        case Framework::Onnx: return "onnx";
        case Framework::TensorFlow: return "tf";
        case Framework::TensorFlowLite: return "tflite";
        case Framework::PaddlePaddle: return "paddle";
    }
    return "";
}

Result<graph::Graph> converted(const std::filesystem::path& path, Framework framework) {
    ov::frontend::FrontEndManager manager;
    const auto frontend = manager.load_by_framework(frontendOf(framework));
    const std::uint64_t first = beginNumbers();
    const auto model = frontend->convert(frontend->load(path.string()));
    nameLayers(*model, first);
    auto fused = fuseOperators(model);
    RF_TRY(graph::Graph graph, graphOf(model, path.string()));
    graph::GraphInfo info = graph.info();
    info.fused = std::move(fused);
    graph::Editor(graph).setInfo(std::move(info));
    return graph;
}

// Frontends are fed with whatever a file holds, and throw more than exceptions of their own.
Result<graph::Graph> guardedImport(const std::filesystem::path& path, Framework framework) {
    try {
        return converted(path, framework);
    } catch (const std::exception& exception) { return importError(exception, path, framework); } catch (...) {
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be read as a model of %2"), path, frameworks::name(framework));
    }
}

}  // namespace

Result<graph::Graph> importModel(const std::filesystem::path& path, Framework framework, const Progress& progress) {
    static const Uninterruptible imports{RF_TEXT("core", "Waiting for OpenVINO, which is still reading a model that was given up")};
    RF_TRY_VOID(frameworks::filesOf(path, framework));
    return imports.run<graph::Graph>([path, framework] { return guardedImport(path, framework); }, progress);
}

}  // namespace rf::engine
