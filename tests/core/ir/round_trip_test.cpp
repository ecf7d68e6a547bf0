// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ir/small_ir.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf {
namespace {

using test::normalForm;

void expectUnchanged(const std::filesystem::path& file) {
    SCOPED_TRACE(file.string());
    const auto graph = ir::read(file, {}, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    const auto image = ir::serialize(*graph);
    ASSERT_TRUE(image) << image.error().message();
    EXPECT_TRUE(normalForm(image->xml) == normalForm(test::readFile(file)));
    EXPECT_TRUE(test::textOf(image->weightsTensor()) == test::readFile(std::filesystem::path(file).replace_extension(".bin")));
}

TEST(IrRoundTrip, KeepsEveryModelOfTheTestData) {
    RF_REQUIRE_SHARED();
    const auto files = test::sharedIrs("data");
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) expectUnchanged(file);
}

TEST(IrRoundTrip, KeepsEveryModelOfTheGoldenCorpus) {
    RF_REQUIRE_SHARED();
    const auto files = test::sharedIrs("golden");
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) expectUnchanged(file);
}

TEST(IrRoundTrip, KeepsMetadataIdsAndOrderToTheByte) {
    // The small IR is formatted as OpenVINO does; so is what we write.
    const auto graph = ir::readMemory(test::smallXml(), test::smallWeights(), "small.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    EXPECT_EQ(ir::serialize(*graph)->xml, test::smallXml());
}

}  // namespace
}  // namespace rf
