// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/target.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>

#include "core/base/file_identity.h"
#include "core/config/project_files.h"
#include "core/export/earlier_result.h"

namespace rf::exporting {

namespace {

using Paths = std::vector<std::filesystem::path>;

/// Those of the targets that are one of the inputs, in the order of the targets.
Paths targetsAmong(const Paths& targets, const Paths& inputs) {
    std::multimap<FileIdentity, std::filesystem::path> byIdentity;
    for (const auto& target : targets)
        if (const auto identity = identityOf(target)) byIdentity.emplace(*identity, target);
    Paths found;
    for (const auto& input : inputs) {
        const auto identity = identityOf(input);
        if (!identity) continue;
        for (auto [entry, end] = byIdentity.equal_range(*identity); entry != end; ++entry) found.push_back(entry->second);
    }
    Paths inOrder;
    std::ranges::copy_if(targets, std::back_inserter(inOrder), [&](const auto& target) { return std::ranges::count(found, target) > 0; });
    return inOrder;
}

std::filesystem::path folderIn(const std::filesystem::path& folder, const std::string& name) {
    return freeFolder(folder / (name + "-int8"));
}

/// Io where the folder can't be written to, or can't be created.
Result<void> checkWritable(const std::filesystem::path& folder) {
    std::error_code ignored;
    std::filesystem::path existing = std::filesystem::absolute(folder);
    while (existing.has_relative_path() && !isTaken(existing)) existing = existing.parent_path();
    const int reason = !std::filesystem::is_directory(existing, ignored) ? ENOTDIR
                       : ::access(existing.c_str(), W_OK | X_OK) != 0    ? errno
                                                                         : 0;
    if (reason == 0) return {};
    return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be written to: %2"), folder, std::strerror(reason));
}

Error readByTheRun(const std::filesystem::path& file, const std::filesystem::path& instead) {
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "%1: this run reads the file, so it is not written over; write to another place, such as %2"), file,
                instead);
}

}  // namespace

std::vector<std::filesystem::path> filesOf(const Target& target) {
    Paths files;
    if (target.format == Format::Onnx)
        files = {target.folder / (target.name + ".onnx")};
    else
        files = {target.folder / (target.name + ".bin"), target.folder / (target.name + ".xml")};
    files.push_back(target.folder / "report.json");
    files.push_back(target.folder / kConfigurationFile);
    return files;
}

bool keepsConfiguration(const Target& target, const config::Project& project) {
    return !targetsAmong({target.folder / kConfigurationFile}, project.origin.files).empty();
}

Obstacles obstaclesTo(const Target& target, const config::Project& project) {
    // "new/.." is a folder as soon as `new` has been created.
    std::error_code ignored;
    Target there = target;
    if (!isTaken(target.folder)) there.folder = std::filesystem::weakly_canonical(target.folder, ignored);
    Paths taken = filesOf(there);
    if (keepsConfiguration(there, project)) std::erase(taken, there.folder / kConfigurationFile);
    std::erase_if(taken, [](const auto& file) { return !isTaken(file); });
    Obstacles obstacles;
    if (taken.empty()) return obstacles;
    obstacles.inputs = targetsAmong(taken, config::filesOf(project));
    for (const auto& file : taken) {
        if (std::ranges::count(obstacles.inputs, file) > 0) continue;
        (isResultFile(file) ? obstacles.results : obstacles.strangers).push_back(file);
    }
    return obstacles;
}

std::filesystem::path otherFolder(const Target& target, const Obstacles& obstacles) {
    const bool isResult = obstacles.inputs.empty() && obstacles.strangers.empty();
    return isResult ? freeFolder(target.folder) : folderIn(target.folder, target.name);
}

Result<void> checkTarget(const Target& target, const config::Project& project) {
    RF_TRY_VOID(checkWritable(target.folder));
    const Obstacles obstacles = obstaclesTo(target, project);
    if (obstacles.empty()) return {};
    const std::filesystem::path other = otherFolder(target, obstacles);
    if (!obstacles.inputs.empty()) return readByTheRun(obstacles.inputs.front(), other);
    if (!obstacles.strangers.empty()) return notOfAnEarlierRun(obstacles.strangers.front(), other);
    if (target.earlier == Earlier::Replace) return {};
    return fail(
        ErrorCode::InvalidArgument,
        RF_TEXT("core", "%1: is the result of an earlier run; give --overwrite to replace it, or write to another folder, such as %2"),
        obstacles.results.front(), other);
}

Result<void> checkFile(const std::filesystem::path& file, Earlier earlier, const std::vector<std::filesystem::path>& inputs) {
    RF_TRY_VOID(checkWritable(file.has_parent_path() ? file.parent_path() : "."));
    if (!isTaken(file)) return {};
    if (!targetsAmong({file}, inputs).empty()) return readByTheRun(file, freeFile(file));
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: is no file that could be replaced; write to another one"), file);
    if (earlier == Earlier::Replace) return {};
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "%1: exists already; give --overwrite to replace it, or write to another file, such as %2"), file,
                freeFile(file));
}

Error notOfAnEarlierRun(const std::filesystem::path& file, const std::filesystem::path& instead) {
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core",
                        "%1: is not the result of an earlier run, so it is not replaced; move it away, or write to another folder, "
                        "such as %2"),
                file, instead);
}

std::filesystem::path proposedFolder(const config::Project& project) {
    return folderIn(std::filesystem::absolute(project.model).parent_path(), config::resultName(project));
}

}  // namespace rf::exporting
