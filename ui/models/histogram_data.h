// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <optional>
#include <vector>

#include "ui/models/quantization_range.h"

namespace rf::ui {

/// A distribution to draw: how many values fell into each of counts.size() equal parts of [low, high].
struct HistogramData {
    double low = 0, high = 0;
    std::vector<double> counts;
    double total = 0;  ///< of all values, those outside [low, high] included; 0: the sum of counts

    bool isEmpty() const { return counts.empty() || high <= low; }
    double binWidth() const { return (high - low) / static_cast<double>(counts.size()); }
    double size() const;  ///< total, or the sum of counts
    /// Shares of all values below and above a limit; a bin that the limit divides counts in proportion.
    double shareBelow(double limit) const;
    double shareAbove(double limit) const;
    /// Neighbouring bins added up so that at most `bins` are left.
    HistogramData merged(int bins) const;
    /// The bins that reach into [from, to]; shares stay those of all values.
    HistogramData cropped(double from, double to) const;
    /// The same values after quantization, one bin a level, each as wide as a step; or one bin for `levels` neighbouring levels.
    HistogramData quantized(const QuantizationRange& range, int levels = 1) const;
    /// Signal to quantization noise in dB when these values are quantized to the range; +inf without noise, nothing without values.
    std::optional<double> sqnr(const QuantizationRange& range) const;
    /// Whether a linear axis shows little but one spike: the highest bin has more than 50 times the median of those with values.
    bool isSpike() const;
    /// Corners of the outline, left to right, in shares of all values; for a logarithmic axis empty bins get `floor`.
    std::vector<QPointF> outline(double floor = 0) const;
    /// The least share above 0, or 1 when there is none.
    double leastShare() const;
    double greatestShare() const;
};

}  // namespace rf::ui
