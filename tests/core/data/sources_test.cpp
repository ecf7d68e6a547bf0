// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

using test::TempDir;

std::string greyPixel(int value) { return test::ppmFile(1, 1, std::string(3, static_cast<char>(value))); }
std::string row(const std::vector<float>& values) {
    return test::npyFile("'<f4'", "(" + std::to_string(values.size()) + ",)", test::rawBytes(values));
}

std::vector<float> firstValues(const SampleSource& source) {
    std::vector<float> first;
    for (std::int64_t i = 0; i < source.size(); ++i) first.push_back(values(input(source, i)).front());
    return first;
}

TEST(FileLists, NameFilesRelativeToTheListWithLabels) {
    const TempDir folder;
    folder.write("pictures/b 1.ppm", greyPixel(1));
    folder.write("pictures/\xe6\xa1\x8c\xe9\x9d\xa2/\xd0\xb6.ppm", greyPixel(2));  // a Chinese folder and a Cyrillic name
    folder.write("lists/c 7", greyPixel(9));
    folder.write("c.ppm", greyPixel(3));
    const auto list =
        folder.write("lists/l.txt", "../c.ppm\t5\r\n\n../pictures/b 1.ppm 7\n../pictures/\xe6\xa1\x8c\xe9\x9d\xa2/\xd0\xb6.ppm,0\n");
    const auto source = opened(list, {1, 1, 1, 1});
    EXPECT_EQ(firstValues(*source), (std::vector<float>{3, 1, 2}));
    EXPECT_EQ(labelsOf(*source), (std::vector<std::int64_t>{5, 7, 0}));
    EXPECT_FALSE(opened(folder.write("m.txt", "c.ppm\npictures/b 1.ppm"), {1, 1, 1, 1})->hasLabels());
}

TEST(FileLists, ComeFromPatternsSorted) {
    const TempDir folder;
    for (int i = 0; i < 4; ++i) folder.write("d/p" + std::to_string(3 - i) + ".ppm", greyPixel(3 - i));
    folder.write("d/q.ppm", greyPixel(9));
    EXPECT_EQ(firstValues(*opened(folder / "d/p[1-3].ppm", {1, 1, 1, 1})), (std::vector<float>{1, 2, 3}));
    // A file whose name looks like a pattern is itself.
    EXPECT_EQ(firstValues(*opened(folder.write("d/p[0].ppm", greyPixel(7)), {1, 1, 1, 1})), (std::vector<float>{7}));
}

TEST(FileLists, MayHoldArraysOfOneSampleEach) {
    const TempDir folder;
    folder.write("d/a.npy", row({1, 2}));
    folder.write("d/b.npy", row({3, 4}));
    const auto source = opened(folder / "d", {1, 2});
    EXPECT_EQ(firstValues(*source), (std::vector<float>{1, 3}));
    folder.write("d/c.npy", row({5, 6, 7}));
    EXPECT_EQ(input(*opened(folder / "d", {1, -1}), 2).shape(), (Shape{1, 3}));
    // Fortran order holds for the file as a whole.
    folder.write("e/a.npy", test::npyFile("'<f4'", "(2, 2)", test::rawBytes<float>({1, 3, 2, 4}), "True"));
    EXPECT_THAT(values(input(*opened(folder / "e", {2, 2}))), testing::ElementsAre(1, 2, 3, 4));
}

TEST(Npz, GivesItsArraysByName) {
    const TempDir folder;
    const std::string ids = test::npyFile("'<i8'", "(2, 2)", test::rawBytes<std::int64_t>({1, 2, 3, 4}));
    const std::string mask = test::npyFile("'|b1'", "(2, 2)", std::string("\1\0\1\1", 4));
    for (const bool deflate : {false, true}) {
        const auto file = folder.write(
            "a.npz", test::zipFile({{"ids.npy", ids}, {"../mask.npy", mask}, {"mask.npy", mask}, {"notes.txt", "x"}}, deflate));
        EXPECT_THAT(values(input(*opened(file.string() + "#ids", {1, 2}), 1)), testing::ElementsAre(3, 4));
        // Without a name the arrays feed the inputs that are called as they are.
        const std::vector<InputInfo> inputs{{"mask", ElementType::F32, {1, 2}}, {"ids", ElementType::I64, {1, 2}}};
        const auto source = open({{{"", file.string(), ""}}, {}, 0}, inputs);
        ASSERT_TRUE(source) << source.error().message();
        EXPECT_THAT(values((*source)->sample(0).value().inputs[0]), testing::ElementsAre(1, 0));
        EXPECT_THAT(values((*source)->sample(0).value().inputs[1]), testing::ElementsAre(1, 2));
    }
    const auto labels =
        folder.write("l.npz", test::zipFile({{"y.npy", test::npyFile("'<i4'", "(2,)", test::rawBytes<std::int32_t>({6, 8}))}}, true));
    const auto data = folder.write("b.npy", row({1, 2}));
    EXPECT_EQ(labelsOf(*opened(data, {1}, ElementType::F32, "", labels.string() + "#y")), (std::vector<std::int64_t>{6, 8}));
}

TEST(Raw, TakesRecordsOfAnyForm) {
    const TempDir folder;
    const auto file = folder.write("r.dat", std::string("HEAD\x00\x01\x00\x02--\x00\x03\x00\x04", 14));
    const auto raw = [&](const std::string& options) { return opened("raw:" + file.string() + "?" + options, {1, 2}); };
    const auto strided = raw("shape=2&dtype=u16&offset=4&stride=6&order=big");
    EXPECT_EQ(strided->size(), 2);
    EXPECT_THAT(values(input(*strided, 1)), testing::ElementsAre(3, 4));
    EXPECT_THAT(values(input(*raw("shape=2&dtype=u8"), 0)), testing::ElementsAre('H', 'E'));
    EXPECT_EQ(raw("shape=2&dtype=u8")->size(), 7);
    EXPECT_THAT(values(input(*raw("shape=2&dtype=u16&offset=10"), 0)), testing::ElementsAre(256 * 3, 256 * 4));  // little
    // One pixel of three channels.
    EXPECT_EQ(input(*opened("raw:" + file.string() + "?shape=3x1x1&dtype=u8&offset=2", {1, 1, 1, 3}), 3).shape(), (Shape{1, 1, 1, 3}));
}

TEST(Tokens, AreCutAndFilledUpToTheInput) {
    const TempDir folder;
    const auto file = folder.write("t.txt", "5 6 7 8 9\n1, 2\n");
    const auto give = [&](const std::string& options, Shape shape, std::int64_t index) {
        return values(input(*opened("tokens:" + file.string() + options, std::move(shape), ElementType::I64), index));
    };
    EXPECT_THAT(give("", {1, 3}, 0), testing::ElementsAre(5, 6, 7));
    EXPECT_THAT(give("?pad=99", {1, 3}, 1), testing::ElementsAre(1, 2, 99));
    EXPECT_THAT(give("?give=mask", {1, 3}, 1), testing::ElementsAre(1, 1, 0));
    EXPECT_THAT(give("", {-1, -1}, 1), testing::ElementsAre(1, 2, 0, 0, 0));  // as long as the longest
    EXPECT_THAT(give("?length=4", {-1, -1}, 1), testing::ElementsAre(1, 2, 0, 0));
    const auto array = folder.write("t.npy", test::npyFile("'<i8'", "(2, 3)", test::rawBytes<std::int64_t>({4, 0, 6, 7, 0, 0})));
    EXPECT_THAT(values(input(*opened("tokens:" + array.string() + "?give=mask", {1, 3}), 0)), testing::ElementsAre(1, 1, 1));
    EXPECT_THAT(values(input(*opened("tokens:" + array.string() + "?give=mask", {1, 3}), 1)), testing::ElementsAre(1, 0, 0));
}

TEST(Constants, AreTheSameForEverySample) {
    const TempDir folder;
    const auto file = folder.write("a.npy", test::npyFile("'<f4'", "(3, 2)", test::rawBytes<float>({1, 2, 3, 4, 5, 6})));
    const std::vector<InputInfo> inputs{{"rate", ElementType::F32, {}},
                                        {"x", ElementType::F32, {1, 2}},
                                        {"size", ElementType::I64, {2}},
                                        {"mask", ElementType::F32, {-1, 2}}};
    const auto source = open({{{"x", file.string(), ""}, {"rate", "const:0.5", ""}, {"size", "const:480:640", ""}, {"mask", "const:1", ""}},
                              parsePreprocess("mean=1").value(),
                              0},
                             inputs);
    ASSERT_TRUE(source) << source.error().message();
    ASSERT_EQ((*source)->size(), 3);
    const auto last = (*source)->sample(2).value().inputs;
    EXPECT_EQ(last[0], Tensor::scalar(0.5f));
    EXPECT_THAT(values(last[1]), testing::ElementsAre(4, 5));  // the mean is for data, not for constants
    EXPECT_EQ(last[2], Tensor::from<std::int64_t>({2}, std::vector<std::int64_t>{480, 640}));
    EXPECT_EQ(last[3].shape(), (Shape{1, 2}));
}

TEST(States, BeginWithTheirStartValue) {
    const TempDir folder;
    const auto file = folder.write("a.npy", row({1, 2, 3}));
    const std::vector<InputInfo> inputs{{"x", ElementType::F32, {1}}, {"state", ElementType::F32, {2, 1, 3}}};
    const auto source = open({{{"x", file.string(), ""}, {"state", "state:stateN,start=0.25,length=2", ""}}, {}, 0}, inputs);
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->states(), (std::vector<StateLink>{{1, "stateN", 2}}));
    EXPECT_THAT(values((*source)->sample(1).value().inputs[1]), testing::ElementsAre(0.25, 0.25, 0.25, 0.25, 0.25, 0.25));
    EXPECT_TRUE(opened(file, {1})->states().empty());
}

TEST(Batches, AreFilledWithTheSamplesInOrder) {
    const TempDir folder;
    const auto file = folder.write("a.npy", test::npyFile("'<f4'", "(5, 2)", test::rawBytes<float>({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})));
    const std::vector<InputInfo> inputs{{"x", ElementType::F32, {2, 2}}, {"k", ElementType::F32, {2}}};
    const auto source = open({{{"x", file.string(), ""}, {"k", "const:7", ""}}, {}, 0}, inputs);
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->size(), 2);  // the fifth sample fills no batch
    EXPECT_EQ((*source)->batch(), 2);
    const Sample second = (*source)->sample(1).value();
    EXPECT_EQ(second.inputs[0], Tensor::from<float>({2, 2}, std::vector<float>{5, 6, 7, 8}));
    EXPECT_THAT(values(second.inputs[1]), testing::ElementsAre(7, 7));
    EXPECT_EQ((*source)->records(), 5);
    EXPECT_EQ((*source)->sample(2).value().inputs[0], Tensor::from<float>({2, 2}, std::vector<float>{9, 10, 9, 10}));
    // Samples that are stored as whole batches stay what they are.
    const auto whole = opened(folder.write("b.npy", test::npyFile("'<f4'", "(1, 2, 2)", test::rawBytes<float>({1, 2, 3, 4}))), {2, 2});
    EXPECT_EQ(whole->size(), 1);
    EXPECT_EQ(whole->batch(), 1);
}

TEST(Shapes, AreGivenByTheBindingWhereTheInputIsDynamic) {
    const auto source =
        open({{parseSource("x[1x4x5]=synthetic:2").value()}, {}, 0}, std::vector<InputInfo>{{"x", ElementType::F32, {-1, -1, -1}}});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ(input(**source).shape(), (Shape{1, 4, 5}));
    // Pictures are resized to it.
    const TempDir folder;
    Source pictures = parseSource("[1x3x6x8]=" + folder.write("a.ppm", greyPixel(1)).string()).value();
    const auto resized = open({{pictures}, {}, 0}, std::vector<InputInfo>{{"x", ElementType::F32, {-1, 3, -1, -1}}});
    ASSERT_TRUE(resized) << resized.error().message();
    EXPECT_EQ(input(**resized).shape(), (Shape{1, 3, 6, 8}));
}

TEST(Locations, AreReadFromTheCommandLine) {
    const auto parsed = [](const std::string& text) {
        const Source source = parseSource(text).value();
        return std::tuple(source.input, source.shape, source.location);
    };
    EXPECT_EQ(parsed("data.npy"), std::tuple("", Shape{}, "data.npy"));
    EXPECT_EQ(parsed("x=a=b.npy"), std::tuple("x", Shape{}, "a=b.npy"));
    EXPECT_EQ(parsed("x[1x2]=raw:f?shape=2"), std::tuple("x", (Shape{1, 2}), "raw:f?shape=2"));
    EXPECT_EQ(parsed("[3]=const:1"), std::tuple("", Shape{3}, "const:1"));
    EXPECT_EQ(parsed("raw:f?shape=2&dtype=u8"), std::tuple("", Shape{}, "raw:f?shape=2&dtype=u8"));
    EXPECT_EQ(parseSource("x[1xa]=f").error().message(), "'x[1xa]=f' gives no shape; write INPUT[1x3x224x224]=DATA");
}

TEST(Locations, KeepTheirFormWhenThePathInThemChanges) {
    const auto moved = [](const std::string& location) {
        return withPath(location, [](const std::filesystem::path& path) { return "/d" / path; });
    };
    EXPECT_EQ(moved("a.npy"), "/d/a.npy");
    EXPECT_EQ(moved("a.npz#x"), "/d/a.npz#x");
    EXPECT_EQ(moved("raw:a?b.dat?shape=2"), "raw:/d/a?b.dat?shape=2");
    EXPECT_EQ(moved("tokens:a.npz#ids?pad=1"), "tokens:/d/a.npz#ids?pad=1");
    EXPECT_EQ(moved("tokens:a.txt"), "tokens:/d/a.txt");
    for (const std::string same : {"synthetic:3", "const:1:2", "state:s,start=1", "command:[\"x\"]"}) EXPECT_EQ(moved(same), same);
}

TEST(Stratified, SamplesComeWithTheSharesOfTheirClasses) {
    const TempDir folder;
    std::vector<float> numbers(12);
    for (std::size_t i = 0; i < 12; ++i) numbers[i] = static_cast<float>(i);
    DataSpec spec{
        {{"", folder.write("a.npy", row(numbers)).string(), folder.write("l.txt", "0\n0\n0\n0\n0\n0\n0\n0\n1\n1\n1\n1\n").string()}},
        {},
        3};
    spec.stratify = true;
    const std::vector<InputInfo> inputs{{"x", ElementType::F32, {1}}};
    const auto source = open(spec, inputs);
    ASSERT_TRUE(source) << source.error().message();
    const auto labels = labelsOf(**source);
    EXPECT_EQ(std::vector<std::int64_t>(labels.begin(), labels.begin() + 6), (std::vector<std::int64_t>{0, 1, 0, 0, 1, 0}));
    for (std::int64_t i = 0; i < 12; ++i) EXPECT_EQ(values(input(**source, i))[0] >= 8, labels[static_cast<std::size_t>(i)] == 1);
    spec.sources[0].labels.clear();
    EXPECT_EQ(
        open(spec, inputs).error().message(),
        (folder / "a.npy").string() + "#0: samples can be chosen by their classes where each has a class number and none follows another");
}

TEST(Damaged, SamplesAreLeftOutUpToTheLimit) {
    const TempDir folder;
    for (int i = 0; i < 6; ++i) folder.write("p" + std::to_string(i) + ".ppm", greyPixel(i));
    folder.write("p0.ppm", "no picture");
    folder.write("p3.ppm", "nor this");
    const auto labels = folder.write("l.txt", "0\n1\n2\n3\n4\n5\n").string();
    const auto openWith = [&](std::int64_t limit) {
        DataSpec spec{{{"", (folder / "p*.ppm").string(), labels}}, {}, 0};
        spec.skipLimit = limit;
        return open(spec, std::vector<InputInfo>{{"x", ElementType::F32, {1, 1, 1, 1}}});
    };
    const auto source = openWith(2);
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ(firstValues(**source), (std::vector<float>{1, 2, 4, 5}));
    EXPECT_EQ(labelsOf(**source), (std::vector<std::int64_t>{1, 2, 4, 5}));
    EXPECT_EQ((*source)->name(2), (folder / "p4.ppm").string());
    ASSERT_EQ((*source)->skipped().size(), 2u);
    EXPECT_THAT((*source)->skipped()[0].message(), testing::StartsWith((folder / "p0.ppm").string() + ": can't be decoded as a picture: "));
    EXPECT_THAT((*source)->skipped()[1].message(), testing::StartsWith((folder / "p3.ppm").string() + ": can't be decoded as a picture: "));
    EXPECT_THAT(
        openWith(1).error().message(),
        testing::StartsWith("more than 1 samples are damaged, which is the number that may be left out: " + (folder / "p3.ppm").string()));
    EXPECT_THAT(openWith(0).error().message(), testing::StartsWith((folder / "p0.ppm").string() + ": can't be decoded as a picture: "));
}

// Before batches are made: only the damaged record is missing, and the last ones are still there to be scored.
TEST(Damaged, RecordsAreLeftOutOneByOneBeforeBatchesAreMade) {
    const TempDir folder;
    std::string lines;
    for (int i = 0; i < 11; ++i) {
        folder.write("p" + std::to_string(10 + i) + ".ppm", i == 2 ? "no picture" : greyPixel(i));
        lines += std::to_string(i) + "\n";
    }
    DataSpec spec{{{"", (folder / "p*.ppm").string(), folder.write("l.txt", lines).string()}}, {}, 0};
    spec.skipLimit = 1;
    const auto source = open(spec, std::vector<InputInfo>{{"x", ElementType::F32, {4, 1, 1, 1}}});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->batch(), 4);
    EXPECT_EQ((*source)->size(), 2);  // 10 records are left, and two of them fill no batch
    ASSERT_EQ((*source)->records(), 10);
    EXPECT_EQ((*source)->skipped().size(), 1u);
    EXPECT_THAT(values((*source)->sample(0).value().inputs[0]), testing::ElementsAre(0, 1, 3, 4));
    EXPECT_THAT(values((*source)->sample(1).value().inputs[0]), testing::ElementsAre(5, 6, 7, 8));
    EXPECT_THAT(values((*source)->sample(2).value().inputs[0]), testing::ElementsAre(9, 10, 10, 10));
    EXPECT_EQ(std::get<ClassIndex>((*source)->annotation(9).value()), 10);
    EXPECT_EQ((*source)->name(2), (folder / "p13.ppm").string());
    // What is left may be too little for one batch.
    spec.first = 4;
    EXPECT_THAT(open(spec, std::vector<InputInfo>{{"x", ElementType::F32, {4, 1, 1, 1}}}).error().message(),
                testing::HasSubstr("holds 3 samples, but input 'x' takes a batch of 4"));
}

TEST(Damaged, PicturesAreToldFromThoseThatQtDecodesAnyway) {
    const TempDir folder;
    const std::string content = test::jpegFile(0);
    const auto message = [&](const std::string& data) {
        const auto path = folder.write("a.jpg", data).string();
        const auto source = open({{{"", path, ""}}, {}, 0}, std::vector<InputInfo>{{"x", ElementType::F32, {1, 3, -1, -1}}});
        return source ? "" : source.error().message().substr(path.size());
    };
    EXPECT_EQ(message(content), "");
    EXPECT_EQ(message(content.substr(0, content.size() - 2)), ": the picture ends too early");
    EXPECT_EQ(message(test::jpegHeader(4)), ": is a CMYK picture, which networks are not trained on; convert it to RGB");
}

TEST(Synthetic, PicturesOfAnySizeHaveTheUsualOne) {
    const auto shapeFor = [](Shape input) {
        const std::vector<InputInfo> inputs{{"x", ElementType::F32, std::move(input)}};
        return open({{{"", "synthetic:2", ""}}, {}, 0}, inputs).value()->sample(1).value().inputs[0].shape();
    };
    EXPECT_EQ(shapeFor({-1, 3, -1, -1}), (Shape{1, 3, 224, 224}));
    EXPECT_EQ(shapeFor({1, -1, -1, 3}), (Shape{1, 224, 224, 3}));
    EXPECT_EQ(shapeFor({1, 3, 64, -1}), (Shape{1, 3, 64, 224}));
}

TEST(Sources, AnInputOfAnyRankTakesWhatThereIs) {
    const TempDir folder;
    folder.write("a.npy", test::npyFile("'<f4'", "(2, 1, 3)", std::string(24, '\0')));
    InputInfo any{"x", ElementType::F32, {}};
    any.anyRank = true;
    const auto source = open({{{"", (folder / "a.npy").string(), ""}}, {}, 0}, std::vector{any});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->size(), 2);
    EXPECT_EQ((*source)->sample(1).value().inputs[0].shape(), (Shape{1, 3}));
    const auto given = open({{parseSource("x[1x4]=synthetic:2").value()}, {}, 0}, std::vector{any});
    ASSERT_TRUE(given) << given.error().message();
    EXPECT_EQ((*given)->sample(0).value().inputs[0].shape(), (Shape{1, 4}));
    EXPECT_THAT(open({{{"", "synthetic:2", ""}}, {}, 0}, std::vector{any}).error().message(), testing::HasSubstr("takes any shape"));
}

}  // namespace
}  // namespace rf::data
