// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/prefetcher.h"

#include <atomic>
#include <latch>
#include <numeric>

#include "core/base/parallel_for.h"
#include "core/base/progress.h"

namespace rf::data {
namespace {

/// Sample i holds the number i; sample `broken` can't be read. Counts what is held by nobody yet.
class Numbers : public PlainSource {
public:
    explicit Numbers(std::int64_t broken = -1) : m_broken(broken) {}
    std::int64_t size() const override { return 1000; }
    bool hasLabels() const override { return false; }
    Result<Sample> sample(std::int64_t index) const override {
        ++loaded;
        if (index == m_broken) return fail(ErrorCode::InvalidFile, "%1 is damaged", index);
        return Sample{{Tensor::scalar(index)}, {}};
    }
    mutable std::atomic<std::int64_t> loaded{0};

private:
    std::int64_t m_broken;
};

std::vector<std::int64_t> upTo(std::int64_t count) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), std::int64_t{0});
    return all;
}

TEST(Prefetcher, GivesEverySampleToWhoAsksForIt) {
    const Numbers source;
    std::vector<std::int64_t> which = upTo(1000);
    std::reverse(which.begin(), which.end());
    for (const std::int64_t capacity : {1, 2, 7}) {
        Prefetcher samples(source, which, {3, capacity, {}});
        std::vector<std::int64_t> got(which.size());
        ASSERT_TRUE(parallelFor(1000, 4, [&](std::int64_t i) -> Result<void> {
            got[static_cast<std::size_t>(i)] = samples.take(i).value().inputs[0].as<std::int64_t>()[0];
            return {};
        }));
        EXPECT_EQ(got, which);
    }
}

TEST(Prefetcher, HoldsNoMoreThanItMay) {
    const Numbers source;
    const auto which = upTo(100);
    Prefetcher samples(source, which, {4, 5, {}});
    for (std::int64_t i = 0; i < 100; ++i) {
        EXPECT_LE(source.loaded, i + 5);
        ASSERT_TRUE(samples.take(i));
    }
    EXPECT_EQ(source.loaded, 100);
}

TEST(Prefetcher, TellsWhichSampleCantBeRead) {
    const Numbers source(3);
    const auto which = upTo(10);
    Prefetcher samples(source, which, {2, 4, {}});
    const auto run = parallelFor(10, 2, [&](std::int64_t i) -> Result<void> {
        RF_TRY([[maybe_unused]] const Sample sample, samples.take(i));
        return {};
    });
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().message(), "3 is damaged");
}

TEST(Prefetcher, AnswersCancelledWithoutLoadingOnceStopped) {
    const Numbers source;
    const auto which = upTo(1000);
    std::stop_source stop;
    Prefetcher samples(source, which, {2, 4, stop.get_token()});
    ASSERT_TRUE(samples.take(0));
    stop.request_stop();
    // What had been loaded before may still come; then everything is cancelled, and nobody waits for ever.
    std::int64_t cancelledFrom = 1;
    while (samples.take(cancelledFrom)) ++cancelledFrom;
    EXPECT_LE(cancelledFrom, 1 + 4 + 2);
    EXPECT_EQ(samples.take(cancelledFrom + 1).error().code(), ErrorCode::Cancelled);
}

TEST(Prefetcher, EndsWithSamplesThatNobodyTook) {
    const Numbers source;
    const auto which = upTo(1000);
    { const Prefetcher samples(source, which, {4, 8, {}}); }
    EXPECT_LE(source.loaded, 8);
}

/// Loading waits until two samples are being loaded at once: the test ends only when loading does overlap.
TEST(Prefetcher, LoadsSeveralSamplesAtOnce) {
    class Meeting : public Numbers {
    public:
        Result<Sample> sample(std::int64_t index) const override {
            m_meeting.arrive_and_wait();
            return Numbers::sample(index);
        }

    private:
        mutable std::latch m_meeting{2};
    };
    const Meeting source;
    const auto which = upTo(2);
    Prefetcher samples(source, which, {2, 2, {}});
    EXPECT_TRUE(samples.take(0));
    EXPECT_TRUE(samples.take(1));
}

}  // namespace
}  // namespace rf::data
