// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/schema.h"

#include <array>
#include <string>

namespace rf::storage {

namespace {

// Each script leads from one version to the next and is never changed once a release had it. A new store runs all of them.
constexpr std::array kScripts = {
    // 1. Times are seconds since 1970. Keys are given once (AUTOINCREMENT), so that the number of a removed run means no other.
    R"(
CREATE TABLE runs(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL, command TEXT NOT NULL, model TEXT NOT NULL, project TEXT NOT NULL, version TEXT NOT NULL,
    status TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0, report TEXT NOT NULL DEFAULT '');
CREATE INDEX runs_by_key ON runs(key);
CREATE TABLE steps(
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, number INTEGER NOT NULL, name TEXT NOT NULL, ended INTEGER NOT NULL,
    PRIMARY KEY(run, number));
CREATE TABLE states(run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, step INTEGER NOT NULL, state BLOB NOT NULL);
CREATE TABLE cache(
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, size INTEGER NOT NULL, stored INTEGER NOT NULL,
    used INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE(kind, key));
CREATE INDEX cache_by_use ON cache(used, size);
)",
    // 2. Which runs have used which entries.
    R"(
CREATE TABLE uses(
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, entry INTEGER NOT NULL REFERENCES cache ON DELETE CASCADE,
    PRIMARY KEY(run, entry)) WITHOUT ROWID;
CREATE INDEX uses_by_entry ON uses(entry);
)",
};

}  // namespace

int schemaVersion() { return static_cast<int>(kScripts.size()); }

int versionOf(SQLite::Database& database) { return database.execAndGet("PRAGMA user_version").getInt(); }

void migrate(SQLite::Database& database) {
    for (int version = versionOf(database); version < schemaVersion(); ++version)
        database.exec(kScripts[static_cast<std::size_t>(version)]);
    database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version=" + std::to_string(schemaVersion()));
}

}  // namespace rf::storage
