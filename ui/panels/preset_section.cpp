// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/preset_section.h"

#include <QLabel>
#include <QRadioButton>

#include "core/config/names.h"
#include "ui/edits.h"
#include "ui/text/names.h"
#include "ui/widgets/setting_help.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {
constexpr int kRadioIndent = 22;  // the caption stands under the text of its button
}

PresetSection::PresetSection(Workbench& workbench, QWidget* parent) : Section(tr("Preset"), parent), m_workbench(workbench) {
    for (const auto preset : {quantization::Preset::Performance, quantization::Preset::Mixed, quantization::Preset::Accuracy,
                              quantization::Preset::Automatic}) {
        auto* button = new QRadioButton(presetName(preset));
        button->setObjectName(QStringLiteral("preset.") + QString::fromUtf8(config::word(preset).data()));
        button->setAccessibleDescription(presetDescription(preset));
        setSettingHelp(*button, "compression.algorithms.params.preset");
        body().addWidget(button);
        addCaption(body(), presetDescription(preset))->setIndent(kRadioIndent);
        connect(button, &QRadioButton::clicked, this, [this, preset] { setPreset(m_workbench.document(), preset); });
        m_buttons[preset] = button;
    }
    connect(&workbench.document(), &ProjectDocument::projectChanged, this, &PresetSection::showPreset);
    showPreset();
}

void PresetSection::showPreset() { m_buttons.at(m_workbench.document().project().quantization.preset)->setChecked(true); }

}  // namespace rf::ui
