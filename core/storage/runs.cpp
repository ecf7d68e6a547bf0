// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/storage/connection.h"

namespace rf::storage {

namespace {

constexpr const char* kRecordColumns = "id, key, command, model, project, version, status, began, ended, report";

RunStatus statusOf(const std::string& text) {
    for (const auto status : {RunStatus::Finished, RunStatus::Cancelled, RunStatus::Failed})
        if (text == word(status)) return status;
    return RunStatus::Running;
}

std::vector<StepRecord> stepsOf(SQLite::Database& database, RunId run) {
    std::vector<StepRecord> steps;
    SQLite::Statement query(database, "SELECT number, name, ended FROM steps WHERE run = ? ORDER BY number");
    query.bind(1, run.value());
    while (query.executeStep())
        steps.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getInt64()});
    return steps;
}

/// The record in the present row of a query for kRecordColumns.
RunRecord recordOf(SQLite::Database& database, const Connection& store, SQLite::Statement& row) {
    const auto text = [&](int column) { return row.getColumn(column).getString(); };
    RunRecord record;
    record.id = RunId(row.getColumn(0).getInt());
    record.start = {text(1), text(2), text(3), text(4), text(5)};
    record.status = statusOf(text(6));
    if (record.status == RunStatus::Running && !store.isRunning(record.id)) record.status = RunStatus::Interrupted;
    record.began = row.getColumn(7).getInt64();
    record.ended = row.getColumn(8).getInt64();
    record.report = text(9);
    record.steps = stepsOf(database, record.id);
    return record;
}

Error noSuchRun(const Connection& store, RunId run) {
    return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: there is no run %2; 'runs list' shows which there are"), store.file, run.value());
}

/// A state is worth keeping until another run with the same key has come as far.
void removeOlderStates(SQLite::Database& database, const Connection& store, RunId run) {
    SQLite::Statement others(database,
                             "SELECT states.run FROM states JOIN runs ON runs.id = states.run "
                             "WHERE runs.key = (SELECT key FROM runs WHERE id = ?1) AND states.run <> ?1 "
                             "AND states.step <= (SELECT step FROM states WHERE run = ?1)");
    others.bind(1, run.value());
    std::vector<std::int32_t> ended;
    while (others.executeStep())
        if (const std::int32_t other = others.getColumn(0).getInt(); !store.isRunning(RunId(other))) ended.push_back(other);
    others.reset();
    for (const std::int32_t other : ended) {
        SQLite::Statement remove(database, "DELETE FROM states WHERE run = ?");
        remove.bind(1, other);
        remove.exec();
    }
}

RunId insertRun(SQLite::Database& database, const RunStart& start) {
    SQLite::Statement insert(database,
                             "INSERT INTO runs(key, command, model, project, version, status, began) VALUES(?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, start.key);
    insert.bind(2, start.command);
    insert.bind(3, start.model);
    insert.bind(4, start.project);
    insert.bind(5, start.version);
    insert.bind(6, word(RunStatus::Running));
    insert.bind(7, now());
    insert.exec();
    return RunId(static_cast<std::int32_t>(database.getLastInsertRowid()));
}

int removeRun(SQLite::Database& database, RunId run) {
    SQLite::Statement remove(database, "DELETE FROM runs WHERE id = ?");
    remove.bind(1, run.value());
    return remove.exec();
}

}  // namespace

Result<RunId> Store::begin(const RunStart& start) {
    std::pair<RunId, std::unique_ptr<RunLock>> begun;
    RF_TRY_VOID(m_connection->write([&](SQLite::Database& database) -> Result<void> {
        // A number can still be held by a run of a store that was set aside.
        for (begun = {}; !begun.second;) {
            if (begun.first.isValid()) removeRun(database, begun.first);
            begun.first = insertRun(database, start);
            RF_TRY(begun.second, RunLock::tryHold(m_connection->lockFile, begun.first));
        }
        return {};
    }));
    const std::lock_guard guard(m_connection->mutex);
    m_connection->running[begun.first] = std::move(begun.second);
    return begun.first;
}

Result<bool> Store::resume(RunId run) {
    RF_TRY(auto lock, RunLock::tryHold(m_connection->lockFile, run));
    if (!lock) return false;
    RF_TRY_VOID(m_connection->write([&](SQLite::Database& database) -> Result<void> {
        SQLite::Statement update(database, "UPDATE runs SET status = ?, ended = 0, report = '' WHERE id = ? AND status <> ?");
        update.bind(1, word(RunStatus::Running));
        update.bind(2, run.value());
        update.bind(3, word(RunStatus::Finished));
        return update.exec() > 0 ? Result<void>() : noSuchRun(*m_connection, run);
    }));
    const std::lock_guard guard(m_connection->mutex);
    m_connection->running[run] = std::move(lock);
    return true;
}

Result<void> Store::checkpoint(RunId run, const StepRecord& step, std::string_view state) {
    return m_connection->write([&](SQLite::Database& database) -> Result<void> {
        SQLite::Statement done(database,
                               "INSERT OR REPLACE INTO steps(run, number, name, ended) SELECT id, ?, ?, ? FROM runs WHERE id = ?");
        done.bind(1, step.number);
        done.bind(2, step.name);
        done.bind(3, step.ended != 0 ? step.ended : now());
        done.bind(4, run.value());
        if (done.exec() == 0) return noSuchRun(*m_connection, run);
        SQLite::Statement keep(database, "INSERT OR REPLACE INTO states(run, step, state) VALUES(?, ?, ?)");
        keep.bind(1, run.value());
        keep.bind(2, step.number);
        bindBytes(keep, 3, state);
        keep.exec();
        removeOlderStates(database, *m_connection, run);
        return {};
    });
}

Result<void> Store::finish(RunId run, RunStatus status, std::string_view report) {
    RF_TRY_VOID(m_connection->write([&](SQLite::Database& database) -> Result<void> {
        SQLite::Statement update(database, "UPDATE runs SET status = ?, ended = ?, report = ? WHERE id = ?");
        update.bind(1, word(status));
        update.bind(2, now());
        update.bind(3, std::string(report));
        update.bind(4, run.value());
        if (update.exec() == 0) return noSuchRun(*m_connection, run);
        SQLite::Statement uses(database, "DELETE FROM uses WHERE run = ?");
        uses.bind(1, run.value());
        uses.exec();
        if (status == RunStatus::Finished) {
            SQLite::Statement state(database, "DELETE FROM states WHERE run = ?");
            state.bind(1, run.value());
            state.exec();
        }
        return {};
    }));
    const std::lock_guard guard(m_connection->mutex);
    m_connection->running.erase(run);
    return {};
}

Result<std::optional<RunId>> Store::resumable(const std::string& key) {
    return m_connection->read([&](SQLite::Database& database) -> Result<std::optional<RunId>> {
        SQLite::Statement query(database,
                                "SELECT id FROM runs WHERE key = ? AND status <> ? AND id IN (SELECT run FROM states) ORDER BY id DESC");
        query.bind(1, key);
        query.bind(2, word(RunStatus::Finished));
        while (query.executeStep())
            if (const RunId run(query.getColumn(0).getInt()); !m_connection->isRunning(run)) return std::optional(run);
        return std::optional<RunId>();
    });
}

Result<std::optional<Checkpoint>> Store::lastCheckpoint(RunId run) {
    return m_connection->read([&](SQLite::Database& database) -> Result<std::optional<Checkpoint>> {
        SQLite::Statement query(database,
                                "SELECT number, name, ended, state FROM states JOIN steps ON steps.run = states.run "
                                "AND steps.number = states.step WHERE states.run = ?");
        query.bind(1, run.value());
        if (!query.executeStep()) return std::optional<Checkpoint>();
        return std::optional(Checkpoint{{query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getInt64()},
                                        query.getColumn(3).getString()});
    });
}

Result<std::vector<RunRecord>> Store::runs() {
    return m_connection->read([&](SQLite::Database& database) -> Result<std::vector<RunRecord>> {
        std::vector<RunRecord> records;
        SQLite::Statement query(database, std::string("SELECT ") + kRecordColumns + " FROM runs ORDER BY id DESC");
        while (query.executeStep()) records.push_back(recordOf(database, *m_connection, query));
        return records;
    });
}

Result<std::optional<RunRecord>> Store::run(RunId run) {
    return m_connection->read([&](SQLite::Database& database) -> Result<std::optional<RunRecord>> {
        SQLite::Statement query(database, std::string("SELECT ") + kRecordColumns + " FROM runs WHERE id = ?");
        query.bind(1, run.value());
        if (!query.executeStep()) return std::optional<RunRecord>();
        return std::optional(recordOf(database, *m_connection, query));
    });
}

Result<void> Store::remove(RunId run) {
    if (m_connection->isRunning(run))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "run %1 is still going on; stop it before you remove it"), run.value());
    return m_connection->write([&](SQLite::Database& database) -> Result<void> {
        return removeRun(database, run) > 0 ? Result<void>() : noSuchRun(*m_connection, run);
    });
}

}  // namespace rf::storage
