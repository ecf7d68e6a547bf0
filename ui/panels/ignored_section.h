// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/section.h"

class QListWidget;
class QPushButton;

namespace rf::ui {

class Workbench;

/// The rules that keep layers in float, each with what it matches and how many quantizers it removes.
class IgnoredSection : public Section {
    Q_OBJECT

public:
    explicit IgnoredSection(Workbench& workbench, QWidget* parent = nullptr);

private:
    void showRules();
    void removeSelected();

    Workbench& m_workbench;
    QLabel* m_hint;
    QListWidget* m_rules;
    QPushButton* m_remove;
};

}  // namespace rf::ui
