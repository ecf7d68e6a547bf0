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

/// What becomes of the result of an earlier run. Files that a run reads and files that are no results are kept in any case.
enum class Earlier { Keep, Replace };

/// Where the result of a run is written.
struct Target {
    std::filesystem::path folder;  ///< need not exist
    std::string name;              ///< of the model in it, without ending
    Earlier earlier = Earlier::Keep;
};

/// <name>.xml, <name>.bin, report.json and config.json in the folder.
std::vector<std::filesystem::path> filesOf(const Target& target);

/// Files that stand where others would be written, by what may be done about them.
struct Obstacles {
    std::vector<std::filesystem::path> inputs;     ///< the run reads them, under this path or another
    std::vector<std::filesystem::path> strangers;  ///< no results of this program or of POT
    std::vector<std::filesystem::path> results;    ///< of an earlier run
    bool empty() const { return inputs.empty() && strangers.empty() && results.empty(); }
};

/// What stands in the way of the result of a run of `project`. Looks at the files of the project's data only where something
/// does.
Obstacles obstaclesTo(const Target& target, const config::Project& project);

/// Whether the result may be written: InvalidArgument names the first file in the way and a folder to write to instead; Io the
/// folder that can't be written to. To be asked before a long run, too.
Result<void> checkTarget(const Target& target, const config::Project& project);

/// The same for a single file, which needs `earlier` to be replaced whatever it is, and is never one of `inputs`.
Result<void> checkFile(const std::filesystem::path& file, Earlier earlier, const std::vector<std::filesystem::path>& inputs);

/// InvalidArgument for a file that stands in the way and is no result.
Error notOfAnEarlierRun(const std::filesystem::path& file, const std::filesystem::path& otherFolder);

/// A folder that does not exist yet: "<name>-int8" beside the model, or "<name>-int8-2" …
std::filesystem::path proposedFolder(const config::Project& project);

}  // namespace rf::exporting
