// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

namespace rf::ui {

class Workbench;

/// Shows which steps are done and which are missing: model, data, quantize, evaluate, export in a row, each with a mark. A mark
/// differs by shape first, by colour second.
class StageStrip : public QWidget {
    Q_OBJECT

public:
    explicit StageStrip(Workbench& workbench, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Mark { Open, Active, Done, Stale, Broken };
    struct Step {
        QString name;
        Mark mark = Mark::Open;
    };
    void update();
    std::vector<Step> steps() const;

    Workbench& m_workbench;
    std::vector<Step> m_steps;
    bool m_exported = false;
};

}  // namespace rf::ui
