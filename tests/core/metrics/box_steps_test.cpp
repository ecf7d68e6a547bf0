// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/adapter.h"
#include "tests/core/metrics/observe.h"

// Steps between adapter and metric, by hand from the postprocessing of Accuracy Checker.
namespace rf::metrics {
namespace {

Detections done(const std::string& steps, Detections found, double width = 0, double height = 0) {
    applySteps(parseBoxSteps(steps).value(), found, width, height);
    return found;
}
std::vector<data::Box> doneToTruth(const std::string& steps, data::Boxes truth) {
    applySteps(parseBoxSteps(steps).value(), truth);
    return truth.boxes;
}
std::array<double, 4> corners(const auto& box) { return {box.left, box.top, box.right, box.bottom}; }
using Four = std::array<double, 4>;

TEST(BoxSteps, AreReadBackAsTheyAreWritten) {
    for (const char* text :
         {"scale", "shift:-1", "round:all:down", "clip:truth:1024x512", "clip:all", "nms:0.45:all:pixels", "nms:0.5:class:points",
          "filter:truth:height:64:1024:mark", "filter:detections:score:0.01:inf:remove", "unfit:relative:600x1024:ac-fit:600x1024",
          "unfit:pixels:416x416:stretch", "scale/clip:detections/round:truth:nearest"})
        EXPECT_EQ(boxStepsText(parseBoxSteps(text).value()), text);
    EXPECT_TRUE(parseBoxSteps("").value().empty());
}

TEST(BoxSteps, WhatIsNoStepIsNamed) {
    for (const char* text : {"scales", "clip", "clip:nobody", "clip:all:0x5", "clip:all:5", "nms:2:all:pixels", "round:all:half",
                             "filter:truth:colour:0:1:mark", "filter:truth:height:a:b:mark", "unfit:relative:600x1024", "scale/", "shift:x",
                             "unfit:relative:600x1024:ac-fit:1x99999999999999999999", "unfit:relative:8x8:linear,crop=2x2"}) {
        const auto steps = parseBoxSteps(text);
        ASSERT_FALSE(steps) << text;
        EXPECT_THAT(steps.error().message(), testing::StartsWith("steps: '")) << text;
    }
    const auto metric = create("map:steps=scales");
    ASSERT_FALSE(metric);
    EXPECT_THAT(metric.error().message(), testing::HasSubstr("'scales' is no step"));
}

TEST(BoxSteps, ScaleClipAndRoundInTheOrderGiven) {
    const Detections found{{1, 0.9, -0.5, 0.25, 1.5, 0.99}};
    EXPECT_EQ(corners(done("scale/clip:detections/round:all:nearest", found, 10, 10)[0]), (Four{0, 2, 10, 10}));  // 2.5 to even, 9.9
    EXPECT_EQ(corners(done("clip:detections:1x1/scale", found, 10, 10)[0]), (Four{0, 2.5, 10, 9.9}));
    EXPECT_EQ(corners(done("scale/round:detections:down", found, 10, 10)[0]), (Four{-5, 2, 15, 9}));
    EXPECT_EQ(corners(done("scale/round:detections:up", found, 10, 10)[0]), (Four{-5, 3, 15, 10}));
    EXPECT_EQ(corners(done("scale/round:truth:up", found, 10, 10)[0]), (Four{-5, 2.5, 15, 9.9}));
}

// 200 x 100 pixels (width, height) in a window of 100 x 100: resized to 100 x 50, filled up below. A box over the resized part.
TEST(BoxSteps, UndoResizeAndPadding) {
    EXPECT_EQ(corners(done("unfit:relative:100x100:ac-fit:100x100", {{1, 0.9, 0.5, 0, 1, 0.5}}, 200, 100)[0]), (Four{100, 0, 200, 100}));
    EXPECT_EQ(corners(done("unfit:pixels:100x100:ac-fit", {{1, 0.9, 50, 0, 100, 50}}, 200, 100)[0]), (Four{100, 0, 200, 100}));
    // Stretched to 100 x 100: relative boxes are those of the picture.
    EXPECT_EQ(corners(done("unfit:relative:100x100:stretch", {{1, 0.9, 0.5, 0, 1, 0.5}}, 200, 100)[0]), (Four{100, 0, 200, 50}));
}

TEST(BoxSteps, FiltersTakeOutOrMark) {
    const Detections found{{1, 0.9, 0, 0, 10, 63}, {1, 0.5, 0, 0, 10, 64}, {1, 0.4, 0, 0, 10, 1024}, {1, 0.3, 5, 5, 5, 80}};
    const Detections high = done("filter:detections:height:64:1024:remove", found);  // from 64 on, below 1024
    ASSERT_EQ(high.size(), 2u);
    EXPECT_EQ(high[0].score, 0.5);
    EXPECT_EQ(done("filter:detections:empty:0:inf:remove", found).size(), 3u);
    EXPECT_EQ(done("filter:detections:aspect:6.4:inf:remove", found).size(), 3u);  // 6.3 is left out; no width: 75 / epsilon
    EXPECT_EQ(done("filter:truth:height:64:1024:remove", found).size(), 4u);
    const Detections marked = done("filter:detections:score:0.45:inf:mark", found);
    ASSERT_EQ(marked.size(), 4u);
    EXPECT_FALSE(marked[1].difficult);
    EXPECT_TRUE(marked[2].difficult);
}

TEST(BoxSteps, FiltersOfTruthMakeBoxesDifficult) {
    // The root of the share: a tenth of each side.
    const data::Boxes truth{{{1, 0, 0, 9, 9}, {1, 0, 0, 10, 10}}, 100, 100};
    const auto boxes = doneToTruth("filter:truth:area_ratio:0.095:inf:mark", truth);
    EXPECT_TRUE(boxes[0].difficult);
    EXPECT_FALSE(boxes[1].difficult);
    EXPECT_EQ(doneToTruth("filter:all:width:10:inf:remove", truth).size(), 1u);
    EXPECT_EQ(doneToTruth("filter:truth:score:2:inf:remove", truth).size(), 2u);  // labels have no scores
    EXPECT_EQ(corners(doneToTruth("clip:truth:5x4", truth)[1]), (Four{0, 0, 4, 5}));
}

double mapOf(const std::string& parameters, const std::vector<std::array<float, 6>>& found, const std::vector<data::Box>& objects) {
    Watched metric("map:rules=accuracy_checker,coordinates=pixels," + parameters);
    EXPECT_TRUE(metric.see({rows(found)}, data::Boxes{objects, 0, 0}));
    return metric.value();
}

// The wrong detection comes first: precision 1/2 where it counts, else 1.
TEST(BoxSteps, MarkedDetectionsAreNotWrong) {
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 50, 50, 54, 54}, {1, 0.8f, 0, 0, 9, 9}};
    const std::vector<data::Box> objects{{1, 0, 0, 9, 9}};
    EXPECT_DOUBLE_EQ(mapOf("iou=0.5", found, objects), 0.5);
    EXPECT_DOUBLE_EQ(mapOf("steps=filter:detections:height:5:inf:mark", found, objects), 1.0);
    // Without an object of the class it is wrong all the same: class 2 counts 0.
    EXPECT_DOUBLE_EQ(mapOf("steps=filter:detections:height:5:inf:mark", {{2, 0.9f, 50, 50, 54, 54}, {1, 0.8f, 0, 0, 9, 9}}, objects), 0.5);
    // A marked detection finds no object, unless it may.
    EXPECT_DOUBLE_EQ(mapOf("steps=filter:detections:height:50:inf:mark", {found[1]}, objects), 0.0);
    EXPECT_DOUBLE_EQ(mapOf("filtered_find=yes,steps=filter:detections:height:50:inf:mark", {found[1]}, objects), 1.0);
}

// Wrong and right at one score: the curve begins at precision 1/2 and recall 1, or with the right one first at precision 1.
TEST(BoxSteps, EqualScoresAreOnePoint) {
    const std::vector<std::array<float, 6>> found{{1, 0.5f, 0, 0, 9, 9}, {1, 0.5f, 50, 50, 54, 54}};
    const std::vector<data::Box> objects{{1, 0, 0, 9, 9}};
    EXPECT_DOUBLE_EQ(mapOf("distinct_scores=no", found, objects), 1.0);
    EXPECT_DOUBLE_EQ(mapOf("distinct_scores=yes", found, objects), 0.5);
}

// The labels of the network are not looked at; a score of 0 ends nothing, but is no detection.
TEST(BoxesOfOneClass, AreScaledRows) {
    const DetectionPlan plan{.adapter = BoxesAdapter{.relative = true, .factor = {0.5, 0.25}, .label = 1}};
    const auto found = detections(
        plan, std::vector<Tensor>{integers({3}, {7, 7, 7}), floats({3, 5}, {0, 0, 1, 2, 0.5f, 0, 0, 1, 1, 0, 1, 1, 2, 4, 0.9f})}, 10, 100);
    ASSERT_TRUE(found) << found.error().message();
    ASSERT_EQ(found->size(), 2u);
    EXPECT_EQ((*found)[0].label, 1);
    EXPECT_EQ(corners((*found)[0]), (Four{5, 25, 10, 100}));
    EXPECT_EQ(corners((*found)[1]), (Four{0, 0, 5, 50}));
    EXPECT_FALSE(detections(plan, std::vector<Tensor>{floats({1, 4}, {0, 0, 1, 1})}, 10, 100));
    EXPECT_FALSE(create("map:adapter=boxes,box_factor=1"));
}

// A detection of 9 x 9 on an object of 10 x 10: 0.81 without its border, 1 with it.
TEST(BoxSteps, CornersOfDetectionsMayBePixels) {
    const auto coco = [](const std::string& corners) {
        Watched metric("coco_precision:iou=0.9,corners=" + corners);
        EXPECT_TRUE(metric.see({rows({{1, 0.9f, 0, 0, 9, 9}})}, data::Boxes{{{1, 0, 0, 10, 10}}, 0, 0}));
        return metric.value();
    };
    EXPECT_NEAR(coco("points"), 0, 1e-12);
    EXPECT_NEAR(coco("detection_pixels"), 1, 1e-12);
    EXPECT_NEAR(coco("pixels"), 0, 1e-12);  // 100 of 121
}

}  // namespace
}  // namespace rf::metrics
