// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/search/oracle.h"
#include "core/storage/store.h"

namespace rf::pipeline {

/// Asks another oracle only what was never asked before, and keeps every answer in a store, a transaction each. A search that is
/// run again after it was killed goes the same way (ADR 8), and several searches share one store: whoever answers first, the
/// answers of the same question are equal.
class RememberingOracle final : public search::Oracle {
public:
    /// `oracle` must outlive this. `identity`: everything that answers depend on besides the question: model, data, metrics,
    /// arithmetic, program. Without a store answers are remembered as long as this lives; a store that fails ends no search.
    RememberingOracle(search::Oracle& oracle, std::shared_ptr<storage::Store> store, std::string identity)
        : m_oracle(oracle), m_store(std::move(store)), m_identity(std::move(identity)) {}

    const std::vector<search::MetricInfo>& metrics() const override { return m_oracle.metrics(); }
    std::int64_t samples() const override { return m_oracle.samples(); }
    Result<search::Answer> ask(const search::Question& question, const Progress& progress) override;
    Result<std::vector<search::Group>> groups(const search::Candidate& candidate, const Progress& progress) override;

private:
    std::optional<std::string> find(const std::string& key);
    void keep(const std::string& key, std::string bytes);

    search::Oracle& m_oracle;
    std::shared_ptr<storage::Store> m_store;
    std::string m_identity;
    std::map<std::string, std::string> m_known;
    bool m_hasFailed = false;
};

}  // namespace rf::pipeline
