// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/setup_panel.h"

#include <QVBoxLayout>

#include "ui/panels/data_section.h"
#include "ui/panels/evaluation_section.h"
#include "ui/panels/ignored_section.h"
#include "ui/panels/model_section.h"
#include "ui/panels/preset_section.h"
#include "ui/panels/target_section.h"

namespace rf::ui {

namespace {
constexpr int kSetupMargin = 12, kSetupWidth = 280;
}

SetupPanel::SetupPanel(Workbench& workbench, Settings& settings, QWidget* parent) : QScrollArea(parent) {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(kSetupMargin, kSetupMargin, kSetupMargin, kSetupMargin);
    column->setSpacing(0);
    column->addWidget(new ModelSection(workbench));
    column->addWidget(new DataSection(workbench, settings));
    column->addWidget(new PresetSection(workbench));
    column->addWidget(new TargetSection(workbench));
    column->addWidget(new EvaluationSection(workbench, settings));
    column->addWidget(new IgnoredSection(workbench));
    column->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QSize SetupPanel::sizeHint() const { return {kSetupWidth, QScrollArea::sizeHint().height()}; }

}  // namespace rf::ui
