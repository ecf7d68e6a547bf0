// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/remembering_source.h"

namespace rf::pipeline {

Result<data::Sample> RememberingSource::sample(std::int64_t index) const {
    if (m_keepInputs) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_loaded.find(index); found != m_loaded.end()) return found->second;
    }
    RF_TRY(data::Sample loaded, below().sample(index));
    const std::lock_guard lock(m_mutex);
    m_loaded[index] = m_keepInputs ? loaded : data::Sample{{}, loaded.annotation};
    return loaded;
}

Result<data::Annotation> RememberingSource::annotation(std::int64_t record) const {
    if (batch() == 1) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_loaded.find(record); found != m_loaded.end()) return found->second.annotation;
    }
    return below().annotation(record);
}

void RememberingSource::forget(std::int64_t index) {
    const std::lock_guard lock(m_mutex);
    m_loaded.erase(index);
}

}  // namespace rf::pipeline
