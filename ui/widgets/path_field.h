// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace rf::ui {

class ElidedLabel;

/// The location of data, a button to choose another one, and a line about its contents.
class PathField : public QWidget {
    Q_OBJECT

public:
    /// `choose` is the text of the button.
    PathField(const QString& choose, QWidget* parent = nullptr);

    void setLocation(const QString& location, const QString& whenEmpty);
    void setFacts(const QString& text, bool isProblem);
    QPushButton& button() { return *m_button; }
    const QString& location() const { return m_location; }

signals:
    void chooseFileRequested();
    void chooseFolderRequested();
    void cleared();

private:
    QString m_location;
    ElidedLabel* m_path;
    QPushButton* m_button;
    QToolButton* m_clear;
    QLabel* m_facts;
};

}  // namespace rf::ui
