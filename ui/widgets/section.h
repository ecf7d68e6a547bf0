// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>
#include <QWidget>

class QLabel;

namespace rf::ui {

/// A titled part of a panel. Separated by space, not by frames.
class Section : public QWidget {
    Q_OBJECT

public:
    explicit Section(const QString& title, QWidget* parent = nullptr);
    QVBoxLayout& body() { return *m_body; }

private:
    QVBoxLayout* m_body;
};

/// A label of small muted text that wraps; owned by the layout's widget.
QLabel* addCaption(QVBoxLayout& layout, const QString& text = {});

}  // namespace rf::ui
