// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "core/base/mapped_file.h"
#include "core/config/json_reader.h"
#include "core/metrics/metric.h"
#include "core/quantization/hardware_profile.h"

namespace rf::config {

namespace {

using quantization::Settings;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

template <class T>
void take(T& target, std::optional<T> value) {
    if (value) target = std::move(*value);
}

template <class T>
void take(std::optional<T>& target, std::optional<T> value) {
    if (value) target = std::move(value);
}

std::filesystem::path resolved(const std::filesystem::path& folder, const std::string& path) {
    return path.empty() ? std::filesystem::path{} : (folder / path).lexically_normal();
}

Result<void> readEstimatorEnd(ObjectReader reader, quantization::EstimatorEnd& end) {
    take(end.type, reader.choice<calibration::Reduction>("type"));
    take(end.aggregator, reader.choice<calibration::Aggregator>("aggregator"));
    take(end.granularity, reader.choice<calibration::Granularity>("granularity"));
    take(end.outlierProbability, reader.number("outlier_prob", 0.0, 1.0));
    take(end.clippingValue, reader.number("clipping_value", -kInfinity, kInfinity));
    return reader.finish();
}

Result<void> readEstimator(ObjectReader reader, quantization::RangeEstimator& estimator) {
    take(estimator.preset, reader.choice<quantization::EstimatorPreset>("preset"));
    if (auto min = reader.object("min")) reader.adopt(readEstimatorEnd(std::move(*min), estimator.min));
    if (auto max = reader.object("max")) reader.adopt(readEstimatorEnd(std::move(*max), estimator.max));
    return reader.finish();
}

Result<void> readConstraint(ObjectReader reader, quantization::TensorConstraint& constraint) {
    if (const auto bits = reader.integer("bits", 2, 16)) constraint.bits = static_cast<int>(*bits);
    take(constraint.mode, reader.choice<quantization::Mode>("mode"));
    take(constraint.granularity, reader.choice<calibration::Granularity>("granularity"));
    take(constraint.levelLow, reader.integer("level_low", -kLargest, kLargest));
    take(constraint.levelHigh, reader.integer("level_high", -kLargest, kLargest));
    if (constraint.levelLow && constraint.levelHigh && *constraint.levelLow >= *constraint.levelHigh)
        reader.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2; it must be below level_high, which is %3"),
                            reader.pathOf("level_low"), *constraint.levelLow, *constraint.levelHigh));
    if (auto estimator = reader.object("range_estimator")) {
        constraint.rangeEstimator.emplace();
        reader.adopt(readEstimator(std::move(*estimator), *constraint.rangeEstimator));
    }
    return reader.finish();
}

std::string attributeText(const nlohmann::json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

Result<quantization::IgnoredOperation> readIgnoredOperation(ObjectReader reader) {
    quantization::IgnoredOperation operation;
    take(operation.type, reader.string("type"));
    if (operation.type.empty() && !reader.failed())
        reader.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; name an operation type such as Convolution"), reader.pathOf("type")));
    for (const auto& [name, value] : reader.members("attributes")) operation.attributes[name] = attributeText(*value);
    RF_TRY_VOID(reader.finish());
    return operation;
}

// A scope entry is a name, or a list of names that leads into nested bodies (spec 01, section 1.5).
Result<std::string> readScopeEntry(const nlohmann::json& json, const std::string& path) {
    std::string name;
    if (json.is_string()) name = json.get<std::string>();
    if (json.is_array())
        for (const auto& part : json) name += (name.empty() ? "" : "|") + attributeText(part);
    if (name.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must be the name of a layer, or a list of names that leads into a body"), path);
    return name;
}

Result<void> readIgnored(ObjectReader reader, quantization::IgnoredScope& ignored) {
    take(ignored.skipModel, reader.boolean("skip_model"));
    for (const auto& [json, path] : reader.array("scope")) {
        RF_TRY(std::string name, readScopeEntry(*json, path));
        ignored.names.push_back(std::move(name));
    }
    for (const auto& [json, path] : reader.array("operations")) {
        RF_TRY(auto operation, readIgnoredOperation(ObjectReader(*json, path)));
        ignored.operations.push_back(std::move(operation));
    }
    return reader.finish();
}

void readSampling(ObjectReader& reader, quantization::Sampling& sampling) {
    sampling.subsetSize.reset();  // absent means the whole data set (spec 02, section 1.3)
    take(sampling.subsetSize, reader.integer("stat_subset_size", 1, kLargest));
    // Samples are run one by one, so that the batch size changes nothing here.
    reader.integer("stat_batch_size", 1, kLargest);
    take(sampling.shuffleData, reader.boolean("shuffle_data"));
    if (const auto seed = reader.integer("seed", 0, kLargest)) sampling.seed = static_cast<std::uint64_t>(*seed);
}

void readQuantizers(ObjectReader& reader, Settings& settings) {
    take(settings.preset, reader.choice<quantization::Preset>("preset"));
    take(settings.saturationFix, reader.choice<quantization::SaturationFix>("saturation_fix"));
    if (auto estimator = reader.object("range_estimator")) reader.adopt(readEstimator(std::move(*estimator), settings.rangeEstimator));
    if (auto weights = reader.object("weights")) reader.adopt(readConstraint(std::move(*weights), settings.weights));
    if (auto activations = reader.object("activations")) reader.adopt(readConstraint(std::move(*activations), settings.activations));
}

void readBiasCorrection(ObjectReader& reader, quantization::BiasCorrectionSettings& settings) {
    take(settings.applyForAllNodes, reader.boolean("apply_for_all_nodes"));
    take(settings.threshold, reader.number("threshold", 0.0, kInfinity));
}

/// The parameters that an algorithm knows (spec 02, section 7.3).
Result<void> readParameters(ObjectReader reader, quantization::AlgorithmName name, Settings& settings) {
    using quantization::AlgorithmName;
    const bool all = name == AlgorithmName::DefaultQuantization;
    if (name == AlgorithmName::WeightBiasCorrection) take(settings.weightBiasEpsilon, reader.number("eps_factor", 0.0, 1.0));
    else readSampling(reader, settings.sampling);
    if (all || name == AlgorithmName::MinMaxQuantization) readQuantizers(reader, settings);
    if (all) take(settings.biasCorrection.fast, reader.boolean("use_fast_bias"));
    if (all || name == AlgorithmName::FastBiasCorrection || name == AlgorithmName::BiasCorrection)
        readBiasCorrection(reader, settings.biasCorrection);
    if (auto ignored = reader.object("ignored")) reader.adopt(readIgnored(std::move(*ignored), settings.ignored));
    return reader.finish();
}

Result<quantization::AlgorithmEntry> readAlgorithm(ObjectReader reader, Settings& settings) {
    quantization::AlgorithmEntry entry;
    if (!reader.has("name"))
        reader.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; name an algorithm such as DefaultQuantization"), reader.pathOf("name")));
    take(entry.name, reader.choice<quantization::AlgorithmName>("name"));
    Settings own = settings;
    own.sampling = {.subsetSize = std::nullopt};
    if (auto parameters = reader.object("params")) reader.adopt(readParameters(std::move(*parameters), entry.name, own));
    RF_TRY_VOID(reader.finish());
    entry.sampling = own.sampling;
    entry.biasCorrection = own.biasCorrection;
    settings = std::move(own);
    return entry;
}

/// What all entries of a list share is said once, by the settings; an algorithm by itself is what most people have.
void simplify(Settings& settings) {
    const quantization::AlgorithmEntry first = settings.algorithms.front();
    settings.sampling = *first.sampling;
    settings.biasCorrection = *first.biasCorrection;
    for (quantization::AlgorithmEntry& entry : settings.algorithms) {
        if (entry.sampling == settings.sampling) entry.sampling.reset();
        if (entry.biasCorrection == settings.biasCorrection) entry.biasCorrection.reset();
    }
}

Result<void> readAlgorithms(ObjectReader& reader, Settings& settings) {
    const auto algorithms = reader.array("algorithms");
    if (algorithms.empty()) return {};
    settings.algorithms.clear();
    for (const auto& [json, path] : algorithms) {
        const quantization::BiasCorrectionSettings standard;
        settings.biasCorrection = standard;
        RF_TRY(settings.algorithms.emplace_back(), readAlgorithm(ObjectReader(*json, path), settings));
    }
    simplify(settings);
    return {};
}

Result<void> readDevice(ObjectReader& reader, Settings& settings) {
    take(settings.device, reader.string("target_device"));
    const auto devices = quantization::hardwareDevices();
    if (std::find(devices.begin(), devices.end(), settings.device) != devices.end()) return {};
    std::string list;
    for (const std::string& device : devices) list += (list.empty() ? "" : ", ") + device;
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1': unknown device '%2'; use one of: %3"), reader.pathOf("target_device"),
                settings.device, list);
}

Result<void> readCompression(ObjectReader reader, Settings& settings) {
    reader.adopt(readDevice(reader, settings));
    take(settings.modelType, reader.choice<quantization::ModelType>("model_type"));
    // Statistics are always reduced while the data runs; both values mean the same here.
    reader.boolean("inplace_statistics");
    take(settings.keepUncompressedWeights, reader.boolean("keep_uncompressed_weights"));
    reader.adopt(readAlgorithms(reader, settings));
    return reader.finish();
}

Result<void> readPreprocess(ObjectReader reader, data::Preprocess& steps) {
    data::SimplePreprocess preprocess;
    const auto size = reader.numbers("size");
    if (size.size() == 2) preprocess.size = {static_cast<std::int64_t>(size[0]), static_cast<std::int64_t>(size[1])};
    else if (!size.empty())
        reader.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must be [height, width]"), reader.pathOf("size")));
    take(preprocess.interpolation, reader.choice<data::Interpolation>("interpolation"));
    take(preprocess.channels, reader.choice<data::ChannelOrder>("channels"));
    preprocess.mean = reader.numbers("mean");
    preprocess.scale = reader.numbers("scale");
    steps = data::stepsOf(preprocess);
    return reader.finish();
}

Result<void> readData(ObjectReader reader, const std::filesystem::path& folder, data::DataSpec& spec) {
    for (const auto& [json, path] : reader.array("sources")) {
        ObjectReader entry(*json, path);
        data::Source source;
        take(source.input, entry.string("input"));
        const std::string location = entry.string("location").value_or("");
        if (location.empty() && !entry.failed())
            entry.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; give a path or synthetic:N"), entry.pathOf("location")));
        source.location = data::withPath(location, [&](const std::filesystem::path& file) { return resolved(folder, file.string()); });
        source.labels = resolved(folder, entry.string("labels").value_or("")).string();
        RF_TRY_VOID(entry.finish());
        spec.sources.push_back(std::move(source));
    }
    if (const auto seed = reader.integer("seed", 0, kLargest)) spec.seed = static_cast<std::uint64_t>(*seed);
    if (auto preprocess = reader.object("preprocess")) reader.adopt(readPreprocess(std::move(*preprocess), spec.preprocess));
    return reader.finish();
}

Result<void> readModel(ObjectReader reader, const std::filesystem::path& folder, Project& project) {
    take(project.modelName, reader.string("model_name"));
    project.model = resolved(folder, reader.string("model").value_or(""));
    project.weights = resolved(folder, reader.string("weights").value_or(""));
    return reader.finish();
}

// POT's simplified mode: a folder of images, nothing else (spec 02, section 7.5).
Result<void> readEngine(ObjectReader reader, const std::filesystem::path& folder, Project& project) {
    const std::string type = reader.string("type").value_or("simplified");
    if (type != "simplified")
        reader.problem(fail(ErrorCode::Unsupported, RF_TEXT("core", "'%1': the engine '%2' is not available; use simplified, or the key 'data'"),
                            reader.pathOf("type"), type));
    if (const auto source = reader.string("data_source")) project.data.sources = {{"", resolved(folder, *source).string(), ""}};
    const std::string device = reader.string("device").value_or("CPU");
    if (device != "CPU")
        reader.problem(fail(ErrorCode::Unsupported, RF_TEXT("core", "'%1': calibration runs on the CPU, not on '%2'"), reader.pathOf("device"), device));
    return reader.finish();
}

Result<void> readProject(ObjectReader reader, const std::filesystem::path& folder, Project& project) {
    if (auto model = reader.object("model")) reader.adopt(readModel(std::move(*model), folder, project));
    if (auto engine = reader.object("engine")) reader.adopt(readEngine(std::move(*engine), folder, project));
    if (auto compression = reader.object("compression")) reader.adopt(readCompression(std::move(*compression), project.quantization));
    if (auto data = reader.object("data")) reader.adopt(readData(std::move(*data), folder, project.data));
    if (auto data = reader.object("test_data")) reader.adopt(readData(std::move(*data), folder, project.testData.emplace()));
    take(project.quantization.compatibility, reader.choice<quantization::Compatibility>("compatibility"));
    take(project.engine, reader.string("runtime"));
    take(project.errorSamples, reader.integer("error_samples", 0, kLargest));
    take(project.metric, reader.string("metric"));
    if (!project.metric.empty() && !reader.failed())
        if (auto metric = metrics::create(project.metric); !metric) reader.problem(std::move(metric).error());
    return reader.finish();
}

}  // namespace

Result<Project> readText(const std::string& text, const std::filesystem::path& folder, const std::string& name) {
    RF_TRY(const nlohmann::json json, parseJson(text, name));
    Project project;
    auto read = readProject(ObjectReader(json, ""), folder, project);
    if (!read) return std::move(read).error().during("%1", {name});
    return project;
}

Result<Project> readFile(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    const std::string text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    return readText(text, std::filesystem::absolute(path).parent_path(), path.string());
}

}  // namespace rf::config
