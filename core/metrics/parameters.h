// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

#include "core/metrics/registry.h"

namespace rf::metrics {

/// Reads the parameters of a spec, with the defaults of its type. After the first problem further calls give defaults, and
/// finish() returns that problem.
class Parameters {
public:
    /// `spec` and `type` must outlive the reader. A key that the type does not have is the first problem.
    Parameters(const MetricSpec& spec, const MetricType& type);

    /// The name a metric with these parameters goes by.
    std::string name() const;
    const MetricType& type() const { return m_type; }

    std::string text(std::string_view key) const;
    std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high);
    double number(std::string_view key, double low, double high);
    std::vector<double> numbers(std::string_view key);  ///< "1:2:3"
    /// The place of the value among the words.
    std::size_t choice(std::string_view key, std::initializer_list<std::string_view> words);
    bool flag(std::string_view key) { return choice(key, {"no", "yes"}) == 1; }

    void problem(Error error);
    Result<void> finish() const;

private:
    const MetricSpec& m_spec;
    const MetricType& m_type;
    std::optional<Error> m_error;
};

}  // namespace rf::metrics
