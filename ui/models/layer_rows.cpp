// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_rows.h"

#include <QHash>

namespace rf::ui {

std::vector<LayerRow> layerRows(const GraphModel& model, const std::vector<analysis::LayerError>& errors,
                                const std::optional<results::SaturationCheck>& saturation) {
    QHash<QString, const analysis::LayerError*> byName;
    for (const analysis::LayerError& error : errors) byName.insert(QString::fromStdString(error.layer), &error);
    QHash<QString, double> clipped;
    if (saturation)
        for (const results::LayerClipping& layer : saturation->clipped)
            clipped.insert(QString::fromStdString(layer.layer), layer.clipping.share());
    std::vector<LayerRow> rows;
    rows.reserve(model.nodes().size());
    for (const GraphNode& node : model.nodes()) {
        LayerRow row{node.id, node.name, node.type, node.outputShapes, node.state, {}, {}, node.weightBytes};
        row.shape.replace(u'x', QChar(0x00d7));
        if (const analysis::LayerError* error = byName.value(node.name)) {
            row.accumulated = error->accumulated;
            row.isolated = error->isolated;
        }
        if (saturation && node.state == NodeState::Quantized) row.saturation = clipped.value(node.name, 0);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace rf::ui
