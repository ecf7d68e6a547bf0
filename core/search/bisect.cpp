// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/bisect.h"

#include <algorithm>
#include <map>

#include "core/search/ranking.h"

namespace rf::search {

namespace {

using Ending = AccuracyRun::Ending;

/// Groups in float, in the order in which they are taken out.
using FloatSet = std::vector<Group>;

std::vector<std::string> startsOf(const FloatSet& set) {
    std::vector<std::string> starts;
    for (const Group& group : set) starts.push_back(group.start);
    return starts;
}

std::vector<std::string> layersOf(const FloatSet& set) {
    std::vector<std::string> layers;
    for (const Group& group : set) layers.insert(layers.end(), group.layers.begin(), group.layers.end());
    std::sort(layers.begin(), layers.end());
    layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
    return layers;
}

FloatSet joined(FloatSet first, const FloatSet& order, std::size_t count) {
    first.insert(first.end(), order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count));
    return first;
}

FloatSet without(const FloatSet& set, std::size_t from, std::size_t to) {
    FloatSet rest = set;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(from), rest.begin() + static_cast<std::ptrdiff_t>(to));
    return rest;
}

class Bisection {
public:
    Bisection(AccuracyRun& run, const Evaluated& start) : m_run(run), m_start(start.candidate) {
        m_known[startsOf({})] = start.accepted;
        m_metric = run.targets.worst(start.answer.values);
        m_values = start.perSample;
    }

    Result<std::string> run() {
        RF_TRY(const FloatSet order, rankedGroups(m_run, m_start, m_metric, m_values));
        RF_TRY(std::optional<FloatSet> best, shortest({}, order, order.size()));
        if (best) { RF_TRY_VOID(shorten(*best)); }
        if (m_isSpent) return std::string("budget");
        return std::string(best ? "target" : "exhausted");
    }

private:
    bool mayGoOn() {
        const bool isAtEnd = m_run.control.maxIterations && m_evaluations >= *m_run.control.maxIterations;
        m_isSpent = m_isSpent || isAtEnd || m_run.isBudgetSpent();
        return !m_isSpent;
    }
    Candidate candidateOf(const FloatSet& set) const {
        Candidate candidate = m_start;
        for (const Group& group : set) candidate.inFloat.push_back(group.start);
        return candidate;
    }

    /// Whether a set of layers in float is enough; no once the budget is spent.
    Result<bool> suffices(const FloatSet& set, const std::string& what, const FloatSet& changed, std::int64_t further,
                          Ending ending = Ending::Early) {
        const auto [known, isNew] = m_known.try_emplace(startsOf(set), false);
        if (!isNew || !mayGoOn()) return known->second;
        ++m_evaluations;
        RF_TRY(const Evaluated evaluated, m_run.evaluate(what, candidateOf(set), layersOf(changed), ending, further));
        known->second = evaluated.accepted;
        return evaluated.accepted;
    }

    /// `fixed` and the shortest beginning of `order`, of at most `longest` groups, that is enough; nothing where none is.
    Result<std::optional<FloatSet>> shortest(const FloatSet& fixed, const FloatSet& order, std::size_t longest) {
        if (longest == 0) return std::optional<FloatSet>();
        std::size_t tooFew = 0, enough = 1;
        for (;; enough = std::min(2 * enough, longest)) {
            const bool isAll = fixed.empty() && enough == order.size();  // the nearest that there is, if nothing is enough
            const FloatSet set = joined(fixed, order, enough);
            RF_TRY(const bool suffice,
                   suffices(set, "reverted", set, evaluationsAfter(enough, longest), isAll ? Ending::Complete : Ending::Early));
            if (suffice) break;
            if (enough == longest || m_isSpent) return std::optional<FloatSet>();
            tooFew = enough;
        }
        while (enough - tooFew > 1 && !m_isSpent) {
            const std::size_t middle = tooFew + (enough - tooFew) / 2;
            const FloatSet set = joined(fixed, order, middle);
            RF_TRY(const bool suffice, suffices(set, "reverted", set, evaluationsAfter(enough - tooFew, 1)));
            (suffice ? enough : tooFew) = middle;
        }
        return std::optional(joined(fixed, order, enough));
    }
    /// An estimate of how many evaluations follow: halving `range`, then giving back what it holds.
    static std::int64_t evaluationsAfter(std::size_t range, std::size_t longest) {
        std::int64_t steps = 0;
        for (std::size_t size = std::min(range, longest); size > 1; size /= 2) ++steps;
        return steps + static_cast<std::int64_t>(range);
    }

    /// Quantizes again what turns out harmless in [from, to), the last of the ranking first: all of a part at once, else its halves.
    Result<std::size_t> giveBack(FloatSet& set, std::size_t from, std::size_t to) {
        if (from == to || m_isSpent) return std::size_t{0};
        const FloatSet part(set.begin() + static_cast<std::ptrdiff_t>(from), set.begin() + static_cast<std::ptrdiff_t>(to));
        const FloatSet rest = without(set, from, to);
        if (!rest.empty()) {
            RF_TRY(const bool suffice, suffices(rest, "restored", part, static_cast<std::int64_t>(to)));
            if (suffice) {
                set = rest;
                return to - from;
            }
        }
        if (to - from == 1) return std::size_t{0};
        const std::size_t middle = from + (to - from) / 2;
        RF_TRY(const std::size_t upper, giveBack(set, middle, to));
        RF_TRY(const std::size_t lower, giveBack(set, from, middle));
        return lower + upper;
    }
    Result<void> giveBackHarmless(FloatSet& set) {
        // The last group was needed for the shortest beginning, so it is looked at alone and after the others.
        RF_TRY_VOID(giveBack(set, 0, set.size() - 1));
        return set.size() > 1 ? asVoid(giveBack(set, set.size() - 1, set.size())) : Result<void>();
    }
    static Result<void> asVoid(const Result<std::size_t>& result) { return result ? Result<void>() : Result<void>(result.error()); }

    /// Groups of `order` that may follow `fixed` so that the layers stay fewer than those of `set`.
    static std::size_t longestBelow(const FloatSet& set, const FloatSet& fixed, const FloatSet& order) {
        const std::size_t layers = layersOf(set).size();
        std::size_t count = 0;
        while (count < order.size() && layersOf(joined(fixed, order, count + 1)).size() < layers) ++count;
        return count;
    }

    /// Gives back what is harmless, then looks for a smaller set that begins with the first half of this one.
    Result<void> shorten(FloatSet set) {
        for (;;) {
            RF_TRY_VOID(giveBackHarmless(set));
            if (set.size() < 2 || !mayGoOn()) return {};
            const FloatSet fixed(set.begin(), set.begin() + static_cast<std::ptrdiff_t>(set.size() / 2));
            RF_TRY(const PerSampleValues values, m_run.valuesOf(candidateOf(fixed)));
            RF_TRY(const FloatSet order, rankedGroups(m_run, candidateOf(fixed), m_metric, values));
            RF_TRY(const auto shorter, shortest(fixed, order, longestBelow(set, fixed, order)));
            if (!shorter) return {};
            set = *shorter;
        }
    }

    AccuracyRun& m_run;
    Candidate m_start;
    std::size_t m_metric = 0;
    PerSampleValues m_values;
    std::map<std::vector<std::string>, bool> m_known;  ///< sets that were evaluated, and whether they are enough
    std::int64_t m_evaluations = 0;
    bool m_isSpent = false;
};

}  // namespace

Result<std::string> revertByBisection(AccuracyRun& run, const Evaluated& start) { return Bisection(run, start).run(); }

}  // namespace rf::search
