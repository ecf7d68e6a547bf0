// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric.h"

#include <algorithm>
#include <charconv>

#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// Share of samples whose label is among the k largest outputs; of equal outputs the lower index is the larger, as NumPy's
/// argmax has it.
class Accuracy : public Metric {
public:
    explicit Accuracy(std::int64_t k) : m_k(k) {}
    std::string name() const override { return "accuracy@" + std::to_string(m_k); }
    Better better() const override { return Better::Higher; }

    Result<void> update(std::span<const Tensor> outputs, std::int64_t label) override {
        const std::vector<float> scores = outputs.empty() ? std::vector<float>{} : toFloats(outputs[0].view());
        if (label < 0 || label >= std::ssize(scores))
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 needs one score per class in the first output; label %2 does not fit its %3 values"),
                        name(), label, scores.size());
        const float own = scores[static_cast<std::size_t>(label)];
        const auto before = scores.begin() + label;
        const auto larger = std::count_if(scores.begin(), scores.end(), [&](float s) { return s > own; }) + std::count(scores.begin(), before, own);
        m_hits += larger < m_k ? 1 : 0;
        ++m_count;
        return {};
    }
    double value() const override { return m_count ? static_cast<double>(m_hits) / static_cast<double>(m_count) : 0.0; }

private:
    std::int64_t m_k, m_hits = 0, m_count = 0;
};

}  // namespace

std::vector<std::string> names() { return {"accuracy@K"}; }

Result<std::unique_ptr<Metric>> create(const std::string& name) {
    constexpr std::string_view kPrefix = "accuracy";
    if (name.starts_with(kPrefix)) {
        const std::string_view rest = std::string_view(name).substr(kPrefix.size());
        std::int64_t k = 1;
        const auto [end, error] = rest.starts_with('@') ? std::from_chars(rest.data() + 1, rest.data() + rest.size(), k) : std::from_chars_result{rest.data(), {}};
        if (error == std::errc{} && end == rest.data() + rest.size() && k >= 1) return std::unique_ptr<Metric>(std::make_unique<Accuracy>(k));
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric '%1' is not known; use accuracy@K, as in accuracy@1 or accuracy@5"), name);
}

}  // namespace rf::metrics
