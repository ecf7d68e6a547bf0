// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/picture_maker.h"

#include "ui/jobs/job_runner.h"
#include "ui/models/graph_layout.h"
#include "ui/models/graph_model.h"
#include "ui/models/node_states.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {

const QString kPicture = QStringLiteral("picture");

struct Preview {
    std::shared_ptr<const quantization::Placement> placement;  // null when there is an error
    std::optional<Error> error;                                // of the placement; the model is drawn anyway
    std::shared_ptr<const Picture> picture;
};

/// `outcome` is null where the placement has to be computed.
Result<Preview> preview(const graph::Graph& model, const quantization::Settings& settings, const pipeline::Outcome* outcome,
                        const Progress& progress) {
    Preview preview;
    auto picture = std::make_shared<Picture>();
    if (outcome) {
        preview.placement = std::make_shared<const quantization::Placement>(outcome->placement);
        picture->graph = std::make_shared<const graph::Graph>(outcome->quantized);
    } else if (auto placement = pipeline::preview(model, settings, progress)) {
        preview.placement = std::make_shared<const quantization::Placement>(std::move(*placement));
        picture->graph = std::make_shared<const graph::Graph>(preview.placement->graph);
    } else {
        preview.error = placement.error();
        picture->graph = std::make_shared<const graph::Graph>(model);
    }
    GraphModelOptions options;
    if (preview.placement) options.states = nodeStates(*preview.placement);
    // Also where a layer would have followed its neighbours: what the user excluded is called so everywhere.
    for (const std::string& name : settings.ignored.names)
        if (const auto id = picture->graph->find(name)) options.states[*id] = NodeState::Ignored;
    picture->model = std::make_shared<const GraphModel>(*picture->graph, options);
    RF_TRY(picture->drawing, layoutOf(*picture->model, progress));
    preview.picture = std::move(picture);
    return preview;
}

}  // namespace

PictureMaker::PictureMaker(ProjectDocument& document, JobRunner& jobs) : m_document(document), m_jobs(jobs) {
    connect(&document, &ProjectDocument::modelChanged, this, &PictureMaker::startOver);
    connect(&document, &ProjectDocument::projectChanged, this, &PictureMaker::refresh);
    connect(&document, &ProjectDocument::outcomeChanged, this, &PictureMaker::refresh);
}

PictureMaker::Source PictureMaker::source() const {
    const quantization::Settings& settings = m_document.project().quantization;
    const RunRecord* run = m_document.shownRun();
    return {m_document.modelRevision(), settings, run && run->settings.quantization == settings ? run->number : 0};
}

void PictureMaker::startOver() {
    m_asked.reset();
    m_picture.reset();
    emit pictureChanged();
}

void PictureMaker::refresh() {
    if (!m_document.model() || m_asked == source()) return;
    m_asked = source();
    m_jobs.start<Preview>(
        Lane::Quick, kPicture,
        [model = m_document.model(), source = *m_asked, outcome = m_asked->run ? m_document.outcome() : nullptr](const Progress& progress) {
            return preview(*model, source.settings, outcome.get(), progress);
        },
        [this, asked = *m_asked](Result<Preview> answer) {
            if (!answer) return m_asked.reset();
            if (asked != source()) return;
            m_document.setPlacement(answer->placement);
            m_picture = answer->picture;
            emit pictureChanged();
            if (answer->error) emit failed(tr("With these settings nothing can be quantized."), *answer->error);
        });
}

}  // namespace rf::ui
