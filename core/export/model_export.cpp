// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/model_export.h"

#include "core/base/atomic_file.h"
#include "core/config/config.h"
#include "core/ir/ir.h"
#include "core/quantization/weight_compression.h"

namespace rf::exporting {

namespace {

Result<void> addIr(AtomicFiles& files, const graph::Graph& model, const Target& target) {
    RF_TRY(const ir::Image image, ir::serialize(model));
    RF_TRY_VOID(files.add(target.folder / (target.name + ".bin"), std::span<const std::span<const std::byte>>(image.weights)));
    return files.add(target.folder / (target.name + ".xml"), image.xml);
}

Result<void> addOnnx(AtomicFiles& files, const graph::Graph& model, const results::Report& report, const Target& target,
                     const Progress& progress) {
    RF_TRY(const onnx::Image image, onnxImage(model, provenance(report), progress));
    return files.add(target.folder / (target.name + ".onnx"), image.parts());
}

}  // namespace

Result<onnx::Image> onnxImage(const graph::Graph& model, const onnx::Metadata& metadata, const Progress& progress) {
    RF_TRY(const graph::Graph stored, quantization::compressWeights(model, progress));
    return onnx::serialize(stored, metadata);
}

Result<void> exportModel(const graph::Graph& model, const results::Report& report, const Target& target, const Progress& progress) {
    RF_TRY_VOID(checkTarget(target, report.project));
    const std::filesystem::path& folder = target.folder;
    const bool existed = std::filesystem::exists(folder);
    std::error_code reason;
    std::filesystem::create_directories(folder, reason);
    if (reason) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be created: %2"), folder, reason.message());

    const auto write = [&]() -> Result<void> {
        AtomicFiles files;
        const auto parts = progress.split({3, 1});
        if (target.format == Format::Onnx)
            RF_TRY_VOID(addOnnx(files, model, report, target, parts[0]));
        else
            RF_TRY_VOID(addIr(files, withProvenance(model, report), target));
        RF_TRY_VOID(files.add(folder / "report.json", toJson(report)));
        if (!keepsConfiguration(target, report.project)) {
            RF_TRY_VOID(files.add(folder / kConfigurationFile, config::write(report.project)));
        }
        RF_TRY_VOID(progress.advance(3, 4));
        RF_TRY_VOID(files.commit());
        return progress.advance(4, 4);
    };
    auto written = write();
    if (!written && !existed) std::filesystem::remove(folder, reason);  // only when it is still empty
    return written;
}

}  // namespace rf::exporting
