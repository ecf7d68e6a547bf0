// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/data_section.h"

#include <QMenu>
#include <QPushButton>

#include "ui/dialogs/choose_file.h"
#include "ui/edits.h"
#include "ui/settings.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/text/names.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/setting_help.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

/// For a first look without any data; enough to see where quantizers go and how fast a run is.
constexpr const char* kSyntheticData = "synthetic:100";

}  // namespace

FactsLine factsLine(const QString& location, const std::optional<DataFacts>& facts) {
    if (location.isEmpty()) return {};
    if (location.startsWith(QLatin1String("command:"))) return {DataSection::tr("Given by a program"), false};
    if (!facts) return {DataSection::tr("%1, reading…").arg(dataKind(location)), false};
    if (facts->error) return {errorText(*facts->error), true};
    const QString samples = DataSection::tr("%n samples", nullptr, static_cast<int>(facts->samples));
    return {facts->hasLabels ? DataSection::tr("%1, %2, with labels").arg(dataKind(location), samples)
                             : DataSection::tr("%1, %2").arg(dataKind(location), samples),
            false};
}

DataSection::DataSection(Workbench& workbench, Settings& settings, QWidget* parent)
    : Section(tr("Calibration data"), parent), m_workbench(workbench), m_data(new PathField(tr("Choose"))) {
    auto& document = workbench.document();
    const auto chosen = [&workbench, &document](const QString& path) {
        if (workbench.isData(path.toStdString())) setDataset(document, path.toStdString());
    };
    m_data->setObjectName(QStringLiteral("calibrationData"));
    setSettingHelp(*m_data, "data");
    m_data->button().menu()->addAction(tr("Synthetic noise"), this, [&document] { setDataset(document, kSyntheticData); });
    m_data->button().menu()->addSeparator();
    m_data->button().menu()->addAction(tr("Labels…"), this, [this, &settings, &document] {
        choosePath(*this, settings, Choose::File, tr("Choose labels"), {},
                   [&document](const QString& path) { setLabels(document, path.toStdString()); });
    });
    body().addWidget(m_data);
    connect(m_data, &PathField::chooseFileRequested, this,
            [this, &settings, chosen] { choosePath(*this, settings, Choose::File, tr("Choose calibration data"), {}, chosen); });
    connect(m_data, &PathField::chooseFolderRequested, this,
            [this, &settings, chosen] { choosePath(*this, settings, Choose::Folder, tr("Choose a folder of images"), {}, chosen); });
    connect(m_data, &PathField::cleared, this, [&document] { setDataset(document, {}); });
    connect(&document, &ProjectDocument::projectChanged, this, &DataSection::showData);
    connect(&workbench, &Workbench::dataFactsChanged, this, &DataSection::showData);
    showData();
}

void DataSection::showData() {
    const auto& sources = m_workbench.document().project().data.sources;
    const QString location = sources.empty() ? QString() : QString::fromStdString(sources.front().location);
    m_data->setLocation(location, tr("None chosen"));
    auto [text, isProblem] = factsLine(location, m_workbench.dataFacts());
    if (location.isEmpty())
        text = tr("A few hundred typical inputs are enough. Choose a file or a folder.");
    else if (sources.size() > 1)
        text += u'\n' + tr("One of %n sources of the configuration.", nullptr, static_cast<int>(sources.size()));
    m_data->setFacts(text, isProblem);
}

}  // namespace rf::ui
