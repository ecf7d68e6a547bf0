// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "core/base/random.h"
#include "core/data/record_reader.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

constexpr std::uint64_t kGreyLevels = 256;
// Indices of most embedding tables and class lists are at least this many.
constexpr std::uint64_t kSmallNumbers = 16;

bool isPicture(const Shape& shape) {
    if (shape.size() != 4) return false;
    const auto few = [](std::int64_t channels) { return channels == 1 || channels == 3; };
    return few(shape[1]) || few(shape[3]);
}

class SyntheticReader : public RecordReader {
public:
    SyntheticReader(std::int64_t size, const InputInfo& input, std::uint64_t seed) : m_size(size), m_type(input.type), m_shape(input.shape), m_seed(seed) {
        for (std::int64_t& dimension : m_shape)
            if (dimension < 0) dimension = 1;
    }
    std::int64_t size() const override { return m_size; }
    Shape shape() const override { return m_shape; }
    bool hasLabels() const override { return false; }
    Result<Record> record(std::int64_t index) const override {
        // A stream of its own for every record: the same numbers whichever thread asks first.
        Random random(m_seed, static_cast<std::uint64_t>(index));
        std::vector<float> values(static_cast<std::size_t>(elementCount(m_shape).value()));
        for (float& value : values) value = next(random);
        return Record{fromFloats(isFloat(m_type) ? ElementType::F32 : m_type, m_shape, values), std::nullopt};
    }

private:
    float next(Random& random) const {
        if (!isFloat(m_type)) return static_cast<float>(random.below(m_type == ElementType::Boolean ? 2 : kSmallNumbers));
        if (isPicture(m_shape)) return static_cast<float>(random.below(kGreyLevels));
        return static_cast<float>(random.normal());
    }

    std::int64_t m_size;
    ElementType m_type;
    Shape m_shape;
    std::uint64_t m_seed;
};

}  // namespace

Result<Reader> openSynthetic(const std::string& location, const InputInfo& input, std::uint64_t seed) {
    constexpr std::string_view kPrefix = "synthetic:";
    const std::string_view number = std::string_view(location).substr(kPrefix.size());
    std::int64_t size = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), size);
    if (error != std::errc{} || end != number.data() + number.size() || size < 1)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: give the number of samples, as in synthetic:100"), location);
    return Reader(std::make_unique<SyntheticReader>(size, input, seed));
}

}  // namespace rf::data
