// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/doctor_verdict.h"

#include <gmock/gmock.h>

#include <cmath>

namespace rf::pipeline {
namespace {

using data::ChannelOrder;
using testing::ElementsAre;
using testing::HasSubstr;

CandidateScore candidate(const std::string& scale, ChannelOrder order, double support) {
    return {.candidate = {.normalization = {.name = scale}, .order = order},
            .evidence = {{EvidenceKind::StuckChannels, -support / 10, support}}};
}

std::vector<CandidateScore> weighed(std::vector<CandidateScore> candidates) {
    weigh(candidates);
    return candidates;
}

TEST(Weigh, TurnsLogLikelihoodsIntoPlausibilitiesAndSorts) {
    std::vector<CandidateScore> candidates{candidate("a", ChannelOrder::Rgb, -std::log(3.0)), candidate("b", ChannelOrder::Rgb, 0)};
    candidates[0].evidence.push_back({EvidenceKind::Magnitude, 1, -std::log(3.0)});
    EXPECT_THAT(weigh(candidates), ElementsAre(1u, 0u));
    EXPECT_EQ(nameOf(candidates[0].candidate), "RGB, b");
    EXPECT_NEAR(candidates[0].plausibility, 0.9, 1e-12);  // 9 : 1
    EXPECT_NEAR(candidates[1].support, -2 * std::log(3.0), 1e-12);
}

TEST(Weigh, RulesOutWhatMakesNoNumbers) {
    const auto candidates = weighed({candidate("a", ChannelOrder::Rgb, NAN), candidate("b", ChannelOrder::Rgb, -5)});
    EXPECT_EQ(nameOf(candidates[0].candidate), "RGB, b");
    EXPECT_LT(candidates[1].plausibility, 1e-6);
}

TEST(VerdictByEvidence, IsSureAtNineteenToOne) {
    const auto verdict =
        verdictByEvidence(weighed({candidate("a", ChannelOrder::Rgb, 0), candidate("b", ChannelOrder::Rgb, -std::log(25.0))}));
    EXPECT_EQ(verdict.confidence, Confidence::Sure);
    EXPECT_EQ(verdict.plausible, 1u);
    EXPECT_EQ(verdict.sentence.text(), "surely RGB, a (plausibility 96 %)");
    EXPECT_THAT(verdict.reason.text(), HasSubstr("channels are stuck"));
}

TEST(VerdictByEvidence, IsLikelyAtFourToOneAndNamesWhatElseItMayBe) {
    const auto verdict =
        verdictByEvidence(weighed({candidate("a", ChannelOrder::Rgb, 0), candidate("b", ChannelOrder::Rgb, -std::log(6.0))}));
    EXPECT_EQ(verdict.confidence, Confidence::Likely);
    EXPECT_EQ(verdict.sentence.text(), "probably RGB, a (plausibility 86 %); not ruled out: RGB, b");
}

TEST(VerdictByEvidence, SettlesTheScaleAlthoughTheOrderIsOpen) {
    const auto verdict = verdictByEvidence(weighed({candidate("a", ChannelOrder::Rgb, 0), candidate("a", ChannelOrder::Bgr, -0.1),
                                                    candidate("b", ChannelOrder::Rgb, -9), candidate("b", ChannelOrder::Bgr, -9)}));
    EXPECT_EQ(verdict.confidence, Confidence::Undecided);
    EXPECT_EQ(verdict.plausible, 2u);
    EXPECT_EQ(verdict.sentence.text(), "of the values: a (plausibility > 99 %); the order of the channels can't be told");
}

TEST(VerdictByEvidence, ListsWhatCannotBeToldApart) {
    const auto some = verdictByEvidence(
        weighed({candidate("a", ChannelOrder::Rgb, 0), candidate("b", ChannelOrder::Rgb, -0.1), candidate("c", ChannelOrder::Rgb, -9)}));
    EXPECT_EQ(some.sentence.text(), "these can't be told apart: RGB, a; RGB, b");
    const auto all = verdictByEvidence(weighed({candidate("a", ChannelOrder::Rgb, 0), candidate("b", ChannelOrder::Rgb, -0.1)}));
    EXPECT_EQ(all.sentence.text(), "none of the candidates can be ruled out");
    EXPECT_THAT(all.reason.text(), HasSubstr("nothing that was seen"));
}

TEST(VerdictByEvidence, HasNothingToChooseOfOne) {
    EXPECT_EQ(verdictByEvidence(weighed({candidate("a", ChannelOrder::AsStored, 0)})).sentence.text(), "there is nothing to choose: a");
}

struct Labelled {
    std::vector<CandidateScore> candidates;
    std::vector<SampleValues> values;
};

/// Candidates with these numbers of hits of 12; hits come first.
Labelled labelled(const std::vector<int>& hits) {
    Labelled result;
    for (const int count : hits) {
        result.candidates.push_back(candidate(std::to_string(count), ChannelOrder::AsStored, 0));
        result.candidates.back().metric = count / 12.0;
        SampleValues& values = result.values.emplace_back();
        for (int i = 0; i < 12; ++i) values.push_back(i < count ? 1.0 : 0.0);
    }
    return result;
}

TEST(VerdictByLabels, TestsTheLeadAgainstChance) {
    auto [candidates, values] = labelled({0, 12, 2});
    rankByMetric(candidates, values, metrics::Better::Higher);
    EXPECT_EQ(nameOf(candidates[0].candidate), "12");
    // 10 and 12 wins to none, doubled for both tails, times two tests.
    EXPECT_NEAR(*candidates[1].chance, 4 * std::pow(0.5, 10), 1e-9);
    EXPECT_NEAR(*candidates[2].chance, 4 * std::pow(0.5, 12), 1e-9);
    const auto verdict = verdictByLabels(candidates, "accuracy", metrics::Unit::Share);
    EXPECT_EQ(verdict.confidence, Confidence::Sure);
    EXPECT_EQ(verdict.sentence.text(), "surely 12: accuracy 100.00 %");
}

TEST(VerdictByLabels, IsUndecidedWhereItMayBeChance) {
    auto [candidates, values] = labelled({12, 9, 0});
    rankByMetric(candidates, values, metrics::Better::Higher);
    EXPECT_NEAR(*candidates[1].chance, 4 * std::pow(0.5, 3), 1e-9);
    const auto verdict = verdictByLabels(candidates, "accuracy", metrics::Unit::Share);
    EXPECT_EQ(verdict.confidence, Confidence::Undecided);
    EXPECT_EQ(verdict.plausible, 2u);
    EXPECT_THAT(verdict.sentence.text(), HasSubstr("can't be told apart on so few samples: 12; 9"));
}

TEST(VerdictByLabels, KnowsMetricsThatAreBetterLowerAndThoseWithoutValuesOfSamples) {
    auto [candidates, values] = labelled({12, 0});
    rankByMetric(candidates, values, metrics::Better::Lower);
    EXPECT_EQ(nameOf(candidates[0].candidate), "0");
    EXPECT_NEAR(*candidates[1].chance, 2 * std::pow(0.5, 12), 1e-9);

    auto whole = labelled({12, 0});
    for (SampleValues& one : whole.values) one.assign(12, std::nullopt);
    rankByMetric(whole.candidates, whole.values, metrics::Better::Higher);
    EXPECT_FALSE(whole.candidates[1].chance);
    EXPECT_EQ(verdictByLabels(whole.candidates, "map", metrics::Unit::Share).confidence, Confidence::Likely);
}

}  // namespace
}  // namespace rf::pipeline
