// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/run_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/text/names.h"

namespace rf::ui {

namespace {

struct RunText {
    Q_DECLARE_TR_FUNCTIONS(RunText)

public:
    static QString ending(const UnfinishedRun& run) {
        if (run.error) return tr("The run failed.") + u'\n' + errorText(*run.error);
        if (run.input) return tr("Cancelled: %1.").arg(reachedText(run.reached));
        const QString began = QLocale().toString(QDateTime::fromSecsSinceEpoch(run.kept.began), QLocale::ShortFormat);
        return tr("A run of %1, begun %2, was interrupted.").arg(QString::fromStdString(run.kept.start.model), began);
    }

    static QString kept(const UnfinishedRun& run) {
        if (run.hasModel()) return tr("All ranges are kept; only the comparison with float is missing.");
        const int steps = static_cast<int>(run.kept.steps.size());
        return steps > 0 ? tr("%n finished steps are kept.", nullptr, steps) : tr("No step was finished; what was measured is kept.");
    }
};

}  // namespace

QString reachedText(const RunProgress& progress) {
    if (!progress.stage) return RunText::tr("starting");
    const QString stage = stageName(*progress.stage);
    if (progress.of <= 1) return stage;
    return RunText::tr("%1, %2 of %3").arg(stage, countText(progress.done), countText(progress.of));
}

QString statusName(storage::RunStatus status) {
    switch (status) {
        case storage::RunStatus::Running: return RunText::tr("running");
        case storage::RunStatus::Interrupted: return RunText::tr("interrupted");
        case storage::RunStatus::Finished: return RunText::tr("finished");
        case storage::RunStatus::Cancelled: return RunText::tr("cancelled");
        case storage::RunStatus::Failed: return RunText::tr("failed");
    }
    return {};
}

QString unfinishedText(const UnfinishedRun& run) { return RunText::ending(run) + u'\n' + RunText::kept(run); }

}  // namespace rf::ui
