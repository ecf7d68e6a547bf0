// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/quantization/golden_run.h"

#include <algorithm>
#include <regex>
#include <set>

#include "core/calibration/collect.h"
#include "core/data/open.h"
#include "core/data/sampler.h"
#include "core/engine/registry/engine_registry.h"
#include "core/ir/ir.h"
#include "core/quantization/algorithm.h"
#include "core/quantization/prepare.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::test {

namespace {

using Json = nlohmann::json;
using namespace quantization;

/// A version 1 .npy file in C order; the corpus has nothing else.
Result<Tensor> readNpy(const std::filesystem::path& path) {
    const std::string bytes = readFile(path);
    if (bytes.size() < 10) return fail(ErrorCode::NotFound, "%1: no data", path);
    const auto headerSize =
        static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(8))) + 256u * static_cast<unsigned char>(bytes.at(9));
    const std::string header = bytes.substr(10, headerSize);
    std::smatch match;
    std::regex_search(header, match, std::regex("'descr': '.([a-z]\\d)'"));
    static const std::map<std::string, ElementType> types{{"f4", ElementType::F32},    {"f8", ElementType::F64}, {"f2", ElementType::F16},
                                                          {"i8", ElementType::I64},    {"i4", ElementType::I32}, {"u1", ElementType::U8},
                                                          {"b1", ElementType::Boolean}};
    const ElementType type = types.at(match[1]);
    std::regex_search(header, match, std::regex("'shape': \\(([^)]*)\\)"));
    const std::string dimensions = match[1];
    Shape shape;
    const std::regex number("\\d+");
    for (auto it = std::sregex_iterator(dimensions.begin(), dimensions.end(), number); it != std::sregex_iterator(); ++it)
        shape.push_back(std::stoll(it->str()));
    const std::string body = bytes.substr(10 + headerSize);
    return Tensor::build(type, shape, [&](std::span<std::byte> out) { std::memcpy(out.data(), body.data(), out.size()); });
}

std::filesystem::path picturesOf(const GoldenCase& golden) { return golden.json.parent_path() / "images_u8.npy"; }

class NpySource : public data::PlainSource {
public:
    NpySource(std::vector<Tensor> inputs, std::vector<graph::PortType> types) : m_inputs(std::move(inputs)), m_types(std::move(types)) {}
    std::int64_t size() const override { return m_inputs[0].shape()[0]; }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override {
        data::Sample sample;
        for (std::size_t i = 0; i < m_inputs.size(); ++i) {
            const Tensor& all = m_inputs[i];
            const Shape shape(all.shape().begin() + 1, all.shape().end());
            const std::size_t bytes = all.bytes().size() / static_cast<std::size_t>(size());
            const Tensor one = Tensor::copyOf({all.type(), shape, all.bytes().data() + static_cast<std::size_t>(index) * bytes});
            sample.inputs.push_back(all.type() == m_types[i].type ? one : fromFloats(m_types[i].type, shape, toFloats(one.view())));
        }
        return sample;
    }

private:
    std::vector<Tensor> m_inputs;
    std::vector<graph::PortType> m_types;
};

EstimatorEnd estimatorEnd(const Json& json) {
    using calibration::Aggregator;
    using calibration::Reduction;
    static const std::map<std::string, Reduction> types{{"min", Reduction::Min},
                                                        {"max", Reduction::Max},
                                                        {"abs_max", Reduction::AbsMax},
                                                        {"quantile", Reduction::Quantile},
                                                        {"abs_quantile", Reduction::AbsQuantile}};
    static const std::map<std::string, Aggregator> aggregators{{"mean", Aggregator::Mean},
                                                               {"max", Aggregator::Max},
                                                               {"min", Aggregator::Min},
                                                               {"median", Aggregator::Median},
                                                               {"mean_no_outliers", Aggregator::MeanNoOutliers},
                                                               {"median_no_outliers", Aggregator::MedianNoOutliers},
                                                               {"hl_estimator", Aggregator::HodgesLehmann}};
    EstimatorEnd end;
    if (json.contains("type")) end.type = types.at(json["type"]);
    if (json.contains("aggregator")) end.aggregator = aggregators.at(json["aggregator"]);
    if (json.contains("granularity"))
        end.granularity = json["granularity"] == "pertensor" ? calibration::Granularity::PerTensor : calibration::Granularity::PerChannel;
    if (json.contains("outlier_prob")) end.outlierProbability = json["outlier_prob"].get<double>();
    if (json.contains("clipping_value")) end.clippingValue = json["clipping_value"].get<double>();
    return end;
}

RangeEstimator rangeEstimator(const Json& json) {
    RangeEstimator estimator;
    if (json.contains("preset")) estimator.preset = json["preset"] == "quantile" ? EstimatorPreset::Quantile : EstimatorPreset::Default;
    if (json.contains("min")) estimator.min = estimatorEnd(json["min"]);
    if (json.contains("max")) estimator.max = estimatorEnd(json["max"]);
    return estimator;
}

/// What the operators of one computed input behind a tensor make of it, one after the other, nearest first.
std::vector<graph::Output> tensorsBehind(const graph::Graph& graph, graph::Output tensor) {
    static const std::set<std::string> kNotInPlace{"Convolution", "GroupConvolution", "MatMul", "Result", "Concat"};
    std::vector<graph::Output> behind;
    for (auto uses = graph.consumers(tensor); uses.size() == 1; uses = graph.consumers(tensor)) {
        const graph::Node& reader = graph.node(uses[0].node);
        int computed = 0;
        for (int port = 0; port < static_cast<int>(reader.inputs.size()); ++port)
            computed += plainConstant(graph, {reader.id, port}).isValid() ? 0 : 1;
        if (computed != 1 || reader.outputs.size() != 1 || kNotInPlace.contains(reader.type)) break;
        behind.push_back(tensor = {reader.id, 0});
    }
    return behind;
}

calibration::StatisticRequest largestOf(const graph::Graph& graph, graph::Output tensor) {
    calibration::StatisticRequest request;
    request.tensor = calibration::nameOf(graph, tensor);
    request.reduction = calibration::Reduction::AbsMax;
    return request;
}

/// Results on GNA are compared with what later operators wrote, too: see golden_ranges_test.
void askForLargestBehind(StepNeeds& needs, const Settings& settings) {
    if (!settings.device.starts_with("GNA")) return;
    for (std::size_t i = 0, count = needs.requests.size(); i < count; ++i)
        for (const graph::Output tensor : tensorsBehind(needs.graph, calibration::find(needs.graph, needs.requests[i].tensor).value()))
            needs.requests.push_back(largestOf(needs.graph, tensor));
}

void readLargestBehind(GoldenRun& run, const State& state, const calibration::Statistics& statistics) {
    for (const Quantizer& quantizer : state.placement.quantizers) {
        if (quantizer.group == Group::Weights) continue;
        for (const graph::Output tensor : tensorsBehind(state.floatModel, quantizer.source))
            if (const auto* values = statistics.find(largestOf(state.floatModel, tensor)))
                run.largestBehind[quantizer.name].push_back(calibration::aggregate(*values, calibration::Aggregator::Mean)[0]);
    }
}

/// Where the samples of a result on a public data set lie: it used the first of them, pixels 0 to 255.
std::optional<std::filesystem::path> publicData(const GoldenCase& golden) {
    if (golden.model == "mnist") return sharedDir() / "data/mnist/t10k-images-idx3-ubyte.gz";
    if (golden.model == "resnet8") return sharedDir() / "data/resnet8_cifar10/cifar10/train_calib_300.bin";
    return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const data::SampleSource>> goldenData(const GoldenCase& golden, const graph::Graph& model) {
    if (const auto location = publicData(golden)) return data::open({{{"", location->string(), ""}}, {}, 0}, engine::inputsOf(model));
    std::vector<Tensor> inputs;
    std::vector<graph::PortType> types;
    for (const graph::NodeId id : model.parameters()) {
        const auto pictures = picturesOf(golden);
        RF_TRY(Tensor input, readNpy(exists(pictures) ? pictures : golden.xml.parent_path() / (model.node(id).name + ".npy")));
        inputs.push_back(std::move(input));
        types.push_back(model.type({id, 0}));
    }
    return std::shared_ptr<const data::SampleSource>(std::make_shared<NpySource>(std::move(inputs), std::move(types)));
}

Settings fullGoldenSettings(const Json& golden) {
    const Json& params = golden["params"];
    Settings settings = goldenSettings(golden);
    static const std::map<std::string, AlgorithmName> names{{"DefaultQuantization", AlgorithmName::DefaultQuantization},
                                                            {"MinMaxQuantization", AlgorithmName::MinMaxQuantization},
                                                            {"ActivationChannelAlignment", AlgorithmName::ActivationChannelAlignment}};
    settings.algorithms = {{names.at(golden["algorithm"])}};
    settings.biasCorrection.fast = params.value("use_fast_bias", true);
    settings.biasCorrection.applyForAllNodes = params.value("apply_for_all_nodes", false);
    if (params.contains("threshold")) settings.biasCorrection.threshold = params["threshold"].get<double>();
    const std::string fix = params.value("saturation_fix", "first_layer");
    settings.saturationFix = fix == "all" ? SaturationFix::All : fix == "no" ? SaturationFix::None : SaturationFix::FirstLayer;
    settings.sampling.subsetSize = golden.value("samples", std::int64_t{8});
    if (params.contains("stat_subset_size")) settings.sampling.subsetSize = params["stat_subset_size"].get<std::int64_t>();
    settings.sampling.shuffleData = params.value("shuffle_data", false);
    settings.sampling.seed = params.value("seed", std::uint64_t{0});
    if (params.contains("range_estimator")) settings.rangeEstimator = rangeEstimator(params["range_estimator"]);
    for (const auto& [key, constraint] : {std::pair{"weights", &settings.weights}, std::pair{"activations", &settings.activations}})
        if (params.contains(key) && params[key].contains("range_estimator"))
            constraint->rangeEstimator = rangeEstimator(params[key]["range_estimator"]);
    return settings;
}

Result<GoldenRun> runLikeGolden(const GoldenCase& golden, const Json& json, Compatibility compatibility) {
    GoldenRun run;
    run.settings = fullGoldenSettings(json);
    run.settings.compatibility = compatibility;
    RF_TRY(const graph::Graph model, ir::read(golden.xml, {}, Progress()));
    RF_TRY(const graph::Graph prepared, prepare(model, {compatibility == Compatibility::Pot}, Progress()));
    RF_TRY(const auto source, goldenData(golden, prepared));
    RF_TRY(const auto engine, engine::get({}));
    RF_TRY(const HardwareProfile profile, hardwareProfile(run.settings.device));
    RF_TRY(const auto steps, plan(run.settings, profile));
    RF_TRY(State state, start(prepared, steps, run.settings, profile));
    for (const Step& step : steps) {
        RF_TRY(StepNeeds needs, needsOf(step, state, source->size()));
        askForLargestBehind(needs, run.settings);
        calibration::Statistics statistics;
        if (!needs.requests.empty()) {
            RF_TRY(statistics, calibration::collect(needs.graph, needs.requests, *source, *engine, {1, needs.samples, {}}, Progress()));
        }
        const auto collectTensors = [&](const calibration::TensorRequest& request, const Progress& progress) {
            return calibration::collectTensors(request, *source, *engine, 1, progress);
        };
        RF_TRY(state, applyStep(step, needs, statistics, std::move(state), collectTensors, Progress()));
        readLargestBehind(run, state, statistics);
    }
    run.model = state.model;
    run.placement = state.placement;
    return run;
}

}  // namespace rf::test
