// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/held_source.h"

namespace rf::pipeline {

Result<data::Sample> HeldSource::sample(std::int64_t index) const {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto held = m_held.find(index); held != m_held.end()) return held->second;
    }
    RF_TRY(data::Sample loaded, below().sample(index));
    std::int64_t bytes = 0;
    for (const Tensor& input : loaded.inputs) bytes += std::ssize(input.bytes());
    const std::lock_guard lock(m_mutex);
    if (bytes <= m_left && m_held.emplace(index, loaded).second) m_left -= bytes;
    return loaded;
}

}  // namespace rf::pipeline
