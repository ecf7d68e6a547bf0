// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/model_export.h"

#include "core/base/atomic_file.h"
#include "core/config/config.h"
#include "core/ir/ir.h"

namespace rf::exporting {

Result<void> exportModel(const graph::Graph& model, const results::Report& report, const Target& target, const Progress& progress) {
    RF_TRY_VOID(checkTarget(target, report.project));
    const std::filesystem::path& folder = target.folder;
    const bool existed = std::filesystem::exists(folder);
    std::error_code reason;
    std::filesystem::create_directories(folder, reason);
    if (reason) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be created: %2"), folder, reason.message());

    const auto write = [&]() -> Result<void> {
        RF_TRY(const ir::Image image, ir::serialize(withProvenance(model, report)));
        RF_TRY_VOID(progress.advance(1, 4));
        AtomicFiles files;
        RF_TRY_VOID(files.add(folder / (target.name + ".bin"), std::span<const std::span<const std::byte>>(image.weights)));
        RF_TRY_VOID(files.add(folder / (target.name + ".xml"), image.xml));
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
