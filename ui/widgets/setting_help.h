// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFormLayout;
class QWidget;

namespace rf::ui {

/// Gives a control the tooltip of the setting it edits: what the table of keys says of it (config::help), and the key, for
/// whoever writes the same in a file. `key` must be one that the table knows.
void setSettingHelp(QWidget& control, const char* key);
/// The same for a control in a form, and for its label.
void setSettingHelp(QFormLayout& form, QWidget& control, const char* key);

}  // namespace rf::ui
