// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/registry/engine_registry.h"

namespace rf::engine {
namespace {

TEST(EngineRegistry, EveryNameGivesTheEngineOfThatName) {
    ASSERT_FALSE(names().empty());
    for (const std::string& name : names()) {
        const auto engine = get(name);
        ASSERT_TRUE(engine) << name;
        EXPECT_EQ((*engine)->info().name, name);
        EXPECT_GT((*engine)->info().threads, 0);
        EXPECT_EQ(*engine, get(name).value()) << "engines are shared";
    }
}

TEST(EngineRegistry, TheEmptyNameIsTheFirstEngine) {
    if (names().empty()) {
        EXPECT_FALSE(get(""));
        return;
    }
    EXPECT_EQ(get("").value(), get(names().front()).value());
}

TEST(EngineRegistry, AnUnknownNameIsAnsweredWithTheKnownOnes) {
    const auto engine = get("abacus");
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(engine.error().message(), testing::HasSubstr("'abacus'"));
    for (const std::string& name : names()) EXPECT_THAT(engine.error().message(), testing::HasSubstr(name));
}

}  // namespace
}  // namespace rf::engine
