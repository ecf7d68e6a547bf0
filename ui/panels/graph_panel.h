// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <map>
#include <optional>
#include <utility>

#include "core/graph/node.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace rf::ui {

class GraphLegend;
class GraphView;
struct Overlay;
struct OverlayRow;
class Workbench;

/// The graph and the choice of its overlay; keeps view, selection and exclusions in sync.
class GraphPanel : public QWidget {
    Q_OBJECT

public:
    explicit GraphPanel(Workbench& workbench, QWidget* parent = nullptr);
    GraphView& view() { return *m_view; }
    /// By id, see ui/models/overlay_rows.h.
    void setOverlay(const QString& id);
    /// Paints what each layer harms, unless the user has chosen something else.
    void paintErrors();

private:
    void showPicture();
    void showExcluded();
    void showFound();
    void showOverlay();
    void showSelection();
    void showEstimates();
    const OverlayRow& shownRow() const;
    Overlay overlay() const;
    void keepScale(bool keep);
    /// Which run is shown, and whether it fits the settings.
    QString hint(bool needsErrors) const;

    Workbench& m_workbench;
    QComboBox* m_overlay;
    QToolButton* m_flip;
    QLabel* m_hint;
    GraphView* m_view;
    GraphLegend* m_legend;
    std::map<QString, bool> m_logarithmic;                // by id of an overlay, where the user has chosen
    std::map<QString, std::pair<double, double>> m_kept;  // ranges of scales that stay for other runs
    quint64 m_shownRevision = 0;                          // of the model that is drawn
    std::optional<graph::NodeId> m_anchor;                // stays where it is in the next drawing
};

}  // namespace rf::ui
