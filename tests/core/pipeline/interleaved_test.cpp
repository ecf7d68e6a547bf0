// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/interleaved.h"

#include <cmath>

#include "core/base/random.h"

namespace rf::pipeline {
namespace {

using engine::RunTime;

/// A machine under load: its clock drifts, some runs are late, some are interrupted, and for some of these the system tells.
class BusyMachine {
public:
    BusyMachine(std::uint64_t seed, std::vector<double> milliseconds) : m_random(seed), m_milliseconds(std::move(milliseconds)) {}

    Result<std::vector<RunTime>> run(std::size_t which, std::int64_t runs) {
        std::vector<RunTime> times;
        m_drift += 0.02 * m_random.normal();
        for (std::int64_t i = 0; i < runs; ++i) {
            const double late = 0.05 * std::pow(m_random.normal(), 2);
            const bool interrupted = m_random.below(20) == 0;
            const double interruption = interrupted ? 5 * m_random.uniform() : 0;
            times.push_back({m_milliseconds[which] * std::exp(m_drift) * (1 + late) + interruption, interrupted && m_random.below(2) == 0});
        }
        return times;
    }

private:
    Random m_random;
    std::vector<double> m_milliseconds;
    double m_drift = 0;
};

Comparison compared(std::uint64_t seed, double first, double second) {
    BusyMachine machine(seed, {first, second});
    const auto timings = timeInterleaved(
        2, [&](std::size_t which, std::int64_t, std::int64_t runs) { return machine.run(which, runs); }, 2, Progress());
    EXPECT_TRUE(timings);
    return timings ? comparisonOf(timings->ratios[1]) : Comparison::Equal;
}

TEST(Interleaved, EqualNetworksAreEqualOnABusyMachine) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) EXPECT_EQ(compared(seed, 1, 1), Comparison::Equal) << "seed " << seed;
}

TEST(Interleaved, ATenthMoreOrLessIsSeenOnABusyMachine) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(compared(seed, 1, 1.1), Comparison::Slower) << "seed " << seed;
        EXPECT_EQ(compared(seed, 1.1, 1), Comparison::Faster) << "seed " << seed;
    }
}

TEST(Interleaved, AlternatesWhoIsFirst) {
    std::vector<std::size_t> order;
    const auto block = [&](std::size_t which, std::int64_t, std::int64_t runs) -> Result<std::vector<RunTime>> {
        order.push_back(which);
        return std::vector<RunTime>(static_cast<std::size_t>(runs), RunTime{100.0, false});
    };
    const auto timings = timeInterleaved(2, block, 0.1, Progress());
    ASSERT_TRUE(timings);
    EXPECT_EQ(timings->rounds, kFewestValues) << "slow networks get the fewest rounds that say something";
    ASSERT_GE(order.size(), 22u);
    const std::vector<std::size_t> first(order.end() - 22, order.end() - 18);
    EXPECT_EQ(first, (std::vector<std::size_t>{0, 1, 1, 0}));
}

TEST(Interleaved, ARequestToStopEndsIt) {
    std::stop_source stop;
    const auto block = [&](std::size_t, std::int64_t, std::int64_t runs) -> Result<std::vector<RunTime>> {
        stop.request_stop();
        return std::vector<RunTime>(static_cast<std::size_t>(runs), RunTime{1.0, false});
    };
    const auto timings = timeInterleaved(2, block, 1, Progress(stop.get_token(), {}));
    ASSERT_FALSE(timings);
    EXPECT_EQ(timings.error().code(), ErrorCode::Cancelled);
}

TEST(Summarized, LeavesOutWhatTheSystemDisturbed) {
    const std::vector<RunTime> first{{2, false}, {50, true}}, second{{3, false}, {4, false}, {5, false}};
    const Timings timings = summarized(std::vector(11, std::vector{first, second}));
    EXPECT_FALSE(timings.disturbed);
    EXPECT_EQ(timings.rounds, 11);
    EXPECT_EQ(timings.networks[0].milliseconds.median, 2);
    EXPECT_EQ(timings.networks[0].runs, 22);
    EXPECT_EQ(timings.networks[0].disturbed, 11);
    EXPECT_EQ(timings.networks[1].milliseconds.median, 4);
    EXPECT_DOUBLE_EQ(timings.networks[1].spread, 1);  // 11 × {3, 4, 5}: quartiles 3 and 5
    EXPECT_EQ(timings.ratios[1].median, 2);           // 4 / 2
}

TEST(Summarized, TakesEverythingWhereTooLittleIsLeft) {
    const std::vector<RunTime> clean{{1, false}}, disturbed{{9, true}};
    std::vector<std::vector<std::vector<RunTime>>> rounds(10, {clean, clean});
    rounds.resize(21, {clean, disturbed});
    const Timings timings = summarized(rounds);
    EXPECT_TRUE(timings.disturbed);
    EXPECT_EQ(timings.rounds, 21);
    EXPECT_EQ(timings.networks[1].milliseconds.median, 9);
}

}  // namespace
}  // namespace rf::pipeline
