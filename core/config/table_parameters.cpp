// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/search_names.h"
#include "core/config/tables.h"

namespace rf::config {

namespace {

// Which algorithms know a key (spec 02, sections 2 to 6 and 7.3).
constexpr AlgorithmSet kBase = kDefault | kAccuracyAware;
constexpr AlgorithmSet kRanges = kBase | kMinMax | kTunable;

constexpr auto kParameterSettings = [](auto member) {
    return [member](auto& p) -> auto& { return p.settings.*member; };
};
constexpr auto kSampling = [](auto member) {
    return [member](auto& p) -> auto& { return p.sampling.*member; };
};
constexpr auto kCorrection = [](auto member) {
    return [member](auto& p) -> auto& { return p.biasCorrection.*member; };
};
constexpr auto kSmoothing = [](auto member) {
    return [member](auto& p) -> auto& { return p.settings.smoothQuant.*member; };
};
constexpr auto kControl = [](auto member) {
    return [member](auto& p) -> auto& { return p.accuracyControl.*member; };
};
constexpr auto kTuning = [](auto member) {
    return [member](auto& p) -> auto& { return p.tuning.*member; };
};
constexpr auto kLayerwise = [](auto member) {
    return [member](auto& p) -> auto& { return p.layerwiseTuning.*member; };
};

Table<Parameters>&& quantizationKeys(Table<Parameters>&& table) {
    using quantization::BiasCorrectionSettings;
    using quantization::Sampling;
    using quantization::Settings;
    using quantization::SmoothQuantSettings;
    return std::move(table)
        .key(
            "preset", kParameterSettings(&Settings::preset),
            RF_TEXT(
                "core",
                "Performance quantizes symmetrically and runs fastest. Mixed takes asymmetric activations, which lose less. Accuracy "
                "takes asymmetric weights too. Auto tries performance, mixed, rules for transformers, other bias correction and no channel "
                "alignment, and keeps what is clearly nearer to the float model."),
            {.option = "--preset", .algorithms = kRanges})
        .key("stat_subset_size", kSampling(&Sampling::subsetSize), RF_TEXT("core", "Samples to calibrate with; at most what the data has."),
             {.low = 1, .otherwise = "the whole data set; 300 where no algorithm is named", .option = "--subset", .algorithms = kSampled})
        .unused<std::int64_t>("stat_batch_size",
                              RF_TEXT("core", "Accepted from POT; samples are run one by one, so that it changes nothing."),
                              {.low = 1, .algorithms = kSampled})
        .key("shuffle_data", kSampling(&Sampling::shuffleData), RF_TEXT("core", "Take a random subset instead of the first samples."),
             {.algorithms = kSampled})
        .key("seed", kSampling(&Sampling::seed), RF_TEXT("core", "Seed of every random choice."),
             {.low = 0, .option = "--seed", .algorithms = kSampled})
        .key("range_estimator", kParameterSettings(&Settings::rangeEstimator),
             RF_TEXT("core", "How ranges are taken from the data, for weights and activations that do not say it themselves."),
             {.algorithms = kRanges})
        .key("weights", kParameterSettings(&Settings::weights), RF_TEXT("core", "How weights are quantized."), {.algorithms = kRanges})
        .key("activations", kParameterSettings(&Settings::activations), RF_TEXT("core", "How activations are quantized."),
             {.algorithms = kRanges})
        .key("saturation_fix", kParameterSettings(&Settings::saturationFix),
             RF_TEXT("core",
                     "Which weights use half of their range, so that sums of products can't overflow 16 bits on processors without VNNI."),
             {.algorithms = kRanges})
        .key("use_fast_bias", kCorrection(&BiasCorrectionSettings::fast),
             RF_TEXT("core",
                     "Correct biases from channel means, which takes no further run; off: with whole activations, layer by layer, which "
                     "takes long and is exact."),
             {.algorithms = kBase})
        .key("apply_for_all_nodes", kCorrection(&BiasCorrectionSettings::applyForAllNodes),
             RF_TEXT("core", "Correct biases of layers with float weights too."), {.algorithms = kBiases})
        .key("threshold", kCorrection(&BiasCorrectionSettings::threshold),
             RF_TEXT("core", "A bias is left alone where it would change by this many times its size."),
             {.low = 0, .infinite = true, .otherwise = "2, or 1000 without use_fast_bias", .algorithms = kBiases})
        .key("eps_factor", kParameterSettings(&Settings::weightBiasEpsilon),
             RF_TEXT("core", "Added to the deviation of quantized weights before it divides."), {.low = 0, .algorithms = kWeightBias})
        .key("use_smooth_quant", kSmoothing(&SmoothQuantSettings::use),
             RF_TEXT("core", "Divide channels of activations and multiply the weights behind them, so that outliers don't set ranges."),
             {.otherwise = "for transformers, without the compatibility pot", .algorithms = kBase})
        .key("matmul_alpha", kSmoothing(&SmoothQuantSettings::matMulAlpha),
             RF_TEXT("core", "How much of the spread of its input a MatMul's weights take over: 0 nothing, 1 all."),
             {.low = 0, .high = 1, .algorithms = kBase | kSmoothQuant})
        .key("convolution_alpha", kSmoothing(&SmoothQuantSettings::convolutionAlpha), RF_TEXT("core", "The same for convolutions."),
             {.low = 0, .high = 1, .otherwise = "convolutions stay as they are", .algorithms = kBase | kSmoothQuant})
        .key("ignored", kParameterSettings(&Settings::ignored), RF_TEXT("core", "Layers that stay in floating point."));
}

Table<Parameters>&& layerwiseKeys(Table<Parameters>&& table) {
    return std::move(table)
        .key("use_layerwise_tuning", kLayerwise(&search::LayerwiseTuning::enabled),
             RF_TEXT("core", "Tune ranges and weights of each layer by gradient descent afterwards."), {.algorithms = kBase})
        .key("num_samples_for_tuning", kLayerwise(&search::LayerwiseTuning::samples),
             RF_TEXT("core", "Samples that a layer is tuned with."), {.low = 1, .algorithms = kBase})
        .key("batch_size", kLayerwise(&search::LayerwiseTuning::batchSize), RF_TEXT("core", "Samples of one step of tuning."),
             {.low = 1, .algorithms = kBase})
        .key("calibration_indices_pool", kLayerwise(&search::LayerwiseTuning::poolSize), RF_TEXT("core", "Samples to draw batches from."),
             {.low = 1, .algorithms = kBase})
        .key("tuning_iterations", kLayerwise(&search::LayerwiseTuning::iterations), RF_TEXT("core", "Steps of tuning for a layer."),
             {.low = 1, .otherwise = "num_samples_for_tuning / batch_size", .algorithms = kBase})
        .key("optimizer", kLayerwise(&search::LayerwiseTuning::optimizer), RF_TEXT("core", "How a step of tuning is made."),
             {.algorithms = kBase})
        .key("loss", kLayerwise(&search::LayerwiseTuning::loss), RF_TEXT("core", "What tuning makes small."), {.algorithms = kBase})
        .key("weight_decay", kLayerwise(&search::LayerwiseTuning::weightDecay), RF_TEXT("core", "Weight decay of tuning."),
             {.low = 0, .algorithms = kBase})
        .key("random_seed", kLayerwise(&search::LayerwiseTuning::seed), RF_TEXT("core", "Seed of the batches of tuning."),
             {.low = 0, .algorithms = kBase})
        .key("use_ranking_subset", kLayerwise(&search::LayerwiseTuning::rankingSubset),
             RF_TEXT("core", "Tune with the samples that quantization harms most."), {.algorithms = kBase})
        .key("calculate_grads_on_loss_increase_only", kLayerwise(&search::LayerwiseTuning::gradientsOnLossIncreaseOnly),
             RF_TEXT("core", "Make a step of tuning only where the loss has grown."), {.algorithms = kBase});
}

Table<Parameters>&& searchKeys(Table<Parameters>&& table) {
    return std::move(table)
        .key("maximal_drop", kControl(&search::AccuracyControl::maximalDrop), RF_TEXT("core", "How much of a metric may be lost."),
             {.low = 0, .option = "--max-drop", .algorithms = kAccuracyAware})
        .key("drop_type", kControl(&search::AccuracyControl::dropType),
             RF_TEXT("core", "Whether the drop is a difference or a share of the float model's value."),
             {.option = "--drop-type", .algorithms = kAccuracyAware})
        .key("max_iter_num", kControl(&search::AccuracyControl::maxIterations), RF_TEXT("core", "Rounds of returning layers to float."),
             {.low = 1, .otherwise = "no limit", .algorithms = kAccuracyAware})
        .key("ranking_subset_size", kControl(&search::AccuracyControl::rankingSubsetSize), RF_TEXT("core", "Samples to rank layers on."),
             {.low = 1, .otherwise = "300, or the whole data set where it is smaller", .algorithms = kAccuracyAware})
        .key("metric_subset_ratio", kControl(&search::AccuracyControl::metricSubsetRatio),
             RF_TEXT("core", "Share of the data that differences are looked for in, where all baselines are given."),
             {.low = 0, .high = 1, .algorithms = kAccuracyAware})
        .key("use_prev_if_drop_increase", kControl(&search::AccuracyControl::stepBackWhenDropGrows),
             RF_TEXT("core", "Go back one round when the drop has grown."), {.algorithms = kAccuracyAware})
        .key("base_algorithm", kControl(&search::AccuracyControl::baseAlgorithm),
             RF_TEXT("core", "The algorithm that quantizes; its parameters stand beside this key."), {.algorithms = kAccuracyAware})
        .key("metrics", kControl(&search::AccuracyControl::metrics), RF_TEXT("core", "Metrics that must not drop."),
             {.otherwise = "all that are measured", .algorithms = kAccuracyAware})
        .key("convert_to_mixed_preset", kControl(&search::AccuracyControl::convertToMixedPreset),
             RF_TEXT("core", "Try the mixed preset before layers are returned to float."), {.algorithms = kAccuracyAware})
        .key("tune_hyperparams", kControl(&search::AccuracyControl::tuneHyperparameters),
             RF_TEXT("core", "Try range estimators and bias corrections before layers are returned to float."),
             {.algorithms = kAccuracyAware})
        .key("annotation_free", kControl(&search::AccuracyControl::annotationFree),
             RF_TEXT("core", "Compare with the float model's answers instead of labels."), {.algorithms = kAccuracyAware})
        .key("annotation_conf_threshold", kControl(&search::AccuracyControl::annotationConfidence),
             RF_TEXT("core", "Answers of the float model that are less sure than this are left out."),
             {.low = 0, .high = 1, .algorithms = kAccuracyAware})
        .key("arithmetic", kControl(&search::AccuracyControl::arithmetic),
             RF_TEXT("core", "How candidates are run: deployed, as the device would, or exact, with FakeQuantize computed in float."),
             {.otherwise = "deployed, or exact with the compatibility pot", .option = "--arithmetic", .algorithms = kAccuracyAware})
        .key("max_minutes", kControl(&search::AccuracyControl::maxMinutes),
             RF_TEXT("core", "No step of the search begins after this time; 0: no limit."),
             {.low = 0, .option = "--max-minutes", .algorithms = kAccuracyAware})
        .key("max_trials", kControl(&search::AccuracyControl::maxTrials),
             RF_TEXT("core", "Quantized models that are evaluated on the whole data set; 0: no limit."),
             {.low = 0, .option = "--max-trials", .algorithms = kAccuracyAware})
        .key("tuning_scope", kTuning(&search::Tuning::scope), RF_TEXT("core", "What may differ from layer to layer."),
             {.algorithms = kTunable})
        .key("estimator_tuning_scope", kTuning(&search::Tuning::estimatorScope),
             RF_TEXT("core", "What of a range estimator may differ from layer to layer."), {.algorithms = kTunable})
        .key("outlier_prob_choices", kTuning(&search::Tuning::outlierProbabilities), RF_TEXT("core", "Outlier probabilities to try."),
             {.low = 0, .high = 1, .algorithms = kTunable});
}

}  // namespace

template <>
const Table<Parameters>& tableOf() {
    static const Table<Parameters> table =
        searchKeys(layerwiseKeys(quantizationKeys(Table<Parameters>("params", RF_TEXT("core", "Parameters of an algorithm.")))));
    return table;
}

}  // namespace rf::config
