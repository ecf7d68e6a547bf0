// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/annotation_json.h"
#include "core/data/annotation_readers.h"
#include "core/data/npy.h"
#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

std::vector<Annotation> all(const AnnotationsResult& read) {
    if (!read) throw std::runtime_error(read.error().message());
    std::vector<Annotation> values;
    for (std::int64_t i = 0; i < (*read)->size(); ++i) values.push_back((*read)->at(i).value());
    return values;
}

std::string message(const AnnotationsResult& read) { return read ? "no error" : read.error().message(); }

const std::vector<std::string> kNames{"cat/a.png", "b.png"};

TEST(Annotations, OfTextAreFoundByNameOrInOrder) {
    const test::TempDir folder;
    const std::vector<Annotation> expected{TextLine{"hello world"}, TextLine{""}};
    EXPECT_EQ(all(readTextLines(folder.write("n.txt", "b.png\t\r\na.png\thello world\r\n"), kNames)), expected);
    EXPECT_EQ(all(readTextLines(folder.write("o.txt", "hello world\n\n"), kNames)), expected);
    EXPECT_THAT(message(readTextLines(folder.write("m.txt", "b.png\tx\n"), kNames)),
                testing::EndsWith("m.txt: has no label for 'cat/a.png'"));
    EXPECT_THAT(message(readTextLines(folder.write("s.txt", "x\n"), kNames)),
                testing::EndsWith("s.txt: has 1 labels, but there are 2 samples"));
}

TEST(Annotations, MayBeSeveralClasses) {
    const test::TempDir folder;
    const std::vector<Annotation> expected{ClassList{{1, 7}}, ClassList{{0}}};
    EXPECT_EQ(all(readClassLists(folder.write("n.txt", "cat/a.png 1 7\nb.png 0\n"), kNames)), expected);
    EXPECT_EQ(all(readClassLists(folder.write("o.txt", "1, 7\n0\n"), kNames)), expected);
    EXPECT_THAT(message(readClassLists(folder.write("w.txt", "cat/a.png 1 x\nb.png 0\n"), kNames)), testing::HasSubstr("'x' is no label"));
}

TEST(Annotations, OfPascalVocComeFromOneFileAPicture) {
    const test::TempDir folder;
    std::filesystem::create_directory(folder / "voc");
    folder.write("voc/a.xml", R"(<annotation><size><width>20</width><height>10</height></size>
        <object><name>cat</name><difficult>1</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4.5</ymax></bndbox></object></annotation>)");
    folder.write("voc/b.xml", "<annotation/>");
    EXPECT_EQ(all(readVoc(folder / "voc", kNames)), (std::vector<Annotation>{Boxes{{{8, 1, 2, 3, 4.5, true}}, 20, 10}, Boxes{}}));
    EXPECT_EQ(std::get<Boxes>(all(readVoc(folder / "voc", kNames, {"dog", "cat"}))[0]).boxes[0].label, 2);
    EXPECT_THAT(message(readVoc(folder / "voc", kNames, {"dog"})), testing::HasSubstr("a.xml: an object is 'cat', which is no class"));
    folder.write("voc/b.xml", "<annotation>");
    EXPECT_THAT(message(readVoc(folder / "voc", kNames)), testing::HasSubstr("b.xml: is no annotation of PASCAL VOC"));
    EXPECT_THAT(message(readVoc(folder / "voc", {"c.png"})), testing::EndsWith("voc: has no label for 'c.png'"));
    EXPECT_EQ(readVoc(folder / "none", kNames).error().code(), ErrorCode::NotFound);
}

TEST(Annotations, OfCvatComeFromOneFile) {
    const test::TempDir folder;
    const auto file =
        folder.write("a.xml", R"(<annotations><meta><task><labels><label><name>person</name></label><label><name>car</name></label>
        </labels></task></meta><image id="0" name="x/b.png" width="20" height="10">
        <box label="car" occluded="1" xtl="1.5" ytl="2" xbr="3" ybr="4"/><box label="tree" xtl="0" ytl="0" xbr="1" ybr="1"/>
        <polygon label="car" points="0,0"/></image><image id="1" name="a.png" width="5" height="6"/></annotations>)");
    EXPECT_EQ(all(readCvat(file, kNames)), (std::vector<Annotation>{Boxes{{}, 5, 6}, Boxes{{{2, 1.5, 2, 3, 4, true}}, 20, 10}}));
    EXPECT_EQ(std::get<Boxes>(all(readCvat(file, kNames, {"tree"}))[1]).boxes, (std::vector<Box>{{1, 0, 0, 1, 1}}));
    EXPECT_THAT(message(readCvat(file, {"c.png"})), testing::EndsWith("a.xml: has no label for 'c.png'"));
    EXPECT_THAT(message(readCvat(folder.write("w.xml", "<annotation/>"), kNames)), testing::HasSubstr("w.xml: is no annotation of CVAT"));
    EXPECT_THAT(message(readCvat(folder.write("v.xml", "<annotations>"), kNames)), testing::HasSubstr("v.xml: is no annotation of CVAT"));
}

TEST(Annotations, OfWiderFaceHaveTheSizesOfThePictures) {
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "p/0--Parade");
    folder.write("p/0--Parade/a.jpg", test::ppmFile(4, 3, std::string(36, 'a')));  // the name decides nothing
    folder.write("p/b.jpg", test::ppmFile(2, 1, std::string(6, 'a')));
    const auto file = folder.write("faces.txt", "0--Parade/a.jpg\n2\n1 2 3 4 0 0 0 0 0 0\n5 6 7 8.5\nb.jpg\n0\n0 0 0 0 0 0 0 0 0 0\n");
    const std::vector<std::string> names{"b.jpg", "0--Parade/a.jpg"};
    EXPECT_EQ(all(readWider(file, names, folder / "p")),
              (std::vector<Annotation>{Boxes{{}, 2, 1}, Boxes{{{1, 1, 2, 4, 6}, {1, 5, 6, 12, 14.5}}, 4, 3}}));
    EXPECT_THAT(message(readWider(file, {"c.jpg"}, folder / "p")), testing::EndsWith("faces.txt: has no label for 'c.jpg'"));
    folder.write("p/b.jpg", "nothing");
    const auto broken = readWider(file, {"b.jpg"}, folder / "p");
    ASSERT_TRUE(broken);
    EXPECT_THAT((*broken)->at(0).error().message(), testing::HasSubstr("b.jpg: can't be decoded as a picture"));
    for (const char* text : {"a.jpg\n", "a.jpg\nx\n", "a.jpg\n3\n1 2 3 4\n", "a.jpg\n1\n1 2 3\n", "a.jpg\n99999999999999999999\n", "1\n"})
        EXPECT_THAT(message(readWider(folder.write("w.txt", text), {"a.jpg"}, folder / "p")), testing::HasSubstr("is not of WIDER FACE"))
            << text;
}

TEST(Annotations, OfCocoComeFromOneFile) {
    const test::TempDir folder;
    const auto file = folder.write(
        "instances.json", R"({"images": [{"id": 5, "file_name": "b.png", "width": 8, "height": 6}, {"id": 9, "file_name": "a.png"}],
        "annotations": [{"image_id": 5, "category_id": 3, "bbox": [1, 2, 3, 4], "iscrowd": 1, "area": 7.5}]})");
    EXPECT_EQ(all(readCoco(file, kNames)), (std::vector<Annotation>{Boxes{}, Boxes{{{3, 1, 2, 4, 6, false, true, 7.5}}, 8, 6}}));
    EXPECT_THAT(message(readCoco(file, {"c.png"})), testing::EndsWith("has no label for 'c.png'"));
    for (const std::string text : {"{", "[]", R"({"images": [{"id": "x"}], "annotations": []})"})
        EXPECT_THAT(message(readCoco(folder.write("bad.json", text), kNames)), testing::HasSubstr("bad.json: is no instances file of COCO"))
            << text;
}

TEST(Annotations, OfPixelsArePicturesOfTheSameName) {
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "masks/cat");
    folder.write("masks/cat/a.pgm", "P5 2 1 255\n" + std::string("\x00\x07", 2));
    folder.write("masks/b.png", test::pngFile(1, 2, test::PngColour::Gray, 8, std::string("\x01\xff", 2)));
    const auto masks = all(readMasks(folder / "masks", kNames));
    EXPECT_EQ(masks[0], Annotation(SegmentationMask{Tensor::from<std::uint8_t>({1, 2}, std::vector<std::uint8_t>{0, 7})}));
    EXPECT_EQ(masks[1], Annotation(SegmentationMask{Tensor::from<std::uint8_t>({2, 1}, std::vector<std::uint8_t>{1, 255})}));
    folder.write("masks/b.png", test::pngFile(1, 1, test::PngColour::Rgb, 8, "abc"));
    const auto coloured = readMasks(folder / "masks", kNames).value()->at(1);
    ASSERT_FALSE(coloured);
    EXPECT_THAT(coloured.error().message(), testing::HasSubstr("b.png: is a colour picture"));
}

TEST(Annotations, OfNumbersComeFromAnArray) {
    const test::TempDir folder;
    const auto file = folder / "t.npy";
    ASSERT_TRUE(writeNpy(file, Tensor::from<std::int64_t>({2, 3}, std::vector<std::int64_t>{5, -100, 6, -100, 0, -1})));
    EXPECT_EQ(all(readTokens(file, kNames)), (std::vector<Annotation>{TokenIds{{5, 6}}, TokenIds{{0}}}));
    EXPECT_EQ(all(readMaskedTokens(file, kNames)), (std::vector<Annotation>{MaskedTokens{{0, 2}, {5, 6}}, MaskedTokens{{1}, {0}}}));
    EXPECT_EQ(all(readValues(file, kNames))[1],
              Annotation(TargetValues{Tensor::from<std::int64_t>({3}, std::vector<std::int64_t>{-100, 0, -1})}));
    EXPECT_THAT(message(readValues(file, {"a"})),
                testing::EndsWith("holds an array of shape 2x3; its first axis must count the 1 samples"));
    ASSERT_TRUE(writeNpy(file, Tensor::from<float>({2}, std::vector<float>{5, 6})));
    EXPECT_THAT(message(readTokens(file, kNames)), testing::EndsWith("tokens are whole numbers along two axes, samples and places"));
}

TEST(Annotations, AreOpenedWithTheData) {
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "pictures/cat");
    for (const char* name : {"pictures/cat/a.ppm", "pictures/b.ppm"}) folder.write(name, test::ppmFile(1, 1, "abc"));
    const Source source{"", (folder / "pictures").string(), folder.write("l.txt", "b.ppm\tB\ncat/a.ppm\tA\n").string(),
                        AnnotationFormat::Text};
    const std::vector<InputInfo> inputs{{"x", ElementType::F32, {1, 3, 1, 1}}};
    const auto opened = open({{source}, {}, 0}, inputs);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ((*opened)->annotation(0).value(), Annotation(TextLine{"B"}));
    EXPECT_EQ((*opened)->sample(1).value().annotation, Annotation(TextLine{"A"}));
    EXPECT_EQ((*opened)->name(1), (folder / "pictures/cat/a.ppm").string());
}

TEST(Annotations, SurviveJson) {
    const test::TempDir folder;
    const Tensor tensor = Tensor::from<float>({2}, std::vector<float>{0.5f, -1});
    for (const Annotation& annotation : std::vector<Annotation>{{},
                                                                std::int64_t{7},
                                                                ClassList{{1, 2}},
                                                                Boxes{{{1, 2, 3, 4, 5, true, true}}, 6, 7},
                                                                TextLine{"ä\"\n"},
                                                                TokenIds{{3}},
                                                                MaskedTokens{{0}, {4}},
                                                                SegmentationMask{tensor},
                                                                TargetValues{tensor}}) {
        const std::string json = toJson(annotation, folder.path()).value();
        EXPECT_EQ(annotationFromJson(json, "/").value(), annotation) << json;
    }
    for (const std::string text :
         {"{", "[1]", "1.5", "{}", R"({"boxes": 1})", R"({"positions": [1], "targets": []})", R"({"mask": "none.npy"})"})
        EXPECT_FALSE(annotationFromJson(text, folder.path())) << text;
}

TEST(Npy, IsWrittenAsNumPyDoes) {
    const test::TempDir folder;
    ASSERT_TRUE(writeNpy(folder / "a.npy", Tensor::from<float>({2, 1}, std::vector<float>{1, 2})));
    const std::string bytes = test::readFile(folder / "a.npy");
    EXPECT_EQ(bytes.size() % 64, 8u);  // the data begins at a multiple of 64
    EXPECT_THAT(bytes,
                testing::StartsWith(std::string("\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (2,1,), }", 67)));
    for (const Tensor& tensor : {Tensor::scalar(std::int64_t{5}), Tensor::from<std::uint8_t>({3}, std::vector<std::uint8_t>{1, 2, 3}),
                                 fromFloats(ElementType::F16, {2}, std::vector<float>{0.5f, 2})}) {
        ASSERT_TRUE(writeNpy(folder / "b.npy", tensor));
        EXPECT_EQ(readNpy(folder / "b.npy").value(), tensor);
    }
    ASSERT_TRUE(writeNpy(folder / "c.npy", fromFloats(ElementType::BF16, {1}, std::vector<float>{0.5f})));
    EXPECT_EQ(readNpy(folder / "c.npy").value(), Tensor::from<float>({1}, std::vector<float>{0.5f}));
}

}  // namespace
}  // namespace rf::data
