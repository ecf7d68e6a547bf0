// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/data_watcher.h"

#include <algorithm>

#include "core/data/command_source.h"
#include "core/engine/engine.h"
#include "ui/jobs/job_runner.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {

Result<DataFacts> factsOf(const data::DataSpec& spec, const graph::Graph& model, const Progress& progress) {
    auto source = data::open(spec, engine::inputsOf(model), {{}, progress.token()});
    if (!source) return DataFacts{0, false, source.error()};
    return DataFacts{(*source)->size(), (*source)->hasLabels(), {}};
}

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
}

void DataWatcher::look() {
    if (!m_document.model()) return;
    const config::Project& project = m_document.project();
    lookAt(m_calibration, project.data.sources.empty() ? std::nullopt : std::optional(project.data));
    lookAt(m_test, project.testData);
}

void DataWatcher::lookAt(Watched& watched, const std::optional<data::DataSpec>& spec) {
    if (spec == watched.spec) return;
    watched.spec = spec;
    watched.facts.reset();
    m_jobs.cancel(watched.tag);
    // A program is not started for a look at its data.
    if (spec && std::none_of(spec->sources.begin(), spec->sources.end(), data::isCommand))
        m_jobs.start<DataFacts>(
            Lane::Quick, watched.tag,
            [spec = *spec, model = m_document.model()](const Progress& progress) { return factsOf(spec, *model, progress); },
            [this, &watched](Result<DataFacts> answer) {
                if (!answer) return;
                watched.facts = std::move(*answer);
                emit changed();
            });
    emit changed();
}

}  // namespace rf::ui
