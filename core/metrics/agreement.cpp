// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/ranges.h>

#include <limits>

#include "core/metrics/ctc.h"
#include "core/metrics/factories.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// What a network says about a sample: the number of a class, or those of a line of text.
using Statement = std::vector<std::int64_t>;

/// Share of samples about which the network says what the float model says.
class Agreement final : public Metric {
public:
    using Read = std::function<Result<Statement>(std::span<const Tensor> outputs)>;
    Agreement(std::string name, Read read) : Metric(std::move(name), Better::Higher, Unit::Share), m_read(std::move(read)) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const Statement ours, m_read(seen.outputs));
        RF_TRY(const Statement theirs, m_read(seen.reference));
        ++m_samples;
        m_equal += ours == theirs;
        return SampleScore{ours == theirs ? 1.0 : 0.0, fmt::format("{}", fmt::join(ours, " "))};
    }
    double value() const override { return m_samples == 0 ? 0.0 : static_cast<double>(m_equal) / static_cast<double>(m_samples); }
    std::optional<double> bestAfter(std::int64_t more) const override {
        return m_samples + more == 0 ? 0.0 : static_cast<double>(m_equal + more) / static_cast<double>(m_samples + more);
    }

private:
    Read m_read;
    std::int64_t m_equal = 0, m_samples = 0;
};

Created agreement(Parameters& parameters, Agreement::Read read) {
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<Agreement>(parameters.name(), std::move(read)));
}

}  // namespace

Created makeAgreement(Parameters& parameters, const Context&) {
    return agreement(parameters, [name = parameters.name()](std::span<const Tensor> outputs) -> Result<Statement> {
        if (const Tensor* scores = classScores(outputs)) return Statement{bestClass(toFloats(scores->view()))};
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: needs an output with one score per class, such as 1x1000; the outputs are %2"), name,
                    shapesOf(outputs));
    });
}

Created makeTextAgreement(Parameters& parameters, const Context&) {
    const std::int64_t blank = parameters.integer("blank", 0, std::numeric_limits<std::int32_t>::max());
    return agreement(parameters, [name = parameters.name(), blank](std::span<const Tensor> outputs) -> Result<Statement> {
        if (outputs.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the network has no output"), name);
        return greedyCtc(outputs.front(), blank);
    });
}

}  // namespace rf::metrics
