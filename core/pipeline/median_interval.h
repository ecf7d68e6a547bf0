// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace rf::pipeline {

/// The median of measured values, and an interval that holds the median of everything that could have been measured.
struct MedianInterval {
    double median = 0;
    double low = 0, high = 0;
    double confidence = 0;  ///< how sure the interval holds it; below what was asked where there are too few values
};

/// The interval between two measured values that takes no assumption on how they are distributed: the number of values below
/// the true median is binomial with p = 1/2 (Conover, Practical Nonparametric Statistics, 3rd ed. 1999, section 3.2). It is the
/// narrowest symmetric pair of order statistics with at least `confidence`; the smallest and the largest value where none is.
/// At least one value.
MedianInterval medianInterval(std::vector<double> values, double confidence);

/// Half of the distance between the quartiles. At least one value.
double halfInterquartileRange(std::vector<double> values);

/// Fewer values can't give an interval of kSureEnough: the smallest and the largest of n hold the median with 1 − 2 · 2⁻ⁿ.
constexpr int kFewestValues = 11;
/// Of twenty comparisons of equal networks all end as equal in 98 of 100 cases.
constexpr double kSureEnough = 0.999;
/// Two compiled copies of one network differ by up to this much, as their memory lies elsewhere; such a difference is none.
constexpr double kNegligible = 0.02;

/// What a comparison says of the second network.
enum class Comparison { Faster, Slower, Equal };

/// Faster or slower only where the whole interval of the ratio second / first lies beyond kNegligible on one side of 1, and is
/// sure enough.
Comparison comparisonOf(const MedianInterval& ratio);

}  // namespace rf::pipeline
