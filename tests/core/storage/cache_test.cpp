// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "core/storage/store.h"
#include "tests/support/temp_dir.h"

namespace rf::storage {
namespace {

using testing::ElementsAre;
using testing::Optional;

std::shared_ptr<Store> openStore(const std::filesystem::path& folder, const Options& options = {}) {
    auto store = Store::open(folder, options);
    EXPECT_TRUE(store) << store.error().message();
    return store ? *store : nullptr;
}

std::optional<std::string> found(Store& store, const std::string& key, Kind kind = Kind::Trial) {
    auto bytes = store.find(kind, key);
    EXPECT_TRUE(bytes) << bytes.error().message();
    return bytes ? *bytes : std::nullopt;
}

std::vector<std::string> keysOf(Store& store) {
    std::vector<std::string> keys;
    const auto entries = store.entries();
    for (const CacheEntry& entry : *entries) keys.push_back(entry.key);
    return keys;
}

TEST(Cache, KeepsBytesByKindAndKey) {
    const test::TempDir folder;
    const std::string bytes("a\0b", 3);
    {
        const auto store = openStore(folder / "store");
        ASSERT_TRUE(store->put(Kind::Trial, "key", bytes));
        EXPECT_EQ(found(*store, "key", Kind::Statistics), std::nullopt);
        EXPECT_EQ(found(*store, "other"), std::nullopt);
    }
    const auto store = openStore(folder / "store");
    EXPECT_THAT(found(*store, "key"), Optional(bytes));
    ASSERT_TRUE(store->put(Kind::Trial, "key", ""));
    EXPECT_THAT(found(*store, "key"), Optional(std::string()));
    EXPECT_THAT(store->takeWarnings(), testing::IsEmpty());
}

TEST(Cache, WhatWasNotUsedForTheLongestTimeGoesFirst) {
    const test::TempDir folder;
    const auto store = openStore(folder.path(), {.sizeLimit = 30});
    for (const char* key : {"a", "b", "c"}) ASSERT_TRUE(store->put(Kind::Trial, key, std::string(10, 'x')));
    EXPECT_TRUE(found(*store, "a"));
    ASSERT_TRUE(store->put(Kind::Trial, "d", std::string(10, 'x')));
    EXPECT_THAT(keysOf(*store), ElementsAre("d", "a", "c"));
    ASSERT_TRUE(store->put(Kind::Trial, "large", std::string(31, 'x')));
    EXPECT_THAT(keysOf(*store), ElementsAre("d", "a", "c"));
}

TEST(Cache, WhatARunningRunUsedStays) {
    const test::TempDir folder;
    const auto store = openStore(folder.path(), {.sizeLimit = 20});
    ASSERT_TRUE(store->put(Kind::Trial, "a", std::string(10, 'x')));
    auto running = openStore(folder.path());
    ASSERT_TRUE(running->begin({}));
    EXPECT_TRUE(found(*running, "a"));
    for (const char* key : {"b", "c"}) ASSERT_TRUE(store->put(Kind::Trial, key, std::string(10, 'x')));
    EXPECT_THAT(keysOf(*store), ElementsAre("c", "a"));
    EXPECT_EQ(store->clear().value(), 1);
    EXPECT_THAT(keysOf(*store), ElementsAre("a"));
    running.reset();  // as when its process dies
    EXPECT_EQ(store->clear().value(), 1);
}

TEST(Cache, TravelsInAFile) {
    const test::TempDir folder;
    const auto one = openStore(folder / "one"), other = openStore(folder / "other");
    for (const char* key : {"a", "b"}) ASSERT_TRUE(one->put(Kind::Trial, key, key));
    ASSERT_TRUE(other->put(Kind::Trial, "b", "own"));
    const auto file = folder / "cache.sqlite";
    EXPECT_EQ(one->exportCache(file, Progress()).value(), 2);
    EXPECT_EQ(other->importCache(file, Progress()).value(), 1);
    EXPECT_THAT(found(*other, "a"), Optional(std::string("a")));
    EXPECT_THAT(found(*other, "b"), Optional(std::string("own")));
    EXPECT_EQ(other->importCache(folder.write("text", "no store at all"), Progress()).error().code(), ErrorCode::InvalidFile);
    EXPECT_EQ(other->importCache(folder / "missing", Progress()).error().code(), ErrorCode::NotFound);
}

}  // namespace
}  // namespace rf::storage
