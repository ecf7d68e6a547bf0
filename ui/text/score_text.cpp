// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/score_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace rf::ui {

namespace {

struct ScoreTexts {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::ScoreTexts)
};

// Accuracies are compared, so both get the same two decimals instead of four digits.
QString accuracyText(double share) { return QLocale().toString(share * 100, 'f', 2); }

QString valueText(double value, metrics::Unit unit) {
    const QString number = std::isinf(value) ? QStringLiteral("∞") : QLocale().toString(value, 'g', 4);
    return unit == metrics::Unit::Decibel ? number + QStringLiteral(" dB") : number;
}

}  // namespace

QString scoreText(const results::Score& score) {
    const bool isShare = score.unit == metrics::Unit::Share;
    const auto text = [&](double value) {
        return isShare ? ScoreTexts::tr("%1 %").arg(accuracyText(value)) : valueText(value, score.unit);
    };
    if (!score.reference) return ScoreTexts::tr("int8 %1").arg(text(score.value));
    return ScoreTexts::tr("float %1  →  int8 %2").arg(text(*score.reference), text(score.value));
}

}  // namespace rf::ui
