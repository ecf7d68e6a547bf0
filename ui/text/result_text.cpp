// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/result_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "ui/text/format.h"
#include "ui/text/score_text.h"

namespace rf::ui {

namespace {

struct ResultText {
    Q_DECLARE_TR_FUNCTIONS(ResultText)
};

constexpr double kPointsOfShare = 100.0;
const QChar kMinus(0x2212);

/// With its sign: "−5.90", "+0.30".
QString signedText(double value, int decimals) {
    const QString number = QLocale().toString(std::abs(value), 'f', decimals);
    if (number == QLocale().toString(0.0, 'f', decimals)) return QStringLiteral("±") + number;
    return (value < 0 ? QString(kMinus) : QStringLiteral("+")) + number;
}

QString expectedText(double score, metrics::Unit unit) {
    return unit == metrics::Unit::Share ? ResultText::tr("%1 %").arg(QLocale().toString(score * kPointsOfShare, 'f', 1))
                                        : QLocale().toString(score, 'g', 4);
}

}  // namespace

QString headline(const ResultSummary& summary) {
    if (summary.score) {
        results::Score alone = *summary.score;
        alone.reference.reset();
        return scoreText(alone);
    }
    if (summary.outputSqnr) return ResultText::tr("int8 %1 dB at the outputs").arg(decibelText(*summary.outputSqnr));
    return ResultText::tr("int8");
}

QString changeText(const ResultSummary& summary) {
    if (!summary.score || !summary.score->reference) return {};
    const results::Score& score = *summary.score;
    if (!std::isfinite(*score.reference) || !std::isfinite(score.value)) return {};
    const double change = score.value - *score.reference;
    if (score.unit == metrics::Unit::Share) return ResultText::tr("%1 points").arg(signedText(change * kPointsOfShare, 2));
    return signedText(change, 3);
}

QString sizeText(const ResultSummary& summary) {
    if (summary.floatBytes <= 0) return {};
    const double change = kPointsOfShare * (static_cast<double>(summary.int8Bytes) / static_cast<double>(summary.floatBytes) - 1.0);
    return ResultText::tr("%1 (%2 %)").arg(bytesText(summary.int8Bytes), signedText(change, 0));
}

QString harmText(const ResultSummary& summary) {
    if (summary.worstLayer.empty()) return {};
    const QString layer = QString::fromStdString(summary.worstLayer);
    if (!summary.advice) return ResultText::tr("%1 is hurt most: %2 dB by itself.").arg(layer, decibelText(summary.worstSqnr));
    const QString estimate = expectedText(summary.advice->expected, summary.advice->unit);
    return ResultText::tr("%1 costs most. In float: about %2 (estimate).").arg(layer, estimate);
}

QString estimateText(const results::Estimate& estimate, metrics::Unit unit) {
    if (estimate.expected) return ResultText::tr("In float: the model about %1 (estimate)").arg(expectedText(*estimate.expected, unit));
    if (!std::isfinite(estimate.gain)) return ResultText::tr("In float: no noise would be left (estimate)");
    return ResultText::tr("In float: the outputs about %1 dB better (estimate)").arg(decibelText(estimate.gain));
}

}  // namespace rf::ui
