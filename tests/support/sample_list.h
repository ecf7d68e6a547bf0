// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "core/data/dataset.h"

namespace rf::test {

/// Samples held in memory; label i is sample i.
class SampleList : public data::PlainSource {
public:
    explicit SampleList(std::vector<std::vector<Tensor>> samples) : m_samples(std::move(samples)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_samples.size()); }
    bool hasLabels() const override { return true; }
    Result<data::Sample> sample(std::int64_t index) const override {
        return data::Sample{m_samples.at(static_cast<std::size_t>(index)), index};
    }

    /// 0, 1 … size − 1.
    std::vector<std::int64_t> all() const {
        std::vector<std::int64_t> indices;
        for (std::int64_t i = 0; i < size(); ++i) indices.push_back(i);
        return indices;
    }

private:
    std::vector<std::vector<Tensor>> m_samples;
};

inline Tensor floats(Shape shape, const std::vector<float>& values) { return Tensor::from<float>(std::move(shape), values); }

}  // namespace rf::test
