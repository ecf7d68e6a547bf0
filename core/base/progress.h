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

/// What a progress report says: the share of the whole run (never decreasing) and the innermost loop's own count.
struct ProgressReport {
    double fraction = 0.0;  ///< 0…1 of the whole run
    std::int64_t done = 0;  ///< of the loop that reports
    std::int64_t of = 0;
    const char* waitingFor = nullptr;  ///< a sentence (RF_TEXT): what the run waits for; null while it goes on
};

/// Progress and cancellation travelling down the call tree together. A copyable slice of one bar: split() hands parts
/// of it to callees, advance() reports from a loop and answers Cancelled once stop was requested, so that a loop which
/// reports can't forget to look. Thread-safe; reports are throttled to about 30 a second.
class Progress {
public:
    using Sink = std::function<void(const ProgressReport&)>;

    /// A run nobody watches and nobody stops.
    Progress();
    /// The sink is called from whichever thread reports, one call at a time.
    Progress(std::stop_token token, Sink sink);

    /// Consecutive parts of this slice, sized by relative weight.
    std::vector<Progress> split(std::initializer_list<double> weights) const;
    /// The same with `count` parts of equal size; none for 0.
    std::vector<Progress> equalParts(std::size_t count) const;

    /// done of `of` steps of this slice are finished. The only way to report, and, beside waitFor(), to notice a stop.
    Result<void> advance(std::int64_t done, std::int64_t of) const;

    /// Says at once what the run waits for, until the next advance(). The sentence (RF_TEXT) lives as long as the program.
    Result<void> waitFor(const char* sentence) const;

    std::stop_token token() const;

private:
    struct Shared;
    Progress(std::shared_ptr<Shared> shared, double begin, double end);

    std::shared_ptr<Shared> m_shared;
    double m_begin = 0.0;
    double m_end = 1.0;
};

/// The Error of a run that was stopped on request.
Error cancelled();

}  // namespace rf
