// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace rf::ui {

/// The log since the program started, for the log pane. Accepts lines from any thread; there is one instance.
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
