// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/bound_source.h"

#include <fmt/format.h>

#include <algorithm>

namespace rf::data {

Result<Annotation> BoundSource::annotation(std::int64_t record) const {
    return hasLabels() ? m_parts.annotations->at(stored(record)) : Annotation{};
}

std::string BoundSource::name(std::int64_t record) const {
    const auto& bindings = m_parts.bindings;
    const auto varying =
        std::find_if(bindings.begin(), bindings.end(), [](const Binding& binding) { return !binding.records().isEndless(); });
    const Records& records = (varying == bindings.end() ? bindings.begin() : varying)->records();
    const std::string place = records.place(records.isEndless() ? 0 : stored(record));
    return records.isEachAFile() ? place : fmt::format("{}#{}", place, stored(record));
}

std::vector<std::int64_t> BoundSource::storedOf(std::int64_t index) const {
    RF_ASSERT(index >= 0 && index * batch() < records());
    std::vector<std::int64_t> which;
    for (std::int64_t i = 0; i < batch(); ++i) which.push_back(stored(std::min(index * batch() + i, records() - 1)));
    return which;
}

Result<Fingerprint> BoundSource::fingerprint(std::int64_t index) const {
    const std::vector<std::int64_t> which = storedOf(index);
    Fingerprinter mixer;
    for (const Binding& binding : m_parts.bindings) {
        RF_TRY(const Fingerprint input, binding.fingerprint(which));
        mixer.fingerprint(input);
    }
    return mixer.take();
}

Result<Sample> BoundSource::sample(std::int64_t index) const {
    const std::vector<std::int64_t> which = storedOf(index);
    Sample sample;
    for (const Binding& binding : m_parts.bindings) { RF_TRY(sample.inputs.emplace_back(), binding.read(which)); }
    if (batch() == 1) { RF_TRY(sample.annotation, annotation(index)); }
    return sample;
}

Result<void> tryRecord(const BoundSource::Parts& parts, std::int64_t stored) {
    for (const Binding& binding : parts.bindings)
        if (auto tensor = binding.readRecord(stored); !tensor) return std::move(tensor).error();
    if (!parts.annotations) return {};
    if (auto annotation = parts.annotations->at(stored); !annotation) return std::move(annotation).error();
    return {};
}

}  // namespace rf::data
