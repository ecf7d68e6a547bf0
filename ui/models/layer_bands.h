// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

namespace rf::ui {

/// Consecutive layers of one block of the network.
struct LayerBand {
    QString block;
    int first = 0, last = 0;  ///< inclusive
    bool operator==(const LayerBand&) const = default;
};

/// The blocks that layers in execution order belong to, by the shortest part of their names that tells them apart. Empty when names
/// say nothing, or so much that bands would be as narrow as layers.
std::vector<LayerBand> layerBands(const QStringList& names);

}  // namespace rf::ui
