// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace rf::data {

/// A source that forwards every call to another source. Derived classes override the calls that they answer themselves.
class ForwardingSource : public SampleSource {
public:
    explicit ForwardingSource(std::shared_ptr<const SampleSource> below) : m_below(std::move(below)) {}
    /// `below` must outlive this.
    explicit ForwardingSource(const SampleSource& below) : m_below(std::shared_ptr<const SampleSource>(), &below) {}

    ForwardingSource(const ForwardingSource&) = delete;
    ForwardingSource& operator=(const ForwardingSource&) = delete;

    std::int64_t size() const override { return m_below->size(); }
    Result<Sample> sample(std::int64_t index) const override { return m_below->sample(index); }
    bool hasLabels() const override { return m_below->hasLabels(); }
    std::int64_t batch() const override { return m_below->batch(); }
    std::int64_t records() const override { return m_below->records(); }
    Result<Annotation> annotation(std::int64_t record) const override { return m_below->annotation(record); }
    std::string name(std::int64_t record) const override { return m_below->name(record); }
    std::vector<Error> skipped() const override { return m_below->skipped(); }
    std::vector<StateLink> states() const override { return m_below->states(); }
    Result<Fingerprint> fingerprint(std::int64_t index) const override { return m_below->fingerprint(index); }

protected:
    const SampleSource& below() const { return *m_below; }

private:
    std::shared_ptr<const SampleSource> m_below;
};

}  // namespace rf::data
