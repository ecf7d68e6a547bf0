// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include "core/base/file_identity.h"
#include "core/storage/database.h"
#include "core/storage/run_lock.h"
#include "core/storage/sqlite_error.h"
#include "core/storage/store.h"

namespace rf::storage {

/// Private to core/storage: the connection, and the way every call takes to it.
struct Connection {
    std::filesystem::path file, lockFile;
    Options options;
    std::mutex mutex;
    std::unique_ptr<SQLite::Database> database;
    std::optional<FileIdentity> identity;  ///< of the file when it was opened
    std::vector<Error> warnings;
    std::map<RunId, std::unique_ptr<RunLock>> running;  ///< the runs of this object

    enum class Access { Read, Write };

    /// Opens the file. With `damaged` it is set aside first, unless another process has done so.
    Result<void> connect(bool damaged);
    /// Opens the file anew where it is not the one that was opened: another process has set that aside.
    Result<void> reconnect();

    /// Calls `work(database)`, which returns a Result, within a transaction. When the file turns out to be damaged, once more with
    /// the one that takes its place.
    template <class Work>
    auto transact(Access access, const Work& work) -> decltype(work(*database)) {
        const std::lock_guard guard(mutex);
        RF_TRY_VOID(reconnect());
        for (bool again = false;; again = true) {
            try {
                const auto behavior =
                    access == Access::Write ? SQLite::TransactionBehavior::IMMEDIATE : SQLite::TransactionBehavior::DEFERRED;
                SQLite::Transaction transaction(*database, behavior);
                auto result = work(*database);
                if (result) transaction.commit();
                return result;
            } catch (const SQLite::Exception& exception) {
                if (again || !isDamage(exception)) return errorOf(exception, file);
                RF_TRY_VOID(connect(true));
            }
        }
    }
    template <class Work>
    auto read(const Work& work) {
        return transact(Access::Read, work);
    }
    template <class Work>
    auto write(const Work& work) {
        return transact(Access::Write, work);
    }

    /// Whether a process works on the run.
    bool isRunning(RunId run) const { return isHeld(lockFile, run); }
};

/// Now, in seconds since 1970.
std::int64_t now();

/// Binds bytes to a parameter (from 1). They must outlive the statement.
void bindBytes(SQLite::Statement& statement, int parameter, std::string_view bytes);

/// Removes the oldest entries until the limit is met, see Store::put(). `keep`: an entry that stays.
void evict(SQLite::Database& database, const Connection& store, std::optional<std::int64_t> keep);

}  // namespace rf::storage
