// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

class QCheckBox;

namespace rf::ui {

class GraphModel;
class LegendKeys;
class OverlayScale;

/// The key to the colours and marks of the graph, in a line below it: states and families that occur, or the overlay's scale with
/// its switches.
class GraphLegend : public QWidget {
    Q_OBJECT

public:
    explicit GraphLegend(QWidget* parent = nullptr);

    /// Null: no graph, no legend.
    void setModel(std::shared_ptr<const GraphModel> model);
    /// `canBeLogarithmic`: whether the switch may be used.
    void setScale(const OverlayScale& scale, bool canBeLogarithmic, bool isPinned);

signals:
    /// The user wants a logarithmic scale, or a linear one.
    void logarithmicChosen(bool logarithmic);
    /// The user wants the present range kept for other runs, or not.
    void pinnedChosen(bool pinned);

private:
    LegendKeys* m_keys;
    QCheckBox* m_logarithmic;
    QCheckBox* m_pinned;
};

}  // namespace rf::ui
