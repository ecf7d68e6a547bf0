// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/graph/graph.h"

/// How much a network's answers say: confident answers that differ from sample to sample say something, uncertain ones and
/// always the same ones do not.
namespace rf::analysis {

/// Which result of a network is a distribution, and how it is to be read.
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

/// What is kept of the answer to one sample: the distributions of its places averaged, and Σ p ln p averaged over them.
struct Answer {
    std::vector<float> distribution;
    double negentropy = 0;
};
/// Nothing for an output whose values are no distribution (not finite, nothing but zeros).
std::optional<Answer> answerOf(const OutputReading& reading, std::span<const Tensor> outputs);

/// By sample, the divergence of its answers from the mean of all: (1/n) Σ p ln(p / mean p). The mean over samples is the mutual
/// information between sample and answer, H(mean p) - mean H(p), in nats (Cover & Thomas, section 2.3; as a score of
/// unlabelled classifiers: Bridle et al. 1991, "firm but fair").
std::vector<double> informationBySample(std::span<const Answer> answers);

/// The largest that it can be: the logarithm of the number of classes or, if there are fewer, of answers.
double mostInformation(std::span<const Answer> answers);

/// Student's paired statistic mean(a - b) / (deviation(a - b) / √n); 0 for fewer than two samples or no differences at all.
double pairedStatistic(std::span<const double> a, std::span<const double> b);

/// The most that such a difference of n pairs may weigh against chance, in nats: -ln(-e p ln p) for its probability p < 1/e, else 0
/// (Sellke, Bayarri & Berger 2001, "Calibration of p values"). p is that of the normal deviate which Wallace (1959) gives for
/// Student's t with n - 1 degrees of freedom, √(ν ln(1 + t²/ν)) (8ν + 1) / (8ν + 3), both tails.
double weightOfDifference(double t, std::size_t n);

/// McNemar's test in its exact form, the sign test: how probable it is that one of two equally good ways wins so many of the
/// samples on which they differ, or more, either way round: min(1, 2 P(Binomial(wins + losses, 1/2) >= max(wins, losses))).
double signTest(std::int64_t wins, std::int64_t losses);

}  // namespace rf::analysis
