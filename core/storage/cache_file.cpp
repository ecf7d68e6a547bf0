// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "core/base/bytes.h"
#include "core/base/file_identity.h"
#include "core/storage/connection.h"

namespace rf::storage {

namespace {

/// Copies the entries whose keys are unknown in `to`; damaged ones are left out. Gives the number of those copied.
Result<std::int64_t> copyEntries(SQLite::Database& from, SQLite::Database& to, std::int64_t sizeLimit, const Progress& progress) {
    const std::int64_t all = from.execAndGet("SELECT count(*) FROM cache").getInt64();
    std::int64_t done = 0, copied = 0;
    SQLite::Statement insert(to,
                             "INSERT OR IGNORE INTO cache(kind, key, size, stored, used, checksum, bytes) "
                             "VALUES(?, ?, ?, ?, (SELECT coalesce(max(used), 0) + 1 FROM cache), ?, ?)");
    // The last used of one file is the last used of the other.
    for (SQLite::Statement query(from, "SELECT kind, key, stored, checksum, bytes FROM cache ORDER BY used"); query.executeStep();) {
        RF_TRY_VOID(progress.advance(done++, all));
        const std::string bytes = query.getColumn(4).getString();
        const std::int64_t sum = query.getColumn(3).getInt64();
        if (static_cast<std::int64_t>(checksum(bytes)) != sum || std::cmp_greater(bytes.size(), sizeLimit)) continue;
        insert.reset();
        insert.bind(1, query.getColumn(0).getString());
        insert.bind(2, query.getColumn(1).getString());
        insert.bind(3, static_cast<std::int64_t>(bytes.size()));
        insert.bind(4, query.getColumn(2).getInt64());
        insert.bind(5, sum);
        bindBytes(insert, 6, bytes);
        copied += insert.exec();
    }
    return copied;
}

}  // namespace

Result<std::int64_t> Store::exportCache(const std::filesystem::path& file, const Progress& progress) {
    const std::filesystem::path part = freeFile(file.string() + "." + std::to_string(::getpid()) + ".part");
    auto copied = m_connection->read([&](SQLite::Database& database) -> Result<std::int64_t> {
        RF_TRY(const auto target, makeDatabase(part));
        try {
            SQLite::Transaction transaction(*target);
            auto count = copyEntries(database, *target, m_connection->options.sizeLimit, progress);
            if (count) transaction.commit();
            return count;
        } catch (const SQLite::Exception& exception) {
            // What is wrong with the file that is written says nothing about the store.
            if (target->getErrorCode() == 0) throw;
            return errorOf(exception, file);
        }
    });
    std::error_code problem;
    if (copied) std::filesystem::rename(part, file, problem);
    if (!copied || problem) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
    }
    if (problem) return fail(ErrorCode::Io, RF_TEXT("core", "%1: can't be written: %2"), file, problem.message());
    return copied;
}

Result<std::int64_t> Store::importCache(const std::filesystem::path& file, const Progress& progress) {
    RF_TRY(const auto source, openToRead(file));
    return m_connection->write([&](SQLite::Database& database) -> Result<std::int64_t> {
        try {
            auto copied = copyEntries(*source, database, m_connection->options.sizeLimit, progress);
            if (copied) evict(database, *m_connection, std::nullopt);
            return copied;
        } catch (const SQLite::Exception& exception) {
            if (source->getErrorCode() == 0) throw;
            return errorOf(exception, file);
        }
    });
}

}  // namespace rf::storage
