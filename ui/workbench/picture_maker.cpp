// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/picture_maker.h"

#include <algorithm>
#include <utility>

#include "ui/jobs/job_runner.h"
#include "ui/models/graph_layout.h"
#include "ui/models/graph_model.h"
#include "ui/models/node_states.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {

const QString kPicture = QStringLiteral("picture"), kBlocks = QStringLiteral("blocks");

struct Preview {
    std::shared_ptr<const quantization::Placement> placement;  // null when there is an error
    std::optional<Error> error;                                // of the placement; the model is drawn anyway
    std::shared_ptr<const Picture> picture;
};

/// The boxes at the top of the columns of a drawing.
std::vector<graph::NodeId> columnStarts(const Picture& picture) {
    std::vector<graph::NodeId> starts;
    for (const int box : picture.drawing.columnStarts) starts.push_back(picture.shown->nodes()[static_cast<std::size_t>(box)].id);
    return starts;
}

/// Lays out what is open. An earlier drawing of the same boxes and arrows is taken as it is: a run moves nothing.
Result<void> draw(Picture& picture, const OpenBlocks& open, const Picture* before, const Progress& progress) {
    picture.shown = std::make_shared<const GraphModel>(withBlocks(*picture.model, open));
    if (before && picture.shown->isDrawnLike(*before->shown)) {
        picture.drawing = before->drawing;
        return {};
    }
    RF_TRY(picture.drawing, layoutOf(*picture.shown, progress));
    return {};
}

/// `outcome` is null where the placement has to be computed.
Result<Preview> preview(const graph::Graph& model, const quantization::Settings& settings, const pipeline::Outcome* outcome,
                        const OpenBlocks& open, const Picture* before, const Progress& progress) {
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
    RF_TRY_VOID(draw(*picture, open, before, progress));
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
    m_open = {};
    m_picture.reset();
    emit pictureChanged();
}

void PictureMaker::toggleBlock(const QString& path) {
    if (!m_picture) return;
    OpenBlocks open = m_open;
    const auto& boxes = m_picture->shown->nodes();
    if (std::any_of(boxes.begin(), boxes.end(), [&](const GraphNode& box) { return box.block == path; })) {
        open.paths.insert(path);
    } else {
        // The block itself, or the innermost open one around it.
        QString inner;
        for (const QString& opened : open.paths)
            if (path.startsWith(opened) && opened.size() > inner.size()) inner = opened;
        open.paths.erase(inner);
    }
    arrange(std::move(open));
}

void PictureMaker::setAllOpen(bool all) { arrange({{}, all}); }

// The layers stay what they are, so only boxes and lines are made anew; columns begin where they began.
void PictureMaker::arrange(OpenBlocks open) {
    if (!m_picture || open == m_open) return;
    const bool single = open.all == m_open.all;
    m_open = std::move(open);
    m_jobs.start<std::shared_ptr<const Picture>>(
        Lane::Quick, kBlocks,
        [before = m_picture, open = m_open, single](const Progress& progress) -> Result<std::shared_ptr<const Picture>> {
            auto picture = std::make_shared<Picture>(*before);
            picture->shown = std::make_shared<const GraphModel>(withBlocks(*picture->model, open));
            const auto starts = single ? columnStarts(*before) : std::vector<graph::NodeId>{};
            RF_TRY(picture->drawing, layoutOf(*picture->shown, progress, starts));
            return std::shared_ptr<const Picture>(std::move(picture));
        },
        [this, open = m_open, model = m_picture->model](const Result<std::shared_ptr<const Picture>>& answer) {
            if (!answer || !(open == m_open) || !m_picture || m_picture->model != model) return;
            m_picture = *answer;
            emit pictureChanged();
        });
}

void PictureMaker::refresh() {
    if (!m_document.model() || m_asked == source()) return;
    m_asked = source();
    m_jobs.start<Preview>(
        Lane::Quick, kPicture,
        [model = m_document.model(), source = *m_asked, outcome = m_asked->run ? m_document.outcome() : nullptr, open = m_open,
         before = m_picture](const Progress& progress) {
            return preview(*model, source.settings, outcome.get(), open, before.get(), progress);
        },
        [this, asked = *m_asked, opened = m_open](Result<Preview> answer) {
            if (!answer) return m_asked.reset();
            if (asked != source()) return;
            m_document.setPlacement(answer->placement);
            m_picture = answer->picture;
            emit pictureChanged();
            if (!(opened == m_open)) arrange(std::exchange(m_open, opened));  // a block was opened meanwhile
            if (answer->error) emit failed(tr("With these settings nothing can be quantized."), *answer->error);
        });
}

}  // namespace rf::ui
