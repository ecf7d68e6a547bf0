// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware_loop.h"

#include <algorithm>

#include "core/search/ranking.h"

namespace rf::search {

namespace {

/// Names as in spec 02, section 4.5: m_metric, m_previousDrop, m_tolerates and m_values are `metric`, `prev_drop`, `tolerate`
/// and `psm`.
class PotLoop {
public:
    PotLoop(AccuracyRun& run, Evaluated start) : m_run(run), m_current(std::move(start)) {
        m_firstDrops = m_run.targets.drops(m_current.answer.values);
        m_metric = m_run.targets.worst(m_current.answer.values);
        m_previousDrop = m_firstDrops[m_metric];
    }

    Result<std::string> run() {
        RF_TRY_VOID(rank(m_current.perSample));
        for (std::int64_t iteration = 0; iteration < m_run.control.maxIterations.value_or(iteration + 1); ++iteration) {
            if (m_run.isBudgetSpent()) return std::string("budget");
            RF_TRY(const auto group, nextGroup());
            if (!group) return std::string("exhausted");
            const Evaluated saved = m_current;
            const PerSampleValues savedValues = m_values;
            RF_TRY_VOID(revert(*group));
            RF_TRY(const auto left, m_run.groups(m_current.candidate));
            if (left.empty()) return std::string("exhausted");  // also where the limits are met: nothing is quantized any more
            if (m_current.accepted) return std::string("target");
            RF_TRY_VOID(goOn(saved, savedValues));
        }
        return std::string("budget");
    }
    const Evaluated& current() const { return m_current; }

private:
    Result<void> rank(const PerSampleValues& values) {
        PerSampleValues known = values;
        if (known.empty()) { RF_TRY(known, m_run.valuesOf(m_current.candidate)); }
        RF_TRY(m_ranking, rankedGroups(m_run, m_current.candidate, m_metric, known));
        m_next = 0;
        return {};
    }

    /// The next group of the ranking as it is now; groups that have gone with others are passed over.
    Result<std::optional<Group>> nextGroup() {
        RF_TRY(const auto groups, m_run.groups(m_current.candidate));
        while (m_next < m_ranking.size()) {
            const std::string& name = m_ranking[m_next++].start;
            for (const Group& group : groups)
                if (std::find(group.quantizers.begin(), group.quantizers.end(), name) != group.quantizers.end())
                    return std::optional(Group{name, group.quantizers, group.layers});
        }
        return std::optional<Group>();
    }

    Result<void> revert(const Group& group) {
        Candidate candidate = m_current.candidate;
        candidate.inFloat.push_back(group.start);
        const auto further = std::ssize(m_ranking) - static_cast<std::ptrdiff_t>(m_next);
        RF_TRY(m_current, m_run.evaluate("reverted", std::move(candidate), group.layers, AccuracyRun::Ending::Complete, further));
        m_values = m_current.perSample;
        return {};
    }

    /// What follows an iteration that has not reached the limits.
    Result<void> goOn(const Evaluated& saved, const PerSampleValues& savedValues) {
        const Evaluated tried = m_current;
        const double drop = m_run.targets.drops(tried.answer.values)[m_metric], limit = m_run.targets.limits()[m_metric];
        const bool grown = drop > m_previousDrop;
        if ((drop > limit && !grown) || (grown && m_tolerates)) {
            m_tolerates = false;
            m_previousDrop = drop;
            return {};  // the same ranking goes on
        }
        if (grown && m_run.control.stepBackWhenDropGrows) {
            m_current = saved;
            m_values = savedValues;
            m_tolerates = true;
        }
        m_previousDrop = drop;  // also after a step back: the drop of the model that was thrown away
        if (drop <= limit) {
            m_metric = m_run.targets.worst(tried.answer.values);
            m_previousDrop = m_firstDrops[m_metric];
            m_tolerates = false;
        }
        return rank(m_values);
    }

    AccuracyRun& m_run;
    Evaluated m_current;
    std::vector<double> m_firstDrops;
    std::size_t m_metric = 0;
    double m_previousDrop = 0;
    bool m_tolerates = true;
    PerSampleValues m_values;
    std::vector<Group> m_ranking;
    std::size_t m_next = 0;
};

}  // namespace

Result<std::string> revertAsPot(AccuracyRun& run, Evaluated start) {
    PotLoop loop(run, std::move(start));
    RF_TRY(const std::string stoppedBy, loop.run());
    Evaluated last = loop.current();
    last.accepted = stoppedBy == "target";
    run.settleOn(last);
    return stoppedBy;
}

}  // namespace rf::search
