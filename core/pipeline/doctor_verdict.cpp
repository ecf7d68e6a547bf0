// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/doctor_verdict.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/analysis/output_evidence.h"

namespace rf::pipeline {

namespace {

constexpr double kSure = 0.95, kLikely = 0.8;
// Twenty times less plausible than the best is ruled out: the odds of "sure".
constexpr double kRuledOut = 0.05;
constexpr double kSignificance = 0.05;
// Non-finite outputs: not the training preprocessing.
constexpr double kOverflow = -20;
constexpr double kWorthMentioning = 0.3;  // nats, odds of 4 : 3

using Candidates = std::vector<CandidateScore>;

const Evidence* find(const CandidateScore& candidate, EvidenceKind kind) {
    const auto found =
        std::find_if(candidate.evidence.begin(), candidate.evidence.end(), [&](const Evidence& one) { return one.kind == kind; });
    return found == candidate.evidence.end() ? nullptr : &*found;
}

std::string percent(double share) { return share > 0.99 ? "> 99 %" : fmt::format("{:.0f} %", 100 * share); }

std::string listOf(const Candidates& candidates, std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += (i ? "; " : "") + nameOf(candidates[i].candidate);
    return list;
}

Sentence reasonFor(EvidenceKind kind, double best, double other, const std::string& name) {
    switch (kind) {
        case EvidenceKind::InputNormalization:
            return {RF_TEXT("core", "the constants behind the input bring it to a spread of %1, where about 1 is meant (with %3: %2)"),
                    {fmt::format("{:.2g}", best), fmt::format("{:.2g}", other), name}};
        case EvidenceKind::StatedStatistics:
            return {RF_TEXT("core", "the batch normalisations see nearly what they were trained on: %1 nats away (with %3: %2)"),
                    {fmt::format("{:.2f}", best), fmt::format("{:.2f}", other), name}};
        case EvidenceKind::Offsets:
            return {RF_TEXT("core", "the biases of the first layers fit the data: it explains %1 of their differences (with %3: %2)"),
                    {percent(best), percent(other), name}};
        case EvidenceKind::StuckChannels:
            return {RF_TEXT("core", "%1 of the first layers' channels are stuck, always or never active (with %3: %2)"),
                    {percent(best), percent(other), name}};
        case EvidenceKind::Magnitude:
            return {RF_TEXT("core", "activations of the first layers spread by %1, where 1 is usual (with %3: %2)"),
                    {fmt::format("{:.2g}", best), fmt::format("{:.2g}", other), name}};
        case EvidenceKind::Information:
            return {RF_TEXT("core", "the answers say %1 of what they could say about the samples (with %3: %2)"),
                    {percent(best), percent(other), name}};
        case EvidenceKind::Comparison:
            return {RF_TEXT("core", "on the same samples the answers are surer and differ more than with %1 (Student's t %2)"),
                    {name, fmt::format("{:.1f}", other)}};
    }
    return {};
}

/// The strongest evidence against the first candidate that is not as good as the best ones.
Sentence strongestReason(const Candidates& candidates, std::size_t plausible) {
    const CandidateScore& best = candidates.front();
    if (candidates.size() > 1) {
        const CandidateScore& other = candidates[std::min(plausible, candidates.size() - 1)];
        const Evidence *mine = nullptr, *theirs = nullptr;
        for (const Evidence& evidence : best.evidence) {
            const Evidence* against = find(other, evidence.kind);
            if (against && evidence.support - against->support > std::max(kWorthMentioning, mine ? mine->support - theirs->support : 0.0)) {
                mine = &evidence;
                theirs = against;
            }
        }
        if (mine) return reasonFor(mine->kind, mine->measure, theirs->measure, nameOf(other.candidate));
    }
    return {RF_TEXT("core", "nothing that was seen of the network speaks clearly for one of them")};
}

/// Candidates from the first that can't be ruled out; they are sorted.
std::size_t plausibleCount(const Candidates& candidates) {
    return static_cast<std::size_t>(std::count_if(candidates.begin(), candidates.end(), [&](const CandidateScore& one) {
        return one.plausibility >= kRuledOut * candidates.front().plausibility;
    }));
}

/// How plausible it is that values are scaled as by the best candidate, whatever the order of channels.
double scalePlausibility(const Candidates& candidates) {
    return std::accumulate(candidates.begin(), candidates.end(), 0.0, [&](double sum, const CandidateScore& one) {
        return sum + (one.candidate.normalization == candidates.front().candidate.normalization ? one.plausibility : 0.0);
    });
}

bool sameScale(const Candidates& candidates, std::size_t count) {
    return std::all_of(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count), [&](const CandidateScore& one) {
        return one.candidate.normalization == candidates.front().candidate.normalization;
    });
}

template <class T>
void reorder(std::vector<T>& values, const std::vector<std::size_t>& order) {
    std::vector<T> sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(values[i]));
    values = std::move(sorted);
}

/// The places of all candidates, the best first; of equal ones the earlier.
template <class Better>
std::vector<std::size_t> ranked(std::size_t count, Better isBetter) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), isBetter);
    return order;
}

std::optional<double> chanceOf(const SampleValues& best, const SampleValues& other, metrics::Better better) {
    std::int64_t wins = 0, losses = 0;
    for (std::size_t i = 0; i < std::min(best.size(), other.size()); ++i) {
        if (!best[i] || !other[i]) return std::nullopt;
        const bool isMore = *best[i] > *other[i], isLess = *best[i] < *other[i];
        wins += better == metrics::Better::Higher ? isMore : isLess;
        losses += better == metrics::Better::Higher ? isLess : isMore;
    }
    return analysis::signTest(wins, losses);
}

}  // namespace

std::vector<std::size_t> weigh(Candidates& candidates) {
    double most = -std::numeric_limits<double>::infinity();
    for (CandidateScore& candidate : candidates) {
        candidate.support = std::accumulate(candidate.evidence.begin(), candidate.evidence.end(), 0.0, [](double sum, const Evidence& one) {
            return sum + (std::isfinite(one.support) ? one.support : kOverflow);
        });
        most = std::max(most, candidate.support);
    }
    double sum = 0;
    for (CandidateScore& candidate : candidates) sum += candidate.plausibility = std::exp(candidate.support - most);
    for (CandidateScore& candidate : candidates) candidate.plausibility /= sum;
    const auto order =
        ranked(candidates.size(), [&](std::size_t a, std::size_t b) { return candidates[a].plausibility > candidates[b].plausibility; });
    reorder(candidates, order);
    return order;
}

Verdict verdictByEvidence(const Candidates& candidates) {
    const CandidateScore& best = candidates.front();
    Verdict verdict;
    verdict.plausible = plausibleCount(candidates);
    if (candidates.size() == 1) {
        verdict.confidence = Confidence::Sure;
        verdict.sentence = {RF_TEXT("core", "there is nothing to choose: %1"), {nameOf(best.candidate)}};
        verdict.reason = {RF_TEXT("core", "of the usual preparations no other can be told from it with this input and these pictures")};
        return verdict;
    }
    verdict.reason = strongestReason(candidates, verdict.plausible);
    verdict.confidence = best.plausibility >= kSure     ? Confidence::Sure
                         : best.plausibility >= kLikely ? Confidence::Likely
                                                        : Confidence::Undecided;
    if (verdict.confidence == Confidence::Sure) {
        verdict.sentence = {RF_TEXT("core", "surely %1 (plausibility %2)"), {nameOf(best.candidate), percent(best.plausibility)}};
    } else if (verdict.confidence == Confidence::Likely && verdict.plausible == 1) {
        verdict.sentence = {RF_TEXT("core", "probably %1 (plausibility %2)"), {nameOf(best.candidate), percent(best.plausibility)}};
    } else if (verdict.confidence == Confidence::Likely) {
        verdict.sentence = {RF_TEXT("core", "probably %1 (plausibility %2); not ruled out: %3"),
                            {nameOf(best.candidate), percent(best.plausibility),
                             listOf({candidates.begin() + 1, candidates.end()}, verdict.plausible - 1)}};
    } else if (sameScale(candidates, verdict.plausible)) {
        verdict.sentence = {RF_TEXT("core", "of the values: %1 (plausibility %2); the order of the channels can't be told"),
                            {best.candidate.normalization.name, percent(scalePlausibility(candidates))}};
    } else if (verdict.plausible == candidates.size()) {
        verdict.sentence = {RF_TEXT("core", "none of the candidates can be ruled out")};
    } else {
        verdict.sentence = {RF_TEXT("core", "these can't be told apart: %1"), {listOf(candidates, verdict.plausible)}};
    }
    return verdict;
}

void rankByMetric(Candidates& candidates, std::vector<SampleValues>& values, metrics::Better better) {
    const double sign = better == metrics::Better::Higher ? 1 : -1;
    const auto rank = [&](std::size_t i) {
        const double value = sign * candidates[i].metric.value_or(std::numeric_limits<double>::quiet_NaN());
        return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
    };
    // Of equal ones the more plausible first: they come sorted so.
    const auto order = ranked(candidates.size(), [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
    reorder(candidates, order);
    reorder(values, order);
    const auto tests = static_cast<double>(candidates.size() - 1);
    for (std::size_t i = 1; i < candidates.size(); ++i)
        if (const auto chance = chanceOf(values[0], values[i], better)) candidates[i].chance = std::min(1.0, tests * *chance);
}

Verdict verdictByLabels(const Candidates& candidates, const std::string& metric, metrics::Unit unit) {
    const CandidateScore& best = candidates.front();
    const std::string name = nameOf(best.candidate), value = metrics::formatted(best.metric.value_or(0), unit);
    Verdict verdict{.byLabels = true, .sentence = {}, .reason = {}};
    const auto canBeChance = [](const CandidateScore& one) { return !one.chance || *one.chance >= kSignificance; };
    std::size_t last = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        if (canBeChance(candidates[i])) last = i;
    verdict.plausible = last + 1;
    const bool isTested = candidates.size() == 1 || std::all_of(candidates.begin() + 1, candidates.end(),
                                                                [](const CandidateScore& one) { return one.chance.has_value(); });
    verdict.confidence = verdict.plausible == 1 ? Confidence::Sure : Confidence::Undecided;
    if (!isTested) {
        verdict.plausible = 1;
        verdict.confidence = Confidence::Likely;
        verdict.sentence = {RF_TEXT("core", "best by %2: %1 (%3)"), {name, metric, value}};
        verdict.reason = {RF_TEXT("core", "the metric has no values of single samples, so that nothing can be said about chance")};
    } else if (verdict.confidence == Confidence::Sure) {
        verdict.sentence = {RF_TEXT("core", "surely %1: %2 %3"), {name, metric, value}};
        verdict.reason = {RF_TEXT("core", "its lead is more than chance: against every other candidate the sign test gives less than %1"),
                          {percent(kSignificance)}};
    } else if (verdict.plausible == candidates.size()) {
        verdict.sentence = {RF_TEXT("core", "best by %2: %1 (%3), but none of the candidates can be ruled out on so few samples"),
                            {name, metric, value}};
        verdict.reason = {RF_TEXT("core", "the lead of the best may be chance (sign test, %1 or more)"), {percent(kSignificance)}};
    } else {
        verdict.sentence = {RF_TEXT("core", "best by %2: %1 (%3), but these can't be told apart on so few samples: %4"),
                            {name, metric, value, listOf(candidates, verdict.plausible)}};
        verdict.reason = {RF_TEXT("core", "the lead of the best may be chance (sign test, %1 or more)"), {percent(kSignificance)}};
    }
    return verdict;
}

}  // namespace rf::pipeline
