// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/section.h"

namespace rf::ui {

class ElidedLabel;
class Workbench;

/// The open model in a few words: name, size, inputs, outputs.
class ModelSection : public Section {
    Q_OBJECT

public:
    explicit ModelSection(Workbench& workbench, QWidget* parent = nullptr);

private:
    void showModel();

    Workbench& m_workbench;
    ElidedLabel* m_name;
    QLabel* m_facts;
};

}  // namespace rf::ui
