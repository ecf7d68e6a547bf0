// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/preprocess_candidates.h"

#include <gmock/gmock.h>

namespace rf::analysis {
namespace {

std::vector<std::string> optionsOf(const data::InputInfo& input, const std::string& given = "") {
    const PictureInput picture = pictureInput(std::vector{input}).value();
    std::vector<std::string> options;
    for (const PreprocessCandidate& one : preprocessCandidates(input, picture, data::parsePreprocess(given).value()))
        options.push_back(data::preprocessText(one.preprocess));
    return options;
}

TEST(PreprocessCandidates, AreEveryScaleInBothOrdersWithValuesInTheOrderOfTheChannels) {
    EXPECT_THAT(optionsOf({"x", ElementType::F32, {1, 3, 8, 8}}),
                testing::ElementsAre("channels=rgb", "channels=bgr", "channels=rgb,scale=255", "channels=bgr,scale=255",
                                     "channels=rgb,mean=127.5,scale=127.5", "channels=bgr,mean=127.5,scale=127.5",
                                     "channels=rgb,mean=123.675:116.28:103.53,scale=58.395:57.12:57.375",
                                     "channels=bgr,mean=103.53:116.28:123.675,scale=57.375:57.12:58.395",
                                     "channels=rgb,mean=123.68:116.779:103.939", "channels=bgr,mean=103.939:116.779:123.68"));
}

TEST(PreprocessCandidates, HaveNoOrderForOneChannel) {
    EXPECT_THAT(optionsOf({"x", ElementType::F32, {1, 1, 28, 28}}),
                testing::ElementsAre("", "scale=255", "mean=127.5,scale=127.5", "mean=114.5,scale=57.6"));
}

TEST(PreprocessCandidates, AreNotScaledToAFewUnitsForWholeNumbers) {
    EXPECT_THAT(optionsOf({"x", ElementType::U8, {1, 8, 8, 3}}), testing::ElementsAre("channels=rgb", "channels=bgr"));
    EXPECT_THAT(optionsOf({"x", ElementType::I8, {1, 8, 8, 3}}), testing::ElementsAre("channels=rgb,mean=128", "channels=bgr,mean=128"));
}

TEST(PreprocessCandidates, TryBothLayoutsWhereTheShapeAllowsThem) {
    EXPECT_THAT(
        optionsOf({"x", ElementType::U8, {1, 3, 8, 3}}),
        testing::ElementsAre("channels=rgb,layout=chw", "channels=bgr,layout=chw", "channels=rgb,layout=hwc", "channels=bgr,layout=hwc"));
    EXPECT_THAT(optionsOf({"x", ElementType::U8, {1, 3, 8, 3}}, "layout=hwc"),
                testing::ElementsAre("channels=rgb,layout=hwc", "channels=bgr,layout=hwc"));
    EXPECT_THAT(optionsOf({"x", ElementType::U8, {kDynamic, kDynamic, kDynamic, 3}}), testing::ElementsAre("channels=rgb", "channels=bgr"));
}

TEST(PreprocessCandidates, KeepWhatIsGivenOfSizesAndBordersAndWhereValuesAreScaled) {
    const auto options = optionsOf({"x", ElementType::I8, {1, 3, 8, 8}}, "size=6x6:nearest,mean=128,pad=8x8:top-left:7");
    EXPECT_THAT(options, testing::ElementsAre("channels=rgb,size=6x6:nearest,mean=128,pad=8x8:top-left:7",
                                              "channels=bgr,size=6x6:nearest,mean=128,pad=8x8:top-left:7"));
}

TEST(PreprocessCandidates, AddWhatIsGivenWhereItIsNoneOfTheUsualWays) {
    const data::InputInfo input{"x", ElementType::I8, {1, 3, 8, 8}};
    EXPECT_EQ(optionsOf(input, "channels=bgr,mean=128:128:128,scale=1").size(), 2u);  // the second, spelled out
    EXPECT_EQ(optionsOf(input, "size=8x8").size(), 2u);
    EXPECT_EQ(optionsOf(input, "mean=100:110:120").back(), "mean=100:110:120");
}

TEST(PreprocessCandidates, KnowWhatTheyMultiplyValuesWith) {
    EXPECT_EQ((PreprocessCandidate{.normalization = {"", {1}, {}}}.gain()), 1.0);
    // The geometric mean of 1/2, 1/4 and 1/8.
    EXPECT_NEAR((PreprocessCandidate{.normalization = {"", {}, {2, 4, 8}}}.gain()), 0.25, 1e-12);
}

TEST(PictureInput, IsTheFirstThatLooksLikeAPicture) {
    const std::vector<data::InputInfo> inputs{{"size", ElementType::F32, {1, 3}},
                                              {"data", ElementType::F32, {kDynamic, 3, kDynamic, kDynamic}}};
    const PictureInput picture = pictureInput(inputs).value();
    EXPECT_EQ(picture.index, 1u);
    EXPECT_EQ(picture.channels, 3);
    EXPECT_THAT(picture.layouts, testing::ElementsAre(data::ChannelAxis::First));
}

TEST(PictureInput, IsRefusedWithWhatTheInputsAre) {
    for (const Shape& shape : {Shape{1, 32}, Shape{1, 118, 1, 108}, Shape{1, 43844, 1}, Shape{1, 4, 8, 8}, Shape{1, 3, 8, 8, 8}}) {
        const auto picture = pictureInput(std::vector<data::InputInfo>{{"ids", ElementType::F32, shape}});
        ASSERT_FALSE(picture) << text(shape);
        EXPECT_EQ(picture.error().code(), ErrorCode::InvalidArgument);
        EXPECT_THAT(picture.error().message(), testing::HasSubstr("'ids' " + text(shape)));
    }
    EXPECT_FALSE(pictureInput(std::vector<data::InputInfo>{{"mask", ElementType::Boolean, {1, 3, 8, 8}}}));
}

}  // namespace
}  // namespace rf::analysis
