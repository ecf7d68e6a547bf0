// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/data/records.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

enum class Distribution { Pixels, Normal, Bits };

class SyntheticRecords final : public Records {
public:
    SyntheticRecords(std::int64_t count, std::string place, Shape shape, Layout layout, ElementType type, Distribution distribution,
                     std::uint64_t seed)
        : m_count(count),
          m_place(std::move(place)),
          m_shape(std::move(shape)),
          m_layout(layout),
          m_type(type),
          m_distribution(distribution),
          m_seed(seed) {}

    std::int64_t size() const override { return m_count; }
    ElementType type() const override { return m_type; }
    Layout layout() const override { return m_layout; }
    Shape shape() const override { return m_shape; }
    std::string place(std::int64_t) const override { return m_place; }

    // One stream per sample: the values don't depend on which samples were read before, or by which thread.
    Result<Tensor> read(std::int64_t index) const override {
        Random random(m_seed, static_cast<std::uint64_t>(index));
        std::vector<float> values(static_cast<std::size_t>(elementCount(m_shape).value()));
        for (float& value : values) value = draw(random);
        return fromFloats(m_type, m_shape, values);
    }

    Result<Fingerprint> fingerprint(std::int64_t index) const override {
        Fingerprinter mixer;
        mixer.word(m_seed);
        for (const std::int64_t fact : {index, static_cast<std::int64_t>(m_type), static_cast<std::int64_t>(m_distribution)})
            mixer.number(fact);
        mixer.numbers(m_shape);
        return mixer.take();
    }

private:
    float draw(Random& random) const {
        switch (m_distribution) {
            case Distribution::Pixels: return static_cast<float>(random.below(256));
            case Distribution::Bits: return static_cast<float>(random.below(2));
            case Distribution::Normal: break;
        }
        return static_cast<float>(random.normal());
    }

    std::int64_t m_count;
    std::string m_place;
    Shape m_shape;
    Layout m_layout;
    ElementType m_type;
    Distribution m_distribution;
    std::uint64_t m_seed;
};

std::optional<PictureSize> firstSize(const Preprocess& preprocess) {
    for (const PreprocessStep& step : preprocess.steps) {
        if (const auto* resize = std::get_if<Resize>(&step); resize && resize->size) return resize->size;
        if (const auto* crop = std::get_if<Crop>(&step); crop && crop->size) return crop->size;
        if (const auto* pad = std::get_if<Pad>(&step); pad && pad->size) return pad->size;
    }
    return std::nullopt;
}

// Sides of pictures where neither the network nor the user says any: what most networks for pictures are trained with.
constexpr std::int64_t kUsualSide = 224;

/// The record of a picture input: its last three axes, dynamic sides taken from the preprocessing, or the usual ones.
Shape pictureShape(const InputInfo& input, Shape record, Layout layout, const Preprocess& preprocess) {
    const auto size = firstSize(preprocess);
    const std::size_t height = layout == Layout::Chw ? 1 : 0;
    bool isGuessed = false;
    for (std::size_t side = 0; side < 2; ++side) {
        if (record[height + side] != kDynamic) continue;
        isGuessed = isGuessed || !size;
        record[height + side] = size ? (*size)[side] : kUsualSide;
    }
    if (isGuessed)
        log::warning("input '{}' takes pictures of any size; the synthetic ones are {}x{} (--preprocess size=HEIGHTxWIDTH sets another)",
                     input.name, record[height], record[height + 1]);
    return record;
}

}  // namespace

Result<OpenedSource> makeSynthetic(std::int64_t count, const InputInfo& input, const Preprocess& preprocess, std::uint64_t seed) {
    Shape record = input.shape;
    if (!record.empty() && record[0] == kDynamic) record[0] = 1;
    Layout layout = Layout::Plain;
    if (record.size() == 4 && record[0] == 1) {
        const Shape picture(record.begin() + 1, record.end());
        layout = guessLayout(picture);
        if (layout != Layout::Plain) record = pictureShape(input, picture, layout, preprocess);
    }
    if (input.anyRank || !elementCount(record))
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core",
                    "synthetic data: input '%1' takes %2; give its shape, as in %1[1x16]=synthetic:%3, or for height and width size= "
                    "in preprocess"),
            input.name, input.anyRank ? std::string("any shape") : text(input.shape), count);
    const ElementType wanted = input.type == ElementType::Dynamic ? ElementType::F32 : input.type;
    Distribution distribution = isFloat(wanted) ? Distribution::Normal : Distribution::Bits;
    if (layout != Layout::Plain || wanted == ElementType::U8) distribution = Distribution::Pixels;
    // Pictures are 8-bit, so that resizing and scaling act on them as on real ones.
    const ElementType type = layout != Layout::Plain ? ElementType::U8 : wanted;
    return OpenedSource{
        std::make_shared<SyntheticRecords>(count, fmt::format("synthetic:{}", count), std::move(record), layout, type, distribution, seed),
        std::nullopt};
}

}  // namespace rf::data
