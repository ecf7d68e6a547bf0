// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings.h"

#include <QDir>

namespace rf::ui {

namespace {

const QString kTheme = QStringLiteral("theme");
const QString kLanguage = QStringLiteral("language");
const QString kFolder = QStringLiteral("folder");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");

}  // namespace

Settings::Settings() : m_settings(QStringLiteral("Rangefinder"), QStringLiteral("Rangefinder")) {}

Settings::Settings(const QString& file) : m_settings(file, QSettings::IniFormat) {}

ThemeChoice Settings::theme() const {
    const QString word = m_settings.value(kTheme).toString();
    for (const ThemeRow& row : kThemes)
        if (word == QLatin1String(row.word)) return row.theme;
    return ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme) {
    for (const ThemeRow& row : kThemes)
        if (row.theme == theme) m_settings.setValue(kTheme, QString::fromLatin1(row.word));
}

QString Settings::language() const { return m_settings.value(kLanguage).toString(); }

void Settings::setLanguage(const QString& language) { m_settings.setValue(kLanguage, language); }

QString Settings::folder() const { return m_settings.value(kFolder, QDir::homePath()).toString(); }

void Settings::setFolder(const QString& folder) { m_settings.setValue(kFolder, folder); }

QByteArray Settings::geometry() const { return m_settings.value(kGeometry).toByteArray(); }

QByteArray Settings::windowState() const { return m_settings.value(kState).toByteArray(); }

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state) {
    m_settings.setValue(kGeometry, geometry);
    m_settings.setValue(kState, state);
}

}  // namespace rf::ui
