// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/report.h"

#include <nlohmann/json.hpp>

#include <cmath>

#include "core/base/csv.h"
#include "core/config/config.h"
#include "core/config/names.h"
#include "core/results/advice.h"

namespace rf::exporting {

namespace {

using Json = nlohmann::ordered_json;

// JSON has no infinity: a layer without any error has no SQNR to show.
Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json distanceJson(const metrics::Distance& distance) {
    return Json{{"sqnr_db", finite(distance.sqnr())},  {"mse", finite(distance.mse())},      {"nmse", finite(distance.nmse())},
                {"cosine", finite(distance.cosine())}, {"max_abs", finite(distance.maxAbs)}, {"mean_shift", finite(distance.meanShift())}};
}

const char* groupName(quantization::Group group) {
    switch (group) {
        case quantization::Group::Weights: return "weights";
        case quantization::Group::Activations: return "activations";
        case quantization::Group::Outputs: return "outputs";
    }
    return "";
}

const char* word(calibration::Oddity oddity) {
    using calibration::Oddity;
    switch (oddity) {
        case Oddity::NotFinite: return "not finite";
        case Oddity::TooWide: return "too wide";
        case Oddity::Empty: return "empty";
        case Oddity::Scalar: return "scalar";
        case Oddity::Uneven: return "other channels from sample to sample";
        case Oddity::Constant: return "constant";
    }
    return "";
}

Json leftJson(const quantization::LeftInFloat& left) {
    Json json{{"quantizer", left.quantizer}, {"source", left.source}, {"group", groupName(left.group)}, {"values", word(left.odd.oddity)}};
    if (left.group != quantization::Group::Weights) json["sample"] = left.odd.sample;
    return json;
}

Json quantizerJson(const results::QuantizerRange& range) {
    Json json{{"name", range.quantizer.name},
              {"source", range.source},
              {"consumers", range.consumers},
              {"group", groupName(range.quantizer.group)},
              {"levels", range.quantizer.levels},
              {"mode", config::word(range.quantizer.scheme.mode)},
              {"granularity", config::word(range.quantizer.scheme.granularity)},
              {"input_low", range.inputLow},
              {"input_high", range.inputHigh}};
    if (range.quantizer.chosen) json["range_estimator"] = config::estimatorWord(*range.quantizer.chosen);
    if (range.outputLow != range.inputLow || range.outputHigh != range.inputHigh) {
        json["output_low"] = range.outputLow;
        json["output_high"] = range.outputHigh;
    }
    return json;
}

// The distance is that of the outputs on samples kept apart.
Json choicesJson(const results::RangeChoices& choices) {
    Json json{{"tensors", Json::object()}, {"tried", Json::array()}};
    for (const auto& [preset, tensors] : choices.taken) json["tensors"][config::estimatorWord(preset)] = tensors;
    for (const quantization::TriedEstimator& tried : choices.tried) {
        json["tried"].push_back({{"estimator", tried.preset ? Json(config::estimatorWord(*tried.preset)) : Json("by tensor")},
                                 {"sqnr_db", finite(-10.0 * std::log10(tried.nmse))}});
        if (tried.divergence) json["tried"].back()["divergence"] = *tried.divergence;
    }
    return json;
}

Json scoreJson(const results::Score& score) {
    Json json{{"metric", score.metric},
              {"float", finite(score.reference.value_or(std::nan("")))},
              {"quantized", finite(score.value)},
              {"samples", score.samples}};
    if (score.limit) {
        json["limit"] = *score.limit;
        json["within_limit"] = score.isWithinLimit();
    }
    return json;
}

Json searchJson(const results::SearchSummary& search) {
    Json json{{"arithmetic", search.arithmetic}, {"instruction_set", search.instructionSet}};
    if (!search.measure.empty()) json["measure"] = search.measure;
    json["layers_in_float"] = search.layersInFloat;
    json.update(Json::parse(results::toJson(search.record)));
    return json;
}

Json layerJson(const analysis::LayerError& error) {
    Json json{{"layer", error.layer}, {"type", error.type}, {"accumulated", distanceJson(error.accumulated)}};
    if (error.isolated) json["isolated"] = distanceJson(*error.isolated);
    return json;
}

Json saturationJson(const results::SaturationCheck& saturation) {
    Json json{{"checked", saturation.checked}, {"samples", saturation.samples}, {"layers", Json::array()}};
    for (const results::LayerClipping& layer : saturation.clipped)
        json["layers"].push_back({{"layer", layer.layer}, {"type", layer.type}, {"share", layer.clipping.share()}});
    return json;
}

Json deployedJson(const results::DeployedCheck& deployed) {
    Json json{{"clearly_worse", deployed.isClearlyWorse()}, {"outputs", Json::array()}, {"causes", Json::array()}};
    for (const results::DeployedOutput& output : deployed.outputs)
        json["outputs"].push_back({{"output", output.name},
                                   {"exact_sqnr_db", finite(output.exact.sqnr())},
                                   {"deployed_sqnr_db", finite(output.deployed.sqnr())},
                                   {"clearly_worse", output.isClearlyWorse()}});
    for (const results::DeployedCause& cause : deployed.causes)
        json["causes"].push_back(
            {{"layer", cause.layer}, {"type", cause.type}, {"db_with", finite(cause.with)}, {"db_without", finite(cause.without)}});
    return json;
}

std::string csvNumbers(const metrics::Distance* distance) {
    if (!distance) return ",,,,,,";
    std::string cells;
    for (const double value :
         {distance->sqnr(), distance->mse(), distance->nmse(), distance->cosine(), distance->maxAbs, distance->meanShift()})
        cells += std::isfinite(value) ? fmt::format(",{:.9g}", value) : ",";
    return cells;
}

}  // namespace

std::string toJson(const results::Report& report) {
    Json json;
    json["version"] = report.provenance.version;
    json["engine"] = report.provenance.engine;
    json["engine_version"] = report.provenance.engineVersion;
    json["source_model_sha256"] = report.provenance.modelHash;
    json["device"] = report.project.quantization.device;
    json["preset"] = config::word(report.project.quantization.preset);
    json["calibration_samples"] = report.provenance.samples;
    json["seed"] = report.project.quantization.sampling.seed;
    json["scores"] = Json::array();
    for (const results::Score& score : report.scores) json["scores"].push_back(scoreJson(score));
    if (const auto& hint = report.presetHint)
        json["preset_hint"] = {{"preset", "mixed"}, {"metric", hint->metric}, {"gain", finite(hint->gain)}, {"samples", hint->samples}};
    if (report.rangeChoices) json["range_estimators"] = choicesJson(*report.rangeChoices);
    for (const auto& [type, count] : report.fused) json["fused_operators"][type] = count;
    if (report.transformer.makeTransformer())
        json["recognised_as_transformer"] = {{"attentions", report.transformer.attentions}, {"norms", report.transformer.norms}};
    if (report.search) json["search"] = searchJson(*report.search);
    json["rules"] = Json::array();
    for (const quantization::RuleEffect& rule : report.rules)
        json["rules"].push_back({{"rule", rule.rule},
                                 {"matched_layers", rule.matchedNodes},
                                 {"removed_quantizers", rule.removedQuantizers},
                                 {"has_effect", rule.hasEffect()}});
    if (report.constantData) json["warnings"] = {"the calibration data is one number everywhere"};
    json["left_in_float"] = Json::array();
    for (const quantization::LeftInFloat& left : report.leftInFloat) json["left_in_float"].push_back(leftJson(left));
    json["advice"] = Json::array();
    for (const results::Advice& one : results::advice(report))
        json["advice"].push_back({{"layer_in_float", one.layer}, {"noise_share", one.share}, {"expected", one.expected}});
    json["layers"] = Json::array();
    for (const analysis::LayerError& error : report.errors) json["layers"].push_back(layerJson(error));
    if (report.saturation) json["saturation"] = saturationJson(*report.saturation);
    if (report.deployed) json["deployed"] = deployedJson(*report.deployed);
    if (!report.deviceProblem.empty()) json["device_problem"] = report.deviceProblem;
    json["quantizers"] = Json::array();
    for (const results::QuantizerRange& range : report.quantizers) json["quantizers"].push_back(quantizerJson(range));
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<results::SearchRecord> searchIn(const std::string& report, const std::string& name) {
    const Json json = Json::parse(report, nullptr, false);
    if (!json.is_object()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: no report"), name);
    if (!json.contains("search"))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1 has no candidates to compare: it was no search (AccuracyAwareQuantization or TunableQuantization)"),
                    name);
    return results::searchFromJson(json["search"].dump(), name);
}

std::string modelHashIn(const std::string& report) {
    const Json json = Json::parse(report, nullptr, false);
    const bool has = json.is_object() && json.contains("source_model_sha256") && json["source_model_sha256"].is_string();
    return has ? json["source_model_sha256"].get<std::string>() : std::string();
}

std::string errorsToCsv(const std::vector<analysis::LayerError>& errors) {
    std::string text = "layer,type";
    for (const char* kind : {"accumulated", "isolated"})
        for (const char* measure : {"sqnr_db", "mse", "nmse", "cosine", "max_abs", "mean_shift"})
            text += fmt::format(",{}_{}", kind, measure);
    text += "\n";
    for (const analysis::LayerError& error : errors)
        text += csvCell(error.layer) + "," + error.type + csvNumbers(&error.accumulated) +
                csvNumbers(error.isolated ? &*error.isolated : nullptr) + "\n";
    return text;
}

}  // namespace rf::exporting
