// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tuning_space.h"

#include <gmock/gmock.h>

#include "core/search/tuning_estimators.h"
#include "tests/support/graph_text.h"

namespace rf::search {
namespace {

using calibration::Aggregator;
using calibration::Granularity;
using calibration::Reduction;
using quantization::Mode;
using quantization::RangeEstimator;
using quantization::Scheme;
using quantization::Settings;
using testing::ElementsAre;
using testing::SizeIs;

Scheme scheme(int bits, Mode mode, Granularity granularity) {
    Scheme result;
    result.bits = bits;
    result.mode = mode;
    result.granularity = granularity;
    return result;
}

const Scheme kSymTensor = scheme(8, Mode::Symmetric, Granularity::PerTensor),
             kAsymTensor = scheme(8, Mode::Asymmetric, Granularity::PerTensor);
const Scheme kSymChannel = scheme(8, Mode::Symmetric, Granularity::PerChannel),
             kWide = scheme(16, Mode::Symmetric, Granularity::PerChannel);

const TunableLayer kConv = {"conv", {kSymTensor, kAsymTensor}, {kSymChannel, kWide}, true};
const TunableLayer kAdd = {"add", {kSymTensor, kAsymTensor}, {}, false};

Tuning varying(std::vector<TuningScope> scope, std::vector<EstimatorScope> estimators = {}) {
    Tuning tuning;
    tuning.scope = std::move(scope);
    tuning.estimatorScope = std::move(estimators);
    return tuning;
}

TEST(TuningSpace, HasOnePointWithoutAScope) {
    const TuningSpace space = tuningSpace({}, {}, {kConv, kAdd});
    EXPECT_THAT(space.sizes(), ElementsAre(1, 1));
    EXPECT_EQ(settingsOf(space, {0, 0}, {}), Settings{});
}

// 2 modes of activations times 2 widths of weights; in float; the Add has no weights.
TEST(TuningSpace, IsTheProductOfWhatMayVary) {
    EXPECT_THAT(tuningSpace(varying({TuningScope::Mode}), {}, {kConv, kAdd}).sizes(), ElementsAre(2, 2));
    EXPECT_THAT(tuningSpace(varying({TuningScope::Bits}), {}, {kConv, kAdd}).sizes(), ElementsAre(2, 1));
    EXPECT_THAT(tuningSpace(varying({TuningScope::Mode, TuningScope::Bits}), {}, {kConv, kAdd}).sizes(), ElementsAre(4, 2));
    EXPECT_THAT(tuningSpace(varying({TuningScope::Mode, TuningScope::Bits, TuningScope::Layer}), {}, {kConv, kAdd}).sizes(),
                ElementsAre(5, 3));
    EXPECT_THAT(tuningSpace(varying({TuningScope::BiasCorrection}), {}, {kConv, kAdd}).sizes(), ElementsAre(2, 1));
    EXPECT_THAT(tuningSpace(varying({TuningScope::Granularity}), {}, {kConv, kAdd}).sizes(), ElementsAre(1, 1));
}

TEST(TuningSpace, KeepsToWhatTheUserAskedFor) {
    Settings base;
    base.activations.mode = Mode::Asymmetric;
    EXPECT_THAT(tuningSpace(varying({TuningScope::Mode}), base, {kAdd}).sizes(), ElementsAre(1));
}

TEST(TuningSpace, BecomesSettings) {
    const TuningSpace space = tuningSpace(varying({TuningScope::Mode, TuningScope::Layer, TuningScope::BiasCorrection}), {}, {kConv, kAdd});
    ASSERT_THAT(space.options[0], SizeIs(5));  // 2 modes x bias or not, and float
    const Settings settings = settingsOf(space, {3, 2}, {});
    ASSERT_THAT(settings.layers, SizeIs(1));
    EXPECT_EQ(settings.layers[0].layer, "conv");
    EXPECT_EQ(settings.layers[0].activations->mode, Mode::Asymmetric);
    EXPECT_FALSE(settings.layers[0].weights);
    EXPECT_FALSE(settings.layers[0].correctBias);
    EXPECT_THAT(settings.ignored.names, ElementsAre("add"));
    EXPECT_DOUBLE_EQ(quantizedShare(space, {3, 2}), 0.5);
}

TEST(TuningSpace, IsFoundAgainFromSettings) {
    Settings base;
    base.ignored.names = {"elsewhere"};
    base.layers = {{"conv", {}, {}, false}};
    const TuningSpace space =
        tuningSpace(varying({TuningScope::Mode, TuningScope::Layer, TuningScope::BiasCorrection}), base, {kConv, kAdd});
    for (std::size_t conv = 0; conv < space.options[0].size(); ++conv)
        for (std::size_t add = 0; add < space.options[1].size(); ++add)
            EXPECT_EQ(choiceOf(space, settingsOf(space, {conv, add}, base), base), (Choice{conv, add}));
    Settings other = base;
    other.preset = quantization::Preset::Mixed;
    EXPECT_EQ(choiceOf(space, other, base), std::nullopt);
    Settings foreign = base;
    foreign.layers[0].weights.emplace().bits = 4;
    EXPECT_EQ(choiceOf(space, foreign, base), std::nullopt);
}

TEST(TuningSpace, RefinesWhatWasFound) {
    const Tuning tuning = varying({TuningScope::Mode, TuningScope::Layer});
    Settings found;
    found.layers = {{"conv", std::nullopt, quantization::TensorConstraint{}}};
    found.layers[0].activations->mode = Mode::Asymmetric;
    found.ignored.names = {"add"};
    const TuningSpace space = tuningSpace(tuning, {}, {kConv, kAdd}, optionsIn(found, {kConv, kAdd}));
    EXPECT_THAT(space.sizes(), ElementsAre(3, 1));  // a layer in float stays there
    EXPECT_EQ(settingsOf(space, {0, 0}, {}), found);
}

// Symmetric: only the upper border varies, extreme or quantile, the quantile with three probabilities.
TEST(EstimatorVariants, VaryTheBordersThatAreNamed) {
    const auto count = [](const Scheme& scheme, std::vector<EstimatorScope> scope,
                          quantization::Group group = quantization::Group::Activations) {
        return estimatorVariants(group, scheme, {}, varying({TuningScope::RangeEstimator}, std::move(scope))).size();
    };
    using enum EstimatorScope;
    EXPECT_EQ(count(kSymTensor, {}), 0u);
    EXPECT_EQ(count(kSymTensor, {Type}), 1u);                                       // the quantile
    EXPECT_EQ(count(kSymTensor, {Type, OutlierProbability}), 3u);                   // three quantiles
    EXPECT_EQ(count(kAsymTensor, {Type}), 3u);                                      // 2 x 2, less the present one
    EXPECT_EQ(count(kAsymTensor, {Type, OutlierProbability}), 15u);                 // 4 x 4 less one
    EXPECT_EQ(count(kSymTensor, {Aggregator}), 6u);                                 // 7 aggregators less mean
    EXPECT_EQ(count(kSymChannel, {Aggregator}, quantization::Group::Weights), 0u);  // weights are not aggregated
    EXPECT_EQ(count(kSymChannel, {Type}, quantization::Group::Weights), 1u);
}

TEST(EstimatorVariants, AreExplicit) {
    const auto variants =
        estimatorVariants(quantization::Group::Activations, kSymTensor, {}, varying({TuningScope::RangeEstimator}, {EstimatorScope::Type}));
    ASSERT_THAT(variants, SizeIs(1));
    EXPECT_EQ(variants[0].max.type, Reduction::AbsQuantile);
    EXPECT_EQ(variants[0].max.outlierProbability, 1e-4);
    EXPECT_EQ(variants[0].max.aggregator, Aggregator::Mean);
}

TEST(EstimatorVariants, OfferEveryPresetThatDiffersFromThePresentOne) {
    const Tuning tuning = varying({TuningScope::RangeEstimator}, {EstimatorScope::Preset});
    for (const RangeEstimator& variant : estimatorVariants(quantization::Group::Activations, kSymTensor, {}, tuning))
        EXPECT_NE(variant.preset, quantization::EstimatorPreset::Default);
    EXPECT_THAT(estimatorVariants(quantization::Group::Activations, kSymTensor, {}, tuning), SizeIs(3));
}

TEST(TunableLayers, AreThoseThatThePlacementQuantizes) {
    const auto profile = quantization::hardwareProfile("CPU").value();
    const auto graph = test::graphFrom(R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        conv = Convolution(in, w) {strides: 1,1} : f32 1x4x8x8
        relu = ReLU(conv) : f32 1x4x8x8
        w2 = Const : f32 4x4x1x1
        left = Convolution(relu, w2) {strides: 1,1} : f32 1x4x8x8
        out = Result(left)
    )");
    Settings settings;
    settings.ignored.names = {"left"};
    const auto layers = tunableLayers(quantization::place(graph, profile, settings).value(), profile);
    ASSERT_THAT(layers, SizeIs(1));
    EXPECT_EQ(layers[0].name, "conv");
    EXPECT_THAT(layers[0].activations, SizeIs(2));
    EXPECT_THAT(layers[0].weights, SizeIs(2));
    EXPECT_TRUE(layers[0].correctsBias);
}

}  // namespace
}  // namespace rf::search
