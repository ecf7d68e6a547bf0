// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_rows.h"

#include <QHash>

namespace rf::ui {

std::vector<LayerRow> layerRows(const GraphModel& model, const std::vector<analysis::LayerError>& errors) {
    QHash<QString, const analysis::LayerError*> byName;
    for (const analysis::LayerError& error : errors) byName.insert(QString::fromStdString(error.layer), &error);
    std::vector<LayerRow> rows;
    rows.reserve(model.nodes().size());
    for (const GraphNode& node : model.nodes()) {
        LayerRow row{node.id, node.name, node.type, node.outputShapes, node.state, {}, {}};
        row.shape.replace(u'x', QChar(0x00d7));
        if (const analysis::LayerError* error = byName.value(node.name)) {
            row.accumulated = error->accumulated;
            row.isolated = error->isolated;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace rf::ui
