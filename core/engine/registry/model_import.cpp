// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/registry/model_import.h"

#include "core/frameworks/model_files.h"

#ifdef RF_HAS_OPENVINO_ENGINE
#include "core/engine/openvino/fuse_operators.h"
#include "core/engine/openvino/import_model.h"
#include "core/engine/registry/import_process.h"
#endif

namespace rf::engine {

Result<graph::Graph> importModel(const frameworks::ModelFile& file, [[maybe_unused]] const Progress& progress) {
    if (!file.framework)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core", "%1: is a model of %2, which is not read; export it as ONNX, or convert it to an OpenVINO IR"),
                    file.path, file.format);
#ifdef RF_HAS_OPENVINO_ENGINE
    RF_TRY_VOID(frameworks::filesOf(file.path, *file.framework));
    return canImportAside() ? importAside(file.path, *file.framework, progress) : importModel(file.path, *file.framework, progress);
#else
    return fail(ErrorCode::Unsupported,
                RF_TEXT("core",
                        "%1: is a model of %2, and this build has no OpenVINO to read it with; use a build with OpenVINO, or "
                        "convert the model to an OpenVINO IR first"),
                file.path, file.format);
#endif
}

Result<graph::Graph> withFusedOperators(const graph::Graph& graph, [[maybe_unused]] const Progress& progress) {
#ifdef RF_HAS_OPENVINO_ENGINE
    return fused(graph, progress);
#else
    return graph;
#endif
}

std::optional<int> importMain([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {
#ifdef RF_HAS_OPENVINO_ENGINE
    return importWorker(argc, argv);
#else
    return std::nullopt;
#endif
}

}  // namespace rf::engine
