// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/quantization/settings.h"
#include "ui/widgets/section.h"

class QRadioButton;

namespace rf::ui {

class Workbench;

/// The choice between speed and accuracy: one of three presets.
class PresetSection : public Section {
    Q_OBJECT

public:
    explicit PresetSection(Workbench& workbench, QWidget* parent = nullptr);

private:
    void showPreset();

    Workbench& m_workbench;
    std::map<quantization::Preset, QRadioButton*> m_buttons;
};

}  // namespace rf::ui
