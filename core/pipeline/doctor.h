// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/preprocess_candidates.h"
#include "core/base/progress.h"
#include "core/data/open.h"
#include "core/engine/engine.h"
#include "core/metrics/metric.h"

/// Finds out how images must be prepared for a network (docs/doctor.md).
namespace rf::pipeline {

/// A text with %1…%9 and its arguments, to be translated with context "core". An argument may itself be a text to translate.
struct Sentence {
    std::string pattern;
    std::vector<std::string> arguments = {};
    std::string text() const { return fillPattern(pattern, arguments); }
};

enum class EvidenceKind {
    InputNormalization,  ///< measure: mean deviation of the input behind the network's own constants
    StatedStatistics,    ///< measure: nats by which channels differ from those of the batch normalisations
    Offsets,             ///< measure: share of the differences of biases that the data explains
    StuckChannels,       ///< measure: share of channels that are always or never active
    Magnitude,           ///< measure: typical deviation of activations
    Information,         ///< measure: information in the outputs as a share of the possible maximum
    Comparison,  ///< measure: Student's paired statistic of the information in the outputs against the best candidate of equal scale
};

/// The support of one observation for a candidate, in nats of log-likelihood.
struct Evidence {
    EvidenceKind kind = EvidenceKind::Offsets;
    double measure = 0;
    double support = 0;
};

struct CandidateScore {
    analysis::PreprocessCandidate candidate;
    std::vector<Evidence> evidence;
    double support = 0;       ///< the sum
    double plausibility = 0;  ///< e^support, of all candidates together 1
    std::optional<double> metric = {};
    std::optional<double> chance = {};  ///< sign test against the best by metric, times the number of tests (Bonferroni)
};

enum class Confidence { Sure, Likely, Undecided };

struct Verdict {
    Confidence confidence = Confidence::Undecided;
    std::size_t plausible = 1;  ///< how many of the candidates, from the first, can't be ruled out
    bool byLabels = false;
    Sentence sentence, reason;
};

struct Diagnosis {
    std::string input;
    std::int64_t samples = 0;
    std::size_t layers = 0;  ///< that were watched
    std::string metric;      ///< empty: not measured
    metrics::Unit unit = metrics::Unit::Share;
    std::vector<CandidateScore> candidates;  ///< best first; never empty
    Verdict verdict;
    std::vector<Sentence> notes;
};

/// Samples are drawn from the whole data with its seed.
constexpr std::int64_t kDoctorSamples = 100;

struct DoctorOptions {
    int threads = 0;
    std::int64_t samples = kDoctorSamples;
    bool useLabels = true;
    std::optional<metrics::MetricSpec> metric = {};  ///< empty: accuracy@1, if the data has class numbers and the output scores
    bool isClassifier = false;                       ///< the output has one score per class, although it ends without a SoftMax
    process::Permission permission{};
};

/// Runs the float model with every usual preparation of the images of `data` (whose sizes, crops and borders are kept), and
/// says which of them it was trained with and how sure that is. Every sample is loaded and run once per candidate; results do
/// not depend on threads. InvalidArgument when there are no images, or when the named metric can't be measured.
Result<Diagnosis> diagnose(const graph::Graph& graph, const data::DataSpec& data, const engine::Engine& engine,
                           const DoctorOptions& options, const Progress& progress);

/// "RGB, x / 255", the parts of it to be translated one by one.
std::string nameOf(const analysis::PreprocessCandidate& candidate);

}  // namespace rf::pipeline
