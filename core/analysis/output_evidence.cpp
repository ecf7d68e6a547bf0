// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/output_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "core/tensor/convert.h"

namespace rf::analysis {

namespace {

using Form = OutputReading::Form;

const std::set<std::string_view> kPassed{graph::op::kConvert, graph::op::kReshape, graph::op::kSqueeze, graph::op::kUnsqueeze,
                                         graph::op::kFakeQuantize};

/// All axes but one have length 1, the batch apart.
bool isOneAxis(const Shape& shape) {
    std::int64_t longer = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) longer += shape[i] > 1 || (shape[i] == kDynamic && i > 0) ? 1 : 0;
    return longer == 1 && (shape.size() == 1 || shape[0] == 1 || shape[0] == kDynamic);
}

std::optional<Form> formAlong(std::int64_t axis, const Shape& softmax, const Shape& result) {
    if (isOneAxis(result)) return Form::Classes;
    const auto rank = static_cast<std::int64_t>(softmax.size());
    if (axis < 0) axis += rank;
    if (result.size() != softmax.size()) return std::nullopt;
    if (axis == rank - 1) return Form::Rows;
    return rank == 4 && axis == 1 ? std::optional(Form::Planes) : std::nullopt;
}

/// Distributions of one tensor, one after the other, as they are read out of it.
struct Places {
    std::size_t count = 0, classes = 0, stride = 1;
    std::size_t begin(std::size_t place) const { return stride == 1 ? place * classes : place; }
};

std::optional<Places> placesOf(Form form, const Shape& shape, std::size_t elements) {
    if (elements == 0 || shape.empty()) return std::nullopt;
    switch (form) {
        case Form::Classes: return Places{1, elements, 1};
        case Form::Rows: return Places{elements / static_cast<std::size_t>(shape.back()), static_cast<std::size_t>(shape.back()), 1};
        case Form::YesNo: return Places{elements, 1, 1};
        case Form::Planes: break;
    }
    const auto classes = static_cast<std::size_t>(shape[1]);
    return shape[0] == 1 ? std::optional(Places{elements / classes, classes, elements / classes}) : std::nullopt;
}

/// Probabilities of a quantized network are stored from the least number of their type on.
std::vector<double> unsignedValues(const Tensor& tensor) {
    const std::vector<float> values = toFloats(tensor.view());
    const double least = tensor.type() == ElementType::I8 ? -128 : 0;
    std::vector<double> result;
    for (const float value : values) result.push_back(static_cast<double>(value) - least);
    return result;
}

/// In place; false when the values are no distribution.
bool normalize(std::vector<double>& p, bool scores) {
    if (!std::all_of(p.begin(), p.end(), [](double value) { return std::isfinite(value); })) return false;
    if (scores) {
        const double largest = *std::max_element(p.begin(), p.end());
        for (double& value : p) value = std::exp(value - largest);
    } else {
        for (double& value : p) value = std::max(value, 0.0);
    }
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    for (double& value : p) value /= sum;
    return sum > 0;
}

double entropyTerm(double p) { return p > 0 ? p * std::log(p) : 0.0; }

}  // namespace

std::optional<OutputReading> readingOf(const graph::Graph& graph, bool isClassifier) {
    std::optional<OutputReading> sigmoid, scores;
    const auto results = graph.results();
    for (std::size_t i = 0; i < results.size(); ++i) {
        graph::Output from = graph.source({results[i], 0});
        const Shape& shape = graph.type(from).shape;
        while (kPassed.contains(graph.node(from.node).type)) from = graph.source({from.node, 0});
        const graph::Node& node = graph.node(from.node);
        if (node.type == graph::op::kSoftMax || node.type == graph::op::kSoftmax) {
            const auto form = formAlong(node.attributes.integer("axis").value_or(1), graph.type(from).shape, shape);
            if (form) return OutputReading{i, *form, false};
        }
        if (node.type == graph::op::kSigmoid && !sigmoid) sigmoid = OutputReading{i, Form::YesNo, false};
        if (isClassifier && !scores && isOneAxis(shape)) scores = OutputReading{i, Form::Classes, true};
    }
    return sigmoid ? sigmoid : scores;
}

std::optional<Answer> answerOf(const OutputReading& reading, std::span<const Tensor> outputs) {
    const Tensor& tensor = outputs[reading.result];
    std::vector<double> values = unsignedValues(tensor);
    if (reading.form == Form::YesNo && isInteger(tensor.type()))
        for (double& value : values) value /= 255;
    const auto places = placesOf(reading.form, tensor.shape(), values.size());
    if (!places) return std::nullopt;
    std::vector<double> sum(reading.form == Form::YesNo ? 2 : places->classes), p(sum.size());
    double negentropy = 0;
    for (std::size_t place = 0; place < places->count; ++place) {
        if (reading.form == Form::YesNo) {
            p = {values[place], 1 - values[place]};
        } else {
            for (std::size_t k = 0; k < p.size(); ++k) p[k] = values[places->begin(place) + k * places->stride];
        }
        if (!normalize(p, reading.scores)) return std::nullopt;
        for (std::size_t k = 0; k < p.size(); ++k) {
            sum[k] += p[k];
            negentropy += entropyTerm(p[k]);
        }
    }
    const auto count = static_cast<double>(places->count);
    Answer answer{{}, negentropy / count};
    for (const double value : sum) answer.distribution.push_back(static_cast<float>(value / count));
    return answer;
}

std::vector<double> informationBySample(std::span<const Answer> answers) {
    if (answers.empty()) return {};
    std::vector<double> mean(answers.front().distribution.size());
    for (const Answer& answer : answers)
        for (std::size_t k = 0; k < mean.size(); ++k)
            mean[k] += static_cast<double>(answer.distribution[k]) / static_cast<double>(answers.size());
    for (double& value : mean) value = value > 0 ? std::log(value) : 0.0;
    std::vector<double> information;
    for (const Answer& answer : answers)
        information.push_back(answer.negentropy - std::inner_product(mean.begin(), mean.end(), answer.distribution.begin(), 0.0));
    return information;
}

double mostInformation(std::span<const Answer> answers) {
    return answers.empty() ? 0 : std::log(static_cast<double>(std::min(answers.size(), answers.front().distribution.size())));
}

double pairedStatistic(std::span<const double> a, std::span<const double> b) {
    const auto n = static_cast<double>(std::min(a.size(), b.size()));
    if (n < 2) return 0;
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) sum += a[i] - b[i];
    const double mean = sum / n;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) squares += (a[i] - b[i] - mean) * (a[i] - b[i] - mean);
    const double error = std::sqrt(squares / (n - 1) / n);
    return error > 0 ? mean / error : 0;
}

double weightOfDifference(double t, std::size_t n) {
    if (n < 2) return 0;
    const double freedom = static_cast<double>(n) - 1;
    const double deviate = std::sqrt(freedom * std::log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3);
    // Beyond it the probability is no number any more, and its weight far above any limit.
    const double p = std::max(std::erfc(deviate / std::sqrt(2.0)), std::numeric_limits<double>::min());
    return p < std::exp(-1.0) ? -1 - std::log(p) - std::log(-std::log(p)) : 0;
}

double signTest(std::int64_t wins, std::int64_t losses) {
    const std::int64_t n = wins + losses;
    if (n == 0) return 1;
    double tail = 0;
    const auto logFactorial = [](std::int64_t k) { return std::lgamma(static_cast<double>(k) + 1); };
    for (std::int64_t k = std::max(wins, losses); k <= n; ++k)
        tail += std::exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) - static_cast<double>(n) * std::log(2.0));
    return std::min(1.0, 2 * tail);
}

}  // namespace rf::analysis
