// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace rf::ui {

class Settings;

enum class Choose { File, Folder, NewFile };

/// Asks for a path without blocking; starts in the last folder. `chosen` is not called when the user cancels.
void choosePath(QWidget& parent, Settings& settings, Choose what, const QString& title, const QString& filter,
                std::function<void(const QString&)> chosen);

}  // namespace rf::ui
