// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Numbers as the window writes them: in the user's locale, at most four significant digits.
namespace rf::ui {

QString numberText(double value, int significantDigits = 4);
/// "0.013 %": a share of 1 as percents.
QString percentText(double share);

}  // namespace rf::ui
