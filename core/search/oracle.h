// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/metrics/metric.h"
#include "core/quantization/revert.h"

/// What a search may ask about networks. A search is straight code that asks an oracle; it knows no engine, data or files. Equal
/// questions have equal answers, so a search that is run again with remembered answers takes the same way (ADR 8).
namespace rf::search {

/// A network to try: how the float model is quantized, and what is changed in the result.
struct Candidate {
    std::optional<quantization::Settings> settings;  ///< nothing: the float model
    std::vector<std::string> inFloat = {};           ///< quantizers whose groups are taken out, in this order (spec 02, section 4.6)
    std::vector<std::string> widened = {};           ///< quantizers with 16 bits instead of 8 (spec 02, section 4.10)
    bool operator==(const Candidate&) const = default;
};

/// A metric as a search sees it.
struct MetricInfo {
    std::string name;
    metrics::Better better = metrics::Better::Higher;
    metrics::Unit unit = metrics::Unit::Share;
    /// The user's own, as in metrics::MetricSpec: the loss that is accepted, or the least value where the float model's is infinite.
    std::optional<double> limit = {};
    bool operator==(const MetricInfo&) const = default;
};

/// Where the metric of this name is among those that are measured. InvalidArgument, with their names, where it is not.
Result<std::size_t> indexOfMetric(const std::vector<MetricInfo>& metrics, const std::string& name);

struct Latency {
    double milliseconds = 0;
    double spread = 0;       ///< half of the interquartile range, in milliseconds
    bool predicted = false;  ///< computed from measured layers, not measured as a whole
    bool operator==(const Latency&) const = default;
};

struct Question {
    Candidate candidate;
    std::optional<std::vector<std::int64_t>> samples = {};  ///< to evaluate on; nothing: all
    bool perSample = false;
    bool latency = false;
    /// By metric, or empty: a value that the candidate must reach. The evaluation ends as soon as it can't any more.
    std::vector<std::optional<double>> mustReach = {};
    bool operator==(const Question&) const = default;
};

struct Answer {
    std::vector<double> values;                  ///< by metric; of the samples seen when the evaluation ended early
    std::vector<std::vector<double>> perSample;  ///< by metric, then by sample as asked; NaN where a sample has no value
    bool gaveUp = false;                         ///< a value of `mustReach` can't be reached
    std::optional<Latency> latency;
    std::int64_t bytes = 0;     ///< of the exported weights
    double quantizedShare = 0;  ///< of the layers that the device could quantize
    double seconds = 0;         ///< that the question took when it was first asked
    bool operator==(const Answer&) const = default;
};

/// Quantizers that can only be taken out together, and the layers that run in float afterwards (spec 02, section 4.6).
using Group = quantization::RevertGroup;

class Oracle {
public:
    virtual ~Oracle() = default;
    virtual const std::vector<MetricInfo>& metrics() const = 0;
    virtual std::int64_t samples() const = 0;
    virtual Result<Answer> ask(const Question& question, const Progress& progress) = 0;
    /// The groups of a candidate, as quantization::revertGroups() gives them.
    virtual Result<std::vector<Group>> groups(const Candidate& candidate, const Progress& progress) = 0;
};

/// A step of a search, told as soon as its answer is known: what `--json` prints, the store keeps and the window draws.
struct SearchStep {
    std::string what;  ///< "float", "quantized", "mixed", "tuned", "reverted", "widened", "trial", "restored"
    Candidate candidate;
    Answer answer;
    std::vector<double> drops;        ///< by metric; empty where there is no float model to compare with
    std::vector<std::string> layers;  ///< that this step has changed
    bool accepted = false;            ///< every target is met
    bool best = false;                ///< the best so far
    std::optional<double> secondsLeft;
    bool operator==(const SearchStep&) const = default;
};

/// Receives the steps of a search. An error ends the search.
class SearchListener {
public:
    virtual ~SearchListener() = default;
    virtual Result<void> stepDone(const SearchStep& step) = 0;
};

/// When a search ends by itself; it then has the best candidate seen.
struct Budget {
    double minutes = 0;       ///< no step begins after this time; 0: no limit
    std::int64_t trials = 0;  ///< 0: no limit
};

/// The end of every search.
struct SearchOutcome {
    Candidate best;
    Answer answer;  ///< to "all samples" for `best`
    bool targetMet = false;
    std::string stoppedBy;  ///< "target", "budget", "exhausted"
    std::vector<SearchStep> steps;
};

}  // namespace rf::search
