// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;

namespace rf::ui {

/// The kinds of text of a panel. They follow the application's font and theme.
enum class TextStyle { Title, Heading, Body, Caption, Warning, Problem };
void setTextStyle(QLabel& label, TextStyle style);

}  // namespace rf::ui
