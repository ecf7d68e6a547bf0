// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/graph/graph.h"

/// The information in a network's outputs. Confident outputs that differ from sample to sample carry information; uncertain or
/// constant outputs do not.
namespace rf::analysis {

/// The result of a network that is a distribution, and the form of that distribution.
struct OutputReading {
    enum class Form {
        Classes,  ///< one distribution a sample: all elements
        Rows,     ///< one for each element of the other axes, along the last axis (text lines)
        Planes,   ///< one for each place, along axis 1 of four (segmentation)
        YesNo,    ///< every element is the probability of a yes
    };
    std::size_t result = 0;
    Form form = Form::Classes;
    bool scores = false;  ///< not normalised: the softmax is still to be done
    bool operator==(const OutputReading&) const = default;
};

/// The first result that comes from a SoftMax, else the first that comes from a Sigmoid, through layers that only reshape,
/// convert or quantize. Without those, and if the caller knows that it is a classifier, the first of one score per class.
std::optional<OutputReading> readingOf(const graph::Graph& graph, bool isClassifier);

/// The output for one sample, reduced: the mean distribution over its places (rows or pixels), and the mean of Σ p ln p over
/// them.
struct Answer {
    std::vector<float> distribution;
    double negentropy = 0;
};
/// Nothing when the output is not a distribution (values not finite, or all zero).
std::optional<Answer> answerOf(const OutputReading& reading, std::span<const Tensor> outputs);

/// By sample, the divergence of its answers from the mean of all: (1/n) Σ p ln(p / mean p). The mean over samples is the mutual
/// information between sample and answer, H(mean p) - mean H(p), in nats (Cover & Thomas, section 2.3; as a score of
/// unlabelled classifiers: Bridle et al. 1991, "firm but fair").
std::vector<double> informationBySample(std::span<const Answer> answers);

/// The upper bound of the mean information: the logarithm of the number of classes, or of answers if there are fewer.
double mostInformation(std::span<const Answer> answers);

/// Student's paired statistic mean(a - b) / (deviation(a - b) / √n); 0 for fewer than two samples or no differences at all.
double pairedStatistic(std::span<const double> a, std::span<const double> b);

/// The most that such a difference of n pairs may weigh against chance, in nats: -ln(-e p ln p) for its probability p < 1/e, else 0
/// (Sellke, Bayarri & Berger 2001, "Calibration of p values"). p is that of the normal deviate which Wallace (1959) gives for
/// Student's t with n - 1 degrees of freedom, √(ν ln(1 + t²/ν)) (8ν + 1) / (8ν + 3), both tails.
double weightOfDifference(double t, std::size_t n);

/// McNemar's exact test (the sign test): the probability that one of two equally good preparations wins at least this many of
/// the samples on which they differ, two-sided: min(1, 2 P(Binomial(wins + losses, 1/2) >= max(wins, losses))).
double signTest(std::int64_t wins, std::int64_t losses);

}  // namespace rf::analysis
