// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/section.h"

class QComboBox;
class QSpinBox;

namespace rf::ui {

class Workbench;

/// The number of samples, the target device and the inference engine.
class TargetSection : public Section {
    Q_OBJECT

public:
    explicit TargetSection(Workbench& workbench, QWidget* parent = nullptr);

private:
    void showTarget();

    Workbench& m_workbench;
    QSpinBox* m_subset;
    QComboBox* m_device;
    QComboBox* m_engine;
};

}  // namespace rf::ui
