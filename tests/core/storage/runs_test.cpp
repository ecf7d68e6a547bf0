// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "core/storage/store.h"
#include "tests/support/temp_dir.h"

namespace rf::storage {
namespace {

RunStart start(const std::string& key) { return {key, "optimize", "model.xml", "{}", "0.1.0"}; }

TEST(Runs, AreKeptWithTheirStepsAndReport) {
    const test::TempDir folder;
    auto store = Store::open(folder.path()).value();
    const RunId run = store->begin(start("key")).value();
    EXPECT_EQ(store->run(run).value()->status, RunStatus::Running);
    ASSERT_TRUE(store->checkpoint(run, {0, "first", 12}, "state"));
    ASSERT_TRUE(store->finish(run, RunStatus::Finished, "report"));
    store = Store::open(folder.path()).value();
    const auto runs = store->runs().value();
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_EQ(runs[0].status, RunStatus::Finished);
    EXPECT_EQ(runs[0].start.model, "model.xml");
    EXPECT_EQ(runs[0].report, "report");
    ASSERT_EQ(runs[0].steps.size(), 1u);
    EXPECT_EQ(runs[0].steps[0].name, "first");
    EXPECT_EQ(runs[0].steps[0].ended, 12);
    EXPECT_EQ(store->lastCheckpoint(run).value(), std::nullopt);
}

TEST(Runs, OneWhoseProcessIsGoneCanGoOn) {
    const test::TempDir folder;
    const auto store = Store::open(folder.path()).value();
    auto dead = Store::open(folder.path()).value();
    const RunId run = dead->begin(start("key")).value();
    ASSERT_TRUE(dead->checkpoint(run, {0, "first"}, "old"));
    ASSERT_TRUE(dead->checkpoint(run, {1, "second"}, "new"));
    EXPECT_EQ(store->resumable("key").value(), std::nullopt);
    EXPECT_FALSE(store->resume(run).value());
    EXPECT_EQ(store->remove(run).error().code(), ErrorCode::InvalidArgument);
    dead.reset();
    EXPECT_EQ(store->run(run).value()->status, RunStatus::Interrupted);
    EXPECT_EQ(store->resumable("other").value(), std::nullopt);
    EXPECT_EQ(store->resumable("key").value(), run);
    EXPECT_TRUE(store->resume(run).value());
    EXPECT_EQ(store->run(run).value()->status, RunStatus::Running);
    EXPECT_EQ(store->lastCheckpoint(run).value()->state, "new");
    EXPECT_EQ(store->lastCheckpoint(run).value()->step.number, 1);
}

TEST(Runs, AnOlderStateGoesWhenALaterRunHasComeAsFar) {
    const test::TempDir folder;
    const auto store = Store::open(folder.path()).value();
    const RunId old = store->begin(start("key")).value();
    ASSERT_TRUE(store->checkpoint(old, {1, "second"}, "old"));
    ASSERT_TRUE(store->finish(old, RunStatus::Cancelled, ""));
    const RunId later = store->begin(start("key")).value();
    ASSERT_TRUE(store->checkpoint(later, {0, "first"}, "later"));
    EXPECT_TRUE(store->lastCheckpoint(old).value());
    ASSERT_TRUE(store->checkpoint(later, {1, "second"}, "later"));
    EXPECT_EQ(store->lastCheckpoint(old).value(), std::nullopt);
}

TEST(Runs, ARemovedOneIsGone) {
    const test::TempDir folder;
    const auto store = Store::open(folder.path()).value();
    const RunId run = store->begin(start("key")).value();
    ASSERT_TRUE(store->finish(run, RunStatus::Failed, "why"));
    ASSERT_TRUE(store->remove(run));
    EXPECT_TRUE(store->runs().value().empty());
    EXPECT_EQ(store->remove(run).error().code(), ErrorCode::NotFound);
    EXPECT_NE(store->begin(start("key")).value(), run);
}

}  // namespace
}  // namespace rf::storage
