// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace rf::ui {

class LogLines;

/// What the program reported, to read and to copy.
class LogPanel : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(LogLines& log, QWidget* parent = nullptr);

private:
    QPlainTextEdit* m_text;
};

}  // namespace rf::ui
