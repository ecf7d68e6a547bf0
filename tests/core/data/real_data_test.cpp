// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/data_test.h"
#include "tests/support/shared_data.h"

namespace rf::data {
namespace {

using test::TempDir;

std::vector<std::int64_t> histogram(const std::vector<std::int64_t>& labels) {
    std::vector<std::int64_t> counts(10);
    for (const std::int64_t label : labels) ++counts[static_cast<std::size_t>(label)];
    return counts;
}

// Facts read from the bytes of the files with a few lines of Python.
TEST(RealData, CifarTestImages) {
    RF_REQUIRE_SHARED();
    const auto source = opened(test::sharedDir() / "data/resnet8_cifar10/cifar10/test_1000.bin", {1, 3, 32, 32});
    ASSERT_EQ(source->size(), 1000);
    const auto labels = labelsOf(*source);
    EXPECT_EQ(std::vector<std::int64_t>(labels.begin(), labels.begin() + 12),
              (std::vector<std::int64_t>{9, 0, 2, 5, 2, 8, 5, 6, 2, 3, 1, 1}));
    EXPECT_EQ(histogram(labels), (std::vector<std::int64_t>{96, 92, 97, 94, 106, 104, 106, 101, 108, 96}));
    const auto first = values(input(*source, 0)), last = values(input(*source, 999));
    EXPECT_EQ(std::vector<float>(first.begin(), first.begin() + 5), (std::vector<float>{123, 138, 143, 151, 180}));
    EXPECT_EQ(std::vector<float>(last.begin(), last.begin() + 5), (std::vector<float>{54, 55, 56, 61, 61}));
    EXPECT_EQ(last.back(), 75.0f);
}

TEST(RealData, MnistTestImages) {
    RF_REQUIRE_SHARED();
    const auto source = opened(test::sharedDir() / "data/mnist/t10k-images-idx3-ubyte.gz", {1, 1, 28, 28});
    ASSERT_EQ(source->size(), 10000);
    const auto labels = labelsOf(*source);
    EXPECT_EQ(std::vector<std::int64_t>(labels.begin(), labels.begin() + 12),
              (std::vector<std::int64_t>{7, 2, 1, 0, 4, 1, 4, 9, 5, 9, 0, 6}));
    EXPECT_EQ(histogram(labels), (std::vector<std::int64_t>{980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}));
    const auto sum = [&](std::int64_t index) {
        double total = 0;
        for (const float value : values(input(*source, index))) total += value;
        return total;
    };
    EXPECT_EQ(sum(0), 18454);
    EXPECT_EQ(sum(9999), 41833);
}

double sumOf(const Tensor& tensor) {
    double total = 0;
    for (const float value : values(tensor)) total += value;
    return total;
}

// The lines are 48 high already; 400 of them, all narrower than 320.
TEST(RealData, TextLines) {
    RF_REQUIRE_SHARED();
    const auto lines = test::sharedDir() / "data/more/ocr/lines";
    Source source{"", lines.string(), (lines / "labels.txt").string(), AnnotationFormat::Text};
    const auto steps = parsePreprocess("size=48x320:height,mean=127.5,scale=127.5,pad=48x320:top-left").value();
    const auto opened = open({{source}, steps, 0}, std::vector<InputInfo>{{"x", ElementType::F32, {-1, 3, 48, -1}}});
    ASSERT_TRUE(opened) << opened.error().message();
    ASSERT_EQ((*opened)->size(), 400);
    EXPECT_EQ(input(**opened).shape(), (Shape{1, 3, 48, 320}));
    EXPECT_NEAR(sumOf(input(**opened, 0)), 3 * 5446.8078, 0.5);
    EXPECT_NEAR(sumOf(input(**opened, 399)), 3 * 3020.3922, 0.5);
    EXPECT_EQ((*opened)->annotation(0).value(), Annotation(TextLine{"obtain JKBCA"}));
    EXPECT_EQ((*opened)->annotation(399).value(), Annotation(TextLine{"should UCV"}));
}

// Wider lines are narrowed to 192; a list says which way up each one is.
TEST(RealData, TextDirection) {
    RF_REQUIRE_SHARED();
    const TempDir folder;
    const auto lines = test::sharedDir() / "data/more/ocr/lines";
    const auto list = folder.write("list.txt", (lines / "0000.png").string() + " 0\n" + (lines / "0399.png").string() + " 1\n");
    const auto source = opened(list, {-1, 3, 48, 192}, ElementType::F32, "size=48x192:height,mean=127.5,scale=127.5,pad=48x192:top-left");
    EXPECT_EQ(labelsOf(*source), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(input(*source, 0).shape(), (Shape{1, 3, 48, 192}));
    EXPECT_NEAR(sumOf(input(*source, 1)), 3 * 3020.3922, 0.5);  // 153 wide: pasted as it is
    EXPECT_FLOAT_EQ(values(input(*source, 1))[191], 0.0f);
    EXPECT_NE(values(input(*source, 0))[191], 0.0f);
}

TEST(RealData, MaskedLetters) {
    RF_REQUIRE_SHARED();
    const auto file = test::sharedDir() / "data/more/bert_pron/test_2000_ids.bin";
    const auto source = opened("raw:" + file.string() + "?shape=32&dtype=u8", {-1, 32}, ElementType::I64);
    ASSERT_EQ(source->size(), 2000);
    const auto first = toInts(input(*source, 0).view());
    EXPECT_EQ(std::vector<std::int64_t>(first.begin(), first.begin() + 8), (std::vector<std::int64_t>{10, 18, 22, 31, 11, 2, 6, 0}));
    EXPECT_EQ(sumOf(input(*source, 1999)), 139);
}

}  // namespace
}  // namespace rf::data
