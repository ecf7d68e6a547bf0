// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/doctor_evidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/input_evidence.h"

namespace rf::pipeline {

namespace {

using analysis::EarlyLayer;
using analysis::PreprocessCandidate;

// What answers may weigh: a network can be sure of nonsense, so that they rule out by themselves only what makes them say
// nothing at all, and decide between candidates of equal scale by at most 20 : 1.
constexpr double kInformationWeight = 3;
constexpr double kMostComparison = 3;
// Up to here two scales count as equal: deviations of ImageNet differ by less among channels.
constexpr double kEqualGain = 1.25;

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double meanOf(std::span<const double> values) {
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool haveEqualScale(const PreprocessCandidate& a, const PreprocessCandidate& b) {
    return std::abs(std::log(a.gain() / b.gain())) <= std::log(kEqualGain) && a.layout == b.layout;
}

}  // namespace

std::vector<Evidence> layerEvidence(const std::vector<EarlyLayer>& layers, const Seen& seen) {
    std::vector<Evidence> evidence;
    std::vector<double> stated, explained, stuck, logs;
    double statedSum = 0, offsetSum = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const analysis::ChannelStatistics& channels = seen.layers[i];
        if (channels.mean.empty()) continue;
        if (layers[i].kind == EarlyLayer::Kind::Normalization) {
            evidence.push_back(
                {EvidenceKind::InputNormalization, std::exp(analysis::logDeviation(channels)), analysis::normalizationSupport(channels)});
            continue;
        }
        logs.push_back(analysis::logDeviation(channels));
        if (const auto share = analysis::stuckShare(layers[i], channels)) stuck.push_back(*share);
        if (layers[i].kind == EarlyLayer::Kind::BatchNormalization) {
            if (const auto divergence = analysis::statedDivergence(layers[i], channels)) {
                stated.push_back(*divergence);
                statedSum += analysis::statedSupport(*divergence, static_cast<int>(stated.size()));
            }
        } else if (const auto share = analysis::explainedOffsets(layers[i], channels)) {
            explained.push_back(std::clamp(*share, 0.0, 1.0));
            offsetSum += analysis::offsetSupport(*share, static_cast<int>(explained.size()));
        }
    }
    if (!stated.empty()) evidence.push_back({EvidenceKind::StatedStatistics, meanOf(stated), statedSum});
    if (!explained.empty()) evidence.push_back({EvidenceKind::Offsets, meanOf(explained), offsetSum});
    if (!stuck.empty()) evidence.push_back({EvidenceKind::StuckChannels, meanOf(stuck), analysis::stuckSupport(meanOf(stuck))});
    if (!logs.empty()) evidence.push_back({EvidenceKind::Magnitude, std::exp(median(logs)), analysis::magnitudeSupport(median(logs))});
    return evidence;
}

void addAnswerEvidence(std::vector<CandidateScore>& candidates, const std::vector<Seen>& seen) {
    const bool isComplete = std::all_of(seen.begin(), seen.end(), [](const Seen& one) { return !one.information.empty(); });
    if (!isComplete) return;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double most = seen[i].mostInformation;
        const double share = most > 0 ? std::clamp(meanOf(seen[i].information) / most, 0.0, 1.0) : 0;
        candidates[i].evidence.push_back({EvidenceKind::Information, share, kInformationWeight * share});
        std::size_t best = i;
        for (std::size_t k = 0; k < candidates.size(); ++k)
            if (haveEqualScale(candidates[i].candidate, candidates[k].candidate) &&
                meanOf(seen[k].information) > meanOf(seen[best].information))
                best = k;
        const double t = analysis::pairedStatistic(seen[best].information, seen[i].information);
        candidates[i].evidence.push_back(
            {EvidenceKind::Comparison, t, -std::min(analysis::weightOfDifference(t, seen[i].information.size()), kMostComparison)});
    }
}

}  // namespace rf::pipeline
