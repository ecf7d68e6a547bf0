// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// The Tree-structured Parzen Estimator for categorical parameters (J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl: Algorithms for
/// Hyper-Parameter Optimization, NeurIPS 2011), with the constants that TunableQuantization uses (spec 02, section 5.4).
namespace rf::search {

struct TpeTrial {
    std::vector<std::size_t> choice;  ///< an option of every parameter
    double loss = 0;                  ///< smaller is better; infinite where the trial failed
};

struct TpeOptions {
    std::uint64_t seed = 0;
    std::uint64_t stream = 0;  ///< another number gives other draws with the same seed
    std::size_t startup = 10;  ///< trials before the first estimate; until then draws are uniform
    double gamma = 0.3;        ///< ceil(gamma * sqrt(trials)) trials are good, at most 25
    /// One density over all parameters, whose kernels are the trials (S. Falkner, A. Klein, F. Hutter: BOHB, ICML 2018; the
    /// categorical kernel of J. Aitchison, C. G. G. Aitken, Biometrika 1976), instead of a density for each parameter.
    bool multivariate = false;
};

/// The choice to try next. `sizes`: the number of options of every parameter, none of them 0. A pure function: the same trials give
/// the same choice.
std::vector<std::size_t> nextChoice(std::span<const std::size_t> sizes, std::span<const TpeTrial> finished, const TpeOptions& options);

/// The good trials and the others, each in the order in which they were run.
struct TpeSplit {
    std::vector<std::size_t> good, bad;
};
TpeSplit splitTrials(std::span<const TpeTrial> finished, double gamma);

/// The weights of `count` observations, oldest first: the newest 25 weigh 1, older ones 1/count and up.
std::vector<double> forgettingWeights(std::size_t count);

/// The estimated probability of every option, from the observed options, oldest first.
std::vector<double> optionProbabilities(std::size_t options, std::span<const std::size_t> observed, double priorWeight);

}  // namespace rf::search
