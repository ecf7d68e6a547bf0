// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "core/storage/connection.h"

namespace rf::storage {

namespace {

// The most that SQLite keeps as one value (SQLITE_MAX_LENGTH).
constexpr std::size_t kMostBytes = 1'000'000'000;

std::int64_t sumOf(std::string_view bytes) { return static_cast<std::int64_t>(checksum(bytes)); }

/// Makes an entry the last used one, and one that the runs of this object use.
void touch(SQLite::Database& database, const Connection& store, std::int64_t entry) {
    SQLite::Statement use(database, "UPDATE cache SET used = (SELECT max(used) + 1 FROM cache) WHERE id = ?");
    use.bind(1, entry);
    use.exec();
    for (const auto& [run, lock] : store.running) {
        SQLite::Statement pin(database, "INSERT OR IGNORE INTO uses(run, entry) SELECT id, ? FROM runs WHERE id = ?");
        pin.bind(1, entry);
        pin.bind(2, run.value());
        pin.exec();
    }
}

void forgetUsesOfEndedRuns(SQLite::Database& database, const Connection& store) {
    std::vector<std::int32_t> ended;
    for (SQLite::Statement runs(database, "SELECT DISTINCT run FROM uses"); runs.executeStep();)
        if (const std::int32_t run = runs.getColumn(0).getInt(); !store.isRunning(RunId(run))) ended.push_back(run);
    for (const std::int32_t run : ended) {
        SQLite::Statement remove(database, "DELETE FROM uses WHERE run = ?");
        remove.bind(1, run);
        remove.exec();
    }
}

void removeEntry(SQLite::Database& database, std::int64_t entry) {
    SQLite::Statement remove(database, "DELETE FROM cache WHERE id = ?");
    remove.bind(1, entry);
    remove.exec();
}

struct FoundEntry {
    std::int64_t id;
    std::string bytes;
    bool isWhole;
};

Kind kindOf(const std::string& text) { return text == word(Kind::Trial) ? Kind::Trial : Kind::Statistics; }

}  // namespace

void evict(SQLite::Database& database, const Connection& store, std::optional<std::int64_t> keep) {
    std::int64_t total = database.execAndGet("SELECT coalesce(sum(size), 0) FROM cache").getInt64();
    if (total <= store.options.sizeLimit) return;
    forgetUsesOfEndedRuns(database, store);
    std::vector<std::int64_t> removed;
    SQLite::Statement oldest(database, "SELECT id, size FROM cache WHERE id <> ? AND id NOT IN (SELECT entry FROM uses) ORDER BY used");
    oldest.bind(1, keep.value_or(0));
    while (total > store.options.sizeLimit && oldest.executeStep()) {
        removed.push_back(oldest.getColumn(0).getInt64());
        total -= oldest.getColumn(1).getInt64();
    }
    oldest.reset();
    for (const std::int64_t entry : removed) removeEntry(database, entry);
    database.exec("PRAGMA incremental_vacuum");
}

Result<std::optional<std::string>> Store::find(Kind kind, const std::string& key) {
    RF_TRY(const std::optional<FoundEntry> found, m_connection->read([&](SQLite::Database& database) -> Result<std::optional<FoundEntry>> {
        SQLite::Statement query(database, "SELECT id, bytes, checksum FROM cache WHERE kind = ? AND key = ?");
        query.bind(1, word(kind));
        query.bind(2, key);
        if (!query.executeStep()) return std::optional<FoundEntry>();
        FoundEntry entry{query.getColumn(0).getInt64(), query.getColumn(1).getString(), false};
        entry.isWhole = sumOf(entry.bytes) == query.getColumn(2).getInt64();
        return std::optional(std::move(entry));
    }));
    if (!found) return std::optional<std::string>();
    // The answer is right even where its use can't be noted (a full disk, a busy store).
    static_cast<void>(m_connection->write([&](SQLite::Database& database) -> Result<void> {
        if (found->isWhole)
            touch(database, *m_connection, found->id);
        else
            removeEntry(database, found->id);
        return {};
    }));
    return found->isWhole ? std::optional(found->bytes) : std::nullopt;
}

Result<void> Store::put(Kind kind, const std::string& key, std::string_view bytes) {
    if (bytes.size() > kMostBytes || std::cmp_greater(bytes.size(), m_connection->options.sizeLimit)) return {};
    return m_connection->write([&](SQLite::Database& database) -> Result<void> {
        SQLite::Statement insert(database,
                                 "INSERT INTO cache(kind, key, size, stored, used, checksum, bytes) VALUES(?, ?, ?, ?, 0, ?, ?) "
                                 "ON CONFLICT(kind, key) DO UPDATE SET size = excluded.size, stored = excluded.stored, "
                                 "checksum = excluded.checksum, bytes = excluded.bytes RETURNING id");
        insert.bind(1, word(kind));
        insert.bind(2, key);
        insert.bind(3, static_cast<std::int64_t>(bytes.size()));
        insert.bind(4, now());
        insert.bind(5, sumOf(bytes));
        bindBytes(insert, 6, bytes);
        insert.executeStep();
        const std::int64_t entry = insert.getColumn(0).getInt64();
        insert.reset();
        touch(database, *m_connection, entry);
        evict(database, *m_connection, entry);
        return {};
    });
}

Result<std::vector<CacheEntry>> Store::entries() {
    return m_connection->read([&](SQLite::Database& database) -> Result<std::vector<CacheEntry>> {
        std::vector<CacheEntry> entries;
        for (SQLite::Statement query(database, "SELECT kind, key, size, stored FROM cache ORDER BY used DESC"); query.executeStep();)
            entries.push_back({kindOf(query.getColumn(0).getString()), query.getColumn(1).getString(), query.getColumn(2).getInt64(),
                               query.getColumn(3).getInt64()});
        return entries;
    });
}

Result<std::int64_t> Store::clear() {
    return m_connection->write([&](SQLite::Database& database) -> Result<std::int64_t> {
        forgetUsesOfEndedRuns(database, *m_connection);
        const std::int64_t removed = database.exec("DELETE FROM cache WHERE id NOT IN (SELECT entry FROM uses)");
        database.exec("PRAGMA incremental_vacuum");
        return removed;
    });
}

}  // namespace rf::storage
