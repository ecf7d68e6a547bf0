// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/run_store.h"

#include <algorithm>

#include "core/storage/location.h"
#include "ui/jobs/job_runner.h"

namespace rf::ui {

namespace {

Result<std::shared_ptr<storage::Store>> openChosen(const StoreChoice& choice) {
    if (!choice.folder.empty()) return storage::Store::open(choice.folder);
    RF_TRY(const std::filesystem::path folder, storage::defaultFolder());
    return storage::Store::open(folder);
}

/// What a look at the store gives.
struct Listing {
    std::vector<storage::RunRecord> runs;
    std::vector<Error> warnings;
};

/// A run that is gone already counts as removed.
Result<Listing> listWithout(LazyStore& lazy, std::optional<storage::RunId> removed) {
    Listing listing;
    if (const auto store = lazy.get()) {
        if (removed)
            if (auto done = store->remove(*removed); !done && done.error().code() != ErrorCode::NotFound) return done.error();
        RF_TRY(listing.runs, store->runs());
    }
    listing.warnings = lazy.takeWarnings();
    return listing;
}

}  // namespace

std::shared_ptr<storage::Store> LazyStore::get() {
    const std::lock_guard lock(m_mutex);
    if (!m_isOpened && !m_choice.isOff) {
        if (auto opened = openChosen(m_choice))
            m_store = *std::move(opened);
        else
            m_warnings.push_back(opened.error());
    }
    m_isOpened = true;
    return m_store;
}

std::vector<Error> LazyStore::takeWarnings() {
    const std::lock_guard lock(m_mutex);
    std::vector<Error> all = std::exchange(m_warnings, {});
    if (m_store)
        for (Error& warning : m_store->takeWarnings()) all.push_back(std::move(warning));
    return all;
}

RunStore::RunStore(JobRunner& jobs, StoreChoice choice)
    : m_jobs(jobs), m_isOff(choice.isOff), m_store(std::make_shared<LazyStore>(std::move(choice))) {}

std::optional<storage::RunRecord> RunStore::interrupted() const {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [](const storage::RunRecord& run) {
        return run.status == storage::RunStatus::Interrupted && run.start.command == kWindowCommand;
    });
    return found == m_runs.end() ? std::nullopt : std::optional(*found);
}

void RunStore::refresh() {
    if (!m_isOff) list(std::nullopt);
}

void RunStore::remove(storage::RunId run) { list(run); }

// Removals have tags of their own: a later look must not take their place.
void RunStore::list(std::optional<storage::RunId> remove) {
    const QString tag = remove ? QStringLiteral("remove run %1").arg(remove->value()) : QStringLiteral("stored runs");
    m_jobs.start<Listing>(
        Lane::Quick, tag, [store = m_store, remove](const Progress&) { return listWithout(*store, remove); },
        [this](Result<Listing> listing) {
            if (!listing) {
                if (listing.error().code() != ErrorCode::Cancelled) emit warned(listing.error());
                return;
            }
            for (const Error& warning : listing->warnings) emit warned(warning);
            m_runs = std::move(listing->runs);
            emit changed();
        });
}

}  // namespace rf::ui
