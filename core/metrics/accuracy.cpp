// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <cmath>

#include "core/metrics/metric.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

constexpr std::string_view kAccuracy = "accuracy@";

/// The number of classes when a tensor holds the scores of one sample: one axis of any length, all others 1, and the
/// first one, unless it is the only one, is the batch.
std::optional<std::int64_t> classCount(const Tensor& output) {
    const Shape& shape = output.shape();
    if (shape.empty() || (shape.size() > 1 && shape[0] != 1)) return std::nullopt;
    const std::int64_t count = output.count();
    if (count == 0 || *std::max_element(shape.begin(), shape.end()) != count) return std::nullopt;
    return count;
}

/// Whether a score goes before another one; NaN goes first, as in NumPy's argmax.
bool isAbove(float a, float b) { return std::isnan(a) ? !std::isnan(b) : a > b; }

/// How many classes are ranked before the label; of equal scores the lower index goes first.
std::int64_t rankOf(std::size_t label, std::span<const float> scores) {
    std::int64_t rank = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (isAbove(scores[i], scores[label]) || (i < label && !isAbove(scores[label], scores[i]))) ++rank;
    return rank;
}

std::string shapesOf(std::span<const Tensor> outputs) {
    std::vector<std::string> shapes;
    for (const Tensor& output : outputs) shapes.push_back(text(output.shape()));
    return fmt::format("{}", fmt::join(shapes, ", "));
}

/// Share of samples whose label is among the k best scores. Reads the first output that has a batch of 1.
class Accuracy final : public Metric {
public:
    explicit Accuracy(std::int64_t k) : m_k(k) {}

    std::string name() const override { return fmt::format("{}{}", kAccuracy, m_k); }
    Better better() const override { return Better::Higher; }
    double value() const override { return m_samples == 0 ? 0.0 : static_cast<double>(m_hits) / static_cast<double>(m_samples); }

    Result<void> update(std::span<const Tensor> outputs, std::int64_t label) override {
        const auto output = std::find_if(outputs.begin(), outputs.end(), [](const Tensor& tensor) {
            return tensor.shape().size() == 1 || (tensor.shape().size() > 1 && tensor.shape()[0] == 1);
        });
        const auto classes = output == outputs.end() ? std::nullopt : classCount(*output);
        if (!classes)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: needs an output with one score per class, such as 1x1000; the outputs are %2"), name(),
                        shapesOf(outputs));
        if (m_k > *classes)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the network tells only %2 classes apart; use at most accuracy@%2"),
                        name(), *classes);
        if (label < 0 || label >= *classes)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: label %2 is outside the %3 classes of the network's output"),
                        name(), label, *classes);
        ++m_samples;
        if (rankOf(static_cast<std::size_t>(label), toFloats(output->view())) < m_k) ++m_hits;
        return {};
    }

private:
    std::int64_t m_k;
    std::int64_t m_hits = 0, m_samples = 0;
};

}  // namespace

std::vector<std::string> names() { return {"accuracy@1", "accuracy@5"}; }

Result<std::unique_ptr<Metric>> create(const std::string& name) {
    if (name.starts_with(kAccuracy)) {
        std::int64_t k = 0;
        const char* end = name.data() + name.size();
        const auto [rest, error] = std::from_chars(name.data() + kAccuracy.size(), end, k);
        if (error == std::errc{} && rest == end && k >= 1) return std::unique_ptr<Metric>(std::make_unique<Accuracy>(k));
    }
    const std::vector<std::string> known = names();
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric: unknown value '%1'; use %2 (or another number)"), name,
                fmt::format("{}", fmt::join(known, ", ")));
}

}  // namespace rf::metrics
