// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel_for.h"
#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

using test::TempDir;

TEST(Cifar, ReadsLabelsAndChannelPlanes) {
    const TempDir folder;
    const auto source = opened(folder.write("a.bin", test::cifarRecord(3, 0) + test::cifarRecord(9, 10)), {1, 3, 32, 32});
    EXPECT_EQ(source->size(), 2);
    EXPECT_EQ(labelsOf(*source), (std::vector<std::int64_t>{3, 9}));
    const Tensor second = input(*source, 1);
    EXPECT_EQ(second.shape(), (Shape{1, 3, 32, 32}));
    EXPECT_EQ(second.type(), ElementType::F32);
    EXPECT_EQ(values(second)[0], 10.0f);
    EXPECT_EQ(values(second)[250], 4.0f);  // (10 + 250) mod 256
}

TEST(Cifar, MovesTheChannelAxisWhereOnlyThatFits) {
    const TempDir folder;
    const auto file = folder.write("a.bin", test::cifarRecord(0, 0));
    const Tensor last = input(*opened(file, {1, 32, 32, 3}, ElementType::U8));
    EXPECT_EQ(last.shape(), (Shape{1, 32, 32, 3}));
    // Pixel (0, 1): planes start at 0, 1024 and 2048, all multiples of 256.
    const std::vector<float> pixels = values(last);
    EXPECT_THAT(std::span(pixels).subspan(3, 3), testing::ElementsAre(1, 1, 1));
    EXPECT_EQ(pixels[3 * 32], 32.0f);  // pixel (1, 0)
    EXPECT_EQ(input(*opened(file, {-1, -1, -1, 3})).shape(), (Shape{1, 32, 32, 3}));
    EXPECT_EQ(input(*opened(file, {-1, -1, -1, -1})).shape(), (Shape{1, 3, 32, 32}));
    EXPECT_EQ(input(*opened(file, {3, 32, 32})).shape(), (Shape{3, 32, 32}));
}

TEST(Idx, ReadsEveryElementTypeOfTheFormat) {
    const TempDir folder;
    const auto first = [&](int type, const std::string& data) {
        return values(input(*opened(folder.write("a.idx", test::idxFile(type, {1, 2}, data)), {1, 2})));
    };
    using std::string;
    EXPECT_THAT(first(0x08, string("\x01\xff", 2)), testing::ElementsAre(1, 255));
    EXPECT_THAT(first(0x09, string("\x01\xff", 2)), testing::ElementsAre(1, -1));
    EXPECT_THAT(first(0x0b, string("\x01\x02\xff\xff", 4)), testing::ElementsAre(258, -1));
    EXPECT_THAT(first(0x0c, string("\x00\x00\x01\x02\xff\xff\xff\xff", 8)), testing::ElementsAre(258, -1));
    EXPECT_THAT(first(0x0d, string("\x3f\x80\x00\x00\xc0\x00\x00\x00", 8)), testing::ElementsAre(1, -2));
    EXPECT_THAT(first(0x0e, string("\x3f\xf0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\0", 16)), testing::ElementsAre(1, -2));
}

TEST(Idx, FindsTheLabelsBesideTheImages) {
    const TempDir folder;
    const std::string images = test::idxFile(8, {2, 1, 2}, "abcd"), labels = test::idxFile(8, {2}, std::string("\x07\x02", 2));
    const std::vector<std::pair<std::string, std::string>> names{{"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"},
                                                                 {"demo-images.idx.gz", "demo-labels.idx.gz"},
                                                                 {"x-images.idx", "x-labels.idx.gz"}};
    for (const auto& [imageName, labelName] : names) {
        const auto packed = [](const std::string& name, const std::string& data) {
            return name.ends_with(".gz") ? test::gzipped(data) : data;
        };
        folder.write(labelName, packed(labelName, labels));
        const auto source = opened(folder.write(imageName, packed(imageName, images)), {1, 1, 1, 2});
        EXPECT_EQ(labelsOf(*source), (std::vector<std::int64_t>{7, 2})) << imageName;
        EXPECT_THAT(values(input(*source, 1)), testing::ElementsAre('c', 'd')) << imageName;
    }
    EXPECT_FALSE(opened(folder.write("lonely.idx", images), {1, 1, 2})->hasLabels());
}

TEST(Idx, IsRecognisedByItsFirstBytes) {
    const TempDir folder;
    const auto source = opened(folder.write("digits", test::idxFile(8, {2, 1, 2}, "abcd")), {1, 1, 2, 1});
    EXPECT_EQ(input(*source).shape(), (Shape{1, 1, 2, 1}));
}

TEST(Npy, ReadsEveryNumericType) {
    const TempDir folder;
    const auto read = [&](const std::string& descr, const std::string& data) {
        return values(input(*opened(folder.write("a.npy", test::npyFile("'" + descr + "'", "(1, 2)", data)), {1, 2})));
    };
    using test::rawBytes;
    EXPECT_THAT(read("<f4", rawBytes<float>({1.5f, -2})), testing::ElementsAre(1.5f, -2));
    EXPECT_THAT(read("<f8", rawBytes<double>({1.5, -2})), testing::ElementsAre(1.5f, -2));
    EXPECT_THAT(read("<f2", rawBytes<std::uint16_t>({0x3e00, 0xc000})), testing::ElementsAre(1.5f, -2));
    EXPECT_THAT(read(">f2", std::string("\x3e\x00\xc0\x00", 4)), testing::ElementsAre(1.5f, -2));
    EXPECT_THAT(read(">i4", std::string("\x00\x00\x01\x02\xff\xff\xff\xff", 8)), testing::ElementsAre(258, -1));
    EXPECT_THAT(read("|i1", "\x01\xff"), testing::ElementsAre(1, -1));
    EXPECT_THAT(read("|u1", "\x01\xff"), testing::ElementsAre(1, 255));
    EXPECT_THAT(read("<i2", rawBytes<std::int16_t>({-3, 4})), testing::ElementsAre(-3, 4));
    EXPECT_THAT(read("<u2", rawBytes<std::uint16_t>({65535, 4})), testing::ElementsAre(65535, 4));
    EXPECT_THAT(read("<i4", rawBytes<std::int32_t>({-3, 4})), testing::ElementsAre(-3, 4));
    EXPECT_THAT(read("<u4", rawBytes<std::uint32_t>({3, 4})), testing::ElementsAre(3, 4));
    EXPECT_THAT(read("<i8", rawBytes<std::int64_t>({-3, 4})), testing::ElementsAre(-3, 4));
    EXPECT_THAT(read("<u8", rawBytes<std::uint64_t>({3, 4})), testing::ElementsAre(3, 4));
    EXPECT_THAT(read("|b1", std::string("\x01\x00", 2)), testing::ElementsAre(1, 0));
}

TEST(Npy, ReadsEveryHeaderVersionAndBothOrders) {
    const TempDir folder;
    // [[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]]; in Fortran order element (i, j, k) is number i + 2 j + 4 k.
    const std::string rowMajor = test::rawBytes<float>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    const std::string columnMajor = test::rawBytes<float>({0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11});
    for (const int version : {1, 2, 3}) {
        const auto c = opened(folder.write("c.npy", test::npyFile("'<f4'", "(2, 2, 3)", rowMajor, "False", version)), {1, 2, 3});
        const auto f = opened(folder.write("f.npy", test::npyFile("'<f4'", "(2, 2, 3)", columnMajor, "True", version)), {1, 2, 3});
        for (const std::int64_t i : {0, 1}) EXPECT_EQ(input(*c, i), input(*f, i)) << version;
        EXPECT_THAT(values(input(*f, 1)), testing::ElementsAre(6, 7, 8, 9, 10, 11)) << version;
    }
}

TEST(Npy, FitsWithAndWithoutTheBatchAxis) {
    const TempDir folder;
    const std::string data = test::rawBytes<float>(std::vector<float>(2 * 3 * 4 * 5, 1.0f));
    const auto without = folder.write("a.npy", test::npyFile("'<f4'", "(2, 3, 4, 5)", data));
    const auto with = folder.write("b.npy", test::npyFile("'<f4'", "(2, 1, 3, 4, 5)", data));
    for (const Shape& shape : {Shape{1, 3, 4, 5}, Shape{-1, 3, 4, 5}, Shape{3, 4, 5}, Shape{1, 3, -1, -1}})
        for (const auto& file : {without, with}) {
            const auto source = opened(file, shape);
            EXPECT_EQ(source->size(), 2);
            EXPECT_EQ(input(*source).shape(), (shape.size() == 3 ? Shape{3, 4, 5} : Shape{1, 3, 4, 5}));
        }
    EXPECT_EQ(input(*opened(without, {1, 4, 5, 3})).shape(), (Shape{1, 4, 5, 3}));
    const auto scalars = folder.write("s.npy", test::npyFile("'<f4'", "(2,)", test::rawBytes<float>({1, 2})));
    EXPECT_EQ(input(*opened(scalars, {1}), 1), Tensor::from<float>({1}, std::vector<float>{2}));
}

TEST(Npy, ConvertsIntegersExactly) {
    const TempDir folder;
    const std::int64_t large = (std::int64_t{1} << 53) + 1;  // neither float nor double holds it
    const auto ids = folder.write("ids.npy", test::npyFile("'<i8'", "(1, 2)", test::rawBytes<std::int64_t>({large, -5})));
    EXPECT_EQ(toInts(input(*opened(ids, {1, 2}, ElementType::I64)).view()), (std::vector<std::int64_t>{large, -5}));
    EXPECT_EQ(toInts(input(*opened(ids, {1, 2}, ElementType::I32)).view()), (std::vector<std::int64_t>{2147483647, -5}));
    EXPECT_EQ(toInts(input(*opened(ids, {1, 2}, ElementType::U8)).view()), (std::vector<std::int64_t>{255, 0}));
    EXPECT_EQ(toInts(input(*opened(ids, {1, 2}, ElementType::Boolean)).view()), (std::vector<std::int64_t>{1, 1}));
    const auto halves = folder.write("h.npy", test::npyFile("'<f8'", "(1, 3)", test::rawBytes<double>({0.5, 1.5, -2.5})));
    EXPECT_EQ(toInts(input(*opened(halves, {1, 3}, ElementType::I64)).view()), (std::vector<std::int64_t>{0, 2, -2}));
    EXPECT_EQ(input(*opened(halves, {1, 3}, ElementType::Dynamic)).type(), ElementType::F64);
}

TEST(Npy, BindsSeveralInputsByName) {
    const TempDir folder;
    const auto ids = folder.write("ids.npy", test::npyFile("'<i4'", "(2, 3)", test::rawBytes<std::int32_t>({1, 2, 3, 4, 5, 6})));
    const auto mask = folder.write("mask.npy", test::npyFile("'|b1'", "(2, 3)", std::string("\1\1\0\1\0\0", 6)));
    const std::vector<InputInfo> inputs{{"ids", ElementType::I64, {1, 3}}, {"mask", ElementType::F32, {-1, -1}}};
    const auto labels = folder.write("labels.txt", "4\n\n0\n");
    const auto source = open({{{"mask", mask.string(), ""}, {"ids", ids.string(), labels.string()}}, {}, 0}, inputs);
    ASSERT_TRUE(source) << source.error().message();
    const Sample second = (*source)->sample(1).value();
    EXPECT_EQ(second.inputs[0], Tensor::from<std::int64_t>({1, 3}, std::vector<std::int64_t>{4, 5, 6}));
    EXPECT_EQ(second.inputs[1], Tensor::from<float>({1, 3}, std::vector<float>{1, 0, 0}));
    EXPECT_EQ(labelsOf(**source), (std::vector<std::int64_t>{4, 0}));
}

TEST(Synthetic, DependsOnSeedInputAndSampleOnly) {
    const std::vector<InputInfo> inputs{{"picture", ElementType::F32, {-1, 3, 8, 8}},
                                        {"features", ElementType::F32, {1, 1000}},
                                        {"other", ElementType::F32, {1, 1000}},
                                        {"ids", ElementType::I64, {1, 64}}};
    const auto make = [&](std::uint64_t seed) { return open({{{"", "synthetic:4", ""}}, {}, seed}, inputs).value(); };
    const auto a = make(1), b = make(1), c = make(2);
    EXPECT_EQ(a->size(), 4);
    EXPECT_FALSE(a->hasLabels());
    const Sample first = a->sample(3).value(), second = a->sample(0).value();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        EXPECT_EQ(first.inputs[i], b->sample(3).value().inputs[i]);
        EXPECT_FALSE(first.inputs[i] == second.inputs[i]);
        EXPECT_FALSE(first.inputs[i] == c->sample(3).value().inputs[i]);
    }
    EXPECT_FALSE(first.inputs[1] == first.inputs[2]);
    EXPECT_EQ(first.inputs[0].shape(), (Shape{1, 3, 8, 8}));
    EXPECT_THAT(values(first.inputs[0]), testing::Each(testing::AllOf(testing::Ge(0), testing::Le(255), testing::Truly([](float v) {
                                                                          return v == static_cast<float>(static_cast<int>(v));
                                                                      }))));
    EXPECT_THAT(toInts(first.inputs[3].view()), testing::Each(testing::AnyOf(0, 1)));
    // The mean of 1000 normal values is normal(0, 1/1000): within 5 standard deviations but once in two million.
    double sum = 0, squares = 0;
    for (const float value : values(first.inputs[1])) sum += value, squares += value * value;
    EXPECT_NEAR(sum / 1000, 0.0, 5 / std::sqrt(1000.0));
    EXPECT_NEAR(squares / 1000, 1.0, 5 * std::sqrt(2.0 / 1000.0));
}

TEST(Synthetic, TakesDynamicSidesFromThePreprocessing) {
    EXPECT_EQ(input(*opened("synthetic:1", {-1, 3, -1, -1}, ElementType::F32, "size=4x6")).shape(), (Shape{1, 3, 4, 6}));
}

TEST(SampleSource, GivesTheSameSamplesFromAnyThread) {
    const TempDir folder;
    std::string records;
    for (int i = 0; i < 64; ++i) records += test::cifarRecord(i % 10, i);
    const auto source = opened(folder.write("a.bin", records), {1, 3, 16, 16}, ElementType::F32, "size=16x16,mean=127.5,scale=127.5");
    std::vector<Tensor> parallel(64);
    ASSERT_TRUE(parallelFor(64, 4, [&](std::int64_t i) -> Result<void> {
        parallel[static_cast<std::size_t>(i)] = input(*source, i);
        return {};
    }));
    for (std::int64_t i = 0; i < 64; ++i) EXPECT_EQ(parallel[static_cast<std::size_t>(i)], input(*source, i));
}

}  // namespace
}  // namespace rf::data
