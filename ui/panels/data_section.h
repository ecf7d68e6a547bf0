// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/widgets/section.h"

namespace rf::ui {

struct DataFacts;
class PathField;
class Settings;
class Workbench;

/// The calibration data: its location, its contents, and labels if a metric needs them.
class DataSection : public Section {
    Q_OBJECT

public:
    DataSection(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);

private:
    void showData();

    Workbench& m_workbench;
    PathField* m_data;
};

/// One line on a data set: its kind and size, or what is wrong with it.
struct FactsLine {
    QString text;
    bool isProblem = false;
};

FactsLine factsLine(const QString& location, const std::optional<DataFacts>& facts);

}  // namespace rf::ui
