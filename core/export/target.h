// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/config/project_config.h"

/// Where results go, and what already stands there.
namespace rf::exporting {

/// Whether the result of an earlier run is replaced. Files that a run reads and files that are no results are never replaced.
enum class Earlier { Keep, Replace };

/// The kind of file that the model becomes.
enum class Format { Ir, Onnx };

/// Where the result of a run is written.
struct Target {
    std::filesystem::path folder;  ///< need not exist
    std::string name;              ///< of the model in it, without ending
    Earlier earlier = Earlier::Keep;
    Format format = Format::Ir;
};

constexpr const char* kConfigurationFile = "config.json";

/// <name>.xml and <name>.bin, or <name>.onnx, with report.json and config.json in the folder.
std::vector<std::filesystem::path> filesOf(const Target& target);

/// Whether the folder's configuration is the one that the run was read from. It stays as its user wrote it, and none is written.
bool keepsConfiguration(const Target& target, const config::Project& project);

/// Files at the paths that would be written, by what may be done with them.
struct Obstacles {
    std::vector<std::filesystem::path> inputs;     ///< the run reads them, under this path or another
    std::vector<std::filesystem::path> strangers;  ///< no results of this program or of POT
    std::vector<std::filesystem::path> results;    ///< of an earlier run
    bool empty() const { return inputs.empty() && strangers.empty() && results.empty(); }
};

/// The files in the way of the result of a run of `project`. Lists the project's data files only if some file is in the way.
Obstacles obstaclesTo(const Target& target, const config::Project& project);

/// A folder that does not exist yet, to write to instead: beside one where only an earlier result is in the way, else inside.
std::filesystem::path otherFolder(const Target& target, const Obstacles& obstacles);

/// Whether the result may be written. InvalidArgument names the first file in the way and a free folder; Io names the folder
/// that can't be written to. Check before a long run, too.
Result<void> checkTarget(const Target& target, const config::Project& project);

/// The same for a single file. An existing file is replaced only with Earlier::Replace, and never if it is one of `inputs`.
Result<void> checkFile(const std::filesystem::path& file, Earlier earlier, const std::vector<std::filesystem::path>& inputs);

/// InvalidArgument for a file in the way that is no result.
Error notOfAnEarlierRun(const std::filesystem::path& file, const std::filesystem::path& instead);

/// A folder that does not exist yet: "<name>-int8" beside the model, or "<name>-int8-2" …
std::filesystem::path proposedFolder(const config::Project& project);

}  // namespace rf::exporting
