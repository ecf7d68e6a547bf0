// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics_io.h"

#include <bit>
#include <cstring>

namespace rf::calibration {

namespace {

static_assert(std::endian::native == std::endian::little, "the format is little endian");

constexpr std::string_view kMagic = "RFstats\n";
constexpr std::uint32_t kVersion = 1;

/// FNV-1a, 64 bits: enough to tell damage, no protection against intent.
std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
    return hash;
}

class ByteWriter {
public:
    template <class T>
    void number(T value) {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    template <class T>
    void numbers(std::span<const T> values) {
        number(static_cast<std::uint64_t>(values.size()));
        m_bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    void tensor(const TensorName& name) {
        numbers(std::span<const char>(name.layer));
        number(static_cast<std::int32_t>(name.port));
    }
    void raw(std::string_view bytes) { m_bytes += bytes; }
    std::string& bytes() { return m_bytes; }

private:
    std::string m_bytes;
};

/// Reads on as long as there is something; afterwards everything is zero and isGood() false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    template <class T>
    T number() {
        T value{};
        if (take(sizeof value)) std::memcpy(&value, m_bytes.data() + m_at - sizeof value, sizeof value);
        return value;
    }
    template <class T>
    std::vector<T> numbers() {
        const auto count = number<std::uint64_t>();
        if (count > (m_bytes.size() - m_at) / sizeof(T)) m_good = false;
        if (!m_good) return {};
        std::vector<T> values(count);
        if (count > 0) std::memcpy(values.data(), m_bytes.data() + m_at, count * sizeof(T));
        m_at += count * sizeof(T);
        return values;
    }
    /// How many things follow, each of at least one byte.
    std::uint64_t count() {
        const auto count = number<std::uint64_t>();
        if (count > m_bytes.size() - m_at) m_good = false;
        return m_good ? count : 0;
    }
    TensorName tensor() {
        const std::vector<char> name = numbers<char>();
        return {std::string(name.begin(), name.end()), number<std::int32_t>()};
    }
    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_good && m_at == m_bytes.size(); }

private:
    bool take(std::size_t size) {
        m_good = m_good && size <= m_bytes.size() - m_at;
        if (m_good) m_at += size;
        return m_good;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_good = true;
};

void write(ByteWriter& out, const StatisticRequest& request, const PerSample& values) {
    out.tensor(request.tensor);
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
    return request.reduction <= Reduction::MeanInSinglePrecision && request.granularity <= Granularity::PerChannel && values.rows > 0 &&
           values.channels > 0 && values.rows < kMost && values.channels < kMost &&
           std::ssize(values.values) / values.rows / values.channels == values.samples &&
           std::ssize(values.values) % (values.rows * values.channels) == 0;
}

bool readValues(ByteReader& in, Statistics::Data& data) {
    for (std::uint64_t left = in.count(); left > 0 && in.isGood(); --left) {
        StatisticRequest request;
        request.tensor = in.tensor();
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
        std::vector<Shape>& shapes = data.shapes[in.tensor()];
        if (!shapes.empty()) return false;
        for (std::size_t i = 0; i < data.samples.size() && in.isGood(); ++i) shapes.push_back(in.numbers<std::int64_t>());
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
    out.number(static_cast<std::uint64_t>(data.values.size()));
    for (const auto& [request, values] : data.values) write(out, request, values);
    out.number(static_cast<std::uint64_t>(data.shapes.size()));
    for (const auto& [tensor, shapes] : data.shapes) {
        out.tensor(tensor);
        for (const Shape& shape : shapes) out.numbers(std::span<const std::int64_t>(shape));
    }
    out.number(checksum(out.bytes()));
    return std::move(out.bytes());
}

Result<Statistics> fromBytes(std::span<const std::byte> bytes) {
    const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!all.starts_with(kMagic)) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "these are no statistics of this program"));
    const Error damaged = fail(ErrorCode::InvalidFile, RF_TEXT("core", "the statistics are damaged; measure them again"));
    constexpr std::size_t kSum = sizeof(std::uint64_t);
    if (all.size() < kMagic.size() + sizeof kVersion + kSum) return damaged;
    ByteReader in(all.substr(kMagic.size(), all.size() - kMagic.size() - kSum));
    if (const auto version = in.number<std::uint32_t>(); version != kVersion)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core", "the statistics are of version %1 of their format; this program reads version %2"), version, kVersion);
    if (checksum(all.substr(0, all.size() - kSum)) != ByteReader(all.substr(all.size() - kSum)).number<std::uint64_t>()) return damaged;
    Statistics::Data data;
    data.samples = in.numbers<std::int64_t>();
    if (!readValues(in, data) || !readShapes(in, data) || !in.isAtEnd()) return damaged;
    return Statistics(std::move(data));
}

}  // namespace rf::calibration
