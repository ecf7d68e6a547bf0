// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/search_options.h"

#include <algorithm>

#include "app/cli/validators.h"
#include "core/config/config.h"
#include "core/config/search_names.h"

namespace rf::cli {

using quantization::AlgorithmEntry;
using quantization::AlgorithmName;

void SearchOptions::declare(CLI::App& app) {
    app.add_option("--algorithm", m_algorithm,
                   "default, or accuracy_aware: layers go back to float until no metric loses more than allowed (docs/search.md)")
        ->check(CLI::IsMember({"default", "accuracy_aware"}));
    app.add_option("--max-drop", m_maxDrop, config::optionHelp("--max-drop") + " Implies --algorithm accuracy_aware")->check(nonNegative());
    app.add_option("--drop-type", m_dropType, config::optionHelp("--drop-type"));
    app.add_option("--arithmetic", m_arithmetic, config::optionHelp("--arithmetic"));
    app.add_option("--max-minutes", m_maxMinutes, config::optionHelp("--max-minutes"))->check(nonNegative());
    app.add_option("--max-trials", m_maxTrials, config::optionHelp("--max-trials"))->check(nonNegative());
}

const char* SearchOptions::firstGiven() const {
    const std::pair<const char*, bool> options[] = {{"--max-drop", m_maxDrop.has_value()},
                                                    {"--drop-type", !m_dropType.empty()},
                                                    {"--arithmetic", !m_arithmetic.empty()},
                                                    {"--max-minutes", m_maxMinutes.has_value()},
                                                    {"--max-trials", m_maxTrials.has_value()}};
    const auto given = std::ranges::find_if(options, [](const auto& option) { return option.second; });
    return given == std::end(options) ? nullptr : given->first;
}

Result<void> SearchOptions::applyTo(config::Project& project) const {
    const char* given = firstGiven();
    if (m_algorithm == "default") {
        if (given)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 is for searches, and --algorithm default makes none"), given);
        project.accuracyControl.reset();
        project.tuning.reset();
        project.search.reset();
        return {};
    }
    if (project.tuning && project.search) {
        if (m_maxDrop || !m_dropType.empty() || !m_arithmetic.empty() || m_algorithm == "accuracy_aware")
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1 is for AccuracyAwareQuantization, but the configuration has TunableQuantization"),
                        given ? given : "--algorithm");
        if (m_maxMinutes) project.search->maxMinutes = *m_maxMinutes;
        if (m_maxTrials && *m_maxTrials > 0) project.search->maxTrials = *m_maxTrials;
        return {};
    }
    if (!project.accuracyControl && (m_algorithm == "accuracy_aware" || m_maxDrop)) {
        project.accuracyControl.emplace();
        const auto& list = project.quantization.algorithms;
        if (std::ranges::any_of(list, [](const AlgorithmEntry& entry) { return entry.name == AlgorithmName::MinMaxQuantization; }))
            project.accuracyControl->baseAlgorithm = search::BaseAlgorithm::MinMaxQuantization;
    }
    if (!project.accuracyControl) {
        if (!given) return {};
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1 is for searches; say how much may be lost with --max-drop, or give --algorithm accuracy_aware"),
                    given);
    }
    search::AccuracyControl& control = *project.accuracyControl;
    if (m_maxDrop) control.maximalDrop = *m_maxDrop;
    if (m_maxMinutes) control.maxMinutes = *m_maxMinutes;
    if (m_maxTrials) control.maxTrials = *m_maxTrials;
    if (!m_dropType.empty()) {
        const auto type = config::valueOf<search::DropType>(m_dropType);
        if (!type)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "--drop-type: unknown value '%1'; use absolute or relative"),
                        m_dropType);
        control.dropType = *type;
    }
    if (!m_arithmetic.empty()) {
        const auto arithmetic = config::valueOf<search::CandidateArithmetic>(m_arithmetic);
        if (!arithmetic)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "--arithmetic: unknown value '%1'; use deployed or exact"),
                        m_arithmetic);
        control.arithmetic = arithmetic;
    }
    return {};
}

}  // namespace rf::cli
