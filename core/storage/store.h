// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "core/base/progress.h"
#include "core/storage/record.h"

namespace rf::storage {

struct Connection;

struct Options {
    std::int64_t sizeLimit = std::int64_t{2} << 30;  ///< bytes of all cache entries together
};

/// Keeps runs, and what was measured by key, in one file of a folder. Every call is a transaction. Thread-safe, and several
/// processes may use one store at once. Errors name the file: Io where it can't be read or written, Unsupported for the file
/// of a newer version.
///
/// A damaged or foreign file never ends a run: it gets another name, an empty store takes its place, and warnings() says so.
class Store {
public:
    /// The file of a store in its folder.
    static constexpr const char* kFileName = "store.sqlite";

    /// Opens the store of a folder; makes both where they are missing.
    static Result<std::shared_ptr<Store>> open(const std::filesystem::path& folder, const Options& options = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    const std::filesystem::path& file() const;
    /// What the user should know, such as that a damaged file was set aside. Each is given once.
    std::vector<Error> takeWarnings();

    // --- What was measured ---

    /// Nothing where the key is unknown or what was stored is damaged.
    Result<std::optional<std::string>> find(Kind kind, const std::string& key);
    /// Replaces what the key had. Then removes what was not used for the longest time until the size limit is met, but nothing
    /// that a running run has used. What is larger than the limit is not kept.
    Result<void> put(Kind kind, const std::string& key, std::string_view bytes);
    /// The last used first.
    Result<std::vector<CacheEntry>> entries();
    /// Removes the entries that no running run uses; gives their number.
    Result<std::int64_t> clear();
    /// Writes all entries to a file, which is replaced as a whole or not at all; gives their number.
    Result<std::int64_t> exportCache(const std::filesystem::path& file, const Progress& progress);
    /// Takes over the entries of such a file, or of another store, whose keys are unknown here; gives their number. InvalidFile
    /// for other files.
    Result<std::int64_t> importCache(const std::filesystem::path& file, const Progress& progress);

    // --- Runs ---

    /// A new run, which goes on until finish() or until this object is destroyed.
    Result<RunId> begin(const RunStart& start);
    /// Takes over an interrupted, cancelled or failed run. Nothing where another process was quicker.
    Result<bool> resume(RunId run);
    /// The end of a step: `state` replaces that of the step before.
    Result<void> checkpoint(RunId run, const StepRecord& step, std::string_view state);
    /// The end of a run. `report`: see RunRecord. The state of a finished run is removed.
    Result<void> finish(RunId run, RunStatus status, std::string_view report);

    /// The newest run with this key that ended without result and has a state to go on from.
    Result<std::optional<RunId>> resumable(const std::string& key);
    Result<std::optional<Checkpoint>> lastCheckpoint(RunId run);
    /// The newest first.
    Result<std::vector<RunRecord>> runs();
    Result<std::optional<RunRecord>> run(RunId run);
    /// InvalidArgument for a run that a process works on; NotFound where there is none.
    Result<void> remove(RunId run);

private:
    explicit Store(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> m_connection;
};

}  // namespace rf::storage
