// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFormLayout;
class QWidget;

namespace rf::ui {

/// Sets the tooltip of a control: the help of the setting that it edits (config::help), and its key in configuration files.
/// `key` must be one that the table knows.
void setSettingHelp(QWidget& control, const char* key);
/// The same for a control in a form, and for its label.
void setSettingHelp(QFormLayout& form, QWidget& control, const char* key);

}  // namespace rf::ui
