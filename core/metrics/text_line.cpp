// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/ranges.h>

#include <limits>

#include "core/data/text_lines.h"
#include "core/metrics/ctc.h"
#include "core/metrics/factories.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

Result<std::vector<std::int64_t>> greedyCtc(const Tensor& scores, std::int64_t blank) {
    const Shape& shape = scores.shape();
    const bool isSequence = shape.size() == 2 || (shape.size() == 3 && (shape[0] == 1 || shape[1] == 1));
    if (!isSequence || scores.count() == 0 || blank >= shape.back())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "a text line needs an output of shape 1xTxC with more than %1 classes; the output is %2"), blank,
                    text(shape));
    const std::vector<float> values = toFloats(scores.view());
    const auto classes = static_cast<std::size_t>(shape.back());
    std::vector<std::int64_t> decoded;
    std::int64_t last = blank;
    for (std::size_t step = 0; step < values.size(); step += classes) {
        const std::int64_t best = bestClass(std::span(values).subspan(step, classes));
        if (best != blank && best != last) decoded.push_back(best);
        last = best;
    }
    return decoded;
}

std::vector<std::string> characters(const std::string& text) {
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
    std::vector<std::string> letters;
    for (const char byte : text)
        if (continues(byte) && !letters.empty())
            letters.back() += byte;
        else
            letters.emplace_back(1, byte);
    return letters;
}

namespace {

/// Scores of decoded lines: how many are exactly right, or how many characters are wrong.
class TextLineMetric final : public Metric {
public:
    struct Decoder {
        std::int64_t blank = 0;
        std::vector<std::string> symbols;  ///< of the classes without the blank; empty: lines are compared as numbers
    };
    TextLineMetric(std::string name, const MetricType& type, Decoder decoder)
        : Metric(std::move(name), type.better, type.unit), m_exact(type.better == Better::Higher), m_decoder(std::move(decoder)) {}

    Result<SampleScore> update(const Observation& seen) override {
        if (seen.outputs.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the network has no output"), name());
        RF_TRY(const auto classes, greedyCtc(seen.outputs.front(), m_decoder.blank));
        return m_decoder.symbols.empty() ? scoreNumbers(seen, classes) : scoreText(seen, classes);
    }
    double value() const override {
        const auto all = static_cast<double>(m_exact ? m_lines : m_characters);
        return all > 0 ? static_cast<double>(m_exact ? m_exactLines : m_errors) / all : 0.0;
    }
    std::optional<double> bestAfter(std::int64_t more) const override {
        const std::size_t lines = m_lines + static_cast<std::size_t>(more);
        if (!m_exact || lines == 0) return std::nullopt;  // how many characters are to come is not known
        return static_cast<double>(m_exactLines + static_cast<std::size_t>(more)) / static_cast<double>(lines);
    }

private:
    Result<SampleScore> scoreNumbers(const Observation& seen, const std::vector<std::int64_t>& classes) {
        RF_TRY(const data::TokenIds wanted, annotationAs<data::TokenIds>(*this, seen, "token numbers (or give a dictionary)"));
        return score(classes, wanted.ids, fmt::format("{}", fmt::join(classes, " ")));
    }

    Result<SampleScore> scoreText(const Observation& seen, const std::vector<std::int64_t>& classes) {
        RF_TRY(const data::TextLine wanted, annotationAs<data::TextLine>(*this, seen, "lines of text"));
        std::string line;
        for (const std::int64_t label : classes) {
            const auto symbol = static_cast<std::size_t>(label > m_decoder.blank ? label - 1 : label);
            if (symbol >= m_decoder.symbols.size())
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core",
                                    "%1: the network gave class %2, but the dictionary ends with class %3; is it the right one, or is the "
                                    "last class a space (space=last)?"),
                            name(), label, m_decoder.symbols.size());
            line += m_decoder.symbols[symbol];
        }
        return score(characters(line), characters(wanted.text), line);
    }

    template <class Sequence>
    SampleScore score(const Sequence& found, const Sequence& wanted, std::string shown) {
        const std::size_t errors = editDistance(found, wanted);
        ++m_lines;
        m_exactLines += errors == 0;
        m_errors += errors;
        m_characters += wanted.size();
        const double share = wanted.empty() ? (errors == 0 ? 0.0 : 1.0) : static_cast<double>(errors) / static_cast<double>(wanted.size());
        return {m_exact ? (errors == 0 ? 1.0 : 0.0) : share, std::move(shown)};
    }

    bool m_exact;
    Decoder m_decoder;
    std::size_t m_lines = 0, m_exactLines = 0, m_errors = 0, m_characters = 0;
};

}  // namespace

Created makeTextLine(Parameters& parameters, const Context&) {
    TextLineMetric::Decoder decoder;
    decoder.blank = parameters.integer("blank", 0, std::numeric_limits<std::int32_t>::max());
    const bool spaceLast = parameters.choice("space", {"none", "last"}) == 1;
    RF_TRY_VOID(parameters.finish());
    if (const std::string path = parameters.text("dictionary"); !path.empty()) {
        RF_TRY(decoder.symbols, data::textLines(path));
        if (spaceLast) decoder.symbols.emplace_back(" ");
    }
    return std::unique_ptr<Metric>(std::make_unique<TextLineMetric>(parameters.name(), parameters.type(), std::move(decoder)));
}

}  // namespace rf::metrics
