// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/trial_memory.h"

namespace rf::search {

const TrialMemory::Trial* TrialMemory::find(const Choice& choice) const {
    const auto found = m_first.find(choice);
    return found == m_first.end() ? nullptr : &m_trials[found->second];
}

void TrialMemory::add(Trial trial) {
    m_first.emplace(trial.choice, m_trials.size());
    m_history.push_back({trial.choice, trial.loss});
    m_trials.push_back(std::move(trial));
}

}  // namespace rf::search
