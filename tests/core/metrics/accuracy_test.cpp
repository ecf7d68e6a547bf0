// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "core/metrics/metric.h"

namespace rf::metrics {
namespace {

Tensor scores(const std::vector<float>& values, Shape shape = {}) {
    if (shape.empty()) shape = {1, static_cast<std::int64_t>(values.size())};
    return Tensor::from<float>(std::move(shape), values);
}

double accuracy(const std::string& name, const std::vector<std::pair<std::vector<float>, std::int64_t>>& samples) {
    const auto metric = create(name).value();
    for (const auto& [values, label] : samples) EXPECT_TRUE(metric->update({0, "", std::vector<Tensor>{scores(values)}, label}));
    return metric->value();
}

TEST(Accuracy, IsTheShareOfLabelsAmongTheBest) {
    const std::vector<std::pair<std::vector<float>, std::int64_t>> samples{
        {{0.1f, 0.7f, 0.2f}, 1}, {{0.1f, 0.7f, 0.2f}, 2}, {{0.1f, 0.7f, 0.2f}, 0}, {{9, 1, 2}, 0}};
    EXPECT_EQ(accuracy("accuracy@1", samples), 0.5);
    EXPECT_EQ(accuracy("accuracy@2", samples), 0.75);
    EXPECT_EQ(accuracy("accuracy@3", samples), 1.0);
    EXPECT_EQ(accuracy("accuracy@1", {}), 0.0);
}

TEST(Accuracy, GivesTiesToTheLowerIndexAndNanFirstAsNumPyDoes) {
    EXPECT_EQ(accuracy("accuracy@1", {{{3, 3, 1}, 0}}), 1.0);
    EXPECT_EQ(accuracy("accuracy@1", {{{3, 3, 1}, 1}}), 0.0);
    EXPECT_EQ(accuracy("accuracy@2", {{{3, 3, 1}, 1}}), 1.0);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(accuracy("accuracy@1", {{{3, nan, nan}, 1}}), 1.0);
    EXPECT_EQ(accuracy("accuracy@1", {{{3, nan, nan}, 0}}), 0.0);
    EXPECT_EQ(accuracy("accuracy@1", {{{3, nan, nan}, 2}}), 0.0);
}

TEST(Accuracy, ReadsTheFirstOutputWithABatchOfOne) {
    const auto metric = create("accuracy@1").value();
    const std::vector<Tensor> outputs{Tensor::scalar(1.0f), scores({1, 2, 3, 4}, {2, 2}), scores({5, 6}, {1, 2, 1, 1}), scores({9, 0})};
    ASSERT_TRUE(metric->update({0, "", outputs, std::int64_t{1}}));
    ASSERT_TRUE(metric->update({0, "", std::vector<Tensor>{scores({5, 6}, {2})}, std::int64_t{1}}));
    EXPECT_EQ(metric->value(), 1.0);
    EXPECT_EQ(metric->name(), "accuracy@1");
    EXPECT_EQ(metric->better(), Better::Higher);
}

TEST(Accuracy, SaysWhyItCantScore) {
    const auto message = [](const std::string& name, const std::vector<Tensor>& outputs, std::int64_t label) {
        const auto metric = create(name).value();
        const auto result = metric->update({0, "", outputs, label});
        EXPECT_EQ(metric->value(), 0.0);
        return result ? "no error" : result.error().message();
    };
    EXPECT_EQ(message("accuracy@1", {scores({1, 2, 3, 4}, {1, 2, 2}), scores({1, 2})}, 0),
              "accuracy@1: needs an output with one score per class, such as 1x1000; the outputs are 1x2x2, 1x2");
    EXPECT_EQ(message("accuracy@1", {Tensor::scalar(1.0f)}, 0),
              "accuracy@1: needs an output with one score per class, such as 1x1000; the outputs are scalar");
    EXPECT_EQ(message("accuracy@1", {scores({1, 2, 3, 4}, {4, 1})}, 0),
              "accuracy@1: needs an output with one score per class, such as 1x1000; the outputs are 4x1");
    EXPECT_EQ(message("accuracy@5", {scores({1, 2})}, 0), "accuracy@5: the network tells only 2 classes apart; use at most accuracy@2");
    EXPECT_EQ(message("accuracy@1", {scores({1, 2})}, 2), "accuracy@1: label 2 is outside the 2 classes of the network's output");
    EXPECT_EQ(message("accuracy@1", {scores({1, 2})}, -1), "accuracy@1: label -1 is outside the 2 classes of the network's output");
}

TEST(AccuracyPerClass, AveragesOverTheClassesThatOccur) {
    // Class 0: 2 of 3 right, class 2: 0 of 1; class 1 never occurs: (2/3 + 0) / 2.
    EXPECT_DOUBLE_EQ(accuracy("accuracy_per_class", {{{9, 1, 0}, 0}, {{9, 1, 0}, 0}, {{0, 9, 1}, 0}, {{9, 1, 0}, 2}}), 1.0 / 3);
}

}  // namespace
}  // namespace rf::metrics
