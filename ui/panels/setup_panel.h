// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace rf::ui {

class Settings;
class Workbench;

/// The settings of a run, from top to bottom in the order in which they are needed.
class SetupPanel : public QScrollArea {
    Q_OBJECT

public:
    SetupPanel(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);
    QSize sizeHint() const override;
};

}  // namespace rf::ui
