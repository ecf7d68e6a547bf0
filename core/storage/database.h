// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "core/base/result.h"

/// Private to core/storage: opening the file of a store.
namespace rf::storage {

/// Opens a store, makes it where it is missing, brings older tables to this version. A file that is damaged or is no store gets
/// another name, and `warnings` says which. The caller holds the store (RunLock::holdStore).
Result<std::unique_ptr<SQLite::Database>> openDatabase(const std::filesystem::path& file, std::vector<Error>& warnings);

/// Opens a file with cache entries to read them. InvalidFile where it is none; Unsupported for one of a newer version.
Result<std::unique_ptr<SQLite::Database>> openToRead(const std::filesystem::path& file);

/// A new store that nobody else opens; the file must not exist. For export.
Result<std::unique_ptr<SQLite::Database>> makeDatabase(const std::filesystem::path& file);

/// Gives a damaged or foreign file another name, with the files that SQLite keeps beside it, and says so.
Result<void> setAside(const std::filesystem::path& file, std::vector<Error>& warnings);

}  // namespace rf::storage
