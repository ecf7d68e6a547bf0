// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <optional>

#include "core/base/result.h"

class QWidget;

namespace rf::ui {

class Application;

/// Drives the window as a user would (open, Run, select, paint with errors) and saves screenshots before, during and after a
/// run, after an edit, and of the shortcut sheet; light and dark, and in Chinese.
class Screenshots : public QObject {
    Q_OBJECT

public:
    Screenshots(Application& application, std::filesystem::path folder);
    /// Returns when everything is drawn; needs a model that was asked to be opened. Io when a file can't be written.
    Result<void> take();

private:
    /// Runs the event loop until `done` holds; the first error that the window shows ends it.
    Result<void> waitUntil(const std::function<bool()>& done);
    /// Waits until widget layouts and animations have finished.
    void settle();
    /// Of the window when no other widget is named.
    Result<void> save(const QString& name, QWidget* widget = nullptr);
    Result<void> saveInBothThemes(const QString& name, QWidget* widget = nullptr);
    Result<void> takeDuring();
    Result<void> takeAfter();
    Result<void> takeEdited();

    Application& m_application;
    std::filesystem::path m_folder;
    std::optional<Error> m_error;
};

}  // namespace rf::ui
