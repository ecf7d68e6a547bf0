// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "core/storage/store.h"
#include "tests/support/temp_dir.h"

namespace rf::storage {
namespace {

const std::string kLarge(200000, 'x');

/// Opens a store whose file must turn out to be none; it has to work afterwards, and to have told what became of the file.
void expectSetAside(const std::filesystem::path& folder, const std::string& content) {
    const auto store = Store::open(folder);
    ASSERT_TRUE(store) << store.error().message();
    ASSERT_TRUE((*store)->put(Kind::Trial, "key", "bytes"));
    EXPECT_EQ((*store)->find(Kind::Trial, "key").value(), "bytes");
    const auto warnings = (*store)->takeWarnings();
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_THAT(warnings[0].message(), testing::HasSubstr("store.sqlite.damaged"));
    EXPECT_EQ(test::readFile(folder / "store.sqlite.damaged"), content);
    EXPECT_THAT((*store)->takeWarnings(), testing::IsEmpty());
}

/// A store with something in it, closed.
std::filesystem::path filledStore(const std::filesystem::path& folder) {
    const auto store = Store::open(folder).value();
    EXPECT_TRUE(store->put(Kind::Trial, "large", kLarge));
    return store->file();
}

TEST(Damage, AFileThatIsNoStoreIsSetAside) {
    const test::TempDir folder;
    folder.write("store.sqlite", "somebody's notes");
    expectSetAside(folder.path(), "somebody's notes");
}

TEST(Damage, SomebodyElsesDatabaseIsSetAside) {
    const test::TempDir folder;
    const auto file = folder / "store.sqlite";
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE holidays(day TEXT)");
    expectSetAside(folder.path(), test::readFile(file));
}

TEST(Damage, ATruncatedStoreIsSetAside) {
    const test::TempDir folder;
    const auto file = filledStore(folder.path());
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    expectSetAside(folder.path(), test::readFile(file));
}

TEST(Damage, PagesOfRubbishAreFoundWhenTheyAreRead) {
    const test::TempDir folder;
    const auto file = filledStore(folder.path());
    std::string content = test::readFile(file);
    std::fill(content.begin() + 4096, content.end(), '\xff');  // the first page has the names of the tables
    std::ofstream(file, std::ios::binary) << content;
    expectSetAside(folder.path(), content);
}

TEST(Damage, AnEntryWithOtherBytesThanWereStoredIsUnknown) {
    const test::TempDir folder;
    const auto file = filledStore(folder.path());
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("UPDATE cache SET bytes = replace(bytes, 'xx', 'xy')");
    const auto store = Store::open(folder.path()).value();
    EXPECT_EQ(store->find(Kind::Trial, "large").value(), std::nullopt);
    EXPECT_THAT(store->entries().value(), testing::IsEmpty());
}

TEST(Version, ANewerStoreIsRefusedAndStays) {
    const test::TempDir folder;
    const auto file = filledStore(folder.path());
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    const auto store = Store::open(folder.path());
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code(), ErrorCode::Unsupported);
    EXPECT_THAT(store.error().message(), testing::HasSubstr("version 99"));
    EXPECT_FALSE(std::filesystem::exists(file.string() + ".damaged"));
}

// The tables of version 1, which did not know which run uses which entry.
constexpr const char* kVersion1 = R"(
CREATE TABLE runs(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL, command TEXT NOT NULL, model TEXT NOT NULL, project TEXT NOT NULL, version TEXT NOT NULL,
    status TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0, report TEXT NOT NULL DEFAULT '');
CREATE INDEX runs_by_key ON runs(key);
CREATE TABLE steps(
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, number INTEGER NOT NULL, name TEXT NOT NULL, ended INTEGER NOT NULL,
    PRIMARY KEY(run, number));
CREATE TABLE states(run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, step INTEGER NOT NULL, state BLOB NOT NULL);
CREATE TABLE cache(
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, size INTEGER NOT NULL, stored INTEGER NOT NULL,
    used INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE(kind, key));
CREATE INDEX cache_by_use ON cache(used, size);
INSERT INTO runs(id, key, command, model, project, version, status, began, ended, report)
    VALUES(7, 'key', 'optimize', 'old.xml', '{}', '0.1.0', 'finished', 100, 200, 'report');
INSERT INTO steps VALUES(7, 0, 'first', 150);
-- FNV-1a of no bytes at all is its offset basis, 14695981039346656037 = -3750763034362895579 as a signed number.
INSERT INTO cache(kind, key, size, stored, used, checksum, bytes) VALUES('trial', 'known', 0, 100, 1, -3750763034362895579, x'');
PRAGMA application_id = 1380348788; -- 0x52467374
PRAGMA user_version = 1;
)";

TEST(Version, AnOlderStoreIsBroughtUpToDate) {
    const test::TempDir folder;
    SQLite::Database((folder / "store.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(kVersion1);
    const auto store = Store::open(folder.path()).value();
    EXPECT_THAT(store->takeWarnings(), testing::IsEmpty());
    const auto run = store->run(RunId(7)).value();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->start.model, "old.xml");
    EXPECT_EQ(run->report, "report");
    EXPECT_EQ(run->steps, (std::vector<StepRecord>{{0, "first", 150}}));
    const RunId next = store->begin({}).value();
    EXPECT_EQ(next, RunId(8));
    EXPECT_EQ(store->find(Kind::Trial, "known").value(), "");
    EXPECT_EQ(store->clear().value(), 0) << "the running run uses the entry";
    ASSERT_TRUE(store->finish(next, RunStatus::Finished, ""));
    EXPECT_EQ(store->clear().value(), 1);
}

TEST(Folder, OneThatCantBeMadeIsSaid) {
    const test::TempDir folder;
    for (const std::filesystem::path& place : {folder.write("file", ""), folder / "file" / "below", std::filesystem::path("/proc/store")}) {
        const auto store = Store::open(place);
        ASSERT_FALSE(store) << place;
        EXPECT_EQ(store.error().code(), ErrorCode::Io);
        EXPECT_THAT(store.error().message(), testing::HasSubstr(place.string()));
    }
}

/// Runs a function in a process of its own; its result.
int inChild(const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(Folder, OneThatCantBeWrittenIsSaid) {
    const test::TempDir folder;
    namespace fs = std::filesystem;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
    EXPECT_EQ(inChild([&] {
                  constexpr uid_t kNobody = 65534;
                  if (::geteuid() == 0 && ::setuid(kNobody) != 0) return false;  // nothing is read-only to root
                  const auto store = Store::open(folder.path());
                  return !store && store.error().code() == ErrorCode::Io;
              }),
              0);
    fs::permissions(folder.path(), fs::perms::owner_all);
    EXPECT_FALSE(fs::exists(folder / Store::kFileName));
}

TEST(Folder, AFullDiskIsAnErrorThatLeavesTheStoreWhole) {
    const test::TempDir folder;
    filledStore(folder.path());
    EXPECT_EQ(inChild([&] {
                  const auto store = Store::open(folder.path()).value();
                  // As on a full disk: no file can grow beyond what the store already has.
                  ::signal(SIGXFSZ, SIG_IGN);
                  const rlimit limit{300000, 300000};
                  ::setrlimit(RLIMIT_FSIZE, &limit);
                  const auto put = store->put(Kind::Trial, "more", std::string(1000000, 'y'));
                  return !put && put.error().code() == ErrorCode::Io;
              }),
              0);
    const auto store = Store::open(folder.path()).value();
    EXPECT_THAT(store->takeWarnings(), testing::IsEmpty());
    EXPECT_EQ(store->find(Kind::Trial, "large").value(), kLarge);
    EXPECT_EQ(store->find(Kind::Trial, "more").value(), std::nullopt);
}

TEST(Processes, MayWriteAtOnce) {
    const test::TempDir folder;
    constexpr int kProcesses = 3, kRuns = 10, kEntries = 20;
    std::vector<pid_t> children;
    for (int process = 0; process < kProcesses; ++process) {
        children.push_back(::fork());
        if (children.back() != 0) continue;
        bool good = true;
        const auto store = Store::open(folder / "store");  // made by whoever comes first
        for (int run = 0; store && run < kRuns; ++run) {
            const auto id = (*store)->begin({"key", "optimize", std::to_string(process), "", ""});
            for (int entry = 0; entry < kEntries; ++entry)
                good = good && (*store)->put(Kind::Trial, std::to_string(entry), std::to_string(entry));
            good = good && id && (*store)->checkpoint(*id, {0, "step"}, "state") && (*store)->finish(*id, RunStatus::Finished, "");
        }
        ::_exit(store && good ? 0 : 1);
    }
    for (const pid_t child : children) {
        int status = -1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    const auto store = Store::open(folder / "store").value();
    const auto runs = store->runs().value();
    EXPECT_EQ(runs.size(), std::size_t{kProcesses * kRuns});
    for (const RunRecord& run : runs) EXPECT_EQ(run.status, RunStatus::Finished);
    EXPECT_EQ(store->entries().value().size(), std::size_t{kEntries});
}

TEST(Processes, AKilledOneLeavesItsRunInterruptedWithTheLastState) {
    const test::TempDir folder;
    EXPECT_NE(inChild([&] {
                  const auto store = Store::open(folder.path()).value();
                  const RunId run = store->begin({"key", "", "", "", ""}).value();
                  static_cast<void>(store->checkpoint(run, {0, "step"}, "state"));
                  ::raise(SIGKILL);
                  return true;
              }),
              0);
    const auto store = Store::open(folder.path()).value();
    ASSERT_EQ(store->runs().value().size(), 1u);
    EXPECT_EQ(store->runs().value()[0].status, RunStatus::Interrupted);
    const auto run = store->resumable("key").value();
    ASSERT_TRUE(run);
    EXPECT_EQ(store->lastCheckpoint(*run).value()->state, "state");
}

TEST(Processes, OneThatHasTheStoreOpenGoesOnWhenAnotherSetsTheFileAside) {
    const test::TempDir folder;
    const auto file = filledStore(folder.path());
    const auto open = Store::open(folder.path()).value();
    std::filesystem::rename(file, folder / "elsewhere");
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::rename(file.string() + ending, (folder / "elsewhere").string() + ending);
    const auto other = Store::open(folder.path()).value();
    ASSERT_TRUE(open->put(Kind::Trial, "key", "bytes"));
    EXPECT_EQ(other->find(Kind::Trial, "key").value(), "bytes");
}

}  // namespace
}  // namespace rf::storage
