// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics_io.h"

#include "core/base/bytes.h"

namespace rf::calibration {

namespace {

constexpr std::string_view kMagic = "RFstats\n";
constexpr std::uint32_t kVersion = 2;

void write(ByteWriter& out, const TensorName& tensor) {
    out.text(tensor.layer);
    out.number(static_cast<std::int32_t>(tensor.port));
}

TensorName readTensor(ByteReader& in) {
    std::string layer = in.text();
    return {std::move(layer), in.number<std::int32_t>()};
}

void write(ByteWriter& out, const StatisticRequest& request, const PerSample& values) {
    write(out, request.tensor);
    out.number(static_cast<std::uint8_t>(request.reduction));
    out.number(static_cast<std::uint8_t>(request.granularity));
    out.number(static_cast<std::int32_t>(request.channelAxis));
    out.number(request.quantile);
    out.number(values.rows);
    out.number(values.channels);
    out.numbers(std::span<const float>(values.values));
}

bool isConsistent(const StatisticRequest& request, const PerSample& values) {
    constexpr std::int64_t kMost = std::int64_t{1} << 31;
    return request.reduction <= Reduction::Distribution && request.granularity <= Granularity::PerChannel && values.rows > 0 &&
           values.channels > 0 && values.rows < kMost && values.channels < kMost &&
           std::ssize(values.values) / values.rows / values.channels == values.samples &&
           std::ssize(values.values) % (values.rows * values.channels) == 0;
}

bool readValues(ByteReader& in, Statistics::Data& data) {
    for (std::uint64_t left = in.count(); left > 0 && in.isGood(); --left) {
        StatisticRequest request;
        request.tensor = readTensor(in);
        request.reduction = static_cast<Reduction>(in.number<std::uint8_t>());
        request.granularity = static_cast<Granularity>(in.number<std::uint8_t>());
        request.channelAxis = in.number<std::int32_t>();
        request.quantile = in.number<double>();
        PerSample values{std::ssize(data.samples), in.number<std::int64_t>(), 1, {}};
        values.channels = in.number<std::int64_t>();
        values.values = in.numbers<float>();
        if (!in.isGood() || !isConsistent(request, values)) return false;
        if (!data.values.emplace(std::move(request), std::move(values)).second) return false;
    }
    return in.isGood();
}

bool readShapes(ByteReader& in, Statistics::Data& data) {
    for (std::uint64_t left = in.count(); left > 0 && in.isGood(); --left) {
        std::vector<Shape>& shapes = data.shapes[readTensor(in)];
        if (!shapes.empty()) return false;
        for (std::size_t i = 0; i < data.samples.size() && in.isGood(); ++i) shapes.push_back(in.numbers<std::int64_t>());
    }
    return in.isGood();
}

bool readOdd(ByteReader& in, Statistics::Data& data) {
    for (std::uint64_t left = in.count(); left > 0 && in.isGood(); --left) {
        TensorName tensor = readTensor(in);
        OddTensor odd;
        odd.oddity = static_cast<Oddity>(in.number<std::uint8_t>());
        odd.sample = in.number<std::int64_t>();
        odd.value = in.number<float>();
        if (odd.oddity > Oddity::Constant || !data.odd.emplace(std::move(tensor), odd).second) return false;
    }
    return in.isGood();
}

}  // namespace

std::string toBytes(const Statistics& statistics) {
    const Statistics::Data& data = statistics.data();
    ByteWriter out;
    out.raw(kMagic);
    out.number(kVersion);
    out.numbers(std::span<const std::int64_t>(data.samples));
    out.count(data.values.size());
    for (const auto& [request, values] : data.values) write(out, request, values);
    out.count(data.shapes.size());
    for (const auto& [tensor, shapes] : data.shapes) {
        write(out, tensor);
        for (const Shape& shape : shapes) out.numbers(std::span<const std::int64_t>(shape));
    }
    out.count(data.odd.size());
    for (const auto& [tensor, odd] : data.odd) {
        write(out, tensor);
        out.number(static_cast<std::uint8_t>(odd.oddity));
        out.number(odd.sample);
        out.number(odd.value);
    }
    out.close();
    return out.take();
}

Result<Statistics> fromBytes(std::span<const std::byte> bytes) {
    const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!all.starts_with(kMagic)) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "these are no statistics of this program"));
    const Error damaged = fail(ErrorCode::InvalidFile, RF_TEXT("core", "the statistics are damaged; measure them again"));
    ByteReader in(all.substr(kMagic.size()));
    const auto version = in.number<std::uint32_t>();
    if (in.isGood() && version != kVersion)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core", "the statistics are of version %1 of their format; this program reads version %2"), version, kVersion);
    const auto body = verified(all);
    constexpr std::size_t kHead = kMagic.size() + sizeof kVersion;
    if (!body || body->size() < kHead) return damaged;
    in = ByteReader(body->substr(kHead));
    Statistics::Data data;
    data.samples = in.numbers<std::int64_t>();
    if (!readValues(in, data) || !readShapes(in, data) || !readOdd(in, data) || !in.isAtEnd()) return damaged;
    return Statistics(std::move(data));
}

}  // namespace rf::calibration
