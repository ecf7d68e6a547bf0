// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>

#include "core/pipeline/optimize.h"

namespace rf::ui {

class JobRunner;
class ProjectDocument;

/// Writes the result of a run into a folder.
class Exporter : public QObject {
    Q_OBJECT

public:
    /// Both outlive the exporter's answers.
    Exporter(ProjectDocument& document, JobRunner& jobs) : m_document(document), m_jobs(jobs) {}

    /// See Workbench.
    void exportTo(const exporting::Target& target, std::shared_ptr<const pipeline::Outcome> outcome);
    exporting::Target proposedTarget() const;
    /// Chooses another target when files are in the way; nothing: don't export.
    using Question = std::function<std::optional<exporting::Target>(const exporting::Target&, const exporting::Obstacles&)>;
    void setQuestion(Question question) { m_question = std::move(question); }
    void cancel();
    bool isExporting() const;

signals:
    void activityChanged();
    void exported(const QString& folder);
    void noticed(const QString& message);
    void failed(const QString& what, const rf::Error& error);

private:
    void finished(const exporting::Target& target, const std::shared_ptr<const pipeline::Outcome>& outcome,
                  const Result<exporting::Obstacles>& obstacles);

    ProjectDocument& m_document;
    JobRunner& m_jobs;
    Question m_question;
};

}  // namespace rf::ui
