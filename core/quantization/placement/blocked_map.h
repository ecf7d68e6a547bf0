// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>
#include <vector>

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// Which operators a FakeQuantize may not climb across, judged before any has moved (spec 01, section 3.5). One may climb
/// above an operator only if every path out of it ends in a FakeQuantize; a float reader pins the FakeQuantize to its branch.
class BlockedMap {
public:
    /// Looks at the draft once; later changes do not matter.
    explicit BlockedMap(const Draft& draft);
    bool isBlocked(graph::NodeId id) const;

private:
    /// What lies below a node, walking through transparent operators and never past a FakeQuantize.
    struct Below {
        bool foreign = false;                    ///< an operator that does not pass int8 through
        bool quantized = false;                  ///< a FakeQuantize
        std::vector<graph::NodeId> openConcats;  ///< Concats below which there is no FakeQuantize
    };
    Below below(const Draft& draft, graph::NodeId id) const;

    std::unordered_map<graph::NodeId, Below> m_below;
    std::unordered_map<graph::NodeId, bool> m_blocked;
};

}  // namespace rf::quantization::placement
