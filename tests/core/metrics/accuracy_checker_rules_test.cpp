// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/adapter.h"
#include "tests/core/metrics/observe.h"

// Where Accuracy Checker's numbers differ from those of the field, by hand from its metrics/detection.py, coco_metrics.py,
// classification.py and semantic_segmentation.py.
namespace rf::metrics {
namespace {

/// DetectionOutput's rows: label, score, corners in pixels.
double valueOf(const std::string& spec, const std::vector<std::array<float, 6>>& found, const std::vector<data::Box>& objects) {
    Watched metric(spec);
    EXPECT_TRUE(metric.see({rows(found)}, data::Boxes{objects, 0, 0}));
    return metric.value();
}

TEST(AccuracyCheckerMap, IsAveragedOverTheClassesThatWereFound) {
    // Class 1 is found; class 2 is not, and is left out; class 7 does not occur, and counts as 0.
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 0, 0, 9, 9}, {7, 0.9f, 0, 0, 9, 9}};
    const std::vector<data::Box> objects{{1, 0, 0, 9, 9}, {2, 0, 0, 9, 9}};
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker", found, objects), 0.5);
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker", {found[0]}, objects), 1.0);
    EXPECT_DOUBLE_EQ(valueOf("map", {found[0]}, objects), 0.5);
}

TEST(AccuracyCheckerMap, ExcusesOneDetectionOfADifficultObject) {
    data::Box difficult{1, 50, 50, 59, 59};
    difficult.difficult = true;
    // Twice the difficult object, then the other: wrong (0.8), right (0.7): precision 1/2.
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 50, 50, 59, 59}, {1, 0.8f, 50, 50, 59, 58}, {1, 0.7f, 0, 0, 9, 9}};
    const std::vector<data::Box> objects{{1, 0, 0, 9, 9}, difficult};
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker", found, objects), 0.5);
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker,many_per_difficult=yes", found, objects), 1.0);
    EXPECT_DOUBLE_EQ(valueOf("map", found, objects), 1.0);
}

TEST(AccuracyCheckerMap, ManyDetectionsMayLieInADifficultObject) {
    data::Box difficult{1, 0, 0, 99, 99};
    difficult.difficult = true;
    // 10 x 10 pixels inside 100 x 100: intersection over union 0.01, over the detection 1.
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 10, 10, 19, 19}, {1, 0.7f, 200, 200, 209, 209}};
    const std::vector<data::Box> objects{{1, 200, 200, 209, 209}, difficult};
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker,many_per_difficult=yes", found, objects), 1.0);
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker", found, objects), 0.5);
}

TEST(AccuracyCheckerMap, PrefersAnObjectThatCounts) {
    data::Box difficult{1, 0, 0, 9, 9};
    difficult.difficult = true;
    // 100 / 100 with the difficult object, 90 / 100 with the other one, which is taken.
    const std::vector<data::Box> objects{difficult, {1, 0, 0, 9, 8}};
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 0, 0, 9, 9}};
    EXPECT_DOUBLE_EQ(valueOf("map:rules=accuracy_checker", found, objects), 1.0);
    EXPECT_DOUBLE_EQ(valueOf("map", found, objects), 0.0);
}

TEST(AccuracyCheckerCoco, TheFirstDetectionTakesNoObject) {
    // Two detections of the first object: Accuracy Checker counts both as right. Recall 1/2, then 1.
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 0, 0, 10, 10}, {1, 0.8f, 0, 0, 10, 10}};
    const std::vector<data::Box> objects{{1, 0, 0, 10, 10}, {1, 50, 50, 60, 60}};
    EXPECT_NEAR(valueOf("coco_precision:iou=0.5,rules=accuracy_checker", found, objects), 1.0, 1e-12);
    EXPECT_NEAR(valueOf("coco_precision:iou=0.5", found, objects), 51 / 101.0, 1e-12);  // recalls 0 … 0.50
}

TEST(AccuracyCheckerCoco, CrowdsOverlapAsOtherObjectsDo) {
    data::Box crowd{1, 0, 0, 100, 100};
    crowd.crowd = true;
    // A tenth of the crowd's size is no match; a wrong detection before the right one.
    const std::vector<std::array<float, 6>> found{{1, 0.9f, 0, 0, 10, 10}, {1, 0.8f, 200, 200, 210, 210}};
    const std::vector<data::Box> objects{{1, 200, 200, 210, 210}, crowd};
    EXPECT_NEAR(valueOf("coco_precision:iou=0.5,rules=accuracy_checker", found, objects), 0.5, 1e-12);
    EXPECT_NEAR(valueOf("coco_precision:iou=0.5", found, objects), 1.0, 1e-12);
}

TEST(CocoPrecision, TakesOneOverlapAndAnyNumberOfDetections) {
    const std::vector<data::Box> objects{{1, 0, 0, 10, 10}};
    EXPECT_NEAR(valueOf("coco_precision:iou=0.7", {{1, 0.9f, 0, 0, 9, 8}}, objects), 1.0, 1e-12);  // 72 / 100
    EXPECT_NEAR(valueOf("coco_precision:iou=0.75", {{1, 0.9f, 0, 0, 9, 8}}, objects), 0.0, 1e-12);
    const std::vector<std::array<float, 6>> second{{1, 0.9f, 50, 50, 60, 60}, {1, 0.8f, 0, 0, 10, 10}};
    EXPECT_NEAR(valueOf("coco_precision:iou=0.5,max_detections=1", second, objects), 0.0, 1e-12);
    EXPECT_NEAR(valueOf("coco_precision:iou=0.5,max_detections=2", second, objects), 0.5, 1e-12);
    EXPECT_FALSE(create("coco_precision:iou=0.5:0.6"));
}

TEST(DetectionPlans, LeaveOutLowScoresAndSuppressClipAndRound) {
    DetectionPlan plan{.adapter = BoxesAdapter{false}, .leastScore = 0.2};
    const auto seen = [&](std::vector<float> corners, std::vector<float> scores, std::vector<std::int64_t> labels) {
        const auto count = static_cast<std::int64_t>(scores.size());
        return detections(plan, std::vector{floats({1, count, 4}, corners), floats({1, count}, scores), integers({1, count}, labels)}, 20,
                          10)
            .value();
    };
    EXPECT_EQ(seen({0, 0, 1, 1, 2, 2, 3, 3}, {0.1f, 0.9f}, {1, 1}).size(), 1u);
    // 10 x 10 and 10 x 7 pixels: 70 / 100; as points 9 * 6 / 81 = 0.67. Two classes.
    const std::vector<float> corners{0, 0, 9, 9, 0, 0, 9, 6};
    plan.suppression = {.overlap = 0.68};
    EXPECT_EQ(seen(corners, {0.9f, 0.8f}, {1, 1}).size(), 2u);
    plan.suppression.border = 1;
    EXPECT_EQ(seen(corners, {0.9f, 0.8f}, {1, 1}).size(), 1u);
    EXPECT_EQ(seen(corners, {0.9f, 0.8f}, {1, 2}).size(), 2u);
    plan.suppression.acrossClasses = true;
    EXPECT_EQ(seen(corners, {0.9f, 0.8f}, {1, 2}).size(), 1u);
    plan.clip = Clip::Predictions;
    plan.wholePixels = true;
    const Detection box = seen({-3, 2.5f, 25, 3.5f}, {0.9f}, {1})[0];
    EXPECT_EQ((std::array{box.left, box.top, box.right, box.bottom}), (std::array{0.0, 2.0, 20.0, 4.0}));  // halves to even
    data::Boxes truth{{{1, -3, 0.4, 25, 1.6}}, 20, 10};
    prepareTruth(plan, truth);
    EXPECT_EQ(truth.boxes[0], (data::Box{1, -3, 0, 25, 2}));
    plan.clip = Clip::All;
    prepareTruth(plan, truth);
    EXPECT_EQ(truth.boxes[0], (data::Box{1, 0, 0, 20, 2}));
}

TEST(YoloAdapter, TakesTheCoarsestGridFirstWhateverTheOrder) {
    // Anchor 0 of 10 x 10 pixels is for the fine grid (2 x 2), anchor 1 of 40 x 40 for the coarse one (1 x 1).
    const YoloAdapter yolo{
        .version = 3, .classes = 1, .anchors = {10, 10, 40, 40}, .masks = {1, 0}, .inputWidth = 40, .inputHeight = 40, .coarseFirst = true};
    std::vector<float> fine(24, 0.0f);
    const Tensor coarse = floats({1, 6, 1, 1}, {0.5f, 0.5f, 0, 0, 0.5f, 1});
    const Detections found = detections({yolo}, std::vector{floats({1, 6, 2, 2}, fine), coarse}, 0, 0).value();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_DOUBLE_EQ(found[0].right - found[0].left, 1.0);
}

TEST(AccuracyPerClass, MayCountClassesThatDoNotOccur) {
    Watched all("accuracy_per_class:classes=4"), present("accuracy_per_class");
    for (Watched* metric : {&all, &present}) ASSERT_TRUE(metric->see({floats({1, 4}, {0, 1, 0, 0})}, std::int64_t{1}));
    EXPECT_DOUBLE_EQ(all.value(), 0.25);
    EXPECT_DOUBLE_EQ(present.value(), 1.0);
}

data::SegmentationMask mask(Shape shape, const std::vector<std::int64_t>& classes) { return {integers(std::move(shape), classes)}; }

TEST(Masks, CountOnlyTheClassesThereAre) {
    // Label 255 is no class of three; of the rest two of three pixels are right.
    Watched metric("segmentation_accuracy:classes=3");
    ASSERT_TRUE(metric.see({integers({1, 1, 4}, {0, 1, 2, 0})}, mask({1, 4}, {0, 1, 1, 255})));
    EXPECT_DOUBLE_EQ(metric.value(), 2.0 / 3);
}

TEST(Masks, IgnoreAClassInPredictionsToo) {
    Watched truth("segmentation_accuracy:ignore_label=2"), both("segmentation_accuracy:ignore_label=2,ignore=both");
    for (Watched* metric : {&truth, &both}) ASSERT_TRUE(metric->see({integers({1, 1, 3}, {0, 2, 1})}, mask({1, 3}, {0, 1, 2})));
    EXPECT_DOUBLE_EQ(truth.value(), 0.5);  // 0 for 0, 2 for 1
    EXPECT_DOUBLE_EQ(both.value(), 1.0);
}

TEST(Masks, GetEachOthersSizeByTheNearestPixel) {
    // Two columns become five: centres 0.2, 0.6, 1.0, 1.4, 1.8 of two, of which the third begins the second column.
    Watched prediction("segmentation_accuracy:resize=prediction"), label("segmentation_accuracy:resize=label");
    ASSERT_TRUE(prediction.see({integers({1, 1, 2}, {3, 4})}, mask({1, 5}, {3, 3, 4, 4, 4})));
    EXPECT_DOUBLE_EQ(prediction.value(), 1.0);
    // Five columns become two: centres 1.25 and 3.75.
    ASSERT_TRUE(label.see({integers({1, 1, 2}, {7, 9})}, mask({1, 5}, {6, 7, 8, 9, 10})));
    EXPECT_DOUBLE_EQ(label.value(), 1.0);
    Watched strict("segmentation_accuracy");
    EXPECT_THAT(strict.complaint({integers({1, 1, 2}, {3, 4})}, mask({1, 5}, {3, 3, 4, 4, 4})),
                testing::HasSubstr("has the size 1x5, the network's output 1x2"));
}

}  // namespace
}  // namespace rf::metrics
