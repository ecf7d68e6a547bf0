// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "core/metrics/confusion.h"
#include "core/metrics/ctc.h"
#include "tests/core/metrics/observe.h"
#include "tests/support/temp_dir.h"

namespace rf::metrics {
namespace {

data::SegmentationMask maskOf(Shape shape, const std::vector<std::int64_t>& classes) { return {integers(std::move(shape), classes)}; }

TEST(Segmentation, CountsPixelsOverAllSamples) {
    Watched iou("mean_iou"), accuracy("segmentation_accuracy");
    // Truth 0 0 1 1, predicted 0 1 1 1, then truth 1 predicted 2 in a second sample.
    // Class 0: 1 of 2; class 1: 2 of 4; class 2: 0 of 1. Right: 3 of 5 pixels.
    for (Watched* metric : {&iou, &accuracy}) {
        ASSERT_TRUE(metric->see({integers({1, 1, 2, 2}, {0, 1, 1, 1})}, maskOf({2, 2}, {0, 0, 1, 1})));
        ASSERT_TRUE(metric->see({integers({1, 1, 1}, {2})}, maskOf({1, 1}, {1})));
    }
    EXPECT_DOUBLE_EQ(iou.value(), (0.5 + 0.5 + 0) / 3);
    EXPECT_DOUBLE_EQ(accuracy.value(), 3.0 / 5);
}

TEST(Segmentation, TakesTheBestOfTheScoresAndLeavesTheIgnoredClassOut) {
    Watched metric("segmentation_accuracy:ignore_label=255");
    const Tensor scores = floats({1, 2, 1, 3}, {0.9f, 0.5f, 0.1f, 0.1f, 0.5f, 0.9f});  // classes 0, 0 (a tie), 1
    const auto seen = metric.see({scores}, maskOf({1, 3}, {0, 255, 0}));
    ASSERT_TRUE(seen);
    EXPECT_DOUBLE_EQ(metric.value(), 0.5);
    EXPECT_DOUBLE_EQ(seen->value.value(), 0.5);
}

TEST(Segmentation, SaysWhyItCantScore) {
    Watched metric("mean_iou");
    EXPECT_EQ(metric.complaint({integers({1, 1, 1, 2}, {0, 1})}, maskOf({2, 1}, {0, 1})),
              "mean_iou: the mask of sample 0 has the size 2x1, the network's output 1x2");
    EXPECT_EQ(metric.complaint({integers({1, 1, 1}, {-1})}, maskOf({1, 1}, {0})),
              "mean_iou: a pixel of sample 1 has the class -1; classes are 0 to 2047");
    EXPECT_EQ(metric.complaint({floats({3}, {1, 2, 3})}, maskOf({1, 1}, {0})),
              "a segmentation needs an output of shape 1xCxHxW (scores) or 1xHxW (classes); the outputs are 3");
}

TEST(ConfusionTable, KeepsItsCountsWhileItGrows) {
    ConfusionTable table;
    table.add(0, 1);
    table.add(2, 0, 3);
    EXPECT_EQ(table.classes(), 3);
    EXPECT_EQ(table.count(0, 1), 1);
    EXPECT_EQ(table.count(2, 0), 3);
    EXPECT_EQ(table.ofClass(2), 3);
    EXPECT_EQ(table.takenFor(1), 1);
    EXPECT_EQ(table.right(), 0);
    EXPECT_EQ(table.total(), 4);
}

TEST(TargetError, IsTakenOverAllNumbers) {
    // Differences 1, -2, 3, -4 over two samples.
    const auto value = [](const std::string& spec) {
        Watched metric(spec);
        EXPECT_TRUE(metric.see({floats({1, 2}, {2, 0})}, data::TargetValues{floats({2}, {1, 2})}));
        EXPECT_TRUE(metric.see({floats({1, 2}, {3, 0})}, data::TargetValues{floats({2}, {0, 4})}));
        return metric.value();
    };
    EXPECT_DOUBLE_EQ(value("mae"), 10.0 / 4);
    EXPECT_DOUBLE_EQ(value("mse"), 30.0 / 4);
    EXPECT_DOUBLE_EQ(value("rmse"), std::sqrt(30.0 / 4));
    EXPECT_TRUE(std::isnan(Watched("mae").value()));
}

TEST(TargetError, ReadsTheChosenOutputAndChecksItsSize) {
    Watched metric("mae:output=1");
    ASSERT_TRUE(metric.see({floats({1}, {9}), floats({1}, {5})}, data::TargetValues{floats({1}, {4})}));
    EXPECT_DOUBLE_EQ(metric.value(), 1.0);
    EXPECT_EQ(metric.complaint({floats({1}, {9})}, data::TargetValues{floats({1}, {4})}),
              "mae@1: there is no output 1; the network has 1, counted from 0");
    EXPECT_EQ(metric.complaint({floats({1}, {9}), floats({1}, {5})}, data::TargetValues{floats({2}, {4, 4})}),
              "mae@1: sample 2 has 2 target values, but the network's output has 1");
}

TEST(ReferenceDistance, ComparesWithTheFloatModel) {
    // reference (3, 4), output (3, 3): noise 1, signal 25, cosine (9 + 12) / (5 · √18).
    const auto seen = [](const std::string& spec) {
        Watched metric(spec);
        EXPECT_TRUE(metric.see({floats({2}, {3, 3})}, {}, {floats({2}, {3, 4})}));
        return metric.value();
    };
    EXPECT_DOUBLE_EQ(seen("nmse"), 1.0 / 25);
    EXPECT_DOUBLE_EQ(seen("sqnr"), 10 * std::log10(25.0));
    EXPECT_DOUBLE_EQ(seen("cosine"), 21 / (5 * std::sqrt(18.0)));
    EXPECT_TRUE(std::isnan(Watched("nmse").value()));
    Watched metric("sqnr");
    EXPECT_EQ(metric.complaint({floats({1}, {1})}, {}),
              "sqnr: the network has 1 outputs, its reference 0; a model to compare with must have the same");
}

TEST(Agreement, CountsSamplesWithTheFloatModelsAnswer) {
    Watched classes("agreement");
    ASSERT_TRUE(classes.see({floats({1, 3}, {1, 5, 2})}, {}, {floats({1, 3}, {0, 9, 8})}));  // both 1
    ASSERT_TRUE(classes.see({floats({1, 3}, {1, 5, 7})}, {}, {floats({1, 3}, {0, 9, 8})}));  // 2 and 1
    EXPECT_DOUBLE_EQ(classes.value(), 0.5);
    EXPECT_DOUBLE_EQ(classes.metric().bestAfter(2).value(), 0.75);
    EXPECT_EQ(classes.complaint({floats({1, 2, 2}, {1, 2, 3, 4})}, {}, {floats({1, 2, 2}, {1, 2, 3, 4})}),
              "agreement: needs an output with one score per class, such as 1x1000; the outputs are 1x2x2");

    // Best classes 1 1 0 and 1 0 0 are both the line "1"; 1 0 1 is "1 1".
    const Tensor line = floats({1, 3, 2}, {0, 9, 0, 9, 9, 0}), same = floats({1, 3, 2}, {0, 9, 9, 0, 9, 0}),
                 other = floats({1, 3, 2}, {0, 9, 9, 0, 0, 9});
    Watched lines("ctc_agreement");
    ASSERT_TRUE(lines.see({same}, {}, {line}));
    ASSERT_TRUE(lines.see({other}, {}, {line}));
    EXPECT_DOUBLE_EQ(lines.value(), 0.5);
}

TEST(Ctc, TakesRunsOnceAndLeavesBlanksOut) {
    // Best classes 1 1 0 1 2 2: "1", blank, "1", "2".
    const Tensor scores = floats({1, 6, 3}, {0, 9, 0, 0, 9, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9});
    EXPECT_EQ(greedyCtc(scores, 0).value(), (std::vector<std::int64_t>{1, 1, 2}));
    EXPECT_EQ(greedyCtc(scores.reshaped({6, 1, 3}), 0).value(), greedyCtc(scores, 0).value());
    EXPECT_EQ(greedyCtc(scores, 2).value(), (std::vector<std::int64_t>{1, 0, 1}));
    EXPECT_FALSE(greedyCtc(scores, 3));
    EXPECT_FALSE(greedyCtc(floats({2, 2, 1}, {1, 2, 3, 4}), 0));
}

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
    const auto distance = [](const std::string& a, const std::string& b) { return editDistance(characters(a), characters(b)); };
    EXPECT_EQ(distance("kitten", "sitting"), 3u);
    EXPECT_EQ(distance("", "abc"), 3u);
    EXPECT_EQ(distance("abc", ""), 3u);
    EXPECT_EQ(distance("日本語", "日本"), 1u);  // characters, not bytes
    EXPECT_EQ(distance("same", "same"), 0u);
}

TEST(TextLine, IsReadThroughTheDictionary) {
    const test::TempDir folder;
    const std::string dictionary = folder.write("dict.txt", "a\r\n日\n").string();
    // Classes: 0 blank, 1 a, 2 日, 3 the space. "a 日" is right; "aa" has one error of one character too many.
    const auto line = [](const std::vector<int>& classes) {
        std::vector<float> values;
        for (const int best : classes)
            for (int i = 0; i < 4; ++i) values.push_back(i == best ? 1.0f : 0.0f);
        return floats({1, static_cast<std::int64_t>(classes.size()), 4}, values);
    };
    Watched exact("ctc_exact:dictionary=" + dictionary + ",space=last"), errors("ctc_cer:dictionary=" + dictionary + ",space=last");
    for (Watched* metric : {&exact, &errors}) {
        const auto first = metric->see({line({1, 3, 2})}, data::TextLine{"a 日"});
        ASSERT_TRUE(first) << first.error().message();
        EXPECT_EQ(first->prediction, "a 日");
        ASSERT_TRUE(metric->see({line({1, 0, 1})}, data::TextLine{"a"}));
    }
    EXPECT_DOUBLE_EQ(exact.value(), 0.5);
    EXPECT_DOUBLE_EQ(errors.value(), 1.0 / 4);
    Watched without("ctc_exact:dictionary=" + dictionary);
    EXPECT_THAT(without.complaint({line({3})}, data::TextLine{"a"}),
                testing::HasSubstr("gave class 3, but the dictionary ends with class 2"));
    EXPECT_EQ(create("ctc_exact:dictionary=/no/such/file").error().code(), ErrorCode::NotFound);
}

TEST(TextLine, WithoutADictionaryIsComparedAsNumbers) {
    Watched metric("ctc_exact:blank=2");
    ASSERT_TRUE(metric.see({floats({2, 3}, {1, 0, 0, 0, 1, 0})}, data::TokenIds{{0, 1}}));
    EXPECT_EQ(metric.value(), 1.0);
}

TEST(MaskedAccuracy, CountsTheHiddenTokensOnly) {
    Watched metric("masked_accuracy");
    const Tensor scores = floats({1, 3, 2}, {9, 0, 0, 9, 0, 9});  // tokens 0, 1, 1
    ASSERT_TRUE(metric.see({scores}, data::MaskedTokens{{0, 2}, {0, 0}}));
    ASSERT_TRUE(metric.see({scores}, data::MaskedTokens{{1}, {1}}));
    EXPECT_DOUBLE_EQ(metric.value(), 2.0 / 3);
    EXPECT_EQ(metric.complaint({scores}, data::MaskedTokens{{3}, {0}}),
              "masked_accuracy: sample 2 hides token 3, but the network's output has 3 tokens");
    EXPECT_FALSE(metric.see({scores}, data::MaskedTokens{{}, {}}).value().value.has_value());
}

}  // namespace
}  // namespace rf::metrics
