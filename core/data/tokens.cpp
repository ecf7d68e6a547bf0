// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "core/data/location.h"
#include "core/data/records.h"
#include "core/data/text_fields.h"
#include "core/data/text_lines.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::int64_t kMaxLength = std::int64_t{1} << 24;

/// Texts as numbers, cut or filled up to one length.
class TokenRecords final : public Records {
public:
    struct Form {
        std::string place;
        std::int64_t length = 0, pad = 0;
        bool mask = false;  ///< give 1 for a token and 0 for padding instead of the ids
    };
    TokenRecords(Form form, std::vector<Ids> lines) : m_form(std::move(form)), m_lines(std::move(lines)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_lines.size()); }
    ElementType type() const override { return ElementType::I64; }
    Layout layout() const override { return Layout::Plain; }
    Shape shape() const override { return {m_form.length}; }
    std::string place(std::int64_t) const override { return m_form.place; }

    Result<Tensor> read(std::int64_t index) const override {
        Ids ids = m_lines[static_cast<std::size_t>(index)];
        ids.resize(std::min(ids.size(), static_cast<std::size_t>(m_form.length)));
        if (m_form.mask) std::fill(ids.begin(), ids.end(), 1);
        ids.resize(static_cast<std::size_t>(m_form.length), m_form.mask ? 0 : m_form.pad);
        return Tensor::from<std::int64_t>({m_form.length}, ids);
    }

private:
    Form m_form;
    std::vector<Ids> m_lines;
};

Result<std::vector<Ids>> idsOfText(const std::filesystem::path& path) {
    RF_TRY(const std::vector<NumberedLine> lines, nonBlankLines(path));
    std::vector<Ids> all;
    for (const NumberedLine& line : lines) {
        Ids& ids = all.emplace_back();
        std::string words = line.text;
        std::replace_if(
            words.begin(), words.end(), [](char letter) { return letter == '\t' || letter == ','; }, ' ');
        for (const std::string& word : fields(words, ' ')) {
            if (word.empty()) continue;
            const auto id = number<std::int64_t>(word);
            if (!id)
                return fail(ErrorCode::InvalidFile,
                            RF_TEXT("core", "%1: line %2: '%3' is no token; write whole numbers separated by spaces"), path, line.number,
                            word);
            ids.push_back(*id);
        }
    }
    return all;
}

/// Rows of an array; padding at their end is not part of them.
Result<std::vector<Ids>> idsOfArray(const std::filesystem::path& path, std::int64_t pad) {
    const auto [file, member] = splitMember(path.string());
    RF_TRY(const OpenedSource source, looksLikeNpz(file) ? openNpz(file, member) : openNpy(file));
    if (source.records->shape().size() != 1 || isFloat(source.records->type()))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: tokens are whole numbers along two axes, the samples and their tokens"),
                    path);
    std::vector<Ids> all;
    for (std::int64_t i = 0; i < source.records->size(); ++i) {
        RF_TRY(const Tensor row, source.records->read(i));
        Ids& ids = all.emplace_back(toInts(row.view()));
        while (!ids.empty() && ids.back() == pad) ids.pop_back();
    }
    return all;
}

Result<bool> wantsMask(const Location& location) {
    const auto give = location.options.find("give");
    if (give == location.options.end() || give->second == "ids") return false;
    if (give->second == "mask") return true;
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "tokens:%1: unknown give '%2'; use ids or mask"), location.body, give->second);
}

}  // namespace

Result<OpenedSource> openTokens(const Location& location, const InputInfo& input) {
    TokenRecords::Form form{.place = location.body};
    constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
    RF_TRY(form.pad, integerOption(location, "pad", 0, -kLargest, kLargest));
    RF_TRY(form.mask, wantsMask(location));
    const std::filesystem::path path = location.body;
    const std::string file = splitMember(location.body).first;
    RF_TRY(std::vector<Ids> lines, looksLikeNpz(file) || looksLikeNpy(file) ? idsOfArray(path, form.pad) : idsOfText(path));
    std::int64_t length = input.shape.empty() ? kDynamic : input.shape.back();
    if (length == kDynamic)
        for (const Ids& ids : lines) length = std::max(length, static_cast<std::int64_t>(ids.size()));
    RF_TRY(form.length, integerOption(location, "length", length, 1, kMaxLength));
    return OpenedSource{std::make_shared<TokenRecords>(std::move(form), std::move(lines))};
}

}  // namespace rf::data
