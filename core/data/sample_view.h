// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace rf::data {

/// Some samples of a source, in an order of its own.
class SampleView final : public SampleSource {
public:
    /// Sample i of the view is sample indices[i] of the source.
    SampleView(std::shared_ptr<const SampleSource> source, std::vector<std::int64_t> indices, std::vector<Error> skipped)
        : m_source(std::move(source)), m_indices(std::move(indices)), m_skipped(std::move(skipped)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_indices.size()); }
    Result<Sample> sample(std::int64_t index) const override { return m_source->sample(original(index)); }
    bool hasLabels() const override { return m_source->hasLabels(); }
    Result<Annotation> annotation(std::int64_t record) const override { return m_source->annotation(originalRecord(record)); }
    std::string name(std::int64_t record) const override { return m_source->name(originalRecord(record)); }
    std::int64_t batch() const override { return m_source->batch(); }
    std::vector<StateLink> states() const override { return m_source->states(); }
    std::vector<Error> skipped() const override { return m_skipped; }

private:
    std::int64_t original(std::int64_t index) const { return m_indices[static_cast<std::size_t>(index)]; }
    std::int64_t originalRecord(std::int64_t record) const { return original(record / batch()) * batch() + record % batch(); }

    std::shared_ptr<const SampleSource> m_source;
    std::vector<std::int64_t> m_indices;
    std::vector<Error> m_skipped;
};

}  // namespace rf::data
