// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/base/result.h"

namespace rf {

/// A progress report: the share of the whole job (never decreasing) and the count of the innermost loop.
struct ProgressReport {
    double fraction = 0.0;  ///< 0…1 of the whole job
    std::int64_t done = 0;  ///< of the loop that reports
    std::int64_t of = 0;
    const char* waitingFor = nullptr;  ///< a sentence (RF_TEXT): what the job waits for; null while it works
};

/// Carries progress and cancellation down the call tree. It is a copyable slice of one progress bar: split() gives parts of it
/// to callees; advance() reports from a loop and returns Cancelled once stop was requested, so a loop that reports can't forget
/// to check. Thread-safe; reports are throttled to about 30 a second.
class Progress {
public:
    using Sink = std::function<void(const ProgressReport&)>;

    /// A job that nobody watches or stops.
    Progress();
    /// The sink is called from whichever thread reports, one call at a time.
    Progress(std::stop_token token, Sink sink);

    /// Consecutive parts of this slice, sized by relative weight.
    std::vector<Progress> split(std::initializer_list<double> weights) const;
    /// The same with `count` parts of equal size; none for 0.
    std::vector<Progress> equalParts(std::size_t count) const;

    /// Reports that `done` of `of` steps of this slice are finished. Only advance() reports progress; only advance() and
    /// waitFor() return Cancelled.
    Result<void> advance(std::int64_t done, std::int64_t of) const;

    /// Shows at once what the job waits for, until the next advance(). The sentence (RF_TEXT) lives as long as the program.
    Result<void> waitFor(const char* sentence) const;

    std::stop_token token() const;

private:
    struct Shared;
    Progress(std::shared_ptr<Shared> shared, double begin, double end);

    std::shared_ptr<Shared> m_shared;
    double m_begin = 0.0;
    double m_end = 1.0;
};

/// The Error of a job that was stopped on request.
Error cancelled();

}  // namespace rf
