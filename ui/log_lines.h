// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace rf::ui {

/// The log of this start of the program, for the log pane. Takes lines from any thread while it lives; there is one.
class LogLines : public QObject {
    Q_OBJECT

public:
    explicit LogLines(QObject* parent = nullptr);
    ~LogLines() override;
    const QStringList& lines() const { return m_lines; }
    void append(const QString& line);

signals:
    void appended(const QString& line);

private:
    QStringList m_lines;
};

}  // namespace rf::ui
