// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace rf::ui {

class GraphView;
class Workbench;

/// The graph and the choice of its overlay; keeps view, selection and exclusions in sync.
class GraphPanel : public QWidget {
    Q_OBJECT

public:
    explicit GraphPanel(Workbench& workbench, QWidget* parent = nullptr);
    GraphView& view() { return *m_view; }
    /// By id, see ui/models/overlay_rows.h.
    void setOverlay(const QString& id);

private:
    void showPicture();
    void showExcluded();
    void showOverlay();
    void showSelection();
    /// Which run is shown, and whether it fits the settings.
    QString hint(bool needsErrors) const;

    Workbench& m_workbench;
    QComboBox* m_overlay;
    QLabel* m_hint;
    GraphView* m_view;
    QStringList m_shownBoxes;
};

}  // namespace rf::ui
