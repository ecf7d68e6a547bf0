// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tpe.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/assert.h"
#include "core/base/random.h"

namespace rf::search {

namespace {

using TpeChoice = std::vector<std::size_t>;

constexpr std::size_t kRemembered = 25;  // trials that weigh fully, and the most that count as good

/// The smallest number of options among the parameters that have a choice; 1 where none has.
std::size_t smallestChoice(std::span<const std::size_t> sizes) {
    std::size_t smallest = 0;
    for (const std::size_t size : sizes)
        if (size > 1 && (smallest == 0 || size < smallest)) smallest = size;
    return std::max<std::size_t>(smallest, 1);
}

std::size_t drawn(std::span<const double> weights, Random& random) {
    double rest = random.uniform() * std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
        if (rest < weights[i]) return i;
        rest -= weights[i];
    }
    return weights.size() - 1;
}

std::vector<std::size_t> observedOptions(std::span<const TpeTrial> trials, std::span<const std::size_t> group, std::size_t parameter) {
    std::vector<std::size_t> options;
    for (const std::size_t trial : group) options.push_back(trials[trial].choice[parameter]);
    return options;
}

TpeChoice uniformChoice(std::span<const std::size_t> sizes, Random& random) {
    TpeChoice choice;
    for (const std::size_t size : sizes) choice.push_back(static_cast<std::size_t>(random.below(size)));
    return choice;
}

/// Every parameter by itself: of k draws from the good density, the one that is the most likelier there than in the bad density.
TpeChoice independentChoice(std::span<const std::size_t> sizes, std::span<const TpeTrial> trials, const TpeSplit& split, Random& random) {
    const std::size_t candidates = smallestChoice(sizes);
    const double prior = 1.0 / static_cast<double>(candidates);
    TpeChoice choice;
    for (std::size_t parameter = 0; parameter < sizes.size(); ++parameter) {
        const auto good = optionProbabilities(sizes[parameter], observedOptions(trials, split.good, parameter), prior);
        const auto bad = optionProbabilities(sizes[parameter], observedOptions(trials, split.bad, parameter), prior);
        std::size_t best = drawn(good, random);
        for (std::size_t i = 1; i < candidates; ++i)
            if (const std::size_t next = drawn(good, random); good[next] / bad[next] > good[best] / bad[best]) best = next;
        choice.push_back(best);
    }
    return choice;
}

/// A mixture of kernels around trials, and of the uniform density, which weighs as one trial.
class JointDensity {
public:
    JointDensity(std::span<const std::size_t> sizes, std::span<const TpeTrial> trials, std::span<const std::size_t> group)
        : m_sizes(sizes), m_weights(forgettingWeights(group.size())) {
        for (const std::size_t trial : group) m_centres.push_back(&trials[trial].choice);
        m_weights.push_back(1);  // of the uniform density
        // With more trials each kernel may be narrower.
        m_share = 1.0 / std::sqrt(static_cast<double>(group.size()) + 1.0);
        for (const std::size_t size : sizes) {
            const double uniform = 1.0 / static_cast<double>(size);
            m_logSame.push_back(std::log(m_share * uniform + 1 - m_share));
            m_logOther.push_back(std::log(m_share * uniform));
            m_logUniform += std::log(uniform);
        }
    }

    TpeChoice draw(Random& random) const {
        const std::size_t kernel = drawn(m_weights, random);
        if (kernel == m_centres.size()) return uniformChoice(m_sizes, random);
        TpeChoice choice = *m_centres[kernel];
        for (std::size_t i = 0; i < choice.size(); ++i)
            if (random.uniform() < m_share) choice[i] = static_cast<std::size_t>(random.below(m_sizes[i]));
        return choice;
    }

    double logDensity(const TpeChoice& choice) const {
        std::vector<double> terms;
        for (std::size_t kernel = 0; kernel < m_weights.size(); ++kernel)
            terms.push_back(std::log(m_weights[kernel]) + logKernel(kernel, choice));
        const double largest = *std::max_element(terms.begin(), terms.end());
        double sum = 0;
        for (const double term : terms) sum += std::exp(term - largest);
        return largest + std::log(sum) - std::log(std::accumulate(m_weights.begin(), m_weights.end(), 0.0));
    }

private:
    double logKernel(std::size_t kernel, const TpeChoice& choice) const {
        if (kernel == m_centres.size()) return m_logUniform;
        double logarithm = 0;
        for (std::size_t i = 0; i < choice.size(); ++i) logarithm += (*m_centres[kernel])[i] == choice[i] ? m_logSame[i] : m_logOther[i];
        return logarithm;
    }

    std::span<const std::size_t> m_sizes;
    std::vector<double> m_weights;
    std::vector<const TpeChoice*> m_centres;
    double m_share = 1;                         ///< of a kernel that is uniform
    std::vector<double> m_logSame, m_logOther;  ///< of a kernel, by parameter, at its centre's option and at any other
    double m_logUniform = 0;
};

TpeChoice jointChoice(std::span<const std::size_t> sizes, std::span<const TpeTrial> trials, const TpeSplit& split, Random& random) {
    constexpr std::size_t kCandidates = 24;  // as in Bergstra's own code; a joint draw is not one for each option
    const JointDensity good(sizes, trials, split.good), bad(sizes, trials, split.bad);
    TpeChoice best;
    double bestGain = 0;
    for (std::size_t i = 0; i < kCandidates; ++i) {
        TpeChoice next = good.draw(random);
        const double gain = good.logDensity(next) - bad.logDensity(next);
        if (!best.empty() && gain <= bestGain) continue;
        best = std::move(next);
        bestGain = gain;
    }
    return best;
}

}  // namespace

TpeSplit splitTrials(std::span<const TpeTrial> finished, double gamma) {
    std::vector<std::size_t> order(finished.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return finished[a].loss < finished[b].loss; });
    const auto wanted = static_cast<std::size_t>(std::ceil(gamma * std::sqrt(static_cast<double>(finished.size()))));
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min({wanted, kRemembered, order.size()}));
    TpeSplit split{{order.begin(), end}, {end, order.end()}};
    std::sort(split.good.begin(), split.good.end());
    std::sort(split.bad.begin(), split.bad.end());
    return split;
}

std::vector<double> forgettingWeights(std::size_t count) {
    std::vector<double> weights(count, 1.0);
    if (count <= kRemembered) return weights;
    const std::size_t old = count - kRemembered;
    const double first = 1.0 / static_cast<double>(count);
    for (std::size_t i = 0; i < old; ++i)
        weights[i] = old == 1 ? first : first + (1.0 - first) * static_cast<double>(i) / static_cast<double>(old - 1);
    return weights;
}

std::vector<double> optionProbabilities(std::size_t options, std::span<const std::size_t> observed, double priorWeight) {
    std::vector<double> probabilities(options, priorWeight);
    const std::vector<double> weights = forgettingWeights(observed.size());
    for (std::size_t i = 0; i < observed.size(); ++i) probabilities[observed[i]] += weights[i];
    const double sum = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
    for (double& probability : probabilities) probability /= sum;
    return probabilities;
}

std::vector<std::size_t> nextChoice(std::span<const std::size_t> sizes, std::span<const TpeTrial> finished, const TpeOptions& options) {
    RF_ASSERT(std::all_of(finished.begin(), finished.end(), [&](const TpeTrial& trial) { return trial.choice.size() == sizes.size(); }));
    // A generator for each trial: the draw depends on how many there are, not on who drew them.
    Random random(options.seed, (options.stream << 32) + finished.size());
    if (finished.size() < options.startup) return uniformChoice(sizes, random);
    const TpeSplit split = splitTrials(finished, options.gamma);
    return options.multivariate ? jointChoice(sizes, finished, split, random) : independentChoice(sizes, finished, split, random);
}

}  // namespace rf::search
