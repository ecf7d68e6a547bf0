// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <set>

#include "ui/models/graph_model.h"

namespace rf::ui {

/// Networks with more boxes than this are drawn with their blocks closed.
constexpr std::size_t kBlocksFrom = 300;

/// Which blocks of a large network are drawn as one box each.
struct OpenBlocks {
    std::set<QString> paths;  ///< opened by the user
    bool all = false;         ///< every block is open
    bool operator==(const OpenBlocks&) const = default;
};

/// The model with every closed block as one box. Blocks are layers whose names begin alike ("stage1/block2/…"); a block that is
/// opened shows its layers and the blocks in it. Where names have no such parts, blocks are stretches between places that a
/// single tensor passes. A block that arrows leave and enter again is drawn as several boxes, so that no cycle comes about. Small
/// models are returned as they are, with headings.
GraphModel withBlocks(const GraphModel& model, const OpenBlocks& open);

/// The part of a name after its last separator, and what is before it.
QString lastPart(const QString& name);
QString blockPath(const QString& name);

}  // namespace rf::ui
