// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/confusion.h"

#include <algorithm>
#include <numeric>

#include "core/base/assert.h"

namespace rf::metrics {

void ConfusionTable::reserve(std::int64_t classes) {
    RF_ASSERT(classes <= kMostClasses);
    if (classes <= m_classes) return;
    std::vector<std::int64_t> counts(static_cast<std::size_t>(classes * classes));
    for (std::int64_t row = 0; row < m_classes; ++row)
        std::copy_n(m_counts.begin() + row * m_classes, m_classes, counts.begin() + row * classes);
    m_counts = std::move(counts);
    m_classes = classes;
}

void ConfusionTable::add(std::int64_t truth, std::int64_t predicted, std::int64_t times) {
    RF_ASSERT(truth >= 0 && predicted >= 0);
    reserve(std::max(truth, predicted) + 1);
    m_counts[index(truth, predicted)] += times;
}

std::int64_t ConfusionTable::ofClass(std::int64_t truth) const {
    const auto row = m_counts.begin() + truth * m_classes;
    return std::accumulate(row, row + m_classes, std::int64_t{0});
}

std::int64_t ConfusionTable::takenFor(std::int64_t predicted) const {
    std::int64_t sum = 0;
    for (std::int64_t truth = 0; truth < m_classes; ++truth) sum += count(truth, predicted);
    return sum;
}

std::int64_t ConfusionTable::right() const {
    std::int64_t sum = 0;
    for (std::int64_t label = 0; label < m_classes; ++label) sum += count(label, label);
    return sum;
}

std::int64_t ConfusionTable::total() const { return std::accumulate(m_counts.begin(), m_counts.end(), std::int64_t{0}); }

}  // namespace rf::metrics
