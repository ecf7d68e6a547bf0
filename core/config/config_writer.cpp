// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/config/config.h"
#include "core/config/names.h"

namespace rf::config {

namespace {

using Json = nlohmann::ordered_json;
using quantization::Settings;

template <class E>
void put(Json& json, const char* key, const std::optional<E>& value) {
    if (!value) return;
    if constexpr (std::is_enum_v<E>) json[key] = word(*value);
    else if constexpr (std::is_same_v<E, double>) json[key] = std::isinf(*value) ? Json("Infinity") : Json(*value);
    else json[key] = *value;
}

void putObject(Json& json, const char* key, Json object) {
    if (!object.empty()) json[key] = std::move(object);
}

Json estimatorEnd(const quantization::EstimatorEnd& end) {
    Json json = Json::object();
    put(json, "type", end.type);
    put(json, "aggregator", end.aggregator);
    put(json, "granularity", end.granularity);
    put(json, "outlier_prob", end.outlierProbability);
    put(json, "clipping_value", end.clippingValue);
    return json;
}

Json estimatorJson(const quantization::RangeEstimator& estimator) {
    Json json = Json::object();
    put(json, "preset", estimator.preset);
    putObject(json, "min", estimatorEnd(estimator.min));
    putObject(json, "max", estimatorEnd(estimator.max));
    return json;
}

Json constraintJson(const quantization::TensorConstraint& constraint) {
    Json json = Json::object();
    put(json, "bits", constraint.bits);
    put(json, "mode", constraint.mode);
    put(json, "granularity", constraint.granularity);
    put(json, "level_low", constraint.levelLow);
    put(json, "level_high", constraint.levelHigh);
    if (constraint.rangeEstimator) json["range_estimator"] = estimatorJson(*constraint.rangeEstimator);
    return json;
}

Json ignoredJson(const quantization::IgnoredScope& ignored) {
    Json json = Json::object();
    if (ignored.skipModel) json["skip_model"] = true;
    if (!ignored.names.empty()) json["scope"] = ignored.names;
    for (const quantization::IgnoredOperation& operation : ignored.operations) {
        Json entry{{"type", operation.type}};
        if (!operation.attributes.empty()) entry["attributes"] = operation.attributes;
        json["operations"].push_back(std::move(entry));
    }
    return json;
}

void putSampling(Json& json, const quantization::Sampling& sampling) {
    put(json, "stat_subset_size", sampling.subsetSize);
    if (sampling.shuffleData) json["shuffle_data"] = true;
    json["seed"] = sampling.seed;
}

void putBiasCorrection(Json& json, const quantization::BiasCorrectionSettings& settings) {
    if (settings.applyForAllNodes) json["apply_for_all_nodes"] = true;
    put(json, "threshold", settings.threshold);
}

void putQuantizers(Json& json, const Settings& settings) {
    json["preset"] = word(settings.preset);
    if (settings.saturationFix != Settings{}.saturationFix) json["saturation_fix"] = word(settings.saturationFix);
    putObject(json, "range_estimator", estimatorJson(settings.rangeEstimator));
    putObject(json, "weights", constraintJson(settings.weights));
    putObject(json, "activations", constraintJson(settings.activations));
    putObject(json, "ignored", ignoredJson(settings.ignored));
}

Json algorithmJson(const quantization::AlgorithmEntry& entry, const Settings& settings) {
    using quantization::AlgorithmName;
    const auto bias = entry.biasCorrection.value_or(settings.biasCorrection);
    const bool all = entry.name == AlgorithmName::DefaultQuantization;
    Json parameters = Json::object();
    if (all || entry.name == AlgorithmName::MinMaxQuantization) putQuantizers(parameters, settings);
    if (all && !bias.fast) parameters["use_fast_bias"] = false;
    if (all || entry.name == AlgorithmName::FastBiasCorrection || entry.name == AlgorithmName::BiasCorrection) putBiasCorrection(parameters, bias);
    if (entry.name == AlgorithmName::WeightBiasCorrection) parameters["eps_factor"] = settings.weightBiasEpsilon;
    else putSampling(parameters, entry.sampling.value_or(settings.sampling));
    return {{"name", word(entry.name)}, {"params", std::move(parameters)}};
}

Json compressionJson(const Settings& settings) {
    Json json;
    json["target_device"] = settings.device;
    if (settings.modelType != Settings{}.modelType) json["model_type"] = word(settings.modelType);
    if (settings.keepUncompressedWeights) json["keep_uncompressed_weights"] = true;
    json["algorithms"] = Json::array();
    for (const quantization::AlgorithmEntry& entry : settings.algorithms) json["algorithms"].push_back(algorithmJson(entry, settings));
    return json;
}

Json preprocessJson(const data::Preprocess& steps) {
    const data::SimplePreprocess standard, preprocess = data::simpleFormOf(steps).value_or(standard);
    Json json = Json::object();
    if (preprocess.size) json["size"] = *preprocess.size;
    if (preprocess.interpolation != standard.interpolation) json["interpolation"] = word(preprocess.interpolation);
    if (preprocess.channels != standard.channels) json["channels"] = word(preprocess.channels);
    if (!preprocess.mean.empty()) json["mean"] = preprocess.mean;
    if (!preprocess.scale.empty()) json["scale"] = preprocess.scale;
    return json;
}

Json dataJson(const data::DataSpec& spec) {
    Json json = Json::object();
    json["sources"] = Json::array();
    for (const data::Source& source : spec.sources) {
        Json entry = Json::object();
        if (!source.input.empty()) entry["input"] = source.input;
        entry["location"] = source.location;
        if (!source.labels.empty()) entry["labels"] = source.labels;
        json["sources"].push_back(std::move(entry));
    }
    if (spec.seed) json["seed"] = spec.seed;
    putObject(json, "preprocess", preprocessJson(spec.preprocess));
    return json;
}

}  // namespace

std::string write(const Project& project) {
    Json json;
    Json model = Json::object();
    if (!project.modelName.empty()) model["model_name"] = project.modelName;
    model["model"] = project.model.string();
    if (!project.weights.empty()) model["weights"] = project.weights.string();
    json["model"] = std::move(model);
    json["data"] = dataJson(project.data);
    json["compression"] = compressionJson(project.quantization);
    if (project.quantization.compatibility != quantization::Compatibility::Default)
        json["compatibility"] = word(project.quantization.compatibility);
    if (!project.engine.empty()) json["runtime"] = project.engine;
    json["error_samples"] = project.errorSamples;
    if (!project.metric.empty()) json["metric"] = project.metric;
    if (project.testData) json["test_data"] = dataJson(*project.testData);
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace rf::config
