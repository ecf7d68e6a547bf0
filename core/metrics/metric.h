// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/data/annotation.h"
#include "core/metrics/metric_spec.h"
#include "core/process/process.h"
#include "core/tensor/tensor.h"

/// Metrics compute scores from predictions. They are pure, except those that the user's own program computes.
namespace rf::metrics {

enum class Better { Higher, Lower };

/// The unit of a value: a share of 1 (shown in per cent), a plain number, or decibels.
enum class Unit { Share, Number, Decibel };

/// One sample as a metric sees it.
struct Observation {
    std::int64_t sample = 0;
    std::string name;                     ///< where the sample comes from
    std::span<const Tensor> outputs;      ///< the network's results, in order
    data::Annotation annotation;          ///< the ground truth
    std::span<const Tensor> reference{};  ///< the float model's results, for metrics without annotations
};

/// The score of one sample.
struct SampleScore {
    std::optional<double> value;  ///< nothing where only the whole data set has a value
    std::string prediction;       ///< as text where possible: the class, the line of text
};

/// A score over a data set. start() is called once, then update() in sample order, then finish() once, all from one thread
/// at a time; then value().
class Metric {
public:
    virtual ~Metric() = default;

    const std::string& name() const { return m_name; }
    Better better() const { return m_better; }
    Unit unit() const { return m_unit; }

    /// Before the first update(), and before anything runs.
    virtual Result<void> start() { return {}; }
    /// InvalidArgument when the outputs or the annotation can't be scored (wrong shape, wrong kind).
    virtual Result<SampleScore> update(const Observation& seen) = 0;
    virtual Result<void> finish() { return {}; }
    /// Shares in 0…1. 0 before any sample, or NaN where 0 would be a good value.
    virtual double value() const = 0;
    /// The best value that is possible after this many further samples; nothing where no bound is known.
    virtual std::optional<double> bestAfter(std::int64_t) const { return std::nullopt; }

protected:
    Metric(std::string name, Better better, Unit unit) : m_name(std::move(name)), m_better(better), m_unit(unit) {}
    void become(Better better, Unit unit) { m_better = better, m_unit = unit; }

private:
    std::string m_name;
    Better m_better;
    Unit m_unit;
};

/// What creating a metric may need besides its spec.
struct Context {
    process::Permission permission;  ///< whether a program may be run; empty: none may
    std::stop_token token;           ///< ends programs that run
};

/// Checks the spec; no program is started yet. Files that a spec names are read.
Result<std::unique_ptr<Metric>> create(const MetricSpec& spec, const Context& context = {});
/// The same from text, see parseSpec().
Result<std::unique_ptr<Metric>> create(const std::string& text, const Context& context = {});

/// The metrics of classification, the ones a list can offer without further questions.
std::vector<std::string> names();

/// "88.20 %", "0.0123", "31.2 dB".
std::string formatted(double value, Unit unit);

}  // namespace rf::metrics
