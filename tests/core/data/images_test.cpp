// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

using test::PngColour;
using test::TempDir;

const std::string kRedThenBlue("\xff\0\0\0\0\xff", 6);  // two pixels, RGB

TEST(Images, AreReadAsBgrUnlessRgbIsAskedFor) {
    const TempDir folder;
    folder.write("a.ppm", test::ppmFile(2, 1, kRedThenBlue));
    EXPECT_THAT(values(input(*opened(folder.path(), {1, 3, 1, 2}))), testing::ElementsAre(0, 255, 0, 0, 255, 0));
    EXPECT_THAT(values(input(*opened(folder.path(), {1, 3, 1, 2}, ElementType::F32, "channels=rgb"))),
                testing::ElementsAre(255, 0, 0, 0, 0, 255));
    const auto tall = folder.write("tall.ppm", test::ppmFile(1, 2, kRedThenBlue));
    EXPECT_THAT(values(input(*opened(tall, {1, 2, 1, 3}))), testing::ElementsAre(0, 0, 255, 255, 0, 0));
}

TEST(Images, OfAFolderAreSortedByPathAndOtherFilesAreLeftOut) {
    const TempDir folder;
    const auto grey = [](int value) { return test::ppmFile(1, 1, std::string(3, static_cast<char>(value))); };
    folder.write("b.ppm", grey(3));
    folder.write("a/z.PPM", grey(2));
    folder.write("a.ppm", grey(1));
    folder.write(".hidden.ppm", grey(9));
    folder.write(".thumbnails/t.ppm", grey(9));
    folder.write("notes.txt", "no picture");
    const auto source = opened(folder.path(), {1, 1, 1, 1});
    ASSERT_EQ(source->size(), 3);
    // As bytes "a.ppm" comes before "a/z.PPM": '.' is 46, '/' is 47.
    for (std::int64_t i = 0; i < 3; ++i) EXPECT_THAT(values(input(*source, i)), testing::ElementsAre(static_cast<float>(i + 1)));
}

// Three pixels by two, written by Pillow: red, green, blue; 10 20 30, 40 50 60, 70 80 90.
const std::string kWebp(
    "\x52\x49\x46\x46\x42\x00\x00\x00\x57\x45\x42\x50\x56\x50\x38\x4c\x35\x00\x00\x00\x2f\x02\x40\x00\x00\x2f\x40\x98"
    "\x6d\xb4\x39\xdc\x7b\xfe\x96\xa7\x21\x24\x20\x74\x1f\xfc\x7f\x89\x20\xdb\x66\x17\xa9\xbf\xe5\xe7\x3f\xe0\xcf\x78"
    "\x26\x45\x01\x85\x6c\x23\xc0\xa1\x7b\x05\x4e\xe9\x22\xfa\x1f\xc3\x0b\x00",
    74);
const std::string kTiff(
    "\x49\x49\x2a\x00\x08\x00\x00\x00\x0a\x00\x00\x01\x04\x00\x01\x00\x00\x00\x03\x00\x00\x00\x01\x01\x04\x00\x01\x00"
    "\x00\x00\x02\x00\x00\x00\x02\x01\x03\x00\x03\x00\x00\x00\x86\x00\x00\x00\x03\x01\x03\x00\x01\x00\x00\x00\x01\x00"
    "\x00\x00\x06\x01\x03\x00\x01\x00\x00\x00\x02\x00\x00\x00\x11\x01\x04\x00\x01\x00\x00\x00\x8c\x00\x00\x00\x15\x01"
    "\x03\x00\x01\x00\x00\x00\x03\x00\x00\x00\x16\x01\x04\x00\x01\x00\x00\x00\x02\x00\x00\x00\x17\x01\x04\x00\x01\x00"
    "\x00\x00\x12\x00\x00\x00\x1c\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x08\x00\x08\x00\x08\x00"
    "\xff\x00\x00\x00\xff\x00\x00\x00\xff\x0a\x14\x1e\x28\x32\x3c\x46\x50\x5a",
    158);

// The plugins of Qt for both are in a package of their own, which ./quickstart installs.
TEST(Images, MayBeWebpOrTiff) {
    const TempDir folder;
    for (const auto& [name, bytes] : {std::pair("a.webp", &kWebp), std::pair("a.tif", &kTiff)}) {
        const auto file = folder.write(name, *bytes);
        EXPECT_THAT(values(input(*opened(file, {1, 2, 3, 3}, ElementType::F32, "channels=rgb"))),
                    testing::ElementsAre(255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 70, 80, 90))
            << name;
    }
}

TEST(Images, AreResizedToAStaticInputOnly) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 1, kRedThenBlue));
    EXPECT_EQ(input(*opened(file, {1, 3, 4, 6})).shape(), (Shape{1, 3, 4, 6}));
    EXPECT_EQ(input(*opened(file, {-1, 3, -1, -1})).shape(), (Shape{1, 3, 1, 2}));
    EXPECT_EQ(input(*opened(file, {-1, -1, -1, 3})).shape(), (Shape{1, 1, 2, 3}));
    EXPECT_EQ(input(*opened(file, {-1, 3, -1, -1}, ElementType::F32, "size=5x7")).shape(), (Shape{1, 3, 5, 7}));
}

TEST(Images, BecomeGreyForOneChannel) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 1, kRedThenBlue));
    // ITU-R 601: 0.299 * 255 = 76.2 and 0.114 * 255 = 29.1.
    EXPECT_THAT(values(input(*opened(file, {1, 1, 1, 2}))), testing::ElementsAre(76, 29));
    EXPECT_THAT(values(input(*opened(file, {1, 2}))), testing::ElementsAre(76, 29));
}

TEST(Images, LoseAlphaWithoutBlending) {
    const TempDir folder;
    const auto file = folder.write("a.png", test::pngFile(1, 2, PngColour::Rgba, 8, std::string("\xc8\x64\x32\0\x01\x02\x03\x80", 8)));
    EXPECT_THAT(values(input(*opened(file, {1, 2, 1, 3}, ElementType::F32, "channels=rgb"))), testing::ElementsAre(200, 100, 50, 1, 2, 3));
}

TEST(Images, Of16BitsAreScaledTo8) {
    const TempDir folder;
    const auto grey = folder.write("g.png", test::pngFile(3, 1, PngColour::Gray, 16, std::string("\0\0\x80\x80\xff\xff", 6)));
    EXPECT_THAT(values(input(*opened(grey, {1, 1, 1, 3}))), testing::ElementsAre(0, 128, 255));
    const auto rgb = folder.write("c.png", test::pngFile(1, 1, PngColour::Rgb, 16, std::string("\xff\xff\x80\x80\0\0", 6)));
    EXPECT_THAT(values(input(*opened(rgb, {1, 3, 1, 1}))), testing::ElementsAre(0, 128, 255));
    const auto rgba = folder.write("a.png", test::pngFile(1, 1, PngColour::Rgba, 16, std::string("\xff\xff\x80\x80\0\0\0\0", 8)));
    EXPECT_THAT(values(input(*opened(rgba, {1, 3, 1, 1}))), testing::ElementsAre(0, 128, 255));
}

TEST(Images, AreTurnedUpright) {
    const TempDir folder;
    const auto corners = [&](int orientation) {
        const auto tensor = input(*opened(folder.write("a.jpg", test::jpegFile(orientation)), {1, 1, -1, -1}));
        const auto pixels = values(tensor);
        return std::tuple(tensor.shape()[2], tensor.shape()[3], std::lround(pixels.front()), std::lround(pixels.back()));
    };
    // Stored 16 wide, dark on the left. EXIF 3: turn by 180 degrees; 6: a quarter clockwise (left becomes top); 8: back.
    EXPECT_EQ(corners(0), std::tuple(8, 16, 40, 200));
    EXPECT_EQ(corners(3), std::tuple(8, 16, 200, 40));
    EXPECT_EQ(corners(6), std::tuple(16, 8, 40, 200));
    EXPECT_EQ(corners(8), std::tuple(16, 8, 200, 40));
}

TEST(Images, AreRecognisedByContentUnderAWrongExtension) {
    const TempDir folder;
    const auto file = folder.write("a.png", test::jpegFile(0));
    EXPECT_EQ(input(*opened(file, {1, 1, -1, -1})).shape(), (Shape{1, 1, 8, 16}));
}

TEST(Images, TakeLabelsByNameOrInOrder) {
    const TempDir folder;
    for (const char* name : {"pictures/b 1.ppm", "pictures/cat/a.ppm", "pictures/c.ppm"}) folder.write(name, test::ppmFile(1, 1, "abc"));
    const auto labels = [&](const std::string& content) {
        return labelsOf(*opened(folder / "pictures", {1, 3, 1, 1}, ElementType::F32, "", folder.write("l.txt", content).string()));
    };
    const std::vector<std::int64_t> expected{5, 7, 6};
    EXPECT_EQ(labels("5\n7\n6"), expected);
    EXPECT_EQ(labels("c.ppm 7\r\nunused.ppm 1\r\nb 1.ppm 5\r\ncat/a.ppm\t6\r\n"), expected);
    EXPECT_EQ(labels("\xef\xbb\xbf"
                     "a.ppm,6\nb 1.ppm, 5\n./c.ppm,7\n"),
              expected);
}

// Pixel centres: output x reads input (x + 0.5) * scale - 0.5, clamped at the border.
TEST(Resize, AgreesWithHandValues) {
    const TempDir folder;
    const auto row = [&](const std::vector<std::uint8_t>& pixels) {
        return folder.write("r.idx", test::idxFile(8, {1, 1, static_cast<std::uint32_t>(pixels.size())}, test::rawBytes(pixels)));
    };
    const auto resized = [&](const std::vector<std::uint8_t>& pixels, std::int64_t width, const std::string& interpolation) {
        return values(input(*opened(row(pixels), {1, 1, 1, width}, ElementType::F32,
                                    "size=1x" + std::to_string(width) + ",interpolation=" + interpolation)));
    };
    EXPECT_THAT(resized({0, 100}, 4, "linear"), testing::ElementsAre(0, 25, 75, 100));
    EXPECT_THAT(resized({10, 20, 30, 50}, 2, "area"), testing::ElementsAre(15, 40));
    EXPECT_THAT(resized({10, 20, 30, 50}, 2, "linear"), testing::ElementsAre(15, 40));
    EXPECT_THAT(resized({3, 200}, 4, "nearest"), testing::ElementsAre(3, 3, 200, 200));
}

TEST(Resize, OfFloatsStaysFloat) {
    const TempDir folder;
    const auto file = folder.write("a.npy", test::npyFile("'<f4'", "(1, 1, 1, 4)", test::rawBytes<float>({0, 64, 128, 128})));
    // Keys' cubic with a = -0.75 at 1.25: weights -0.10546875, 0.87890625, 0.26171875, -0.03515625.
    EXPECT_FLOAT_EQ(values(input(*opened(file, {1, 1, 1, 8}, ElementType::F32, "size=1x8,interpolation=cubic")))[3], 85.25f);
}

}  // namespace
}  // namespace rf::data
