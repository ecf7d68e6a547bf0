// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/connection.h"

#include <chrono>

namespace rf::storage {

Result<void> Connection::connect(bool damaged) {
    RF_TRY(const auto held, RunLock::holdStore(lockFile));
    database.reset();
    if (damaged && identity && identityOf(file) == identity) { RF_TRY_VOID(setAside(file, warnings)); }
    RF_TRY(database, openDatabase(file, warnings));
    identity = identityOf(file);
    return {};
}

Result<void> Connection::reconnect() { return database && identityOf(file) == identity ? Result<void>() : connect(false); }

std::int64_t now() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

void bindBytes(SQLite::Statement& statement, int parameter, std::string_view bytes) {
    statement.bindNoCopy(parameter, bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace rf::storage
