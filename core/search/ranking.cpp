// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/ranking.h"

#include <algorithm>

#include "core/search/sample_sets.h"

namespace rf::search {

namespace {

struct ScoredGroup {
    Group group;
    double score = 0;            ///< of the ranking's metric, more is better
    std::vector<double> others;  ///< the same of all metrics
};

std::vector<std::size_t> hardestPositions(const AccuracyRun& run, std::size_t metric, const PerSampleValues& values) {
    const std::vector<double> losses = lossesOf(run.floatValues[metric], values[metric], run.targets.direction(metric));
    return run.habits.drawsWithoutPlan ? hardestFirstAsNumpy(losses) : hardestFirst(losses, run.base.sampling.seed);
}

std::vector<std::int64_t> samplesAt(const AccuracyRun& run, const std::vector<std::size_t>& positions) {
    std::vector<std::int64_t> samples;
    for (const std::size_t position : positions) {
        if (std::ssize(samples) >= run.rankingSize()) break;
        samples.push_back(run.differences ? (*run.differences)[position] : static_cast<std::int64_t>(position));
    }
    return samples;
}

bool potOrder(const ScoredGroup& a, const ScoredGroup& b) { return a.score != b.score ? a.score > b.score : a.group.start > b.group.start; }

bool cheapestFirst(const ScoredGroup& a, const ScoredGroup& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.others != b.others) return a.others > b.others;
    if (a.group.layers.size() != b.group.layers.size()) return a.group.layers.size() < b.group.layers.size();
    return a.group.start < b.group.start;
}

/// POT's ranking looks at the main graph only. A bar stands between the names of a node and of what is in its body.
bool isInBody(const Group& group) { return group.start.find('|') != std::string::npos; }

}  // namespace

std::vector<std::int64_t> hardestSamples(const AccuracyRun& run, std::size_t metric, const PerSampleValues& values) {
    return samplesAt(run, hardestPositions(run, metric, values));
}

std::vector<std::int64_t> hardestSamplesOfAll(const AccuracyRun& run, const PerSampleValues& values) {
    std::vector<std::vector<std::size_t>> lists;
    for (const std::size_t metric : run.targets.watched()) lists.push_back(hardestPositions(run, metric, values));
    return samplesAt(run, hardestOfAll(lists, static_cast<std::size_t>(run.rankingSize())));
}

Result<std::vector<Group>> rankedGroups(AccuracyRun& run, const Candidate& candidate, std::size_t metric, const PerSampleValues& values) {
    const std::vector<std::int64_t> samples = hardestSamples(run, metric, values);
    RF_TRY(std::vector<Group> groups, run.groups(candidate));
    if (run.habits.greedyReverting) std::erase_if(groups, isInBody);
    std::vector<ScoredGroup> scored;
    for (Group& group : groups) {
        Question question{candidate, samples};
        question.candidate.inFloat.push_back(group.start);
        RF_TRY(const Answer answer, run.ask(std::move(question)));
        ScoredGroup entry{std::move(group), run.targets.direction(metric) * answer.values[metric], answer.values};
        for (std::size_t other = 0; other < entry.others.size(); ++other) entry.others[other] *= run.targets.direction(other);
        scored.push_back(std::move(entry));
    }
    std::stable_sort(scored.begin(), scored.end(), run.habits.greedyReverting ? potOrder : cheapestFirst);
    std::vector<Group> ranked;
    for (ScoredGroup& entry : scored) ranked.push_back(std::move(entry.group));
    return ranked;
}

}  // namespace rf::search
