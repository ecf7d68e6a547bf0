// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <string_view>

namespace rf::ui {

struct Theme;

/// Operators that belong together for the eye: one colour each.
enum class OperatorFamily { Convolution, MatrixMultiply, Normalization, Activation, Elementwise, Pooling, Structure, InputOutput, Other };

/// By the type of an IR layer, e.g. "GroupConvolution"; Other for a type nobody listed.
OperatorFamily operatorFamily(std::string_view type);
QColor familyColor(OperatorFamily family, const Theme& theme);
/// Translated, for tooltips and legends.
QString familyName(OperatorFamily family);

}  // namespace rf::ui
