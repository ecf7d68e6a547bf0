// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/application.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStyleFactory>

#include "ui/demo.h"
#include "ui/main_window.h"
#include "ui/style_sheet.h"
#include "ui/text/error_text.h"

namespace rf::ui {

Application::Application(Settings& settings, const QString& language, StoreChoice store)
    : m_settings(settings), m_systemTheme(themeFor(QApplication::palette())), m_workbench(std::make_unique<Workbench>(std::move(store))) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(textFont(TextSize::Body));
    installTranslations(language.isEmpty() ? m_settings.language() : language);
    setTheme(m_settings.theme());
    createWindow();
    // What was said is still there when the message bar has been closed.
    connect(m_workbench.get(), &Workbench::failed, &m_log,
            [this](const QString& what, const Error& error) { m_log.append(what + u' ' + errorText(error)); });
    connect(m_workbench.get(), &Workbench::noticed, &m_log, &LogLines::append);
}

Application::~Application() {
    delete m_retired;
    m_window.reset();
    QApplication::removeTranslator(&m_sentences);
    QApplication::removeTranslator(&m_qt);
}

void Application::setTheme(ThemeChoice theme) {
    m_settings.setTheme(theme);
    const Theme& chosen = theme == ThemeChoice::System ? m_systemTheme : theme == ThemeChoice::Dark ? darkTheme() : lightTheme();
    QApplication::setPalette(paletteFor(chosen));
    qApp->setStyleSheet(styleSheetFor(chosen));
}

void Application::installTranslations(const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    QApplication::removeTranslator(&m_sentences);
    QApplication::removeTranslator(&m_qt);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qt);
    const QString folder = QStringLiteral(":/translations");
    // Without a translation the sentences are English, whose plurals are a translation too.
    if (m_sentences.load(locale, QStringLiteral("rangefinder"), QStringLiteral("_"), folder) ||
        m_sentences.load(QStringLiteral("rangefinder_en"), folder))
        QApplication::installTranslator(&m_sentences);
}

void Application::setLanguage(const QString& language) {
    m_settings.setLanguage(language);
    installTranslations(language);
    const bool wasVisible = m_window->isVisible();
    m_window->rememberLayout();
    delete m_retired;
    m_retired = m_window.release();
    m_retired->hide();
    m_retired->deleteLater();
    createWindow();
    m_window->setVisible(wasVisible);
}

void Application::createWindow() {
    m_window = std::make_unique<MainWindow>(*m_workbench, m_log, m_settings);
    connect(m_window.get(), &MainWindow::themeChosen, this, &Application::setTheme);
    connect(m_window.get(), &MainWindow::languageChosen, this, &Application::setLanguage);
}

void Application::open(const QString& path) {
    if (!path.isEmpty())
        m_workbench->open(path.toStdString());
    else if (const auto demo = demoProject())
        m_workbench->openProject(*demo);
}

}  // namespace rf::ui
