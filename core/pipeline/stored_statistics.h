// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/data/fingerprint.h"
#include "core/pipeline/job.h"
#include "core/storage/store.h"

namespace rf::pipeline {

/// The statistics in a store, under keys of program, engine, network and the content of the samples: a file that was moved or
/// copied is known again, one that was changed is not. Not thread-safe.
class StoredStatistics final : public StatisticsMemory {
public:
    explicit StoredStatistics(std::shared_ptr<storage::Store> store) : m_store(std::move(store)) {}

    Result<std::optional<calibration::Statistics>> find(const Fingerprint& network, const Resources& resources,
                                                        std::span<const std::int64_t> samples, const Progress& progress) override;
    /// Joins them with what the store has of other requests.
    Result<void> keep(const Fingerprint& network, const Resources& resources, const calibration::Statistics& statistics,
                      const Progress& progress) override;

    /// The content of samples; those that were read for it once are remembered.
    Result<Fingerprint> dataOf(const Resources& resources, std::span<const std::int64_t> samples, const Progress& progress);
    /// Why the store could not be written, each reason once.
    std::vector<Error> takeWarnings();

private:
    Result<std::string> keyOf(const Fingerprint& network, const Resources& resources, std::span<const std::int64_t> samples,
                              const Progress& progress);

    std::shared_ptr<storage::Store> m_store;
    std::optional<data::SampleFingerprints> m_data;
    std::vector<Error> m_warnings;
};

/// The program and the engine that computed something, as a part of keys.
std::string makerOf(const Resources& resources);

}  // namespace rf::pipeline
