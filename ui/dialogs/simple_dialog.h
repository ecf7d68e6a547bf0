// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLayout;
class QWidget;

namespace rf::ui {

/// Shows something to read, with a button to close it. Does not block; the dialog deletes itself. Takes ownership of the widget
/// layout `content`.
void showSimpleDialog(QWidget& parent, const QString& objectName, const QString& title, QLayout* content);

}  // namespace rf::ui
