// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/graph_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/graph_view/graph_legend.h"
#include "ui/graph_view/graph_view.h"
#include "ui/models/graph_model.h"
#include "ui/models/overlay_rows.h"
#include "ui/panels/layer_menu.h"
#include "ui/panels/search_bar.h"
#include "ui/text/result_text.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {
constexpr int kToolsMargin = 8;
}

GraphPanel::GraphPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_overlay(new QComboBox),
      m_flip(new QToolButton),
      m_hint(new QLabel),
      m_view(new GraphView),
      m_legend(new GraphLegend) {
    m_overlay->setObjectName(QStringLiteral("overlay"));
    for (const OverlayRow& row : overlayRows()) m_overlay->addItem(overlayTitle(row), QString::fromLatin1(row.id));
    m_overlay->setAccessibleName(tr("Paint with"));
    m_view->setEmptyText(tr("Open an OpenVINO model with Ctrl+O, or drop one here."));
    m_view->setAccessibleName(tr("Graph of the model"));
    m_flip->setObjectName(QStringLiteral("flipOverlay"));
    m_flip->setText(QStringLiteral("⇄"));
    m_flip->setAccessibleName(tr("Accumulated or isolated"));
    m_flip->setToolTip(tr("Flips between the error of the whole int8 model and that of each layer alone"));
    m_flip->setAutoRaise(true);
    m_hint->setObjectName(QStringLiteral("runHeader"));
    setTextStyle(*m_hint, TextStyle::Caption);
    auto* caption = new QLabel(tr("Paint with"));
    setTextStyle(*caption, TextStyle::Caption);
    caption->setBuddy(m_overlay);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(kToolsMargin, kToolsMargin, kToolsMargin, kToolsMargin);
    row->setSpacing(kToolsMargin);
    row->addWidget(new SearchBar(workbench));
    row->addWidget(m_hint, 1);
    row->addWidget(caption);
    row->addWidget(m_overlay);
    row->addWidget(m_flip);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_view, 1);
    column->addWidget(m_legend);

    connect(&workbench, &Workbench::pictureChanged, this, &GraphPanel::showPicture);
    connect(&workbench.document(), &ProjectDocument::projectChanged, this, &GraphPanel::showExcluded);
    connect(&workbench.layers(), &LayerList::changed, this, &GraphPanel::showOverlay);
    connect(&workbench.document(), &ProjectDocument::projectChanged, this, &GraphPanel::showOverlay);
    connect(&workbench.selection(), &Selection::changed, this, &GraphPanel::showSelection);
    connect(&workbench.search(), &LayerSearch::changed, this, &GraphPanel::showFound);
    connect(m_overlay, &QComboBox::currentIndexChanged, this, &GraphPanel::showOverlay);
    connect(m_flip, &QToolButton::clicked, this, [this] { setOverlay(QLatin1String(shownRow().partner)); });
    connect(m_legend, &GraphLegend::logarithmicChosen, this, [this](bool logarithmic) {
        m_logarithmic[QLatin1String(shownRow().id)] = logarithmic;
        showOverlay();
    });
    connect(m_legend, &GraphLegend::pinnedChosen, this, &GraphPanel::keepScale);
    connect(m_view, &GraphView::nodeSelected, this, [this](graph::NodeId id) {
        const auto& picture = m_workbench.picture();
        if (!picture || !picture->graph->contains(id)) return m_workbench.selection().clear();
        const GraphNode& box = picture->shown->nodes()[static_cast<std::size_t>(picture->shown->boxOf(id))];
        QStringList names;
        for (auto member = box.members.rbegin(); member != box.members.rend(); ++member)
            names << QString::fromStdString(picture->graph->node(*member).name);
        if (names.isEmpty()) names << QString::fromStdString(picture->graph->node(id).name);
        m_workbench.selection().select(names);
    });
    connect(m_view, &GraphView::blockActivated, this, [this](const QString& path) {
        m_anchor = m_view->selected().isValid() ? std::optional(m_view->selected()) : std::nullopt;
        m_workbench.pictures().toggleBlock(path);
    });
    connect(m_view, &GraphView::contextMenuRequested, this, [this](graph::NodeId id, QPoint position) {
        const auto& picture = m_workbench.picture();
        if (!picture || !picture->graph->contains(id)) return;
        const QString layer = QString::fromStdString(picture->graph->node(id).name);
        const QStringList& selected = m_workbench.selection().names();
        layerMenu(m_workbench, selected.contains(layer) ? selected : QStringList{layer}, *this)->popup(position);
    });
    showPicture();
}

void GraphPanel::setOverlay(const QString& id) { m_overlay->setCurrentIndex(m_overlay->findData(id)); }

void GraphPanel::paintErrors() {
    if (m_overlay->currentIndex() == 0) setOverlay(QStringLiteral("sqnr.isolated"));
}

void GraphPanel::showPicture() {
    const auto& picture = m_workbench.picture();
    if (!picture) {
        m_shownRevision = 0;
        m_view->setGraph(nullptr, {});
        m_legend->setModel(nullptr);
        showOverlay();
        return;
    }
    const ViewTransform transform = m_view->transform();
    const bool isSameModel = m_shownRevision == m_workbench.document().modelRevision();
    const auto anchored = isSameModel && m_anchor ? m_view->positionOf(*m_anchor) : std::nullopt;
    m_view->setGraph(picture->shown, picture->drawing);
    m_legend->setModel(picture->model);
    // What did not change does not move.
    if (isSameModel) m_view->setTransform(transform);
    if (anchored) m_view->keepAt(*m_anchor, *anchored);
    m_anchor.reset();
    m_shownRevision = m_workbench.document().modelRevision();
    showExcluded();
    showOverlay();
    showFound();
    showSelection();
}

void GraphPanel::showExcluded() {
    std::unordered_set<graph::NodeId> excluded;
    if (const auto& picture = m_workbench.picture())
        for (const std::string& name : m_workbench.document().project().quantization.ignored.names)
            if (const auto id = picture->graph->find(name)) excluded.insert(*id);
    if (const auto& picture = m_workbench.picture())
        for (const GraphNode& box : picture->shown->nodes())
            if (!box.members.empty() &&
                !std::all_of(box.members.begin(), box.members.end(), [&](auto id) { return excluded.contains(id); }))
                excluded.erase(box.id);
    m_view->setExcluded(std::move(excluded));
}

void GraphPanel::showFound() {
    const LayerSearch& search = m_workbench.search();
    if (!search.isActive()) return m_view->setFound(std::nullopt);
    std::unordered_set<graph::NodeId> found;
    for (const QString& name : search.found())
        if (const int row = m_workbench.layers().rowOf(name); row >= 0)
            found.insert(m_workbench.layers().rows()[static_cast<std::size_t>(row)].node);
    if (const auto& picture = m_workbench.picture())
        for (const GraphNode& box : picture->shown->nodes())
            if (std::any_of(box.members.begin(), box.members.end(), [&](auto id) { return found.contains(id); })) found.insert(box.id);
    m_view->setFound(std::move(found));
}

const OverlayRow& GraphPanel::shownRow() const { return overlayRows()[static_cast<std::size_t>(m_overlay->currentIndex())]; }

Overlay GraphPanel::overlay() const {
    const OverlayRow& row = shownRow();
    const QString id = QLatin1String(row.id);
    Overlay overlay;
    if (!row.value || !m_workbench.picture() || (row.needsRun && !m_workbench.document().outcome())) return overlay;
    overlay.title = overlayTitle(row);
    overlay.unit = QString::fromLatin1(row.unit);
    const auto chosen = m_logarithmic.find(id);
    overlay.logarithmic = row.kind == OverlayKind::Amount && (chosen == m_logarithmic.end() || chosen->second);
    overlay.higherIsWorse = !row.worstIsLow;
    if (row.kind == OverlayKind::States) overlay.classes = stateClasses();
    if (const auto kept = m_kept.find(id); kept != m_kept.end()) overlay.range = kept->second;
    for (const LayerRow& layer : m_workbench.layers().rows())
        if (const auto value = row.value(layer)) overlay.values.emplace(layer.node, *value);
    // A block has the value of the worst of its layers.
    for (const GraphNode& box : m_workbench.picture()->shown->nodes()) {
        std::optional<double> worst;
        for (const graph::NodeId member : box.members) {
            const auto value = overlay.values.find(member);
            if (value == overlay.values.end() || !std::isfinite(value->second)) continue;
            if (!worst || (value->second > *worst) == overlay.higherIsWorse) worst = value->second;
        }
        if (box.members.empty()) continue;
        overlay.values.erase(box.id);
        if (worst) overlay.values[box.id] = row.kind == OverlayKind::States ? static_cast<double>(box.state) : *worst;
    }
    return overlay;
}

void GraphPanel::keepScale(bool keep) {
    const QString id = QLatin1String(shownRow().id);
    if (keep)
        m_kept[id] = m_view->overlay().range();
    else
        m_kept.erase(id);
    showOverlay();
}

void GraphPanel::showOverlay() {
    const OverlayRow& row = shownRow();
    m_view->setOverlay(overlay());
    showEstimates();
    m_legend->setScale(m_view->overlay(), row.kind == OverlayKind::Amount, m_kept.contains(QLatin1String(row.id)));
    m_flip->setEnabled(row.partner != nullptr);
    m_hint->setText(hint(row.needsRun));
    setTextStyle(*m_hint, m_workbench.document().isOutOfDate() ? TextStyle::Warning : TextStyle::Caption);
}

// What excluding a layer would bring, before the user does it.
void GraphPanel::showEstimates() {
    std::unordered_map<graph::NodeId, QString> notes;
    if (const auto& outcome = m_workbench.document().outcome()) {
        const results::Report& report = outcome->report;
        const metrics::Unit unit = report.scores.empty() ? metrics::Unit::Share : report.scores.front().unit;
        for (const results::Estimate& estimate : results::estimates(report))
            if (const int row = m_workbench.layers().rowOf(QString::fromStdString(estimate.layer)); row >= 0)
                notes.emplace(m_workbench.layers().rows()[static_cast<std::size_t>(row)].node, estimateText(estimate, unit));
    }
    m_view->setNotes(std::move(notes));
}

QString GraphPanel::hint(bool needsErrors) const {
    const auto& document = m_workbench.document();
    const RunRecord* run = document.shownRun();
    if (!run) return needsErrors ? tr("Press Run (F5) to measure errors.") : QString();
    if (document.isOutOfDate()) return tr("Run %1, for earlier settings. Press Run (F5) for new results.").arg(run->number);
    return (run->outcome->nothingToQuantize ? tr("Run %1: nothing to quantize") : tr("Run %1")).arg(run->number);
}

void GraphPanel::showSelection() {
    const auto& picture = m_workbench.picture();
    const auto id = picture ? picture->graph->find(m_workbench.selection().current().toStdString()) : std::nullopt;
    m_view->select(id.value_or(graph::NodeId{}));
}

}  // namespace rf::ui
