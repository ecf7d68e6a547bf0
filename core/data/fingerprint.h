// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/base/progress.h"
#include "core/data/dataset.h"

namespace rf::data {

/// Of what an annotation says, every pixel of a mask included.
Fingerprint fingerprintOf(const Annotation& annotation);

/// Fingerprints of sets of samples of one source; what was computed of a sample is remembered.
class SampleFingerprints {
public:
    /// `threads`: 0 stands for all processors.
    SampleFingerprints(std::shared_ptr<const SampleSource> source, int threads) : m_source(std::move(source)), m_threads(threads) {}

    const SampleSource* source() const { return m_source.get(); }

    /// Of samples with their numbers, in this order. Where samples depend on those before, these count as well.
    Result<Fingerprint> of(std::span<const std::int64_t> samples, const Progress& progress);

private:
    Result<void> compute(std::span<const std::int64_t> samples, const Progress& progress);

    std::shared_ptr<const SampleSource> m_source;
    int m_threads;
    std::map<std::int64_t, Fingerprint> m_known;
};

}  // namespace rf::data
