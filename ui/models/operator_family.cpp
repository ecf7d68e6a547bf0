// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/operator_family.h"

#include <QCoreApplication>

#include "ui/theme.h"

namespace rf::ui {

QColor familyColor(OperatorFamily family, const Theme& theme) {
    const auto& colors = categoricalColors();
    switch (family) {
        case OperatorFamily::Convolution: return colors[0];
        case OperatorFamily::MatrixMultiply: return colors[4];
        case OperatorFamily::Normalization: return colors[3];
        case OperatorFamily::Activation: return colors[1];
        case OperatorFamily::Elementwise: return colors[6];
        case OperatorFamily::Pooling: return colors[2];
        case OperatorFamily::Other: return colors[5];
        case OperatorFamily::Structure: return theme.muted;
        case OperatorFamily::InputOutput: return theme.text;
    }
    return theme.muted;
}

QString familyName(OperatorFamily family) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("OperatorFamily", text); };
    switch (family) {
        case OperatorFamily::Convolution: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Convolution"));
        case OperatorFamily::MatrixMultiply: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Matrix product"));
        case OperatorFamily::Normalization: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Normalization"));
        case OperatorFamily::Activation: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Activation"));
        case OperatorFamily::Elementwise: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Elementwise"));
        case OperatorFamily::Pooling: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Pooling"));
        case OperatorFamily::Structure: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Shape and data movement"));
        case OperatorFamily::InputOutput: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Input or output"));
        case OperatorFamily::Other: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Other"));
    }
    return {};
}

}  // namespace rf::ui
