// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo.h"

#include <QCoreApplication>
#include <QDir>

namespace rf::ui {

std::optional<config::Project> demoProject() {
    for (const QString& folder :
         {QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral(RF_INSTALLED_DEMO)), QStringLiteral(RF_SOURCE_DEMO)}) {
        const QDir demo(folder);
        const auto path = [&](const char* name) { return QDir::cleanPath(demo.absoluteFilePath(QString::fromUtf8(name))).toStdString(); };
        if (!demo.exists(QStringLiteral("glyphs.xml"))) continue;
        config::Project project;
        project.model = path("glyphs.xml");
        project.data.sources = {{"", path("calib-images.idx.gz"), ""}};
        project.metrics = {metrics::parseSpec("accuracy@1").value()};
        project.testData = project.data;
        project.testData->sources = {{"", path("test-images.idx.gz"), ""}};
        return project;
    }
    return std::nullopt;
}

}  // namespace rf::ui
