// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/folders.h"

#include <cstdlib>

namespace rf::config {

namespace {

std::filesystem::path variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::filesystem::path fixed(const std::filesystem::path& path) {
    return path.empty() ? path : std::filesystem::absolute(path).lexically_normal();
}

}  // namespace

AccuracyCheckerFolders accuracyCheckerFoldersOfEnvironment() {
    return {variable("DEFINITIONS_FILE"), fixed(variable("DATA_DIR")), fixed(variable("MODELS_DIR"))};
}

}  // namespace rf::config
