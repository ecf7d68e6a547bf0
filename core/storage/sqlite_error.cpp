// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_error.h"

#include <sqlite3.h>

namespace rf::storage {

bool isDamage(const SQLite::Exception& exception) {
    return exception.getErrorCode() == SQLITE_CORRUPT || exception.getErrorCode() == SQLITE_NOTADB;
}

Error errorOf(const SQLite::Exception& exception, const std::filesystem::path& file) {
    switch (exception.getErrorCode()) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the store is damaged"), file);
        case SQLITE_FULL: return fail(ErrorCode::Io, RF_TEXT("core", "%1: the store can't be written: the disk is full"), file);
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return fail(ErrorCode::Io, RF_TEXT("core", "%1: the store can't be written: no permission, or no such folder"), file);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fail(ErrorCode::Io, RF_TEXT("core", "%1: another program has kept the store locked for too long; try again later"),
                        file);
        default: return fail(ErrorCode::Io, RF_TEXT("core", "%1: reading or writing the store failed: %2"), file, exception.what());
    }
}

}  // namespace rf::storage
