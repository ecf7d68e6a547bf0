// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QTranslator>
#include <memory>

#include "ui/log_lines.h"
#include "ui/settings.h"
#include "ui/theme.h"
#include "ui/workbench.h"

namespace rf::ui {

class MainWindow;

/// Owns what lives as long as the program: the workbench, the log, theme and language. Creates the window, and creates it anew
/// when the language changes, also during a run. Needs a QApplication.
class Application : public QObject {
    Q_OBJECT

public:
    /// Borrows the settings. `language` overrides the one in the settings; empty: it does not.
    Application(Settings& settings, const QString& language, StoreChoice store = {});
    ~Application() override;

    Workbench& workbench() { return *m_workbench; }
    MainWindow& window() { return *m_window; }

    void setTheme(ThemeChoice theme);
    /// "en", "zh_CN", or empty: as the system.
    void setLanguage(const QString& language);
    /// Opens a path, see Workbench::open(), or the demo when it is empty.
    void open(const QString& path);

private:
    void installTranslations(const QString& language);
    void createWindow();

    Settings& m_settings;
    const Theme m_systemTheme;
    QTranslator m_sentences, m_qt;
    LogLines m_log;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<MainWindow> m_window;
    QPointer<MainWindow> m_retired;  // in another language; may be the sender of the choice, so it goes a little later
};

}  // namespace rf::ui
