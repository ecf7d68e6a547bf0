// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <array>
#include <fstream>

#include "core/base/file_identity.h"
#include "core/storage/schema.h"
#include "core/storage/sqlite_error.h"

namespace rf::storage {

namespace {

// Longer than any transaction of another process takes.
constexpr int kBusyMilliseconds = 60000;

enum class Content { Empty, Store, Foreign };

std::filesystem::path beside(const std::filesystem::path& file, const char* ending) { return file.string() + ending; }

/// The file is shorter than its header says. While there is a write-ahead log, that can be right.
bool isTruncated(const std::filesystem::path& file) {
    std::error_code ignored;
    if (const auto log = std::filesystem::file_size(beside(file, "-wal"), ignored); !ignored && log > 0) return false;
    std::array<unsigned char, 32> header{};
    std::ifstream in(file, std::ios::binary);
    if (!in.read(reinterpret_cast<char*>(header.data()), header.size())) return false;
    // Big endian, as sqlite.org/fileformat.html has them: the size of a page at 16 (1 stands for 65536), the number of pages at 28.
    const std::uintmax_t pageSize = header[16] * 256u + (header[17] == 1 ? 65536u : header[17]);
    const std::uintmax_t pages = header[28] * 16777216u + header[29] * 65536u + header[30] * 256u + header[31];
    return std::filesystem::file_size(file, ignored) < pageSize * pages;
}

Content contentOf(SQLite::Database& database) {
    const int id = database.execAndGet("PRAGMA application_id").getInt();
    if (id == kApplicationId) return Content::Store;
    const bool hasTables = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() > 0;
    return id == 0 && !hasTables ? Content::Empty : Content::Foreign;
}

Error newerVersion(const std::filesystem::path& file, int version) {
    return fail(ErrorCode::Unsupported,
                RF_TEXT("core",
                        "%1: the store is of version %2, this program knows versions up to %3; use the newer Rangefinder that wrote it, or "
                        "give --store DIR with another folder"),
                file, version, schemaVersion());
}

/// The settings of a connection that are not kept in the file.
void prepareConnection(SQLite::Database& database) {
    database.exec("PRAGMA trusted_schema=OFF");
    database.exec("PRAGMA foreign_keys=ON");
    // With a write-ahead log a transaction survives the death of the program; a power cut can lose the last ones, never damage.
    database.exec("PRAGMA synchronous=NORMAL");
}

void makeTables(SQLite::Database& database) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    migrate(database);
    transaction.commit();
}

/// Nothing for a file that must be set aside.
Result<std::unique_ptr<SQLite::Database>> tryOpen(const std::filesystem::path& file) {
    if (isTruncated(file)) return std::unique_ptr<SQLite::Database>();
    try {
        auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
        const Content content = contentOf(*database);
        if (content == Content::Foreign) return std::unique_ptr<SQLite::Database>();
        if (const int version = versionOf(*database); version > schemaVersion()) return newerVersion(file, version);
        prepareConnection(*database);
        if (content == Content::Empty) database->exec("PRAGMA auto_vacuum=INCREMENTAL");  // only before the first table
        database->exec("PRAGMA journal_mode=WAL");
        if (versionOf(*database) < schemaVersion()) makeTables(*database);
        return database;
    } catch (const SQLite::Exception& exception) {
        if (isDamage(exception)) return std::unique_ptr<SQLite::Database>();
        return errorOf(exception, file);
    }
}

}  // namespace

Result<void> setAside(const std::filesystem::path& file, std::vector<Error>& warnings) {
    const std::filesystem::path aside = freeFile(beside(file, ".damaged"));
    std::error_code problem;
    std::filesystem::rename(file, aside, problem);
    if (problem)
        return fail(ErrorCode::Io, RF_TEXT("core", "%1 is damaged or no store, and can't be set aside: %2"), file, problem.message());
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::rename(beside(file, ending), beside(aside, ending), problem);
    warnings.push_back(fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1 was damaged or no store; it is now %2, and the store begins anew"),
                            file, aside.filename()));
    return {};
}

Result<std::unique_ptr<SQLite::Database>> openDatabase(const std::filesystem::path& file, std::vector<Error>& warnings) {
    RF_TRY(auto database, tryOpen(file));
    if (database) return database;
    RF_TRY_VOID(setAside(file, warnings));
    RF_TRY(database, tryOpen(file));
    if (!database) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the store is damaged"), file);
    return database;
}

Result<std::unique_ptr<SQLite::Database>> openToRead(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: no such file"), file);
    const auto noStore = [&] {
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: this is no file that 'cache export' writes, or it is damaged"), file);
    };
    if (isTruncated(file)) return noStore();
    try {
        auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, kBusyMilliseconds);
        if (contentOf(*database) != Content::Store) return noStore();
        if (const int version = versionOf(*database); version > schemaVersion()) return newerVersion(file, version);
        prepareConnection(*database);
        return database;
    } catch (const SQLite::Exception& exception) { return isDamage(exception) ? noStore() : errorOf(exception, file); }
}

Result<std::unique_ptr<SQLite::Database>> makeDatabase(const std::filesystem::path& file) {
    try {
        auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        makeTables(*database);
        return database;
    } catch (const SQLite::Exception& exception) { return errorOf(exception, file); }
}

}  // namespace rf::storage
