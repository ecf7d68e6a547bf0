// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/engine/reference/reduce.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

// f(element, index of the result of the reduction that the element went into) over every element.
template <class F>
Tensor mappedWithReduction(const Tensor& data, const Floats& values, const Reduction& reduction, F f) {
    return floatTensor(data.shape(), [&](std::span<float> out) {
        const StridedLoop<2> loop(data.shape(), {rowMajorStrides(data.shape()), reduction.strides});
        loop.forEachRow([&](const auto& at, std::int64_t length, const auto& by) {
            for (std::int64_t i = 0; i < length; ++i)
                out[static_cast<std::size_t>(at[0] + i)] = f(values[at[0] + i], static_cast<std::size_t>(at[1] + i * by[1]));
        });
    });
}

// e^(x − max) summed along the axis; subtracting the maximum keeps the exponential finite.
struct Exponentials {
    std::vector<float> maxima;
    std::vector<double> sums;
};

Exponentials exponentials(const Shape& shape, const Reduction& reduction, const Floats& values) {
    Exponentials e;
    e.maxima =
        folded(shape, reduction, values.data(), -std::numeric_limits<float>::infinity(), [](float a, float x) { return std::max(a, x); });
    e.sums.assign(e.maxima.size(), 0.0);
    StridedLoop<2>(shape, {rowMajorStrides(shape), reduction.strides}).forEachRow([&](const auto& at, std::int64_t length, const auto& by) {
        for (std::int64_t i = 0; i < length; ++i) {
            const auto slot = static_cast<std::size_t>(at[1] + i * by[1]);
            e.sums[slot] += static_cast<double>(std::exp(values[at[0] + i] - e.maxima[slot]));
        }
    });
    return e;
}

Result<Reduction> alongAxis(const Node& node, const Tensor& data, std::int64_t defaultAxis) {
    RF_TRY(const int axis, checkedAxis(node, node.attributes.integer("axis").value_or(defaultAxis), data.shape().size()));
    return reductionOf(data.shape(), std::span(&axis, 1));
}

struct Moments {
    std::vector<double> means;
    std::vector<double> variances;  ///< of the population
};

Moments moments(const Shape& shape, const Reduction& reduction, const Floats& values) {
    const auto count = static_cast<double>(reduction.folded);
    Moments m;
    m.means = folded(shape, reduction, values.data(), 0.0, [](double a, float x) { return a + static_cast<double>(x); });
    for (double& mean : m.means) mean /= count;
    m.variances.assign(m.means.size(), 0.0);
    StridedLoop<2>(shape, {rowMajorStrides(shape), reduction.strides}).forEachRow([&](const auto& at, std::int64_t length, const auto& by) {
        for (std::int64_t i = 0; i < length; ++i) {
            const auto slot = static_cast<std::size_t>(at[1] + i * by[1]);
            const double distance = static_cast<double>(values[at[0] + i]) - m.means[slot];
            m.variances[slot] += distance * distance;
        }
    });
    for (double& variance : m.variances) variance /= count;
    return m;
}

Result<std::vector<int>> mvnAxes(const Node& node, Inputs inputs) {
    const std::size_t rank = inputs[0].shape().size();
    if (inputs.size() > 1) return checkedAxes(node, ints(inputs[1]), rank);
    // opset1 and 2: every axis after the channels, or the channels too.
    std::vector<int> axes(rank);
    std::iota(axes.begin(), axes.end(), 0);
    const std::size_t kept = node.attributes.flag("across_channels").value_or(false) ? 1 : 2;
    axes.erase(axes.begin(), axes.begin() + static_cast<std::ptrdiff_t>(std::min(kept, rank)));
    return axes;
}

// Sums over `size` neighbours along one axis, what lies outside counting as zero.
std::vector<double> boxSums(const std::vector<double>& values, const Shape& shape, int axis, std::int64_t size) {
    const std::int64_t length = shape[static_cast<std::size_t>(axis)];
    const std::int64_t inner = countOf(std::span(shape).subspan(static_cast<std::size_t>(axis) + 1));
    const std::int64_t reach = (size - 1) / 2;
    std::vector<double> sums(values.size(), 0.0);
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(values.size()); ++i) {
        const std::int64_t position = i / inner % length;
        for (std::int64_t k = std::max(-reach, -position); k <= std::min(reach, length - 1 - position); ++k)
            sums[static_cast<std::size_t>(i)] += values[static_cast<std::size_t>(i + k * inner)];
    }
    return sums;
}

}  // namespace

Outputs softMax(const Node& node, Inputs inputs) {
    RF_TRY(const Reduction reduction, alongAxis(node, inputs[0], 1));
    const Floats values(inputs[0]);
    const Exponentials e = exponentials(inputs[0].shape(), reduction, values);
    return one(mappedWithReduction(inputs[0], values, reduction, [&](float x, std::size_t slot) {
        return std::exp(x - e.maxima[slot]) / static_cast<float>(e.sums[slot]);
    }));
}

Outputs logSoftmax(const Node& node, Inputs inputs) {
    RF_TRY(const Reduction reduction, alongAxis(node, inputs[0], 1));
    const Floats values(inputs[0]);
    const Exponentials e = exponentials(inputs[0].shape(), reduction, values);
    return one(mappedWithReduction(inputs[0], values, reduction, [&](float x, std::size_t slot) {
        return x - e.maxima[slot] - static_cast<float>(std::log(e.sums[slot]));
    }));
}

Outputs mvn(const Node& node, Inputs inputs) {
    RF_TRY(const auto axes, mvnAxes(node, inputs));
    const Reduction reduction = reductionOf(inputs[0].shape(), axes);
    const double epsilon = node.attributes.number("eps").value_or(1e-9);
    const bool outside = option(node, "eps_mode", "inside_sqrt") == "outside_sqrt";
    const bool normalizes = node.attributes.flag("normalize_variance").value_or(true);
    const Floats values(inputs[0]);
    Moments m = moments(inputs[0].shape(), reduction, values);
    for (double& scale : m.variances) scale = normalizes ? 1.0 / (outside ? std::sqrt(scale) + epsilon : std::sqrt(scale + epsilon)) : 1.0;
    return one(mappedWithReduction(inputs[0], values, reduction, [&](float x, std::size_t slot) {
        return static_cast<float>((static_cast<double>(x) - m.means[slot]) * m.variances[slot]);
    }));
}

Outputs normalizeL2(const Node& node, Inputs inputs) {
    RF_TRY(const auto axes, checkedAxes(node, ints(inputs[1]), inputs[0].shape().size()));
    const Reduction reduction = reductionOf(inputs[0].shape(), axes);
    const double epsilon = node.attributes.number("eps").value_or(0.0);
    const bool takesMaximum = option(node, "eps_mode", "add") == "max";
    const Floats values(inputs[0]);
    auto norms = folded(inputs[0].shape(), reduction, values.data(), 0.0,
                        [](double a, float x) { return a + static_cast<double>(x) * static_cast<double>(x); });
    for (double& norm : norms) norm = std::sqrt(takesMaximum ? std::max(norm, epsilon) : norm + epsilon);
    return one(mappedWithReduction(inputs[0], values, reduction,
                                   [&](float x, std::size_t slot) { return static_cast<float>(static_cast<double>(x) / norms[slot]); }));
}

// Krizhevsky et al. 2012, section 3.3, with the sum divided by the number of elements of the neighbourhood.
Outputs lrn(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const auto axes, checkedAxes(node, ints(inputs[1]), shape.size()));
    const std::int64_t size = node.attributes.integer("size").value_or(1);
    const double alpha = node.attributes.number("alpha").value_or(1.0);
    const double beta = node.attributes.number("beta").value_or(0.5);
    const double bias = node.attributes.number("bias").value_or(1.0);
    const Floats values(inputs[0]);
    std::vector<double> sums(values.size());
    std::transform(values.data(), values.data() + values.size(), sums.begin(),
                   [](float x) { return static_cast<double>(x) * static_cast<double>(x); });
    for (const int axis : axes) sums = boxSums(sums, shape, axis, size);
    const double scale = alpha / std::pow(static_cast<double>(size), static_cast<double>(axes.size()));
    return one(floatTensor(shape, [&](std::span<float> out) {
        std::transform(sums.begin(), sums.end(), values.data(), out.begin(), [&](double sum, float x) {
            return static_cast<float>(static_cast<double>(x) / std::pow(bias + scale * sum, beta));
        });
    }));
}

Outputs batchNormInference(const Node& node, Inputs inputs) {
    // opset1 has the data behind the two parameters.
    const bool old = node.opset == "opset1";
    const Tensor& data = inputs[old ? 2 : 0];
    const Floats values(data), gamma(inputs[old ? 0 : 1]), beta(inputs[old ? 1 : 2]), mean(inputs[3]), variance(inputs[4]);
    const Shape& shape = data.shape();
    if (shape.size() < 2) return misfit(node, inputs);
    const auto channels = static_cast<std::size_t>(shape[1]);
    if (gamma.size() != channels || beta.size() != channels || mean.size() != channels || variance.size() != channels)
        return misfit(node, inputs);
    const double epsilon = node.attributes.number("epsilon").value_or(node.attributes.number("eps").value_or(0.0));
    const std::int64_t inner = countOf(std::span(shape).subspan(2));
    return one(floatTensor(shape, [&](std::span<float> out) {
        for (std::int64_t plane = 0; plane < shape[0] * shape[1]; ++plane) {
            const std::int64_t c = plane % shape[1];
            const auto scale = static_cast<float>(static_cast<double>(gamma[c]) / std::sqrt(static_cast<double>(variance[c]) + epsilon));
            for (std::int64_t i = plane * inner; i < (plane + 1) * inner; ++i)
                out[static_cast<std::size_t>(i)] = (values[i] - mean[c]) * scale + beta[c];
        }
    }));
}

Outputs groupNormalization(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    const std::int64_t groups = node.attributes.integer("num_groups").value_or(1);
    const Floats values(inputs[0]), gamma(inputs[1]), beta(inputs[2]);
    if (shape.size() < 2 || groups < 1 || shape[1] % groups != 0 || gamma.size() != static_cast<std::size_t>(shape[1]) ||
        beta.size() != gamma.size())
        return misfit(node, inputs);
    const double epsilon = node.attributes.number("epsilon").value_or(0.0);
    const std::int64_t inner = countOf(std::span(shape).subspan(2));
    const std::int64_t size = shape[1] / groups * inner;
    const Shape grouped{shape[0] * groups, size};
    constexpr int kInGroup = 1;
    const Moments m = moments(grouped, reductionOf(grouped, std::span(&kInGroup, 1)), values);
    return one(floatTensor(shape, [&](std::span<float> out) {
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(values.size()); ++i) {
            const auto group = static_cast<std::size_t>(i / size);
            const std::int64_t c = i / inner % shape[1];
            const double x = (static_cast<double>(values[i]) - m.means[group]) / std::sqrt(m.variances[group] + epsilon);
            out[static_cast<std::size_t>(i)] = static_cast<float>(x) * gamma[c] + beta[c];
        }
    }));
}

}  // namespace rf::engine::reference
