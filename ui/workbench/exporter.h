// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>

#include "core/base/result.h"

namespace rf::ui {

class JobRunner;
class ProjectDocument;

/// Writes the shown run of the document into a folder.
class Exporter : public QObject {
    Q_OBJECT

public:
    /// Both outlive the exporter's answers.
    Exporter(ProjectDocument& document, JobRunner& jobs) : m_document(document), m_jobs(jobs) {}

    void exportTo(const std::filesystem::path& folder);
    void cancel();
    bool isExporting() const;

signals:
    void activityChanged();
    void exported(const QString& folder);
    void noticed(const QString& message);
    void failed(const QString& what, const rf::Error& error);

private:
    void finished(const std::filesystem::path& folder, const Result<void>& result);

    ProjectDocument& m_document;
    JobRunner& m_jobs;
};

}  // namespace rf::ui
