// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>
#include <cstdio>

#include "core/base/abandoned_work.h"
#include "core/base/version.h"
#include "core/engine/registry/model_import.h"
#include "ui/application.h"
#include "ui/main_window.h"
#include "ui/screenshots.h"

namespace {

int takeScreenshots(const QCommandLineParser& parser, const QString& model) {
    const QTemporaryDir fresh;  // the pictures must not depend on what the user's window looks like
    rf::ui::Settings settings(fresh.filePath(QStringLiteral("settings.ini")));
    rf::ui::Application application(
        settings, parser.value(QStringLiteral("lang")).isEmpty() ? QStringLiteral("en") : parser.value(QStringLiteral("lang")));
    rf::ui::Screenshots screenshots(application, parser.value(QStringLiteral("screenshots")).toStdString());
    application.open(model);
    if (const auto result = screenshots.take(); !result) {
        std::fprintf(stderr, "error: %s\n", result.error().message().c_str());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

// The settings are on disk when this returns.
int showWindow(const QCommandLineParser& parser, const QString& model) {
    rf::ui::Settings settings;
    rf::ui::Application application(settings, parser.value(QStringLiteral("lang")),
                                    {parser.isSet(QStringLiteral("no-store")), parser.value(QStringLiteral("store")).toStdString()});
    application.window().show();
    application.open(model);
    application.workbench().lookForInterruptedRuns();
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    if (const auto code = rf::engine::importMain(argc, argv)) return *code;
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Rangefinder"));
    QApplication::setApplicationVersion(QString::fromStdString(rf::version()));
    QApplication::setDesktopFileName(QStringLiteral("rangefinder"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Quantizes neural networks to int8 and shows what that does to every layer."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("model"),
        QStringLiteral("Model (OpenVINO IR, ONNX, TensorFlow, TensorFlow Lite, PaddlePaddle) or configuration; the demo when absent"),
        QStringLiteral("[model]"));
    parser.addOption(
        {QStringLiteral("result"), QStringLiteral("Open the model and settings of an earlier result"), QStringLiteral("folder")});
    parser.addOption(
        {QStringLiteral("config"), QStringLiteral("Open a configuration, POT's or Accuracy Checker's too"), QStringLiteral("file")});
    parser.addOption({QStringLiteral("lang"), QStringLiteral("Language of the window: en or zh_CN"), QStringLiteral("language")});
    parser.addOption({QStringLiteral("store"),
                      QStringLiteral("Folder of the store that keeps runs; rangefinder in $XDG_DATA_HOME when absent"),
                      QStringLiteral("folder")});
    parser.addOption({QStringLiteral("no-store"), QStringLiteral("Keep nothing of the runs")});
    parser.addOption({QStringLiteral("screenshots"),
                      QStringLiteral("Write pictures of the window before, during and after a run, and exit"), QStringLiteral("folder")});
    parser.process(qt);

    const QString result = parser.value(QStringLiteral("result"));
    const QString config = parser.value(QStringLiteral("config"));
    const QString model = !result.isEmpty() ? result : !config.isEmpty() ? config : parser.positionalArguments().value(0);
    if (parser.isSet(QStringLiteral("screenshots"))) return takeScreenshots(parser, model);

    // Before `qt` goes: what runs on although its window is closed may still decode pictures.
    return rf::leave(showWindow(parser, model));
}
