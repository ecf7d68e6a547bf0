// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/config/accuracy_checker/folders.h"

namespace rf::config {

using Json = nlohmann::ordered_json;

/// A value of a configuration and the keys that lead to it, "compression.algorithms[0].params.preset".
struct Place {
    const nlohmann::json& json;
    std::string path;

    Place member(const std::string& key) const;  ///< must be there
    Place element(std::size_t index) const;
    std::string pathOf(const std::string& key) const { return path.empty() ? key : path + "." + key; }
};

/// One reading of a configuration: where its relative paths start, and every problem found so far.
class Reading {
public:
    explicit Reading(std::filesystem::path folder, AccuracyCheckerFolders folders = {})
        : m_folder(std::move(folder)), m_folders(std::move(folders)) {}

    void problem(Error error) { m_problems.push_back(std::move(error)); }
    /// "'path' is 3; it must be …".
    void wrongValue(const Place& place, const std::string& wanted);
    /// "'path': unknown value …; use one of …", with the nearest word where there is one.
    void unknownWord(const Place& place, std::span<const std::string> words);
    /// The same for a word that may be valid in the original tool but is not supported here.
    void unsupportedWord(const Place& place, std::span<const std::string> words);
    /// Reports a problem unless the value is the only supported one.
    void onlyValue(const Place& place, const nlohmann::json& legal);
    void unknownKey(const Place& place, const std::string& key, std::span<const std::string> known);
    /// Whether the value is an object; reports a problem if it is not.
    bool isObject(const Place& place);

    std::size_t problemCount() const { return m_problems.size(); }
    /// Reads what only measuring needs: its problems do not stop the reading, but say what can't be measured.
    template <class Read>
    void forMeasuring(Read read) {
        const auto before = static_cast<std::ptrdiff_t>(m_problems.size());
        read();
        std::move(m_problems.begin() + before, m_problems.end(), std::back_inserter(m_unmeasured));
        m_problems.erase(m_problems.begin() + before, m_problems.end());
    }
    void unmeasured(Error error) { m_unmeasured.push_back(std::move(error)); }
    const std::vector<Error>& allUnmeasured() const { return m_unmeasured; }
    /// All problems as one error about the file `name`.
    Result<void> finish(const std::string& name) &&;
    /// The same if every problem already names its file.
    Result<void> finish() &&;
    /// The problems of a file that this one names, each with that file's name in front. Its opened files are added as well.
    void takeOver(Reading other, const std::string& name);

    /// A path as the file means it: relative ones start in the file's folder. Empty stays empty.
    std::filesystem::path resolved(const std::string& path) const;
    const AccuracyCheckerFolders& folders() const { return m_folders; }

    /// The content of a file that this one names. Errors as for MappedFile::open().
    Result<std::string> textOf(const std::filesystem::path& path);
    /// The files that textOf() read, including those of readings taken over.
    const std::vector<std::filesystem::path>& openedFiles() const { return m_opened; }

private:
    std::filesystem::path m_folder;
    AccuracyCheckerFolders m_folders;
    std::vector<Error> m_problems, m_unmeasured;
    std::vector<std::filesystem::path> m_opened;
};

/// The beginning of a text that may be long, cut between letters.
std::string shortened(std::string text, std::size_t longest);

/// The words with commas between them.
std::string joined(std::span<const std::string> words);

}  // namespace rf::config
