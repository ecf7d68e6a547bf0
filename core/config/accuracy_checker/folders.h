// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::config {

/// Where an Accuracy Checker description looks for what it names by a relative path. Empty: beside the description.
struct AccuracyCheckerFolders {
    std::filesystem::path definitions = {};  ///< the file of definitions; wins over global_definitions
    std::filesystem::path data = {};         ///< data_source, and the files and folders of a converter
    std::filesystem::path models = {};       ///< model, weights
};

/// Those of DEFINITIONS_FILE, DATA_DIR and MODELS_DIR, as Accuracy Checker takes them from the environment. Its ANNOTATIONS_DIR
/// is for prepared annotations, which are not read.
AccuracyCheckerFolders accuracyCheckerFoldersOfEnvironment();

}  // namespace rf::config
