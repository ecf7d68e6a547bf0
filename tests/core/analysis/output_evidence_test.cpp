// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/output_evidence.h"

#include <cmath>

#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::analysis {
namespace {

using Form = OutputReading::Form;
using test::floats;
using test::graphFrom;
using testing::DoubleNear;
using testing::ElementsAre;

std::optional<OutputReading> readingOfText(const std::string& text, bool isClassifier = false) {
    return readingOf(graphFrom("x = Parameter : f32 1x4\n" + text), isClassifier);
}

TEST(OutputReading, FindsTheSoftMaxBehindWhatOnlyRearranges) {
    EXPECT_EQ(readingOfText(
                  "box = ReLU(x) : f32 1x4\np = SoftMax(x) {axis: 1} : f32 1x4\nr = Reshape(p, x) : f32 4\na = Result(box)\nb = Result(r)"),
              (OutputReading{1, Form::Classes, false}));
}

TEST(OutputReading, KnowsWhereDistributionsLie) {
    EXPECT_EQ(readingOfText("y = ReLU(x) : f32 1x40x9\np = Softmax(y) {axis: -1} : f32 1x40x9\nout = Result(p)")->form, Form::Rows);
    EXPECT_EQ(readingOfText("y = ReLU(x) : f32 1x9x4x4\np = Softmax(y) {axis: 1} : f32 1x9x4x4\nout = Result(p)")->form, Form::Planes);
    EXPECT_EQ(readingOfText("p = Sigmoid(x) : f32 1x1x4x4\nout = Result(p)")->form, Form::YesNo);
    EXPECT_FALSE(readingOfText("y = ReLU(x) : f32 1x9x4\np = Softmax(y) {axis: 1} : f32 1x9x4\nout = Result(p)"));
}

TEST(OutputReading, TakesNumbersForScoresOnlyWhenTold) {
    const std::string text = "y = ReLU(x) : f32 1x4\nout = Result(y)";
    EXPECT_FALSE(readingOfText(text));
    EXPECT_EQ(readingOfText(text, true), (OutputReading{0, Form::Classes, true}));
}

Answer answer(const OutputReading& reading, const Tensor& tensor) { return answerOf(reading, std::vector{tensor}).value(); }

TEST(AnswerOf, NormalizesScores) {
    const float ln3 = std::log(3.0f);
    const Answer one = answer({0, Form::Classes, true}, floats({1, 2}, {5 + ln3, 5}));  // e^5 · (3, 1)
    EXPECT_THAT(one.distribution, ElementsAre(testing::FloatNear(0.75f, 1e-6f), testing::FloatNear(0.25f, 1e-6f)));
    EXPECT_NEAR(one.negentropy, 0.75 * std::log(0.75) + 0.25 * std::log(0.25), 1e-6);
}

TEST(AnswerOf, AveragesOverPlaces) {
    const Answer rows = answer({0, Form::Rows}, floats({1, 2, 2}, {1, 0, 0.5, 0.5}));
    EXPECT_THAT(rows.distribution, ElementsAre(0.75f, 0.25f));
    EXPECT_NEAR(rows.negentropy, -std::log(2.0) / 2, 1e-12);
    const Answer planes = answer({0, Form::Planes}, floats({1, 2, 1, 2}, {1, 0.5, 0, 0.5}));
    EXPECT_EQ(planes.distribution, rows.distribution);
    const Answer yesNo = answer({0, Form::YesNo}, floats({1, 2}, {1, 0.5}));
    EXPECT_EQ(yesNo.distribution, rows.distribution);
    EXPECT_NEAR(yesNo.negentropy, rows.negentropy, 1e-12);
}

TEST(AnswerOf, ReadsProbabilitiesStoredAsIntegers) {
    const Tensor stored = Tensor::from<std::int8_t>({1, 2}, std::vector<std::int8_t>{64, -128});  // 192 and 0 of 256
    EXPECT_THAT(answer({0, Form::Classes}, stored).distribution, ElementsAre(1.0f, 0.0f));
    EXPECT_FALSE(answerOf({0, Form::Classes}, std::vector{floats({1, 2}, {0, 0})}));
    EXPECT_FALSE(answerOf({0, Form::Classes, true}, std::vector{floats({1, 2}, {NAN, 0})}));
}

TEST(Information, IsTheMutualInformationOfSamplesAndAnswers) {
    const Answer left{{1, 0}, 0}, right{{0, 1}, 0}, unsure{{0.5f, 0.5f}, -std::log(2.0)};
    const double ln2 = std::log(2.0);
    EXPECT_THAT(informationBySample(std::vector{left, right}), ElementsAre(DoubleNear(ln2, 1e-12), DoubleNear(ln2, 1e-12)));
    EXPECT_THAT(informationBySample(std::vector{left, left}), ElementsAre(0.0, 0.0));  // sure, and always the same
    EXPECT_THAT(informationBySample(std::vector{unsure, unsure}), ElementsAre(DoubleNear(0, 1e-12), DoubleNear(0, 1e-12)));
    // The mean is (3/4, 1/4): ln 4/3 for the one, and ln(1/2) - (ln 3/4 + ln 1/4) / 2 for the other.
    EXPECT_THAT(informationBySample(std::vector{left, unsure}),
                ElementsAre(DoubleNear(std::log(4.0 / 3), 1e-7), DoubleNear(-ln2 - (std::log(0.75) + std::log(0.25)) / 2, 1e-7)));
    EXPECT_EQ(mostInformation(std::vector{left, right, unsure}), ln2);
}

TEST(PairedStatistic, IsStudents) {
    // Differences 1, 2, 3: mean 2, deviation 1, 2 / (1 / √3).
    EXPECT_NEAR(pairedStatistic(std::vector{2.0, 4.0, 6.0}, std::vector{1.0, 2.0, 3.0}), 2 * std::sqrt(3.0), 1e-12);
    EXPECT_EQ(pairedStatistic(std::vector{2.0, 4.0}, std::vector{2.0, 4.0}), 0.0);
}

TEST(WeightOfDifference, IsTheBoundOnWhatAProbabilityMaySay) {
    // Student's t of 2.262 with 9 degrees of freedom has p = 0.05 (any table of it): -ln(e · 0.05 · ln 20) = 0.898.
    EXPECT_NEAR(weightOfDifference(2.262, 10), 0.898, 0.01);
    EXPECT_NEAR(weightOfDifference(-1.984, 100), 0.898, 0.01);
    EXPECT_EQ(weightOfDifference(0.5, 100), 0.0);
    EXPECT_GT(weightOfDifference(1e9, 100), 100.0);
}

TEST(SignTest, CountsBothTailsOfTheBinomialDistribution) {
    EXPECT_NEAR(signTest(5, 0), 2.0 / 32, 1e-12);
    EXPECT_NEAR(signTest(1, 3), 2 * 5.0 / 16, 1e-12);
    EXPECT_EQ(signTest(2, 2), 1.0);
    EXPECT_EQ(signTest(0, 0), 1.0);
}

}  // namespace
}  // namespace rf::analysis
