// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/read_config.h"

#include <fmt/format.h>

#include "core/pipeline/recognise.h"

namespace rf::cli {

Result<config::Project> readConfig(const std::filesystem::path& path, config::EngineOverride engine) {
    RF_TRY_VOID(pipeline::expect(pipeline::PathKind::Configuration, path));
    engine.folders = config::accuracyCheckerFoldersOfEnvironment();
    return config::readFile(path, engine);
}

std::string notMeasured(const Error& reason) { return "not measured: " + reason.message(); }

void printUnmeasured(const config::Project& project) {
    for (const Error& reason : config::unmeasured(project)) fmt::print(stderr, "{}\n", notMeasured(reason));
}

}  // namespace rf::cli
