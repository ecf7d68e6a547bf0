// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/data_test.h"

// Which files of a folder are samples, and what is known of them, as the lists of the field say it.
namespace rf::data {
namespace {

class ListedFiles : public testing::Test {
protected:
    ListedFiles() {
        std::filesystem::create_directories(m_folder / "p/val");
        for (const char* name : {"a", "b", "c"}) m_folder.write(std::string("p/val/") + name + ".ppm", test::ppmFile(2, 1, "abcdef"));
    }

    Result<std::shared_ptr<const SampleSource>> open(Source source, std::int64_t first = 0) const {
        if (source.location.empty()) source.location = (m_folder / "p/val").string();
        DataSpec spec;
        spec.sources = {std::move(source)};
        spec.first = first;
        const std::vector<InputInfo> inputs{{"x", ElementType::F32, {1, 3, 1, 2}}};
        return data::open(spec, inputs);
    }
    std::vector<std::string> names(const SampleSource& source) const {
        std::vector<std::string> names;
        for (std::int64_t i = 0; i < source.size(); ++i) names.push_back(std::filesystem::path(source.name(i)).filename().string());
        return names;
    }
    std::string write(const std::string& name, const std::string& text) const { return m_folder.write(name, text).string(); }

    test::TempDir m_folder;
};

using Names = std::vector<std::string>;

TEST_F(ListedFiles, AreSamplesInTheOrderOfTheList) {
    const std::string list = write("val.txt", "some/where/c.ppm 7\na.ppm 2\n");
    const auto source = open({.labels = list, .files = list, .labelOffset = 1});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ(names(**source), (Names{"c.ppm", "a.ppm"}));
    EXPECT_EQ(labelsOf(**source), (std::vector<std::int64_t>{8, 3}));
}

TEST_F(ListedFiles, MayBeNamedByTheirLastTwoPartsOrWithoutEnding) {
    const auto source = open({.location = (m_folder / "p").string(), .files = write("val.txt", "/elsewhere/val/b.ppm\nval/a.ppm\n")});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ(names(**source), (Names{"b.ppm", "a.ppm"}));
    std::filesystem::rename(m_folder / "p/val/c.ppm", m_folder / "p/val/000005.jpg");  // what it holds decides
    const auto stems = open({.files = write("set.txt", "000005\n")});
    ASSERT_TRUE(stems) << stems.error().message();
    EXPECT_EQ(names(**stems), (Names{"000005.jpg"}));
}

TEST_F(ListedFiles, MustBeThere) {
    EXPECT_THAT(open({.files = write("val.txt", "a.ppm\nd.ppm 1\n")}).error().message(),
                testing::HasSubstr("val.txt: names 'd.ppm 1', but there is no such file below"));
    EXPECT_THAT(open({.location = (m_folder / "p/val/a.ppm").string(), .files = "l.txt"}).error().message(),
                testing::HasSubstr("a.ppm: is no folder, so that l.txt can't choose files of it"));
    EXPECT_THAT(open({.files = write("e.txt", "\n")}).error().message(), testing::EndsWith("e.txt: the list names no files"));
}

TEST_F(ListedFiles, OfCocoAreThePicturesWithObjectsByTheirIds) {
    const std::string file = write(
        "i.json",
        R"({"images": [{"id": 9, "file_name": "a.ppm"}, {"id": 2, "file_name": "c.ppm"}, {"id": 1, "file_name": "b.ppm"}], "categories": [{"id": 18}, {"id": 3}],
        "annotations": [{"image_id": 9, "category_id": 3, "bbox": [0, 0, 1, 1]}, {"image_id": 2, "category_id": 18, "bbox": [0, 0, 1, 1]}]})");
    const auto source = open({.labels = file, .labelsFormat = AnnotationFormat::CocoOrder, .files = file, .labelOffset = 1});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ(names(**source), (Names{"c.ppm", "a.ppm"}));
    const auto label = [&](std::int64_t index) { return std::get<Boxes>((*source)->annotation(index).value()).boxes.at(0).label; };
    EXPECT_EQ(label(0), 1);  // the first category, counted from 1
    EXPECT_EQ(label(1), 2);
    EXPECT_THAT(
        open(
            {.labels = write(
                 "u.json",
                 R"({"images": [{"id": 9, "file_name": "a.ppm"}], "categories": [], "annotations": [{"image_id": 9, "category_id": 3, "bbox": [0, 0, 1, 1]}]})"),
             .labelsFormat = AnnotationFormat::CocoOrder,
             .files = write("a.txt", "a.ppm\n")})
            .error()
            .message(),
        testing::EndsWith("u.json: is no instances file of COCO: category 3 is not listed"));
}

TEST_F(ListedFiles, HaveVocsCornersCountedFromZero) {
    std::filesystem::create_directory(m_folder / "xml");
    write("xml/a.xml",
          "<annotation><object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object></"
          "annotation>");
    const auto source = open({.labels = (m_folder / "xml").string(),
                              .labelsFormat = AnnotationFormat::VocFromZero,
                              .files = write("set.txt", "a\n"),
                              .classes = {"dog", "cat"},
                              .labelOffset = -1});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->annotation(0).value(), Annotation(Boxes{{{1, 0, 1, 2, 3}}}));
}

TEST_F(ListedFiles, HaveMasksOfTheSameLines) {
    std::filesystem::create_directory(m_folder / "p/annot");
    write("p/annot/b.pgm", "P5 2 1 255\n" + std::string("\x00\x07", 2));
    const std::string list = write("val.txt", "/SegNet/val/b.ppm /SegNet/annot/b.pgm\n");
    const auto source =
        open({.location = (m_folder / "p").string(), .labels = list, .labelsFormat = AnnotationFormat::Masks, .files = list});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->annotation(0).value(),
              Annotation(SegmentationMask{Tensor::from<std::uint8_t>({1, 2}, std::vector<std::uint8_t>{0, 7})}));
    const std::string broken = write("broken.txt", "val/b.ppm annot/c.pgm\n");
    EXPECT_THAT(open({.location = (m_folder / "p").string(), .labels = broken, .labelsFormat = AnnotationFormat::Masks, .files = broken})
                    .error()
                    .message(),
                testing::HasSubstr("broken.txt: line 1 must name a picture and its mask, both below"));
}

TEST_F(ListedFiles, HaveNumbersInTextFilesOfTheSameName) {
    std::filesystem::create_directory(m_folder / "ref");
    write("ref/a.txt", "1.5 -2\n3e1\n");
    const auto source =
        open({.labels = (m_folder / "ref").string(), .labelsFormat = AnnotationFormat::Values, .files = write("l.txt", "a.ppm\n")});
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->annotation(0).value(), Annotation(TargetValues{Tensor::from<float>({3}, std::vector<float>{1.5f, -2, 30})}));
    write("ref/a.txt", "1.5 x\n");
    EXPECT_THAT(open({.labels = (m_folder / "ref").string(), .labelsFormat = AnnotationFormat::Values, .files = write("l.txt", "a.ppm\n")})
                    .error()
                    .message(),
                testing::HasSubstr("a.txt: line 1: 'x' is no number"));
}

TEST_F(ListedFiles, MayBeCutOff) {
    const auto source = open({}, 2);
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ(names(**source), (Names{"a.ppm", "b.ppm"}));
    EXPECT_EQ(open({}, 9).value()->size(), 3);
}

}  // namespace
}  // namespace rf::data
