// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

namespace rf::ui {

class Workbench;

/// Where am I, and what is missing: model, data, quantize, evaluate, export as a row of steps with a mark each. The mark
/// is a shape first and a colour second.
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
