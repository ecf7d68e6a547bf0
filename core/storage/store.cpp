// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/store.h"

#include "core/storage/connection.h"

namespace rf::storage {

const char* word(RunStatus status) {
    switch (status) {
        case RunStatus::Running: return "running";
        case RunStatus::Interrupted: return "interrupted";
        case RunStatus::Finished: return "finished";
        case RunStatus::Cancelled: return "cancelled";
        case RunStatus::Failed: return "failed";
    }
    return "";
}

const char* word(Kind kind) {
    switch (kind) {
        case Kind::Statistics: return "statistics";
        case Kind::Trial: return "trial";
    }
    return "";
}

Store::Store(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
Store::~Store() = default;

Result<std::shared_ptr<Store>> Store::open(const std::filesystem::path& folder, const Options& options) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem || !std::filesystem::is_directory(folder, problem))
        return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder of the store can't be made: %2"), folder,
                    problem ? problem.message() : "something else has this name");
    auto connection = std::make_unique<Connection>();
    connection->file = folder / kFileName;
    connection->lockFile = folder / "store.lock";
    connection->options = options;
    RF_TRY_VOID(connection->connect(false));
    return std::shared_ptr<Store>(new Store(std::move(connection)));
}

const std::filesystem::path& Store::file() const { return m_connection->file; }

std::vector<Error> Store::takeWarnings() {
    const std::lock_guard guard(m_connection->mutex);
    return std::exchange(m_connection->warnings, {});
}

}  // namespace rf::storage
