// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <csignal>

#include "tests/core/ir/small_ir.h"
#include "tests/support/temp_dir.h"

namespace rf {
namespace {

using graph::Graph;

Graph small() { return ir::readMemory(test::smallXml(), test::smallWeights(), "small.xml").value(); }

std::vector<std::string> filesIn(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

// Files may not grow beyond `bytes` while this lives: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

TEST(IrFiles, WritesXmlAndBinSideBySide) {
    const test::TempDir folder;
    ASSERT_TRUE(ir::write(small(), folder / "model.xml", Progress()));
    EXPECT_THAT(filesIn(folder.path()), testing::ElementsAre("model.bin", "model.xml"));
    EXPECT_EQ(test::readFile(folder / "model.xml"), test::smallXml());
    EXPECT_EQ(test::readFile(folder / "model.bin"), test::textOf(test::smallWeights()));
}

TEST(IrFiles, CanReplaceTheFilesTheGraphIsMappedFrom) {
    const test::TempDir folder;
    ASSERT_TRUE(ir::write(small(), folder / "model.xml", Progress()));
    const Graph graph = ir::read(folder / "model.xml", {}, Progress()).value();
    ASSERT_TRUE(ir::write(graph, folder / "model.xml", Progress()));
    EXPECT_EQ(test::readFile(folder / "model.xml"), test::smallXml());
    EXPECT_THAT(graph.node(graph.find("w").value()).value.as<float>(), testing::ElementsAre(1.0f, 2.0f));
}

TEST(IrFiles, NamesTheFolderItCannotWriteTo) {
    const test::TempDir folder;
    const auto written = ir::write(small(), folder / "absent/model.xml", Progress());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::Io);
    EXPECT_THAT(written.error().message(), testing::HasSubstr((folder / "absent/model").string()));
    EXPECT_THAT(filesIn(folder.path()), testing::IsEmpty());
}

TEST(IrFiles, RefusesToWriteTheTextOverTheWeights) {
    const test::TempDir folder;
    const auto written = ir::write(small(), folder / "model.bin", Progress());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::InvalidArgument);
}

TEST(IrFiles, LeavesTheOldModelWhenTheDiskIsFull) {
    const test::TempDir folder;
    folder.write("model.xml", "old");
    folder.write("model.bin", "old");
    const Graph graph = small();
    const auto written = [&] {
        const FullDisk full(100);  // enough for the weights, not for the text
        return ir::write(graph, folder / "model.xml", Progress());
    }();
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::Io);
    EXPECT_THAT(filesIn(folder.path()), testing::ElementsAre("model.bin", "model.xml"));
    EXPECT_EQ(test::readFile(folder / "model.xml"), "old");
    EXPECT_EQ(test::readFile(folder / "model.bin"), "old");
}

TEST(IrFiles, StopsWhenAsked) {
    const test::TempDir folder;
    ASSERT_TRUE(ir::write(small(), folder / "model.xml", Progress()));
    std::stop_source stop;
    stop.request_stop();
    const Progress stopped(stop.get_token(), {});
    const auto graph = ir::read(folder / "model.xml", {}, stopped);
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code(), ErrorCode::Cancelled);
    const auto written = ir::write(small(), folder / "other.xml", stopped);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::Cancelled);
    EXPECT_THAT(filesIn(folder.path()), testing::ElementsAre("model.bin", "model.xml"));
}

// The stop arrives with the first report, after which serializing goes on until it looks again.
TEST(IrFiles, LeavesNothingWhenStoppedWhileWriting) {
    const test::TempDir folder;
    std::stop_source stop;
    const Progress progress(stop.get_token(), [&](const ProgressReport&) { stop.request_stop(); });
    const auto written = ir::write(small(), folder / "model.xml", progress);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::Cancelled);
    EXPECT_THAT(filesIn(folder.path()), testing::IsEmpty());
}

}  // namespace
}  // namespace rf
