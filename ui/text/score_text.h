// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/results/report.h"

namespace rf::ui {

/// "float 91.33 % → int8 90.67 %": the score of both models, or of one: "int8 90.67 %".
QString scoreText(const results::Score& score);

}  // namespace rf::ui
