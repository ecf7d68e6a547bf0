// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace rf::ui {

enum class ThemeChoice { System, Light, Dark };

struct ThemeRow {
    ThemeChoice theme;
    const char* word;  ///< in the settings and in the name of its action
    const char* name;  ///< in English, of the translation context rf::ui::Themes
};

constexpr ThemeRow kThemes[] = {{ThemeChoice::System, "system", QT_TRANSLATE_NOOP("rf::ui::Themes", "As the system")},
                                {ThemeChoice::Light, "light", QT_TRANSLATE_NOOP("rf::ui::Themes", "Light")},
                                {ThemeChoice::Dark, "dark", QT_TRANSLATE_NOOP("rf::ui::Themes", "Dark")}};

/// What the window remembers from one start to the next.
class Settings {
public:
    /// The user's own settings.
    Settings();
    /// Settings in a file, for tests.
    explicit Settings(const QString& file);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// "en", "zh_CN", or empty: as the system.
    QString language() const;
    void setLanguage(const QString& language);
    /// Where the last file was chosen.
    QString folder() const;
    void setFolder(const QString& folder);
    QByteArray geometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

private:
    QSettings m_settings;
};

}  // namespace rf::ui
