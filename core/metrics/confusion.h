// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace rf::metrics {

/// How often each true class was taken for each class. Square; grows with the classes it meets.
class ConfusionTable {
public:
    /// Both classes are at least 0 and below kMostClasses.
    void add(std::int64_t truth, std::int64_t predicted, std::int64_t times = 1);
    /// Makes room for classes that may never occur.
    void reserve(std::int64_t classes);

    std::int64_t classes() const { return m_classes; }
    std::int64_t count(std::int64_t truth, std::int64_t predicted) const { return m_counts[index(truth, predicted)]; }
    std::int64_t ofClass(std::int64_t truth) const;       ///< the row's sum
    std::int64_t takenFor(std::int64_t predicted) const;  ///< the column's sum
    std::int64_t right() const;                           ///< the diagonal's sum
    std::int64_t total() const;

    static constexpr std::int64_t kMostClasses = 2048;

private:
    std::size_t index(std::int64_t truth, std::int64_t predicted) const { return static_cast<std::size_t>(truth * m_classes + predicted); }

    std::int64_t m_classes = 0;
    std::vector<std::int64_t> m_counts;
};

}  // namespace rf::metrics
