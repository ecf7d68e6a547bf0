// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace rf::ui {

class Settings;
class Workbench;

/// What to do with which model: everything that can be set, from top to bottom in the order it is needed.
class SetupPanel : public QScrollArea {
    Q_OBJECT

public:
    SetupPanel(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);
    QSize sizeHint() const override;
};

}  // namespace rf::ui
