// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/config/accuracy_checker/folders.h"
#include "core/config/project_config.h"

namespace rf::config {

/// Options of POT's command line that change the section `engine` before it is read.
struct EngineOverride {
    std::string type = {};                  ///< replaces what the file says; empty: as it says
    std::filesystem::path dataSource = {};  ///< only where the file has none
    AccuracyCheckerFolders folders = {};    ///< where Accuracy Checker descriptions look
};

/// Reads a configuration: POT's JSON (comments allowed) or YAML, by the file's ending, with our additions. Relative paths are
/// taken from the file's folder. InvalidArgument and InvalidFile name the file and, all at once, every key that is wrong
/// with its path, its value and what would be legal.
Result<Project> readFile(const std::filesystem::path& path, const EngineOverride& engine = {});
/// The same for a text; `name` stands in errors, and says by its ending whether the text is YAML.
Result<Project> readText(const std::string& text, const std::filesystem::path& folder, const std::string& name,
                         const EngineOverride& engine = {});

/// Differences: only what is not the default. Full: everything that has a value.
enum class Form { Differences, Full };
/// The same settings as JSON in stable order; reading it back gives an equal Project.
std::string write(const Project& project, Form form = Form::Differences);

/// Turns an Accuracy Checker file, .yml or .json, into the project's data, test data and metrics, and into its model where the
/// project has none (docs/accuracy_checker.md). Errors as for readFile().
Result<void> importAccuracyChecker(Project& project, const std::filesystem::path& path, const AccuracyCheckerFolders& folders = {});

/// The data of POT's simplified mode (spec 02, section 7.5): images of a folder, a pattern or a list, which are cropped,
/// resized and put into the channel layout, nothing else. `layout` as NCHW or HWC; empty: what fits the input.
data::DataSpec simplifiedData(const std::filesystem::path& source, const std::string& layout = {}, double centralFraction = 1);

/// The algorithms that a project runs, as files spell them.
std::vector<std::string> algorithmNames(const Project& project);

/// Why the metrics of an Accuracy Checker description can't all be measured; empty where they can, or where the project's
/// metrics are no longer the description's.
std::vector<Error> unmeasured(const Project& project);
/// The same as one InvalidArgument. Call this before measuring; quantizing needs it only where it is led by metrics.
Result<void> checkMeasurable(const Project& project);

/// Whether the preset is `auto`: a search over settings.
bool choosesSettings(const Project& project);
/// Whether a run of this project is a search of any kind.
bool searches(const Project& project);

/// Unsupported for settings that are understood but that this version can't run. Call this before any work.
Result<void> checkRunnable(const Project& project);

/// The meaning of a key in English, to be translated with context "core": for tooltips and the command line. `key` is its path
/// without indices, "compression.algorithms.params.preset". Empty for a key that is not known.
std::string help(const std::string& key);
/// The same, with the legal values and the default, for the key that an option of the command line sets.
std::string optionHelp(const std::string& option);

/// JSON Schema of configurations, for editors.
std::string schema();
/// All keys as a page of Markdown.
std::string reference();

}  // namespace rf::config
