// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>

#include "core/base/result.h"
#include "core/data/open.h"

namespace rf::ui {

class JobRunner;
class ProjectDocument;

/// The facts about a data set before a run.
struct DataFacts {
    std::int64_t samples = 0;
    bool hasLabels = false;
    std::optional<Error> error;
};

/// Opens the data that the document names, and again whenever it names other data.
class DataWatcher : public QObject {
    Q_OBJECT

public:
    /// Both outlive the watcher's answers.
    DataWatcher(ProjectDocument& document, JobRunner& jobs);

    /// Nothing while the data is being opened, or when none is named.
    const std::optional<DataFacts>& calibration() const { return m_calibration.facts; }
    const std::optional<DataFacts>& test() const { return m_test.facts; }
    /// How many samples of the test data are calibration data, too; nothing before that is known.
    std::optional<std::int64_t> shared() const { return m_shared; }

signals:
    void changed();

private:
    struct Watched {
        QString tag;
        std::optional<data::DataSpec> spec{};  // what the facts were asked for
        std::optional<DataFacts> facts{};
    };
    void startOver();
    void look();
    void lookAt(Watched& watched, const std::optional<data::DataSpec>& spec);
    void compare();

    ProjectDocument& m_document;
    JobRunner& m_jobs;
    Watched m_calibration{QStringLiteral("data")}, m_test{QStringLiteral("test data")};
    std::optional<std::int64_t> m_shared;
};

}  // namespace rf::ui
