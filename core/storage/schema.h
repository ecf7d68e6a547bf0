// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/Database.h>

/// Private to core/storage: the tables of a store.
namespace rf::storage {

/// "RFst": tells the file of a store from other people's SQLite files.
constexpr int kApplicationId = 0x52467374;

/// The version of the tables that this program writes.
int schemaVersion();
int versionOf(SQLite::Database& database);

/// Brings the tables to this version, from nothing or from any older one. Runs within a transaction of the caller.
void migrate(SQLite::Database& database);

}  // namespace rf::storage
