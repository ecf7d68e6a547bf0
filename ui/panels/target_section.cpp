// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/target_section.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include "core/engine/registry/engine_registry.h"
#include "core/quantization/hardware_profile.h"
#include "ui/edits.h"
#include "ui/text/names.h"
#include "ui/widgets/setting_help.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kMostSamples = 1'000'000;

void showChoice(QComboBox& box, const QString& value) {
    const QSignalBlocker blocker(box);
    if (box.findData(value) < 0) box.addItem(value, value);  // from a configuration file; the run says what is wrong with it
    box.setCurrentIndex(box.findData(value));
}

}  // namespace

TargetSection::TargetSection(Workbench& workbench, QWidget* parent)
    : Section(tr("Calibration and target"), parent),
      m_workbench(workbench),
      m_subset(new QSpinBox),
      m_device(new QComboBox),
      m_engine(new QComboBox) {
    m_subset->setObjectName(QStringLiteral("subset"));
    m_subset->setRange(0, kMostSamples);
    m_subset->setGroupSeparatorShown(true);
    m_subset->setSpecialValueText(tr("All"));
    m_subset->setKeyboardTracking(false);
    m_subset->setAlignment(Qt::AlignRight);
    m_device->setObjectName(QStringLiteral("device"));
    for (const std::string& device : quantization::hardwareDevices())
        m_device->addItem(QString::fromStdString(device), QString::fromStdString(device));
    m_engine->setObjectName(QStringLiteral("engine"));
    const auto engines = engine::names();
    for (const std::string& name : engines) m_engine->addItem(engineName(name), QString::fromStdString(name));

    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Samples"), m_subset);
    form->addRow(tr("Device"), m_device);
    form->addRow(tr("Engine"), m_engine);
    setSettingHelp(*form, *m_subset, "compression.algorithms.params.stat_subset_size");
    setSettingHelp(*form, *m_device, "compression.target_device");
    setSettingHelp(*form, *m_engine, "runtime");
    body().addLayout(form);

    auto& document = workbench.document();
    connect(m_subset, &QSpinBox::valueChanged, this,
            [&document](int samples) { setSubset(document, samples > 0 ? std::optional<std::int64_t>(samples) : std::nullopt); });
    connect(m_device, &QComboBox::activated, this,
            [this, &document] { setDevice(document, m_device->currentData().toString().toStdString()); });
    connect(m_engine, &QComboBox::activated, this,
            [this, &document] { setEngine(document, m_engine->currentData().toString().toStdString()); });
    connect(&document, &ProjectDocument::projectChanged, this, &TargetSection::showTarget);
    showTarget();
}

void TargetSection::showTarget() {
    const config::Project& project = m_workbench.document().project();
    {
        const QSignalBlocker blocker(m_subset);
        m_subset->setValue(static_cast<int>(std::min<std::int64_t>(project.quantization.sampling.subsetSize.value_or(0), kMostSamples)));
    }
    showChoice(*m_device, QString::fromStdString(project.quantization.device));
    if (project.engine.empty())
        m_engine->setCurrentIndex(0);  // the default engine is the first
    else
        showChoice(*m_engine, QString::fromStdString(project.engine));
}

}  // namespace rf::ui
