// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/output_distance.h"

#include <cmath>
#include <numeric>

#include "core/graph/operator_names.h"
#include "core/metrics/tensor_distance.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

namespace {

constexpr double kStandardErrors = 2.0;  ///< of the mean difference; chance goes beyond in one case of forty

/// p · log(p / m), which is nothing where p is.
double relativeEntropy(double p, double m) { return p > 0.0 ? p * std::log(p / m) : 0.0; }

/// Summed over all distributions of a tensor.
double divergenceOf(const Tensor& output, const Tensor& reference, OutputKind kind) {
    const std::vector<float> ours = toFloats(output.view()), theirs = toFloats(reference.view());
    const auto probability = [&](float value) { return kind == OutputKind::LogProbabilities ? std::exp(double{value}) : double{value}; };
    double sum = 0.0;
    for (std::size_t i = 0; i < ours.size() && i < theirs.size(); ++i) {
        const double q = probability(ours[i]), p = probability(theirs[i]), middle = (p + q) / 2.0;
        sum += (relativeEntropy(p, middle) + relativeEntropy(q, middle)) / 2.0;
    }
    return std::max(sum, 0.0);
}

}  // namespace

OutputKind outputKind(const graph::Graph& model, graph::NodeId result) {
    graph::NodeId node = model.node(result).inputs.front().node;
    while (true) {
        const std::string& type = model.node(node).type;
        if (type == graph::op::kSoftMax) return OutputKind::Probabilities;
        if (type == graph::op::kLogSoftmax) return OutputKind::LogProbabilities;
        if (type != graph::op::kReshape && type != graph::op::kTranspose) return OutputKind::Values;
        node = model.node(node).inputs.front().node;
    }
}

double OutputDistance::total() const { return std::accumulate(bySample.begin(), bySample.end(), 0.0); }

Result<OutputDistance> outputDistance(const std::vector<std::vector<Tensor>>& outputs, const std::vector<std::vector<Tensor>>& reference,
                                      std::span<const OutputKind> kinds) {
    bool probabilities = true;
    for (std::size_t i = 0; i < reference.size(); ++i)
        if (!reference[i].empty() && isFloat(reference[i].front().type()) && kinds[i] == OutputKind::Values) probabilities = false;
    const std::size_t samples = reference.empty() ? 0 : reference.front().size();
    metrics::Distance all;
    std::vector<double> noise(samples), divergence(samples);
    for (std::size_t s = 0; s < samples; ++s)
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            if (!isFloat(reference[i][s].type())) continue;
            metrics::Distance one;
            RF_TRY_VOID(one.add(outputs[i][s].view(), reference[i][s].view()));
            all.merge(one);
            noise[s] += one.noise;
            if (probabilities) divergence[s] += divergenceOf(outputs[i][s], reference[i][s], kinds[i]);
        }
    OutputDistance distance{std::move(noise), all.nmse()};
    if (probabilities) {
        distance.bySample = std::move(divergence);
        distance.divergence = samples > 0 ? distance.total() / static_cast<double>(samples) : 0.0;
    } else if (all.signal > 0.0) {
        for (double& part : distance.bySample) part /= all.signal;
    }
    return distance;
}

bool isClearlyNearer(const OutputDistance& one, const OutputDistance& other) {
    const std::size_t samples = one.bySample.size();
    if (samples < 2 || samples != other.bySample.size()) return false;
    const double count = static_cast<double>(samples), mean = (other.total() - one.total()) / count;
    double squares = 0.0;
    for (std::size_t s = 0; s < samples; ++s) {
        const double apart = other.bySample[s] - one.bySample[s] - mean;
        squares += apart * apart;
    }
    return mean > kStandardErrors * std::sqrt(squares / (count - 1.0) / count);
}

}  // namespace rf::quantization
