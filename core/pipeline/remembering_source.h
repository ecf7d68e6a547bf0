// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include "core/data/forwarding_source.h"

namespace rf::pipeline {

/// A source that remembers the samples a run has loaded, so that scoring needs no second decoding of an image. Thread-safe.
class RememberingSource final : public data::ForwardingSource {
public:
    /// `source` must outlive this. With keepInputs a sample is given again without loading it, until it is forgotten.
    RememberingSource(const data::SampleSource& source, bool keepInputs) : ForwardingSource(source), m_keepInputs(keepInputs) {}

    Result<data::Sample> sample(std::int64_t index) const override;
    Result<data::Annotation> annotation(std::int64_t record) const override;
    void forget(std::int64_t index);

private:
    bool m_keepInputs;
    mutable std::mutex m_mutex;
    mutable std::map<std::int64_t, data::Sample> m_loaded;
};

}  // namespace rf::pipeline
