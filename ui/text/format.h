// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>

#include "ui/number_format.h"

/// Quantities as the window writes them, in the user's locale.
namespace rf::ui {

QString bytesText(std::int64_t bytes);                   ///< "3.5 MB"
QString durationText(double seconds);                    ///< "12 s", "3 min 20 s"
QString decibelText(double decibel);                     ///< "31.4", "∞" without any noise; without the unit
QString countText(std::int64_t count);                   ///< "12,345"
QString shapeText(std::span<const std::int64_t> shape);  ///< "1×3×224×224"
/// A path or name cut in the middle to `characters`.
QString shortened(const QString& text, int characters);

}  // namespace rf::ui
