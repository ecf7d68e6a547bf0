// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "core/metrics/adapter.h"
#include "tests/core/metrics/observe.h"

namespace rf::metrics {
namespace {

/// DetectionOutput's rows: label, score, corners in pixels (the annotations of these tests have no size, so nothing is scaled).
data::Boxes boxes(std::vector<data::Box> list) { return {std::move(list), 0, 0}; }

// Two objects of class 1. By score: right (0.9), wrong (0.8), right (0.7): precision 1, 1/2, 2/3 at recall 1/2, 1/2, 1.
std::vector<Tensor> twoOfThree() { return {rows({{1, 0.7f, 20, 20, 29, 29}, {1, 0.9f, 0, 0, 9, 9}, {1, 0.8f, 50, 50, 59, 59}})}; }
data::Boxes twoObjects() { return boxes({{1, 0, 0, 9, 9}, {1, 20, 20, 29, 29}}); }

TEST(VocPrecision, IsTheAreaUnderThePrecisionThatNeverRises) {
    Watched metric("map");
    ASSERT_TRUE(metric.see(twoOfThree(), twoObjects()));
    EXPECT_DOUBLE_EQ(metric.value(), 0.5 * 1 + 0.5 * 2 / 3);
}

TEST(VocPrecision, IsTheMeanAtElevenRecalls) {
    Watched metric("map:integral=11point");
    ASSERT_TRUE(metric.see(twoOfThree(), twoObjects()));
    EXPECT_DOUBLE_EQ(metric.value(), (6 * 1 + 5 * (2.0 / 3)) / 11);  // recalls 0 … 0.5, then 0.6 … 1
}

TEST(VocPrecision, IsAveragedOverTheClassesThatOccur) {
    Watched metric("map");
    ASSERT_TRUE(metric.see({rows({{1, 0.9f, 0, 0, 9, 9}, {7, 0.9f, 0, 0, 9, 9}})}, boxes({{1, 0, 0, 9, 9}, {2, 0, 0, 9, 9}})));
    EXPECT_DOUBLE_EQ(metric.value(), 0.5);  // class 1 found, class 2 not, class 7 does not occur
}

TEST(VocPrecision, CountsASecondDetectionOfOneObjectAsWrong) {
    Watched metric("map");
    // Right (0.9) and wrong (0.8) for the first object, right (0.7) for the second: as in twoOfThree().
    ASSERT_TRUE(metric.see({rows({{1, 0.9f, 0, 0, 9, 9}, {1, 0.8f, 0, 0, 9, 10}, {1, 0.7f, 20, 20, 29, 29}})}, twoObjects()));
    EXPECT_DOUBLE_EQ(metric.value(), 0.5 * 1 + 0.5 * 2 / 3);
}

TEST(VocPrecision, LeavesDifficultObjectsOut) {
    data::Boxes objects = twoObjects();
    objects.boxes[0].difficult = true;
    Watched left("map"), counted("map:ignore_difficult=no");
    const std::vector<Tensor> found{rows({{1, 0.9f, 0, 0, 9, 9}, {1, 0.8f, 20, 20, 29, 29}})};
    ASSERT_TRUE(left.see(found, objects));
    ASSERT_TRUE(counted.see({rows({{1, 0.8f, 20, 20, 29, 29}})}, objects));
    EXPECT_DOUBLE_EQ(left.value(), 1.0);
    EXPECT_DOUBLE_EQ(counted.value(), 0.5);
}

TEST(VocPrecision, CountsBorderPixelsUnlessToldOtherwise) {
    // 10 x 10 pixels each, 5 columns in common: 50 / 150 = 1/3; without the border pixels 4 * 9 / (81 + 81 - 36) = 2/7.
    const std::vector<Tensor> found{rows({{1, 0.9f, 0, 0, 9, 9}})};
    const auto value = [&](const std::string& spec) {
        Watched metric(spec);
        EXPECT_TRUE(metric.see(found, boxes({{1, 5, 0, 14, 9}})));
        return metric.value();
    };
    EXPECT_EQ(value("map:iou=0.33"), 1.0);
    EXPECT_EQ(value("map:iou=0.34"), 0.0);
    EXPECT_EQ(value("map:iou=0.28,include_boundaries=no"), 1.0);
    EXPECT_EQ(value("map:iou=0.29,include_boundaries=no"), 0.0);
}

TEST(VocPrecision, ScalesRelativeBoxesToThePicture) {
    Watched metric("map:iou=0.99,include_boundaries=no");
    ASSERT_TRUE(metric.see({rows({{3, 0.5f, 0.25f, 0.5f, 0.5f, 1.0f}})}, data::Boxes{{{3, 50, 50, 100, 100}}, 200, 100}));
    EXPECT_EQ(metric.value(), 1.0);
}

TEST(CocoPrecision, IsAveragedOverOverlapsFromOneHalf) {
    Watched metric("coco_precision");
    // Overlap 72 / 100: found at 0.50, 0.55, 0.60, 0.65 and 0.70, five of ten.
    ASSERT_TRUE(metric.see({rows({{1, 0.9f, 0, 0, 9, 8}})}, boxes({{1, 0, 0, 10, 10}})));
    EXPECT_NEAR(metric.value(), 0.5, 1e-12);
}

TEST(CocoPrecision, ForgivesDetectionsInACrowd) {
    Watched metric("coco_precision");
    data::Boxes objects = boxes({{1, 0, 0, 10, 10}, {1, 100, 100, 200, 200}});
    objects.boxes[1].crowd = true;
    // Both small boxes lie inside the crowd, whose size does not matter; neither counts against the network.
    ASSERT_TRUE(metric.see({rows({{1, 0.9f, 110, 110, 120, 120}, {1, 0.8f, 130, 130, 140, 140}, {1, 0.7f, 0, 0, 10, 10}})}, objects));
    EXPECT_NEAR(metric.value(), 1.0, 1e-12);
}

TEST(CocoPrecision, SeesOnlyTheFirstHundredOfAClass) {
    std::vector<std::array<float, 6>> many(100, {1, 0.9f, 50, 50, 60, 60});
    many.push_back({1, 0.5f, 0, 0, 10, 10});
    Watched metric("coco_precision");
    ASSERT_TRUE(metric.see({rows(many)}, boxes({{1, 0, 0, 10, 10}})));
    EXPECT_EQ(metric.value(), 0.0);
}

TEST(Detection, MetricsSayWhatTheyNeed) {
    for (const std::string spec : {"map", "coco_precision"}) {
        Watched metric(spec);
        EXPECT_EQ(metric.complaint({floats({1, 3}, {1, 2, 3})}, boxes({})),
                  "adapter ssd: needs an output of shape 1x1xNx7; the outputs are 1x3");
        EXPECT_EQ(metric.complaint({rows({})}, std::int64_t{3}), spec + ": needs boxes as labels, but sample 1 has: 3");
        EXPECT_EQ(metric.complaint({rows({})}, {}), "sample 2 has no label, so " + spec + " can't be measured");
        EXPECT_EQ(metric.value(), 0.0);
    }
}

TEST(SsdAdapter, EndsAtANegativePictureAndDropsNanScores) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const Tensor output =
        floats({1, 1, 4, 7}, {0, 2, 0.25f, 1, 2, 3, 4, 0, 2, nan, 1, 2, 3, 4, -1, 0, 0, 0, 0, 0, 0, 0, 1, 0.5f, 1, 1, 1, 1});
    const Detections found = detections({SsdAdapter{}, 0}, std::vector{output}, 0, 0).value();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].label, 2);
    EXPECT_EQ(found[0].score, 0.25);
    EXPECT_EQ(found[0].bottom, 4);
}

TEST(BoxesAdapter, FindsItsOutputsByTheirForm) {
    const std::vector<Tensor> outputs{integers({1, 2}, {5, 6}), floats({1, 2}, {0.25f, 0.75f}),
                                      floats({1, 2, 4}, {0, 0, 0.5f, 1, 0.5f, 0, 1, 1})};
    const Detections found = detections({BoxesAdapter{}, 0}, outputs, 200, 100).value();
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].label, 6);  // best score first
    EXPECT_EQ(found[0].left, 100);
    EXPECT_EQ(found[1].bottom, 100);
    EXPECT_EQ(detections({BoxesAdapter{false}, 0}, outputs, 200, 100).value()[0].left, 0.5);

    const Detections scored =
        detections({BoxesAdapter{}, 0}, std::vector{floats({2, 5}, {0, 0, 1, 1, 0.125f, 0, 0, 1, 1, 0.5f})}, 0, 0).value();
    EXPECT_EQ(scored[0].score, 0.5);
    EXPECT_EQ(scored[0].label, 0);
    EXPECT_FALSE(detections({BoxesAdapter{}, 0}, std::vector{outputs[1], outputs[2], integers({1, 3}, {1, 2, 3})}, 0, 0));
}

TEST(YoloAdapter, ReadsTheGridOfVersion2) {
    // One anchor of 1 x 2 cells, two classes, 1 x 2 cells. Cell (0, 1): centre (0.5, 0.5) in the cell, size the anchor's.
    YoloAdapter yolo{.version = 2, .classes = 2, .anchors = {1, 2}};
    const Tensor output = floats({1, 7, 1, 2}, {0, 0.5f, 0, 0.5f, 0, 0, 0, 0, 0, 0.5f, 0, 0.25f, 0, 0.75f});
    const Detections found = detections({yolo, 0}, std::vector{output}, 0, 0).value();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].label, 1);
    EXPECT_DOUBLE_EQ(found[0].score, 0.5 * 0.75);
    EXPECT_DOUBLE_EQ(found[0].left, 0.75 - 0.25);  // centre (1 + 0.5) / 2 cells, width 1 of 2 cells
    EXPECT_DOUBLE_EQ(found[0].bottom, 0.5 + 1);    // height 2 of 1 cell
}

TEST(YoloAdapter, ActivatesRawOutputsOfVersion3) {
    // The second anchor (20 x 10 pixels of 40 x 40) through the mask; sigmoid(0) = 1/2 everywhere but the sizes.
    YoloAdapter yolo{.version = 3, .classes = 1, .anchors = {1, 1, 20, 10}, .masks = {1}, .inputWidth = 40, .inputHeight = 40, .raw = true};
    const Detections found =
        detections({yolo, 0}, std::vector{floats({1, 6, 1, 1}, {0, 0, static_cast<float>(std::log(2.0)), 0, 0, 0})}, 0, 0).value();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_DOUBLE_EQ(found[0].score, 0.25);
    EXPECT_NEAR(found[0].right - found[0].left, 1.0, 1e-7);  // 2 · 20 / 40
    EXPECT_NEAR(found[0].bottom - found[0].top, 0.25, 1e-7);
    EXPECT_DOUBLE_EQ(found[0].left + found[0].right, 1.0);
}

TEST(YoloAdapter, RefusesOutputsThatDoNotFitItsAnchors) {
    YoloAdapter yolo{.version = 2, .classes = 2, .anchors = {1, 2}};
    EXPECT_EQ(detections({yolo, 0}, std::vector{floats({1, 6, 1, 2}, std::vector<float>(12))}, 0, 0).error().message(),
              "adapter yolo: 1 anchors of 2 classes do not fit an output of shape 1x6x1x2; it must be 1x7xHxW");
}

TEST(Detections, LoseOverlappingOnesOfTheSameClass) {
    const Detections kept = withoutOverlaps(
        {{1, 0.5, 0, 0, 10, 10}, {1, 0.9, 0, 0, 10, 9}, {2, 0.4, 0, 0, 10, 10}, {1, 0.3, 20, 20, 30, 30}}, {.overlap = 0.5});
    ASSERT_EQ(kept.size(), 3u);
    EXPECT_EQ(kept[0].score, 0.9);
    EXPECT_EQ(kept[1].label, 2);
    EXPECT_EQ(kept[2].score, 0.3);
}

}  // namespace
}  // namespace rf::metrics
