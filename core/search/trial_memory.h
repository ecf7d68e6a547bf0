// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/search/objective.h"
#include "core/search/tpe.h"
#include "core/search/tuning_space.h"

namespace rf::search {

/// The trials that a search knows of: its own, those of an earlier search, those of other processes.
class TrialMemory {
public:
    struct Trial {
        Choice choice;
        Answer answer;  ///< gaveUp: the device can't run these choices together
        TrialMeasures measures;
        double loss = 0;
    };

    /// Null where the choice was never tried.
    const Trial* find(const Choice& choice) const;
    void add(Trial trial);
    std::int64_t size() const { return std::ssize(m_trials); }
    /// Number of different choices.
    std::size_t distinct() const { return m_first.size(); }
    /// For the sampler, in the order in which they were added.
    const std::vector<TpeTrial>& history() const { return m_history; }

private:
    std::vector<Trial> m_trials;
    std::vector<TpeTrial> m_history;
    std::map<Choice, std::size_t> m_first;
};

}  // namespace rf::search
