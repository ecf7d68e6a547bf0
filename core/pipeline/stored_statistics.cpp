// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/stored_statistics.h"

#include <algorithm>

#include "core/calibration/statistics_io.h"
#include "core/pipeline/program_id.h"

namespace rf::pipeline {

namespace {

/// The answers of both, which are of the same network and samples.
calibration::Statistics united(const calibration::Statistics& newer, const calibration::Statistics& older) {
    return std::ranges::equal(newer.samples(), older.samples()) ? calibration::together(newer, older) : newer;
}

}  // namespace

std::string makerOf(const Resources& resources) {
    const engine::EngineInfo info = resources.engine->info();
    return fmt::format("{} {} {} {}", programId(), info.name, info.version, info.instructionSet);
}

Result<Fingerprint> StoredStatistics::dataOf(const Resources& resources, std::span<const std::int64_t> samples, const Progress& progress) {
    if (!m_data || m_data->source() != resources.samples.get()) m_data.emplace(resources.samples, resources.threads);
    return m_data->of(samples, progress);
}

Result<std::string> StoredStatistics::keyOf(const Fingerprint& network, const Resources& resources, std::span<const std::int64_t> samples,
                                            const Progress& progress) {
    RF_TRY(const Fingerprint data, dataOf(resources, samples, progress));
    return fmt::format("{} network {} data {}", makerOf(resources), toText(network), toText(data));
}

Result<std::optional<calibration::Statistics>> StoredStatistics::find(const Fingerprint& network, const Resources& resources,
                                                                      std::span<const std::int64_t> samples, const Progress& progress) {
    RF_TRY(const std::string key, keyOf(network, resources, samples, progress));
    const auto bytes = m_store->find(storage::Kind::Statistics, key);
    if (!bytes || !*bytes) return std::optional<calibration::Statistics>();
    auto statistics = calibration::fromBytes(std::as_bytes(std::span(**bytes)));
    return statistics ? std::optional(std::move(*statistics)) : std::nullopt;
}

Result<void> StoredStatistics::keep(const Fingerprint& network, const Resources& resources, const calibration::Statistics& statistics,
                                    const Progress& progress) {
    RF_TRY(const std::string key, keyOf(network, resources, statistics.samples(), progress));
    RF_TRY(const auto older, find(network, resources, statistics.samples(), progress));
    const auto stored = m_store->put(storage::Kind::Statistics, key, calibration::toBytes(older ? united(statistics, *older) : statistics));
    if (!stored && m_warnings.empty()) m_warnings.push_back(stored.error());
    return {};
}

std::vector<Error> StoredStatistics::takeWarnings() { return std::exchange(m_warnings, {}); }

}  // namespace rf::pipeline
