// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/ranges.h>

#include "core/metrics/factories.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// Share of the hidden tokens whose best class, in an output [1, L, V] or [L, V], is the token that stood there.
class MaskedAccuracy final : public Metric {
public:
    explicit MaskedAccuracy(std::string name) : Metric(std::move(name), Better::Higher, Unit::Share) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const data::MaskedTokens tokens, annotationAs<data::MaskedTokens>(*this, seen, "hidden tokens"));
        const Tensor* output = seen.outputs.empty() ? nullptr : &seen.outputs.front();
        const bool fits = output && (output->shape().size() == 2 || (output->shape().size() == 3 && output->shape()[0] == 1));
        if (!fits || output->count() == 0)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: needs an output of shape 1xLxV, one score per token of the vocabulary; the outputs are %2"),
                        name(), shapesOf(seen.outputs));
        const std::vector<float> values = toFloats(output->view());
        const auto vocabulary = static_cast<std::size_t>(output->shape().back());
        const std::int64_t length = output->count() / output->shape().back();
        std::vector<std::int64_t> found;
        std::int64_t hits = 0;
        for (std::size_t i = 0; i < tokens.positions.size(); ++i) {
            if (tokens.positions[i] < 0 || tokens.positions[i] >= length)
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core", "%1: sample %2 hides token %3, but the network's output has %4 tokens"), name(), seen.sample,
                            tokens.positions[i], length);
            found.push_back(bestClass(std::span(values).subspan(static_cast<std::size_t>(tokens.positions[i]) * vocabulary, vocabulary)));
            hits += found.back() == tokens.targets[i];
        }
        m_hits += hits;
        m_tokens += std::ssize(found);
        const std::optional<double> share =
            found.empty() ? std::nullopt : std::optional(static_cast<double>(hits) / static_cast<double>(found.size()));
        return SampleScore{share, fmt::format("{}", fmt::join(found, " "))};
    }
    double value() const override { return m_tokens > 0 ? static_cast<double>(m_hits) / static_cast<double>(m_tokens) : 0.0; }

private:
    std::int64_t m_hits = 0, m_tokens = 0;
};

}  // namespace

Created makeMaskedAccuracy(Parameters& parameters, const Context&) {
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<MaskedAccuracy>(parameters.name()));
}

}  // namespace rf::metrics
