// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <vector>

#include "ui/models/layer_rows.h"

namespace rf::ui {

class PictureMaker;
class ProjectDocument;

/// The layers of the drawn network with the errors of the shown run, computed once for all panels.
class LayerList : public QObject {
    Q_OBJECT

public:
    /// Both outlive the list.
    LayerList(ProjectDocument& document, const PictureMaker& pictures);

    /// In the order of execution; empty before a model is open.
    const std::vector<LayerRow>& rows() const { return m_rows; }
    /// -1 when there is no such layer.
    int rowOf(const QString& layer) const { return m_positions.value(layer, -1); }

signals:
    void changed();

private:
    void refresh();
    void takeDifferences();

    ProjectDocument& m_document;
    const PictureMaker& m_pictures;
    std::vector<LayerRow> m_rows;
    QHash<QString, int> m_positions;
};

}  // namespace rf::ui
