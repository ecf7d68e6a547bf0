// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/binding.h"
#include "core/data/dataset.h"

/// Private to core/data: records bound to the inputs of a network.
namespace rf::data {

class BoundSource final : public SampleSource {
public:
    struct Parts {
        std::vector<Binding> bindings;                   ///< in the order of the model's inputs
        std::shared_ptr<const Annotations> annotations;  ///< null: there are none
        std::vector<StateLink> states;
        std::vector<std::int64_t> records;  ///< which of the stored records, in the order of the samples; one at least
        std::vector<Error> skipped;         ///< why the others were left out
        std::int64_t batch = 1;
    };
    explicit BoundSource(Parts parts) : m_parts(std::move(parts)) {}

    std::int64_t size() const override { return records() / m_parts.batch; }
    std::int64_t batch() const override { return m_parts.batch; }
    std::int64_t records() const override { return std::ssize(m_parts.records); }
    std::vector<StateLink> states() const override { return m_parts.states; }
    std::vector<Error> skipped() const override { return m_parts.skipped; }
    bool hasLabels() const override { return m_parts.annotations != nullptr; }
    Result<Annotation> annotation(std::int64_t record) const override;
    std::string name(std::int64_t record) const override;
    Result<Sample> sample(std::int64_t index) const override;
    Result<Fingerprint> fingerprint(std::int64_t index) const override;

private:
    /// The stored records of a sample; the last sample is filled up with copies of the last record.
    std::vector<std::int64_t> storedOf(std::int64_t index) const;
    std::int64_t stored(std::int64_t record) const { return m_parts.records[static_cast<std::size_t>(record)]; }

    Parts m_parts;
};

/// Loads one stored record and what is known of it, and says what is wrong with it.
Result<void> tryRecord(const BoundSource::Parts& parts, std::int64_t stored);

}  // namespace rf::data
