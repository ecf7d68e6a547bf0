// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <type_traits>

#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

// f(float) → float over every element.
template <class F>
Outputs mapped(Inputs inputs, F f) {
    const Floats values(inputs[0]);
    return one(floatTensor(inputs[0].shape(),
                           [&](std::span<float> out) { std::transform(values.data(), values.data() + values.size(), out.begin(), f); }));
}

// f(float) for floats, f(int64) for integers.
template <class F>
Outputs mappedNumbers(Inputs inputs, F f) {
    if (isFloat(inputs[0].type())) return mapped(inputs, f);
    auto values = ints(inputs[0]);
    std::transform(values.begin(), values.end(), values.begin(), f);
    return one(intTensor(inputs[0].type(), inputs[0].shape(), values));
}

// Rounding leaves integers as they are.
template <class F>
Outputs rounded(Inputs inputs, F f) {
    return isFloat(inputs[0].type()) ? mapped(inputs, f) : one(inputs[0]);
}

float number(const Node& node, std::string_view attribute, double fallback) {
    return static_cast<float>(node.attributes.number(attribute).value_or(fallback));
}

// A parameter given as an input of one element.
float parameter(const Tensor& tensor) {
    const Floats values(tensor);
    return values.size() == 0 ? 0.0f : values[0];
}

float sigmoidOf(float x) { return 1.0f / (1.0f + std::exp(-x)); }

// ln(1 + e^x); for large x the exponential would overflow where the result is x itself.
float softPlusOf(float x) {
    constexpr float kLinearFrom = 20.0f;
    return x > kLinearFrom ? x : std::log1p(std::exp(x));
}

}  // namespace

Outputs relu(const Node&, Inputs inputs) {
    return mappedNumbers(inputs, [](auto x) { return std::max(x, decltype(x){0}); });
}
Outputs sigmoid(const Node&, Inputs inputs) { return mapped(inputs, sigmoidOf); }
Outputs tanh(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::tanh(x); });
}
Outputs exp(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::exp(x); });
}
Outputs log(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::log(x); });
}
Outputs sqrt(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::sqrt(x); });
}
Outputs sin(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::sin(x); });
}
Outputs cos(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::cos(x); });
}
Outputs erf(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::erf(x); });
}

Outputs abs(const Node&, Inputs inputs) {
    return mappedNumbers(inputs, [](auto x) { return std::abs(x); });
}
Outputs negative(const Node&, Inputs inputs) {
    return mappedNumbers(inputs, [](auto x) { return -x; });
}
Outputs sign(const Node&, Inputs inputs) {
    return mappedNumbers(inputs, [](auto x) { return static_cast<decltype(x)>((x > 0) - (x < 0)); });
}

Outputs floor(const Node&, Inputs inputs) {
    return rounded(inputs, [](float x) { return std::floor(x); });
}
Outputs ceiling(const Node&, Inputs inputs) {
    return rounded(inputs, [](float x) { return std::ceil(x); });
}
Outputs round(const Node& node, Inputs inputs) {
    if (option(node, "mode", "half_to_even") == "half_to_even") return rounded(inputs, [](float x) { return std::nearbyint(x); });
    return rounded(inputs, [](float x) { return std::round(x); });
}

Outputs clamp(const Node& node, Inputs inputs) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const double low = node.attributes.number("min").value_or(-kInfinity);
    const double high = node.attributes.number("max").value_or(kInfinity);
    // Bounds of integers are rounded inwards.
    return mappedNumbers(inputs, [=](auto x) {
        if (static_cast<double>(x) < low) return static_cast<decltype(x)>(std::is_integral_v<decltype(x)> ? std::ceil(low) : low);
        if (static_cast<double>(x) > high) return static_cast<decltype(x)>(std::is_integral_v<decltype(x)> ? std::floor(high) : high);
        return x;
    });
}

Outputs elu(const Node& node, Inputs inputs) {
    const float alpha = number(node, "alpha", 1.0);
    return mapped(inputs, [=](float x) { return x < 0.0f ? alpha * std::expm1(x) : x; });
}

Outputs selu(const Node&, Inputs inputs) {
    const float alpha = parameter(inputs[1]);
    const float lambda = parameter(inputs[2]);
    return mapped(inputs, [=](float x) { return lambda * (x > 0.0f ? x : alpha * std::expm1(x)); });
}

Outputs hswish(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return x * std::clamp(x + 3.0f, 0.0f, 6.0f) / 6.0f; });
}
Outputs hsigmoid(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return std::clamp(x + 3.0f, 0.0f, 6.0f) / 6.0f; });
}
Outputs hardSigmoid(const Node&, Inputs inputs) {
    const float alpha = parameter(inputs[1]);
    const float beta = parameter(inputs[2]);
    return mapped(inputs, [=](float x) { return std::clamp(alpha * x + beta, 0.0f, 1.0f); });
}

Outputs swish(const Node&, Inputs inputs) {
    const float beta = inputs.size() > 1 ? parameter(inputs[1]) : 1.0f;
    return mapped(inputs, [=](float x) { return x * sigmoidOf(beta * x); });
}
Outputs mish(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return x * std::tanh(softPlusOf(x)); });
}
Outputs softPlus(const Node&, Inputs inputs) { return mapped(inputs, softPlusOf); }
Outputs softSign(const Node&, Inputs inputs) {
    return mapped(inputs, [](float x) { return x / (1.0f + std::abs(x)); });
}

// Hendrycks & Gimpel, "Gaussian Error Linear Units": x·Φ(x), or its approximation by tanh.
Outputs gelu(const Node& node, Inputs inputs) {
    if (option(node, "approximation_mode", "erf") == "tanh") {
        constexpr float kCubic = 0.044715f;
        const float scale = std::sqrt(2.0f / std::numbers::pi_v<float>);
        return mapped(inputs, [=](float x) { return 0.5f * x * (1.0f + std::tanh(scale * (x + kCubic * x * x * x))); });
    }
    return mapped(inputs, [](float x) { return 0.5f * x * (1.0f + std::erf(x / std::numbers::sqrt2_v<float>)); });
}

}  // namespace rf::engine::reference
