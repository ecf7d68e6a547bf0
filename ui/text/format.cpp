// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <cmath>

#include "core/tensor/shape.h"

namespace rf::ui {

QString bytesText(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat); }

QString durationText(double seconds) {
    constexpr int kSecondsPerMinute = 60, kMinutesPerHour = 60;
    const auto total = static_cast<std::int64_t>(std::ceil(seconds));
    if (total < kSecondsPerMinute) return QCoreApplication::translate("rf::ui::Format", "%1 s", "seconds").arg(total);
    const std::int64_t minutes = total / kSecondsPerMinute;
    if (minutes < kMinutesPerHour)
        return QCoreApplication::translate("rf::ui::Format", "%1 min %2 s", "minutes, seconds").arg(minutes).arg(total % kSecondsPerMinute);
    return QCoreApplication::translate("rf::ui::Format", "%1 h %2 min", "hours, minutes")
        .arg(minutes / kMinutesPerHour)
        .arg(minutes % kMinutesPerHour);
}

QString decibelText(double decibel) {
    if (std::isinf(decibel)) return decibel > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    return QLocale().toString(decibel, 'f', 1);
}

QString countText(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString shapeText(std::span<const std::int64_t> shape) { return QString::fromStdString(text(shape)).replace(u'x', QChar(0x00d7)); }

QString shortened(const QString& text, int characters) {
    if (text.size() <= characters) return text;
    const int kept = characters - 1;
    return text.left(kept / 2) + QChar(0x2026) + text.right(kept - kept / 2);
}

}  // namespace rf::ui
