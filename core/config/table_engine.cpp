// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/config/accuracy_checker/accuracy_checker.h"
#include "core/config/tables.h"
#include "core/config/text_codecs.h"

// POT's section `engine` (spec 02, sections 7.4 to 7.6).
namespace rf::config {

template <>
struct Words<EngineType> {
    static constexpr std::array table{
        Word<EngineType>{"accuracy_checker", EngineType::AccuracyChecker},
        Word<EngineType>{"simplified", EngineType::Simplified},
        Word<EngineType>{"data_free", EngineType::DataFree},
    };
};

namespace {

// What describes a run of Accuracy Checker inside the configuration.
constexpr const char* kInlineKeys[] = {"launchers", "datasets", "models", "module", "module_config", "evaluations"};

enum class Processor { Cpu };

// C, H and W once each, perhaps N before them (spec 02, section 7.5).
struct ImageLayout {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Choice, .words = {"NCHW", "NHWC", "CHW", "HWC"}}; }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json.is_string() && std::ranges::find(shape.words, place.json.get_ref<const std::string&>()) != shape.words.end())
            value = place.json.get<std::string>();
        else
            reading.unknownWord(place, shape.words);
    }
    static Json write(const std::string& value, Form) { return value; }
};

bool hasInlineKeys(const nlohmann::json& json) {
    return std::ranges::any_of(kInlineKeys, [&](const char* key) { return json.contains(key); });
}

void readAccuracyChecker(Project& project, const Place& place, Reading& reading) {
    AccuracyCheckerEngine engine;
    tableOf<AccuracyCheckerEngine>().read(engine, place, reading);
    const bool isInline = hasInlineKeys(place.json);
    if (place.json.contains("config") == isInline)
        reading.problem(fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "'%1' must have either config, the path of an Accuracy Checker file, or launchers and datasets"), place.path));
    else if (isInline)
        accuracy_checker::importDescription(project, place, reading);
    else if (!engine.config.empty())
        accuracy_checker::importFile(project, engine.config, reading);
}

template <class T>
Table<T>&& withType(Table<T>&& table, EngineType type) {
    return std::move(table).type(word(type), RF_TEXT("core", "Which engine of POT this is."));
}

}  // namespace

template <>
struct Words<Processor> {
    static constexpr std::array table{Word<Processor>{"CPU", Processor::Cpu}};
};

template <>
const Table<SimplifiedEngine>& tableOf() {
    static const auto table =
        withType(Table<SimplifiedEngine>("engine_simplified",
                                         RF_TEXT("core", "POT's simplified mode: pictures without labels. Becomes the section data.")),
                 EngineType::Simplified)
            .key("data_source", &SimplifiedEngine::dataSource,
                 RF_TEXT("core", "A folder of pictures, a pattern such as images/*.png, or a .txt file with one path per line."),
                 {.required = true, .option = "--data-source"})
            .key<ImageLayout>("layout", &SimplifiedEngine::layout, RF_TEXT("core", "Layout of the model's input."),
                              {.otherwise = "as the model says, or by its shape"})
            .key("central_fraction", &SimplifiedEngine::centralFraction,
                 RF_TEXT("core", "Share of height and width that is cut out of the middle."), {.low = 0.001, .high = 1})
            .unused<Processor>("device", RF_TEXT("core", "Accepted from POT; calibration runs on the CPU."));
    return table;
}

template <>
const Table<DataFreeEngine>& tableOf() {
    static const auto table =
        withType(Table<DataFreeEngine>(
                     "engine_data_free",
                     RF_TEXT("core", "POT's data-free mode. Becomes the section data, with synthetic pictures where the folder has none.")),
                 EngineType::DataFree)
            .key("data_source", &DataFreeEngine::dataSource,
                 RF_TEXT("core", "A folder of pictures; used where it is there and generate_data is off."))
            .key("generate_data", &DataFreeEngine::generateData, RF_TEXT("core", "Take synthetic pictures even if the folder has some."))
            .key("subset_size", &DataFreeEngine::subsetSize, RF_TEXT("core", "Synthetic pictures to make."), {.low = 1})
            .unused<std::string>("shape", RF_TEXT("core", "Accepted from POT; pictures have the shape of the model's input."))
            .unused<std::string>("layout", RF_TEXT("core", "Accepted from POT; pictures have the layout of the model's input."))
            .unused<std::string>("data_type", RF_TEXT("core", "Accepted from POT, where image was the only one."))
            .unused<Processor>("device", RF_TEXT("core", "Accepted from POT; calibration runs on the CPU."));
    return table;
}

template <>
const Table<AccuracyCheckerEngine>& tableOf() {
    static const auto table =
        accuracy_checker::withDescription(
            withType(Table<AccuracyCheckerEngine>("engine_accuracy_checker",
                                                  RF_TEXT("core",
                                                          "POT's engine for labelled data, described in Accuracy Checker's format: a file, "
                                                          "or its keys here. Becomes the sections data, test_data and metrics.")),
                     EngineType::AccuracyChecker))
            .key("config", &AccuracyCheckerEngine::config, RF_TEXT("core", "An Accuracy Checker file, .yml or .json."))
            .unused<std::int64_t>(
                "stat_requests_number",
                RF_TEXT("core", "Accepted from POT: inferences in flight while statistics are collected; never changes a result."),
                {.low = 0})
            .unused<std::int64_t>(
                "eval_requests_number",
                RF_TEXT("core", "Accepted from POT: inferences in flight while metrics are measured; never changes a result."), {.low = 0});
    return table;
}

// The type that a section without one means: the one whose keys it has.
EngineType engineType(const Place& place, Reading& reading) {
    EngineType type = EngineType::Simplified;
    const auto& json = place.json;
    if (json.contains("type"))
        Codec<EngineType>::read(type, place.member("type"), Codec<EngineType>::shape({}), reading);
    else if (json.contains("config") || hasInlineKeys(json))
        type = EngineType::AccuracyChecker;
    return type;
}

Shape engineShape() {
    return {.kind = Shape::Kind::Object,
            .objects = {[]() -> const TableInfo& { return tableOf<SimplifiedEngine>().info(); },
                        []() -> const TableInfo& { return tableOf<AccuracyCheckerEngine>().info(); },
                        []() -> const TableInfo& { return tableOf<DataFreeEngine>().info(); }}};
}

data::DataSpec simplifiedData(const std::filesystem::path& source, const std::string& layout, double centralFraction) {
    data::DataSpec spec;
    spec.sources.emplace_back().location = source.string();
    auto& steps = spec.preprocess.steps;
    if (centralFraction < 1) {
        steps.emplace_back(data::Crop{.fraction = centralFraction});
        steps.emplace_back(data::Resize{});
    }
    if (!layout.empty()) steps.emplace_back(data::Arrange{layout.ends_with('C') ? data::ChannelAxis::Last : data::ChannelAxis::First});
    return spec;
}

void readEngine(Project& project, const Place& place, Reading& reading) {
    if (!reading.isObject(place)) return;
    const std::size_t before = reading.problemCount();
    const EngineType type = engineType(place, reading);
    if (reading.problemCount() > before) return;
    switch (type) {
        case EngineType::AccuracyChecker: readAccuracyChecker(project, place, reading); break;
        case EngineType::Simplified: {
            SimplifiedEngine engine;
            tableOf<SimplifiedEngine>().read(engine, place, reading);
            project.data = simplifiedData(engine.dataSource, engine.layout, engine.centralFraction);
            break;
        }
        case EngineType::DataFree: {
            DataFreeEngine engine;
            engine.dataSource = reading.resolved(engine.dataSource.string());
            tableOf<DataFreeEngine>().read(engine, place, reading);
            std::error_code ignored;
            const bool folder = !engine.generateData && std::filesystem::is_directory(engine.dataSource, ignored);
            project.data = simplifiedData(folder ? engine.dataSource.string() : "synthetic:" + std::to_string(engine.subsetSize));
            break;
        }
    }
}

}  // namespace rf::config
