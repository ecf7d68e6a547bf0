// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/forwarding_source.h"

namespace rf::data {

/// A selection of samples of a source, in any order. Records at the end that fill no batch are left out.
class SampleView final : public ForwardingSource {
public:
    /// Sample i of the view is sample indices[i] of the source.
    SampleView(std::shared_ptr<const SampleSource> source, std::vector<std::int64_t> indices)
        : ForwardingSource(std::move(source)), m_indices(std::move(indices)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_indices.size()); }
    std::int64_t records() const override { return size() * batch(); }
    Result<Sample> sample(std::int64_t index) const override { return below().sample(original(index)); }
    Result<Fingerprint> fingerprint(std::int64_t index) const override { return below().fingerprint(original(index)); }
    Result<Annotation> annotation(std::int64_t record) const override { return below().annotation(originalRecord(record)); }
    std::string name(std::int64_t record) const override { return below().name(originalRecord(record)); }

private:
    std::int64_t original(std::int64_t index) const { return m_indices[static_cast<std::size_t>(index)]; }
    std::int64_t originalRecord(std::int64_t record) const { return original(record / batch()) * batch() + record % batch(); }

    std::vector<std::int64_t> m_indices;
};

}  // namespace rf::data
