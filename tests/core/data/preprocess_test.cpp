// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

using test::TempDir;

const std::string kRedAndBlue("\xff\0\0\0\0\xff", 6);  // two pixels, RGB

/// One grey row or several as a data set of one picture, and what becomes of it.
Tensor prepared(const std::vector<std::uint8_t>& pixels, std::uint32_t height, Shape input, const std::string& preprocess) {
    const TempDir folder;
    const auto width = static_cast<std::uint32_t>(pixels.size()) / height;
    const auto file = folder.write("p.idx", test::idxFile(8, {1, height, width}, test::rawBytes(pixels)));
    return rf::data::input(*opened(file, std::move(input), ElementType::F32, preprocess));
}

TEST(Preprocess, IsAppliedInTheDocumentedOrder) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 1, kRedAndBlue));
    // Mean and scale are in the order of the tensor's channels, here BGR: (0, 255), (0, 0), (255, 0) less 5, 0, 55 over 2, 1, 4.
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 2}, ElementType::F32, "mean=5:0:55,scale=2:1:4"))),
                testing::ElementsAre(-2.5, 125, 0, 0, 50, -13.75));
    const auto tall = folder.write("b.ppm", test::ppmFile(1, 2, kRedAndBlue));
    EXPECT_THAT(values(input(*opened(tall, {1, 2, 1, 3}, ElementType::F32, "mean=5:0:55,scale=2:1:4"))),
                testing::ElementsAre(-2.5, 0, 50, 125, 0, -13.75));
    // Integers at the end: 125 -> 125, -2.5 -> 0 (saturated).
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 2}, ElementType::U8, "mean=5:0:55,scale=2:1:4"))),
                testing::ElementsAre(0, 125, 0, 0, 50, 0));
}

TEST(Preprocess, SwapsChannelsOfArraysOnlyWhenAsked) {
    const TempDir folder;
    const auto file = folder.write("a.npy", test::npyFile("'|u1'", "(1, 3, 1, 1)", "abc"));
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 1}))), testing::ElementsAre('a', 'b', 'c'));
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 1}, ElementType::F32, "channels=rgb"))), testing::ElementsAre('a', 'b', 'c'));
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 1}, ElementType::F32, "channels=bgr"))), testing::ElementsAre('c', 'b', 'a'));
}

TEST(Preprocess, LeavesInputsAloneThatAreNoPictures) {
    const TempDir folder;
    const auto picture = folder.write("p.npy", test::npyFile("'|u1'", "(1, 1, 1, 1)", "\x0a")),
               info = folder.write("i.npy", test::npyFile("'<f4'", "(1, 2)", test::rawBytes<float>({7, 8})));
    const std::vector<InputInfo> inputs{{"picture", ElementType::F32, {1, 1, 1, 1}}, {"info", ElementType::F32, {1, 2}}};
    const auto source =
        open({{{"picture", picture.string(), ""}, {"info", info.string(), ""}}, parsePreprocess("scale=10").value(), 0}, inputs).value();
    EXPECT_THAT(values(source->sample(0).value().inputs[0]), testing::ElementsAre(1));
    EXPECT_THAT(values(source->sample(0).value().inputs[1]), testing::ElementsAre(7, 8));
    EXPECT_THAT(values(input(*opened(info, {1, 2}, ElementType::F32, "mean=6,scale=2"))), testing::ElementsAre(0.5, 1));
}

// 4 x 2 pixels; 0 … 7 row by row.
const std::vector<std::uint8_t> kEight{0, 1, 2, 3, 4, 5, 6, 7};

TEST(Preprocess, CropsFromTheMiddleOrACorner) {
    const auto cropped = [](const std::string& crop) { return values(prepared(kEight, 4, {1, 1, 2, 1}, "crop=" + crop)); };
    EXPECT_THAT(cropped("2x1"), testing::ElementsAre(2, 4));  // (4 - 2) / 2 rows down, (2 - 1) / 2 = 0 to the right
    EXPECT_THAT(cropped("2x1:top-left"), testing::ElementsAre(0, 2));
    EXPECT_THAT(cropped("2x1:top-right"), testing::ElementsAre(1, 3));
    EXPECT_THAT(cropped("2x1:bottom-left"), testing::ElementsAre(4, 6));
    EXPECT_THAT(cropped("2x1:bottom-right"), testing::ElementsAre(5, 7));
    EXPECT_THAT(cropped("0.6"), testing::ElementsAre(2, 4));  // 2.4 rows and 1.2 columns, rounded down
}

TEST(Preprocess, PadsToASizeOrAMultiple) {
    const std::vector<std::uint8_t> two{1, 2};
    EXPECT_THAT(values(prepared(two, 1, {1, 1, 2, 3}, "pad=2x3:9")), testing::ElementsAre(1, 2, 9, 9, 9, 9));
    EXPECT_THAT(values(prepared(two, 1, {1, 1, 2, 3}, "pad=2x3:bottom-right:9")), testing::ElementsAre(9, 9, 9, 9, 1, 2));
    EXPECT_THAT(values(prepared(two, 1, {1, 1, -1, -1}, "pad=3:top-left")), testing::ElementsAre(1, 2, 0, 0, 0, 0, 0, 0, 0));
    // Zeros that were pasted behind the normalization stay zeros.
    EXPECT_THAT(values(prepared(two, 1, {1, 1, 1, 3}, "mean=1,scale=0.5,pad=1x3:top-left")), testing::ElementsAre(0, 2, 0));
}

TEST(Preprocess, PadsEachChannelWithItsValue) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 1, kRedAndBlue));
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 3}, ElementType::F32, "channels=rgb,pad=1x3:top-left:7:8:9"))),
                testing::ElementsAre(255, 0, 7, 0, 0, 8, 0, 255, 9));
}

TEST(Preprocess, KeepsTheProportionsAsAsked) {
    const auto shape = [](const std::string& size) {
        return prepared(std::vector<std::uint8_t>(7 * 4), 4, {1, 1, -1, -1}, "size=" + size).shape();
    };
    EXPECT_EQ(shape("8x8"), (Shape{1, 1, 8, 8}));
    EXPECT_EQ(shape("8x8:letterbox"), (Shape{1, 1, 8, 8}));
    EXPECT_EQ(shape("8x8:longer-side"), (Shape{1, 1, 5, 8}));     // 4 * 8 / 7 = 4.57
    EXPECT_EQ(shape("8x10:shorter-side"), (Shape{1, 1, 8, 14}));  // 7 * 8 / 4
    EXPECT_EQ(shape("5x2:shorter-side"), (Shape{1, 1, 5, 8}));    // 7 * 5 / 4 = 8.75, rounded down
    EXPECT_EQ(shape("5x20:height"), (Shape{1, 1, 5, 9}));         // rounded up
    EXPECT_EQ(shape("5x6:height"), (Shape{1, 1, 5, 6}));          // no wider than asked for
}

// Of 4 x 7 pixels to a box of 8 x 10, sides rounded down: 10 * 7 / 4 = 17.5, 8 * 4 / 7 = 4.6, 4 * 10 / 7 = 5.7.
TEST(Preprocess, KeepsTheProportionsAsAccuracyChecker) {
    const auto size = [](const std::string& aspect) {
        const Shape shape = prepared(std::vector<std::uint8_t>(4 * 7), 4, {1, 1, -1, -1}, "size=8x10:" + aspect).shape();
        return PictureSize{shape[2], shape[3]};
    };
    EXPECT_EQ(size("ac-width"), (PictureSize{8, 17}));
    EXPECT_EQ(size("ac-height"), (PictureSize{4, 10}));
    EXPECT_EQ(size("ac-greater"), (PictureSize{8, 17}));  // as ac-width, as the picture is not upright
    EXPECT_EQ(size("ac-fit"), (PictureSize{5, 10}));
    EXPECT_EQ(size("ac-frcnn"), (PictureSize{5, 10}));  // 8 x 14 would be longer than 10
    EXPECT_EQ(size("ac-ctpn"), (PictureSize{6, 10}));   // 5.7 rounded to nearest
    EXPECT_EQ(size("ac-min"), (PictureSize{8, 14}));
    EXPECT_EQ(size("ac-mask-rcnn"), (PictureSize{8, 14}));
}

// Pixels 10, 20, 30, 50 to two. Box: means of pairs. Bilinear, widened to four pixels: weights 0.75, 0.75, 0.25 over 1.75.
TEST(Preprocess, ResizesAsPillow) {
    const auto row = [](const std::string& how) { return values(prepared({10, 20, 30, 50}, 1, {1, 1, 1, 2}, "size=1x2:" + how)); };
    EXPECT_THAT(row("pillow-box"), testing::ElementsAre(15, 40));
    EXPECT_THAT(row("pillow-bilinear"), testing::ElementsAre(17, 37));  // 30 / 1.75 = 17.1, 65 / 1.75 = 37.1
    EXPECT_THAT(row("pillow-nearest"), testing::ElementsAre(20, 50));   // the pixel behind the middle
    // Twice as many columns of one value stay that value with every filter; so do floats.
    for (const char* filter : {"pillow-box", "pillow-bilinear", "pillow-hamming", "pillow-bicubic", "pillow-lanczos"}) {
        EXPECT_THAT(values(prepared({7, 7, 7, 7}, 2, {1, 1, 4, 4}, std::string("size=4x4:") + filter)), testing::Each(7)) << filter;
        EXPECT_THAT(values(prepared({7, 7, 7, 7}, 2, {1, 1, 3, 3}, std::string("type=f32,size=3x3:") + filter)),
                    testing::Each(testing::FloatNear(7, 1e-5)))
            << filter;
    }
    // Rows are rounded first: floats are not.
    EXPECT_THAT(values(prepared({10, 20, 30, 50}, 1, {1, 1, 1, 2}, "type=f32,size=1x2:pillow-bilinear")),
                testing::ElementsAre(testing::FloatNear(30 / 1.75F, 1e-5F), testing::FloatNear(65 / 1.75F, 1e-5F)));
}

TEST(Preprocess, HalvesOfPixelsGoWhereAsked) {
    const std::vector<std::uint8_t> six{0, 1, 2, 3, 4, 5}, eight{0, 1, 2, 3, 4, 5, 6, 7};
    const auto cropped = [](const std::vector<std::uint8_t>& row, const std::string& anchor) {
        return values(prepared(row, 1, {1, 1, 1, 1}, "crop=1x1:" + anchor)).at(0);
    };
    EXPECT_EQ(cropped(six, "centre"), 2);         // 2.5
    EXPECT_EQ(cropped(six, "centre-even"), 2);    // 2.5
    EXPECT_EQ(cropped(eight, "centre-even"), 4);  // 3.5
    EXPECT_EQ(cropped(eight, "centre"), 3);
    EXPECT_EQ(cropped(six, "centre-end"), 3);
}

TEST(Preprocess, BordersMayBeMadeOfThePicture) {
    const std::vector<std::uint8_t> row{1, 2, 3};
    EXPECT_THAT(values(prepared(row, 1, {1, 1, 1, 7}, "pad=1x7:edge")), testing::ElementsAre(1, 1, 1, 2, 3, 3, 3));
    EXPECT_THAT(values(prepared(row, 1, {1, 1, 1, 7}, "pad=1x7:mirror")), testing::ElementsAre(2, 1, 1, 2, 3, 3, 2));
}

TEST(Preprocess, PicturesThatAreLargerThanTheirBorderMayStay) {
    // 1 x 3 is wider than 1 x 2: it stays, up to the next multiple of 2.
    EXPECT_THAT(values(prepared({1, 2, 3}, 1, {1, 1, 2, 4}, "pad=1x2x2:top-left:grows")), testing::ElementsAre(1, 2, 3, 0, 0, 0, 0, 0));
    EXPECT_THAT(values(prepared({1}, 1, {1, 1, 2, 2}, "pad=1x2x2:top-left:grows")), testing::ElementsAre(1, 0, 0, 0));
}

TEST(Preprocess, LetterboxFillsWhatIsLeft) {
    // 1 x 2 pixels in 4 x 2: two rows are left, one above and one below... and a third below when there are three.
    EXPECT_THAT(values(prepared({5, 6}, 1, {1, 1, 3, 2}, "size=3x2:letterbox:114")), testing::ElementsAre(114, 114, 5, 6, 114, 114));
    EXPECT_THAT(values(prepared({5, 6}, 1, {1, 1, 4, 2}, "size=4x2:letterbox:114")),
                testing::ElementsAre(114, 114, 5, 6, 114, 114, 114, 114));
}

TEST(Preprocess, TakesTheSizeFromTheInput) {
    EXPECT_EQ(prepared(kEight, 4, {1, 1, 3, 5}, "size=input").shape(), (Shape{1, 1, 3, 5}));
    EXPECT_EQ(prepared(kEight, 4, {1, 1, -1, -1}, "size=input").shape(), (Shape{1, 1, 4, 2}));
}

TEST(Preprocess, ResizesForACropThatFollows) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 4, std::string(24, 'a')));
    const auto source = opened(file, {1, 3, 6, 6}, ElementType::F32, "size=8x8:shorter-side,crop=6x6");
    EXPECT_THAT(values(input(*source)), testing::Each('a'));
}

TEST(Preprocess, TurnsColoursIntoGreyAndBack) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 1, kRedAndBlue));
    // ITU-R 601: 0.299 * 255 = 76.2 and 0.114 * 255 = 29.1.
    EXPECT_THAT(values(input(*opened(file, {1, 3, 1, 2}, ElementType::F32, "channels=gray,channels=rgb"))),
                testing::ElementsAre(76, 29, 76, 29, 76, 29));
    EXPECT_EQ(prepared(kEight, 4, {1, 3, 4, 2}, "channels=rgb").shape(), (Shape{1, 3, 4, 2}));
}

TEST(Preprocess, TakesMeansInTheOrderOfTheChannelsWhereTheyStand) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(1, 1, std::string("\x0a\x14\x1e", 3)));
    const auto result = [&](const std::string& text) { return values(input(*opened(file, {1, 3, 1, 1}, ElementType::F32, text))); };
    EXPECT_THAT(result("channels=rgb,mean=1:2:3"), testing::ElementsAre(9, 18, 27));
    EXPECT_THAT(result("mean=1:2:3,channels=rgb"), testing::ElementsAre(7, 18, 29));  // subtracted from 30, 20, 10
    EXPECT_THAT(result("mean=1,channels=rgb"), testing::ElementsAre(9, 19, 29));
}

TEST(Preprocess, PutsTheChannelAxisWhereAsked) {
    const TempDir folder;
    const auto file = folder.write("a.npy", test::npyFile("'|u1'", "(1, 3, 1, 3)", "abcdefghi"));
    EXPECT_THAT(values(input(*opened(file, {1, -1, -1, -1}, ElementType::F32, "layout=hwc"))),
                testing::ElementsAre('a', 'd', 'g', 'b', 'e', 'h', 'c', 'f', 'i'));
    EXPECT_THAT(values(input(*opened(file, {1, -1, -1, -1}, ElementType::F32, "layout=chw"))),
                testing::ElementsAre('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'));
}

TEST(Preprocess, RoundsWhereATypeIsAskedFor) {
    EXPECT_THAT(values(prepared({1, 3, 5, 255}, 1, {1, 1, 1, 4}, "scale=2,type=u8,scale=2")),
                testing::ElementsAre(0, 1, 1, 64));  // 0.5, 1.5, 2.5, 127.5 to even
}

TEST(Preprocess, IsParsedFromText) {
    const Preprocess expected{
        {Resize{PictureSize{224, 112}, Interpolation::Area}, Normalize{{1, 2.5, -3}, {127.5}}, Channels{ChannelOrder::Rgb}}};
    EXPECT_EQ(parsePreprocess("size=224x112,mean=1:2.5:-3,scale=127.5,channels=rgb,interpolation=area").value(), expected);
    EXPECT_EQ(parsePreprocess("interpolation=area,scale=2").value(), (Preprocess{{Resize{{}, Interpolation::Area}, Normalize{{}, {2}}}}));
    EXPECT_EQ(parsePreprocess("").value(), Preprocess{});
    // Side by side mean and scale are one step, whichever is written first; apart they are two.
    EXPECT_EQ(parsePreprocess("scale=2,mean=1").value(), parsePreprocess("mean=1,scale=2").value());
    EXPECT_EQ(parsePreprocess("scale=2,type=f32,mean=1").value().steps.size(), 3u);
    EXPECT_EQ(parsePreprocess("mean=1,mean=2").value().steps.size(), 2u);
}

TEST(Preprocess, IsWrittenAsItIsRead) {
    const Preprocess all{{Resize{PictureSize{8, 9}, Interpolation::Cubic, Aspect::Letterbox, {1, 2, 3}}, Resize{{}, Interpolation::Nearest},
                          Crop{PictureSize{4, 5}, 1.0, Anchor::TopRight}, Crop{{}, 0.875},
                          Pad{PictureSize{6, 7}, 1, Anchor::BottomLeft, {114}}, Pad{{}, 32}, Channels{ChannelOrder::Gray},
                          Channels{ChannelOrder::Rgb}, Normalize{{}, {255}}, Normalize{{0.5}, {}}, Normalize{{1, 2, 3}, {4, 5, 6}},
                          Arrange{ChannelAxis::Last}, ConvertType{ElementType::U8}}};
    const std::string text = preprocessText(all);
    Preprocess again = parsePreprocess(text).value();
    std::erase(again.steps, PreprocessStep{ConvertType{ElementType::F32}});  // stands between steps that would become one
    EXPECT_EQ(again, all) << text;
}

TEST(Preprocess, HasAShortFormWhereTheOrderIsTheUsualOne) {
    const SimplePreprocess simple{PictureSize{4, 5}, Interpolation::Area, ChannelOrder::Rgb, {1, 2, 3}, {4}};
    EXPECT_EQ(simpleFormOf(stepsOf(simple)), simple);
    EXPECT_EQ(simpleFormOf({}), SimplePreprocess{});
    EXPECT_FALSE(simpleFormOf(parsePreprocess("mean=1:2:3,channels=rgb").value()));
    EXPECT_FALSE(simpleFormOf(parsePreprocess("crop=0.5").value()));
}

TEST(Preprocess, SaysWhatIsWrongInIt) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"sise=1x1", "preprocess: unknown key 'sise'; did you mean 'size'?"},
        {"quality=1", "preprocess: unknown key 'quality'; use size, crop, pad, channels, mean, scale, layout, type or interpolation"},
        {"size", "preprocess: 'size' has no value; write key=value, separated by commas"},
        {"mean=1,", "preprocess: '' has no value; write key=value, separated by commas"},
        {"interpolation=area,interpolation=area", "preprocess: interpolation is given twice"},
        {"size=224", "preprocess: size: '224' is no size; write HEIGHTxWIDTH, such as 224x224"},
        {"size=1x2x3", "preprocess: size: '1x2x3' is no size; write HEIGHTxWIDTH, such as 224x224"},
        {"size=0x10", "preprocess: size: a side of 0 pixels is out of range; use 1 to 32768"},
        {"size=10x1000000", "preprocess: size: a side of 1000000 pixels is out of range; use 1 to 32768"},
        {"pad=2x2x0", "preprocess: pad: a side of 0 pixels is out of range; use 1 to 32768"},
        {"pad=2x2x", "preprocess: pad: '2x2x' is neither a size such as 224x224 nor a whole number for its multiples"},
        {"pad=2x2:edge:1", "preprocess: pad: a border of pixels has no values; leave them out"},
        {"size=8x8:bicubic",
         "preprocess: size: unknown value 'bicubic'; use nearest, linear, cubic or area, and stretch, letterbox, shorter-side, longer-side "
         "or height"},
        {"size=8x8:114", "preprocess: size: only letterbox fills a border; leave out the values, or add pad= behind it"},
        {"crop=big", "preprocess: crop: 'big' is neither a size such as 224x224 nor a fraction such as 0.875"},
        {"crop=1.5", "preprocess: crop: a fraction of 1.5 is out of range; use more than 0, at most 1"},
        {"crop=0", "preprocess: crop: a fraction of 0 is out of range; use more than 0, at most 1"},
        {"crop=8x8:left", "preprocess: crop: unknown value 'left'; use centre, top-left, top-right, bottom-left or bottom-right"},
        {"pad=0.5", "preprocess: pad: '0.5' is neither a size such as 224x224 nor a whole number for its multiples"},
        {"pad=0", "preprocess: pad: a side of 0 pixels is out of range; use 1 to 32768"},
        {"pad=8x8:inf", "preprocess: pad: inf is not a finite number"},
        {"mean=1:b:3", "preprocess: mean: 'b' is no number; write one number or one per channel, such as 1:2:3"},
        {"mean=", "preprocess: mean: '' is no number; write one number or one per channel, such as 1:2:3"},
        {"mean=inf", "preprocess: mean: inf is not a finite number"},
        {"scale=1:0:1", "preprocess: scale: values are divided by it, so it can't be 0"},
        {"channels=gbr", "preprocess: channels: unknown value 'gbr'; use rgb, bgr, gray or as-stored"},
        {"layout=cwh", "preprocess: layout: unknown value 'cwh'; use chw or hwc"},
        {"type=i8", "preprocess: type: unknown value 'i8'; use u8 or f32"},
        {"interpolation=bicubic", "preprocess: interpolation: unknown value 'bicubic'; use nearest, linear, cubic or area"},
    };
    for (const auto& [text, sentence] : cases) {
        const auto parsed = parsePreprocess(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().message(), sentence);
        EXPECT_EQ(parsed.error().code(), ErrorCode::InvalidArgument);
    }
}

}  // namespace
}  // namespace rf::data
