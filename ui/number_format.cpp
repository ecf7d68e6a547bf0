// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/number_format.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace rf::ui {

QString numberText(double value, int significantDigits) {
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    QString text = QLocale().toString(value, 'g', significantDigits);
    if (value < 0) text.replace(QLocale().negativeSign(), QStringLiteral("−"));
    return text;
}

QString percentText(double share) {
    const double percent = 100 * share;
    const int digits = percent != 0 && std::abs(percent) < 0.1 ? 2 : 3;
    return QCoreApplication::translate("NumberFormat", "%1 %").arg(numberText(percent, digits));
}

}  // namespace rf::ui
