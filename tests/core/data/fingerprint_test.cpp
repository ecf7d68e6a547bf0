// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fingerprint.h"

#include "core/data/open.h"
#include "tests/support/temp_dir.h"

namespace rf::data {
namespace {

const InputInfo kFingerprinted{"picture", ElementType::F32, {1, 3, 1, 2}};
const InputInfo kTwoFloats{"pair", ElementType::F32, {1, 2}};

/// A picture of two pixels as a PPM file.
std::string pictureFile(const std::string& sixBytes) { return "P6\n2 1\n255\n" + sixBytes; }

Fingerprint contentOf(const std::string& location, const InputInfo& input, std::vector<std::int64_t> samples,
                      const std::string& preprocess = "") {
    DataSpec spec;
    spec.sources = {{.input = "", .location = location}};
    if (!preprocess.empty()) spec.preprocess = parsePreprocess(preprocess).value();
    const auto source = open(spec, std::span(&input, 1));
    EXPECT_TRUE(source) << source.error().message();
    return SampleFingerprints(*source, 2).of(samples, Progress()).value();
}

TEST(Fingerprint, IsOfTheContentOfPicturesAndNotOfTheirPlace) {
    const test::TempDir one, other;
    one.write("a.ppm", pictureFile("abcdef"));
    one.write("b.ppm", pictureFile("ABCDEF"));
    other.write("c.ppm", pictureFile("abcdef"));
    other.write("d.ppm", pictureFile("ABCDEF"));
    const Fingerprint both = contentOf(one.path().string(), kFingerprinted, {0, 1});
    EXPECT_EQ(contentOf(other.path().string(), kFingerprinted, {0, 1}), both);
    EXPECT_NE(contentOf(one.path().string(), kFingerprinted, {0}), both);
    EXPECT_NE(contentOf(one.path().string(), kFingerprinted, {1, 0}), both) << "statistics are kept in the order of the samples";
    EXPECT_NE(contentOf(one.path().string(), kFingerprinted, {0, 1}, "scale=255"), both);

    other.write("d.ppm", pictureFile("ABCDEG"));
    EXPECT_NE(contentOf(other.path().string(), kFingerprinted, {0, 1}), both);
    EXPECT_EQ(contentOf(other.path().string(), kFingerprinted, {0}), contentOf(one.path().string(), kFingerprinted, {0}))
        << "samples that are not read do not count";
}

TEST(Fingerprint, IsOfTheElementsOfArrays) {
    const test::TempDir folder;
    const auto file = folder.write("data.bin", std::string(16, 'x'));
    const std::string location = "raw:" + file.string() + "?shape=2&dtype=f32";
    const Fingerprint before = contentOf(location, kTwoFloats, {0, 1});
    folder.write("data.bin", std::string(12, 'x') + "yyyy");
    EXPECT_NE(contentOf(location, kTwoFloats, {0, 1}), before);
    EXPECT_NE(contentOf("synthetic:2", kTwoFloats, {0, 1}), before);
}

TEST(Fingerprint, IsOfWhatAnAnnotationSays) {
    const auto mask = [](std::uint8_t last) {
        return Annotation(SegmentationMask{Tensor::from<std::uint8_t>({1, 2}, std::vector<std::uint8_t>{0, last})});
    };
    Box box{.label = 1, .left = 0, .top = 0, .right = 4, .bottom = 4};
    Box crowd = box, wider = box;
    crowd.crowd = true;
    wider.right = 5;
    // No two say the same, though many are described by the same words.
    const std::vector<Annotation> all{std::monostate(),
                                      ClassIndex{1},
                                      ClassIndex{2},
                                      ClassList{{1}},
                                      mask(1),
                                      mask(2),
                                      Boxes{{box}, 8, 8},
                                      Boxes{{wider}, 8, 8},
                                      Boxes{{crowd}, 8, 8},
                                      Boxes{{box}, 8, 9},
                                      TargetValues{Tensor::scalar(1.0F)},
                                      TargetValues{Tensor::scalar(2.0F)},
                                      TextLine{"a"},
                                      TextLine{"b"},
                                      TokenIds{{1}},
                                      TokenIds{{1, 1}},
                                      MaskedTokens{{1}, {2}},
                                      MaskedTokens{{2}, {1}}};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < all.size(); ++j) EXPECT_EQ(fingerprintOf(all[i]) == fingerprintOf(all[j]), i == j) << i << " and " << j;
}

}  // namespace
}  // namespace rf::data
