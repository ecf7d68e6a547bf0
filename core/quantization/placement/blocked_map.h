// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>
#include <vector>

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// The operators that a FakeQuantize may not be moved above, judged before any is moved (spec 01, section 3.5). A FakeQuantize
/// may move above an operator only if every path out of the operator ends in a FakeQuantize; a float reader keeps the
/// FakeQuantize in its branch.
class BlockedMap {
public:
    /// Looks at the draft once; later changes do not matter.
    explicit BlockedMap(const Draft& draft);
    bool isBlocked(graph::NodeId id) const;

private:
    /// What a walk down from a node finds through operators that pass int8 through, ending at every FakeQuantize.
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
