// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_legend.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/graph_view/legend_keys.h"

namespace rf::ui {

namespace {
constexpr int kLegendMargin = 8, kLegendGap = 12;
}

GraphLegend::GraphLegend(QWidget* parent)
    : QWidget(parent), m_keys(new LegendKeys), m_logarithmic(new QCheckBox(tr("Log scale"))), m_pinned(new QCheckBox(tr("Keep scale"))) {
    setAccessibleName(tr("Legend of the graph"));
    m_logarithmic->setObjectName(QStringLiteral("overlayLog"));
    m_pinned->setObjectName(QStringLiteral("overlayPin"));
    m_pinned->setToolTip(tr("Keep this range of the scale for other runs, so that their colours can be compared"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kLegendMargin, kLegendMargin / 2, kLegendMargin, kLegendMargin / 2);
    row->setSpacing(kLegendGap);
    row->addWidget(m_keys, 1);
    row->addWidget(m_logarithmic, 0, Qt::AlignTop);
    row->addWidget(m_pinned, 0, Qt::AlignTop);
    connect(m_logarithmic, &QCheckBox::toggled, this, &GraphLegend::logarithmicChosen);
    connect(m_pinned, &QCheckBox::toggled, this, &GraphLegend::pinnedChosen);
    m_logarithmic->hide();
    m_pinned->hide();
}

void GraphLegend::setModel(std::shared_ptr<const GraphModel> model) {
    setVisible(model != nullptr);
    m_keys->setModel(std::move(model));
}

void GraphLegend::setScale(const OverlayScale& scale, bool canBeLogarithmic, bool isPinned) {
    const QSignalBlocker logarithmic(m_logarithmic), pinned(m_pinned);
    const bool hasBar = !scale.isEmpty() && !scale.hasClasses();
    m_logarithmic->setVisible(hasBar);
    m_logarithmic->setEnabled(canBeLogarithmic);
    m_logarithmic->setChecked(scale.overlay().logarithmic);
    m_logarithmic->setToolTip(canBeLogarithmic ? QString() : tr("Decibels are logarithmic by themselves"));
    m_pinned->setVisible(hasBar);
    m_pinned->setChecked(isPinned);
    m_keys->setScale(scale);
}

}  // namespace rf::ui
