// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_status.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStringList>
#include <QTimer>
#include <algorithm>
#include <cmath>

#include "core/engine/registry/engine_registry.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/text/names.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kStatusGap = 8, kStatusBarWidth = 180, kSteps = 1000;
constexpr int kHintMs = 2000;  // as long as a second Esc counts, see CarefulInput
const QString kSeparator = QStringLiteral("  ·  ");

}  // namespace

QString progressDetails(const RunProgress& progress) {
    if (progress.waitingFor) return QCoreApplication::translate("core", progress.waitingFor);
    QStringList parts;
    if (progress.of > 1) parts << RunStatus::tr("%1 of %2").arg(countText(progress.done), countText(progress.of));
    if (progress.perSecond > 0) parts << RunStatus::tr("%1 per second").arg(numberText(progress.perSecond, 2));
    if (progress.secondsLeft) parts << RunStatus::tr("%1 left").arg(durationText(*progress.secondsLeft));
    return parts.join(kSeparator);
}

QString engineLine(const std::string& name, int threads) {
    const auto engine = engine::get(name);
    if (!engine) return errorText(engine.error());
    const engine::EngineInfo info = (*engine)->info();
    QStringList parts{engineName(info.name)};
    if (!info.instructionSet.empty()) parts << QString::fromStdString(info.instructionSet);
    parts << RunStatus::tr("%n threads", nullptr, threads > 0 ? threads : info.threads);
    return parts.join(kSeparator);
}

RunStatus::RunStatus(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_stage(new QLabel),
      m_bar(new QProgressBar),
      m_details(new QLabel),
      m_cancel(new QPushButton(tr("Cancel"))) {
    m_stage->setObjectName(QStringLiteral("runActivity"));
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kStatusBarWidth);
    m_bar->setAccessibleName(tr("Progress"));
    m_details->setObjectName(QStringLiteral("runDetails"));
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setToolTip(tr("Stop (Esc twice)"));
    setMinimumHeight(m_cancel->sizeHint().height());  // the window must not jump when a run starts
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kStatusGap, 0, 0, 0);
    row->setSpacing(kStatusGap);
    row->addWidget(m_stage);
    row->addWidget(m_bar);
    row->addWidget(m_details);
    row->addWidget(m_cancel);
    row->addStretch(1);
    connect(m_cancel, &QPushButton::clicked, &workbench, &Workbench::cancel);
    connect(&workbench, &Workbench::activityChanged, this, [this] {
        m_progress = {};
        showActivity();
    });
    connect(&workbench, &Workbench::progressed, this, [this](const RunProgress& progress) {
        m_progress = progress;
        showProgress();
    });
    connect(&workbench.document(), &ProjectDocument::projectChanged, this, &RunStatus::showActivity);
    connect(&workbench.document(), &ProjectDocument::outcomeChanged, this, &RunStatus::showActivity);
    connect(&workbench, &Workbench::dataFactsChanged, this, &RunStatus::showActivity);
    showActivity();
}

void RunStatus::askForSecondEscape() {
    m_cancel->setText(tr("Press Esc again to stop"));
    QTimer::singleShot(kHintMs, m_cancel, [button = m_cancel] { button->setText(tr("Cancel")); });
}

void RunStatus::showActivity() {
    const bool busy = m_workbench.isBusy();
    if (!busy) m_cancel->setText(tr("Cancel"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_bar, m_cancel, m_details}) widget->setVisible(busy);
    m_bar->setRange(0, m_workbench.isRunning() ? kSteps : 0);  // no end in sight: the bar only moves
    showProgress();
}

QString RunStatus::activity() const {
    auto& document = m_workbench.document();
    if (m_workbench.isOpening()) return tr("Reading the model");
    if (m_workbench.isRunning()) {
        const QString stage =
            !m_progress.stage
                ? tr("Starting")
                : tr("%1  %2/%3").arg(stageName(*m_progress.stage)).arg(static_cast<int>(*m_progress.stage) + 1).arg(pipeline::kStageCount);
        return m_workbench.isRunForEarlierSettings() ? tr("%1, for earlier settings").arg(stage) : stage;
    }
    if (m_workbench.isExporting()) return tr("Writing the model");
    if (!document.model()) return tr("Open a model to begin.");
    if (document.project().data.sources.empty()) return tr("Choose calibration data to go on.");
    const auto problems = m_workbench.problems();
    const auto blocking = std::find_if(problems.begin(), problems.end(), [](const RunProblem& problem) { return problem.blocks; });
    if (blocking != problems.end()) return blocking->text.section(u'\n', 0, 0);
    if (m_workbench.isLookingAtData()) return tr("Looking at the data");
    if (!document.outcome()) return tr("Ready. Press Run (F5).");
    if (document.isOutOfDate()) return tr("The results are for earlier settings. Press Run (F5) for new ones.");
    if (document.outcome()->nothingToQuantize)
        return tr("Nothing to quantize: every layer that the device quantizes is quantized already or left out. The model is as it was.");
    return tr("Done. Export the int8 model with Ctrl+E.");
}

void RunStatus::showProgress() {
    m_stage->setText(activity());
    m_bar->setValue(static_cast<int>(std::lround(m_progress.fraction * kSteps)));
    m_details->setText(progressDetails(m_progress));
}

}  // namespace rf::ui
