// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/data_watcher.h"

#include <algorithm>
#include <set>

#include "core/data/command_source.h"
#include "core/engine/engine.h"
#include "ui/jobs/job_runner.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {

Result<DataFacts> factsOf(const data::DataSpec& spec, const graph::Graph& model, const Progress& progress) {
    auto source = data::open(spec, engine::inputsOf(model), {{}, progress.token()});
    if (!source) return DataFacts{0, false, source.error()};
    DataFacts facts{(*source)->size(), (*source)->hasLabels(), {}};
    // A file of the wrong size or kind shows when it is read.
    if (facts.samples > 0)
        if (const auto first = (*source)->sample(0); !first) facts.error = first.error();
    return facts;
}

/// More samples than these are not compared: it would take longer than it helps.
constexpr std::int64_t kCompared = 1000;

Result<std::set<Fingerprint>> fingerprintsOf(const data::DataSpec& spec, const graph::Graph& model, const Progress& progress) {
    RF_TRY(const auto source, data::open(spec, engine::inputsOf(model), {{}, progress.token()}));
    std::set<Fingerprint> all;
    const std::int64_t count = std::min(source->size(), kCompared);
    for (std::int64_t i = 0; i < count; ++i) {
        RF_TRY_VOID(progress.advance(i, count));
        RF_TRY(const Fingerprint one, source->fingerprint(i));
        all.insert(one);
    }
    return all;
}

Result<std::int64_t> sharedSamples(const data::DataSpec& one, const data::DataSpec& other, const graph::Graph& model,
                                   const Progress& progress) {
    const auto halves = progress.split({1, 1});
    RF_TRY(const auto first, fingerprintsOf(one, model, halves[0]));
    RF_TRY(const auto second, fingerprintsOf(other, model, halves[1]));
    return static_cast<std::int64_t>(
        std::count_if(second.begin(), second.end(), [&](const Fingerprint& sample) { return first.contains(sample); }));
}

const QString kCompare = QStringLiteral("shared samples");

}  // namespace

DataWatcher::DataWatcher(ProjectDocument& document, JobRunner& jobs) : m_document(document), m_jobs(jobs) {
    connect(&document, &ProjectDocument::modelChanged, this, &DataWatcher::startOver);
    connect(&document, &ProjectDocument::projectChanged, this, &DataWatcher::look);
}

// Another model reads the same data in another way; what was known of the former is not shown for it.
void DataWatcher::startOver() {
    for (Watched* watched : {&m_calibration, &m_test}) {
        m_jobs.cancel(watched->tag);
        watched->spec.reset();
        watched->facts.reset();
    }
    m_shared.reset();
    m_jobs.cancel(kCompare);
}

void DataWatcher::look() {
    if (!m_document.model()) return;
    const config::Project& project = m_document.project();
    lookAt(m_calibration, project.data.sources.empty() ? std::nullopt : std::optional(project.data));
    lookAt(m_test, project.testData);
}

// In the lane of the quick jobs, so it must be over soon or make way.
void DataWatcher::compare() {
    const auto isKnown = [](const Watched& watched) { return watched.spec && watched.facts && !watched.facts->error; };
    if (!isKnown(m_calibration) || !isKnown(m_test)) return;
    m_jobs.start<std::int64_t>(
        Lane::Quick, kCompare,
        [one = *m_calibration.spec, other = *m_test.spec, model = m_document.model()](const Progress& progress) {
            return sharedSamples(one, other, *model, progress);
        },
        [this](Result<std::int64_t> shared) {
            if (!shared) return;
            m_shared = *shared;
            emit changed();
        });
}

void DataWatcher::lookAt(Watched& watched, const std::optional<data::DataSpec>& spec) {
    if (spec == watched.spec) return;
    watched.spec = spec;
    watched.facts.reset();
    m_shared.reset();
    m_jobs.cancel(watched.tag);
    m_jobs.cancel(kCompare);
    // A program is not started for a look at its data.
    if (spec && std::none_of(spec->sources.begin(), spec->sources.end(), data::isCommand))
        m_jobs.start<DataFacts>(
            Lane::Quick, watched.tag,
            [spec = *spec, model = m_document.model()](const Progress& progress) { return factsOf(spec, *model, progress); },
            [this, &watched](Result<DataFacts> answer) {
                if (!answer) return;
                watched.facts = std::move(*answer);
                compare();
                emit changed();
            });
    emit changed();
}

}  // namespace rf::ui
