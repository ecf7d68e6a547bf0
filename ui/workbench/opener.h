// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>

#include "core/base/result.h"
#include "core/config/project_config.h"
#include "core/graph/graph.h"

namespace rf::ui {

class JobRunner;
class ProjectDocument;

/// Reads models, configurations and earlier results into the document. The document stays unchanged until the new model has
/// been read.
class Opener : public QObject {
    Q_OBJECT

public:
    /// Both outlive the opener's answers.
    Opener(ProjectDocument& document, JobRunner& jobs) : m_document(document), m_jobs(jobs) {}

    /// See Workbench.
    void open(const std::filesystem::path& path);
    void openProject(const config::Project& project);
    void drop(const std::filesystem::path& path);
    bool isData(const std::filesystem::path& path);
    bool wouldReplace(const std::filesystem::path& path) const;
    void cancel();
    bool isOpening() const;

signals:
    /// Reading begins; running work on the former model is obsolete.
    void begins();
    void activityChanged();
    void failed(const QString& what, const rf::Error& error);

private:
    void openModel(const std::filesystem::path& path);
    void openConfiguration(const std::filesystem::path& path);
    void importDescription(const std::filesystem::path& path);
    void tellUnmeasured(const config::Project& project);
    void opened(const config::Project& project, Result<graph::Graph> model);

    ProjectDocument& m_document;
    JobRunner& m_jobs;
};

}  // namespace rf::ui
