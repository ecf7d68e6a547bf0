// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::config {

/// The folders in which an Accuracy Checker description looks for its relative paths. Empty: the folder of the description.
struct AccuracyCheckerFolders {
    std::filesystem::path definitions = {};  ///< the file of definitions; wins over global_definitions
    std::filesystem::path data = {};         ///< data_source, and the files and folders of a converter
    std::filesystem::path models = {};       ///< model, weights
};

/// The folders that the environment variables DEFINITIONS_FILE, DATA_DIR and MODELS_DIR name, as for Accuracy Checker.
/// ANNOTATIONS_DIR is for prepared annotations, which are not read.
AccuracyCheckerFolders accuracyCheckerFoldersOfEnvironment();

}  // namespace rf::config
