// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/preprocess.h"

#include <charconv>

#include "core/base/nearest_match.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

/// The record as channels and the values of each; channels first, or one channel where there is no such axis.
struct Planes {
    std::int64_t channels = 1, size = 1;
};

Planes planesOf(const Shape& shape) {
    const std::int64_t count = elementCount(shape).value_or(1);
    // 1,C,H,W as .npy files keep a batch, C,H,W as pictures; anything else has no channels we know of.
    const std::int64_t channels = shape.size() == 4 ? shape[1] : shape.size() == 3 ? shape[0] : 1;
    return {channels, channels > 0 ? count / channels : 0};
}

Tensor integersAs(ElementType type, const Shape& shape, const Tensor& record) {
    if (type == ElementType::I64) return Tensor::from<std::int64_t>(shape, toInts(record.view()));
    const auto wide = toInts(record.view());
    const std::vector<std::int32_t> narrow(wide.begin(), wide.end());
    return Tensor::from<std::int32_t>(shape, narrow);
}

void reverseChannels(std::vector<float>& values, Planes planes) {
    for (std::int64_t c = 0; c < planes.channels / 2; ++c)
        std::swap_ranges(values.begin() + c * planes.size, values.begin() + (c + 1) * planes.size, values.begin() + (planes.channels - 1 - c) * planes.size);
}

double perChannel(const std::vector<double>& list, std::int64_t channel, double fallback) {
    if (list.empty()) return fallback;
    return list.size() == 1 ? list[0] : list[static_cast<std::size_t>(channel)];
}

std::vector<float> interleaved(const std::vector<float>& values, Planes planes) {
    std::vector<float> result(values.size());
    for (std::int64_t c = 0; c < planes.channels; ++c)
        for (std::int64_t i = 0; i < planes.size; ++i)
            result[static_cast<std::size_t>(i * planes.channels + c)] = values[static_cast<std::size_t>(c * planes.size + i)];
    return result;
}

Result<void> checkList(const char* key, const std::vector<double>& list, std::int64_t channels, const std::string& where) {
    if (list.size() <= 1 || std::ssize(list) == channels) return {};
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: '%2' has %3 values; give one, or one for each of the %4 channels"), where, key,
                list.size(), channels);
}

Result<std::vector<double>> parseNumbers(const std::string& key, const std::string& text) {
    std::vector<double> numbers;
    for (std::string_view rest = text; !rest.empty();) {
        const auto part = rest.substr(0, rest.find(':'));
        double number = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (error != std::errc{} || end != part.data() + part.size())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocessing: '%1=%2' must be numbers separated by colons"), key, text);
        numbers.push_back(number);
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    }
    return numbers;
}

template <class E>
Result<E> parseWord(const std::string& key, const std::string& word, std::initializer_list<std::pair<const char*, E>> table) {
    std::string legal;
    for (const auto& [text, value] : table) {
        if (word == text) return value;
        legal += (legal.empty() ? "" : ", ") + std::string(text);
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocessing: '%1=%2' is not known; use one of: %3"), key, word, legal);
}

Result<std::array<std::int64_t, 2>> parseSize(const std::string& text) {
    std::array<std::int64_t, 2> size{};
    const char* const end = text.data() + text.size();
    const auto [cross, firstError] = std::from_chars(text.data(), end, size[0]);
    const bool hasCross = firstError == std::errc{} && cross != end && *cross == 'x';
    const auto second = hasCross ? std::from_chars(cross + 1, end, size[1]) : std::from_chars_result{cross, std::errc::invalid_argument};
    if (second.ec != std::errc{} || second.ptr != end || size[0] < 1 || size[1] < 1)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocessing: 'size=%1' must be HEIGHTxWIDTH, as in 224x224"), text);
    return size;
}

Result<void> parseEntry(const std::string& key, const std::string& value, Preprocess& preprocess) {
    if (key == "size") {
        RF_TRY(preprocess.size, parseSize(value));
    } else if (key == "mean") {
        RF_TRY(preprocess.mean, parseNumbers(key, value));
    } else if (key == "scale") {
        RF_TRY(preprocess.scale, parseNumbers(key, value));
    } else if (key == "channels") {
        RF_TRY(preprocess.channels, parseWord<ChannelOrder>(key, value, {{"rgb", ChannelOrder::Rgb}, {"bgr", ChannelOrder::Bgr}, {"as-stored", ChannelOrder::AsStored}}));
    } else if (key == "interpolation") {
        RF_TRY(preprocess.interpolation, parseWord<Interpolation>(key, value, {{"linear", Interpolation::Linear}, {"nearest", Interpolation::Nearest},
                                                                                {"cubic", Interpolation::Cubic}, {"area", Interpolation::Area}}));
    } else {
        static const std::vector<std::string> kKeys{"size", "mean", "scale", "channels", "interpolation"};
        const std::string nearest = nearestMatch(key, kKeys);
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocessing: '%1' is not known; use size, mean, scale, channels or interpolation%2"), key,
                    nearest.empty() ? "" : " ('" + nearest + "'?)");
    }
    return {};
}

}  // namespace

Result<Preprocessor> Preprocessor::create(const Preprocess& options, ChannelOrder storedOrder, const Shape& record, const InputInfo& input,
                                          const std::string& where) {
    Preprocessor result;
    RF_TRY(result.m_fit, fitInput(record, input, where));
    result.m_type = input.type;
    const std::int64_t channels = record.size() == 4 ? record[1] : record.size() == 3 ? record[0] : 1;
    RF_TRY_VOID(checkList("mean", options.mean, channels, where));
    RF_TRY_VOID(checkList("scale", options.scale, channels, where));
    if (std::find(options.scale.begin(), options.scale.end(), 0.0) != options.scale.end())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: 'scale' must not be 0; values are divided by it"), where);
    if (options.channels != ChannelOrder::AsStored && channels == 3) {
        // An array whose order nobody knows is taken as RGB.
        const ChannelOrder stored = storedOrder == ChannelOrder::AsStored ? ChannelOrder::Rgb : storedOrder;
        result.m_reverseChannels = stored != options.channels;
    }
    result.m_mean = options.mean;
    result.m_scale = options.scale;
    return result;
}

Tensor Preprocessor::apply(const Tensor& record) const {
    Shape shape = m_fit.shape;
    if (!isStatic(shape)) {  // pictures of different sizes: the record tells
        Shape actual = record.shape();
        if (m_fit.channelsLast) std::rotate(actual.begin(), actual.begin() + 1, actual.end());
        std::copy(actual.rbegin(), actual.rend(), shape.rbegin());
    }
    const bool untouched = !m_reverseChannels && m_mean.empty() && m_scale.empty() && !m_fit.channelsLast;
    if (untouched && record.type() == m_type) return record.reshaped(shape);
    if (untouched && !isFloat(record.type()) && (m_type == ElementType::I64 || m_type == ElementType::I32)) return integersAs(m_type, shape, record);

    std::vector<float> values = toFloats(record.view());
    const Planes planes = planesOf(record.shape());
    if (m_reverseChannels) reverseChannels(values, planes);
    if (!m_mean.empty() || !m_scale.empty())
        for (std::int64_t c = 0; c < planes.channels; ++c) {
            const double mean = perChannel(m_mean, c, 0.0), scale = perChannel(m_scale, c, 1.0);
            for (std::int64_t i = c * planes.size; i < (c + 1) * planes.size; ++i) {
                float& value = values[static_cast<std::size_t>(i)];
                value = static_cast<float>((static_cast<double>(value) - mean) / scale);
            }
        }
    if (m_fit.channelsLast) values = interleaved(values, planes);
    return fromFloats(m_type, shape, values);
}

Result<Preprocess> parsePreprocess(const std::string& text) {
    Preprocess preprocess;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string entry(rest.substr(0, rest.find(',')));
        rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
        const auto equals = entry.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocessing: '%1' must be KEY=VALUE, as in size=224x224"), entry);
        RF_TRY_VOID(parseEntry(entry.substr(0, equals), entry.substr(equals + 1), preprocess));
    }
    return preprocess;
}

}  // namespace rf::data
