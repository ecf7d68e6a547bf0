// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/accuracy_checker.h"

#include "core/config/accuracy_checker/parts.h"
#include "core/config/json_text.h"
#include "core/config/tables.h"
#include "core/metrics/registry.h"

namespace rf::config::accuracy_checker {

namespace {

/// The keys of a file.
struct File {};
/// An entry of `models`.
struct Model {};
/// `datasets` as an object.
struct Roles {};
/// A file of definitions.
struct Definitions {};

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

template <>
const Table<accuracy_checker::File>& tableOf();
template <>
const Table<accuracy_checker::Model>& tableOf();
template <>
const Table<accuracy_checker::Roles>& tableOf();
template <>
const Table<accuracy_checker::Definitions>& tableOf();

}  // namespace rf::config

namespace rf::config::accuracy_checker {

namespace {

constexpr const char* kFrameworks[] = {"dlsdk", "openvino"};
constexpr const char* kOptimization = "optimization";
constexpr const char* kEvaluation = "evaluation";
constexpr const char* kPreprocessing = "preprocessing";

Result<nlohmann::json> document(const std::filesystem::path& path, Reading& reading) {
    RF_TRY(const std::string text, reading.textOf(path));
    return parseByEnding(text, path.string());
}

/// Gives the entries of a list the keys of the definition with the same identifier that they do not have themselves.
void merge(nlohmann::json& entries, const nlohmann::json& definitions, const std::string& identifier) {
    const auto same = [&](const nlohmann::json& entry, const nlohmann::json& definition) {
        return definition.is_object() && entry.contains(identifier) && definition.contains(identifier) &&
               entry[identifier] == definition[identifier];
    };
    for (nlohmann::json& entry : entries) {
        if (!entry.is_object()) continue;
        const auto found = std::ranges::find_if(definitions, [&](const nlohmann::json& definition) { return same(entry, definition); });
        if (found == definitions.end()) continue;
        for (const auto& [key, value] : found->items())
            if (!entry.contains(key)) entry[key] = value;
    }
}

void define(nlohmann::json& model, const std::filesystem::path& path, Reading& reading) {
    const auto definitions = document(path, reading);
    if (!definitions) return reading.problem(definitions.error());
    Reading inner(path.parent_path());
    Definitions keys;
    tableOf<Definitions>().read(keys, {*definitions, ""}, inner);
    const bool right = inner.problemCount() == 0;
    reading.takeOver(std::move(inner), path.string());
    if (!right) return;
    for (const auto& [list, identifier] : {std::pair("launchers", "framework"), std::pair("datasets", "name")})
        if (definitions->contains(list) && model.contains(list) && model[list].is_structured())
            merge(model[list], (*definitions)[list], identifier);
}

bool isForOpenVino(const nlohmann::json& launcher) {
    if (!launcher.is_object() || !launcher.contains("framework")) return true;
    return std::ranges::any_of(kFrameworks, [&](const char* framework) { return launcher["framework"] == framework; });
}

bool hasLauncherForOpenVino(const nlohmann::json& model) {
    if (!model.is_object() || !model.contains("launchers")) return true;  // told by the reading of the entry
    const nlohmann::json& launchers = model["launchers"];
    return launchers.is_array() ? std::ranges::any_of(launchers, isForOpenVino) : isForOpenVino(launchers);
}

std::string nameOf(const nlohmann::json& model) {
    const bool named = model.is_object() && model.contains("name") && model["name"].is_string();
    return named ? model["name"].get<std::string>() : "";
}

/// The entry of `models` that is meant; nothing, with a problem, where that can't be told. Models are often listed twice, with the
/// launcher of the framework that they come from and with OpenVINO's: of such entries the second one is meant.
std::optional<std::size_t> chosenModel(const Project& project, const Place& place, Reading& reading) {
    if (!place.json.is_array() || place.json.empty()) {
        reading.wrongValue(place, wanted({.kind = Shape::Kind::List}));
        return std::nullopt;
    }
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < place.json.size(); ++i)
        if (hasLauncherForOpenVino(place.json[i])) fitting.push_back(i);
    if (fitting.empty()) return 0;  // its launchers are told to be those of other frameworks
    std::vector<std::string> names;
    for (const std::size_t i : fitting) {
        const std::string name = nameOf(place.json[i]);
        if (!project.modelName.empty() && name == project.modelName) return i;
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    if (names.size() == 1) return fitting.front();
    std::erase(names, "");
    reading.problem(fail(ErrorCode::InvalidArgument,
                         RF_TEXT("core",
                                 "'%1' has %2 models for OpenVINO; say which one by its name, as model_name of the configuration or as "
                                 "--name: %3"),
                         place.path, fitting.size(), joined(names)));
    return std::nullopt;
}

/// Of several launchers for OpenVINO the first one, as in POT.
std::optional<Launcher> launcherOf(const Place& place, Reading& reading) {
    if (!place.json.is_array() && !place.json.is_object()) {
        reading.wrongValue(place, wanted(launchersShape()));
        return std::nullopt;
    }
    for (std::size_t i = 0; i < (place.json.is_array() ? place.json.size() : 1); ++i) {
        const Place entry = place.json.is_array() ? place.element(i) : place;
        if (!isForOpenVino(entry.json)) continue;
        const std::size_t before = reading.problemCount();
        Launcher launcher;
        tableOf<Launcher>().read(launcher, entry, reading);
        if (reading.problemCount() > before) return std::nullopt;
        return launcher;
    }
    reading.problem(
        fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' has no launcher of the framework dlsdk or openvino"), place.path));
    return std::nullopt;
}

Dataset datasetOf(const std::optional<Launcher>& launcher, const Place& place, Reading& reading) {
    Dataset dataset;
    if (launcher) dataset.launcher = *launcher;
    dataset.postprocessing.prediction = dataset.launcher.prediction;
    dataset.isConsistent = launcher && launcher->isUnderstood;
    tableOf<Dataset>().read(dataset, place, reading);
    return dataset;
}

/// The data sets to calibrate with and to measure on.
struct Datasets {
    Dataset calibration;
    std::optional<Dataset> test;
};

std::optional<Datasets> datasetsOf(const std::optional<Launcher>& launcher, const Place& place, Reading& reading) {
    if (place.json.is_array()) {
        if (place.json.empty()) {
            reading.wrongValue(place, wanted({.kind = Shape::Kind::List}));
            return std::nullopt;
        }
        // POT calibrates with the first one and measures on it.
        if (place.json.size() > 1)
            reading.unmeasured(fail(ErrorCode::InvalidArgument,
                                    RF_TEXT("core", "'%1' has %2 data sets, of which the first one is used; keep one to measure on it"),
                                    place.path, place.json.size()));
        return Datasets{datasetOf(launcher, place.element(0), reading), {}};
    }
    Roles roles;
    const std::size_t before = reading.problemCount();
    tableOf<Roles>().read(roles, place, reading);
    if (reading.problemCount() > before) return std::nullopt;
    const auto entry = [&](const char* role) {
        nlohmann::json dataset = place.json[role];
        if (dataset.is_object() && !dataset.contains(kPreprocessing) && place.json.contains(kPreprocessing))
            dataset[kPreprocessing] = place.json[kPreprocessing];
        return datasetOf(launcher, {dataset, place.pathOf(role)}, reading);
    };
    Datasets datasets{entry(kOptimization), {}};
    if (place.json.contains(kEvaluation)) datasets.test = entry(kEvaluation);
    return datasets;
}

/// What is the default need not be said, and stays out of the names that values are printed under.
std::vector<rf::metrics::MetricSpec> withoutDefaults(std::vector<rf::metrics::MetricSpec> specs) {
    for (auto& spec : specs)
        if (const auto type = rf::metrics::metricType(spec.type))
            for (const auto& parameter : (*type)->parameters)
                if (const auto given = spec.parameters.find(std::string(parameter.name));
                    given != spec.parameters.end() && given->second == parameter.standard)
                    spec.parameters.erase(given);
    return specs;
}

void importModel(Project& project, const Place& place, Reading& reading) {
    const std::size_t before = reading.problemCount();
    for (const char* key : {"launchers", "datasets"})
        if (!place.json.contains(key))
            reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"), place.pathOf(key),
                                 wanted({.kind = Shape::Kind::List})));
    if (reading.problemCount() > before) return;
    const std::optional<Launcher> launcher = launcherOf(place.member("launchers"), reading);
    const auto datasets = datasetsOf(launcher, place.member("datasets"), reading);
    if (reading.problemCount() > before || !datasets) return;
    project.data = dataOf(datasets->calibration);
    project.testData.reset();
    if (datasets->test && dataOf(*datasets->test) != project.data) project.testData = dataOf(*datasets->test);
    project.metrics = withoutDefaults((datasets->test ? *datasets->test : datasets->calibration).measures.specs);
    if (project.model.empty() && !launcher->model.empty()) {
        project.model = launcher->model;
        project.weights = launcher->weights;
    }
}

void importDefined(Project& project, const Place& place, const std::string& definitions, Reading& reading) {
    nlohmann::json model = place.json;
    const std::size_t before = reading.problemCount();
    if (!definitions.empty()) define(model, reading.resolved(definitions), reading);
    if (reading.problemCount() == before) importModel(project, {model, place.path}, reading);
}

/// Empty: there is none.
std::string definitionsFile(const Place& place, const Reading& reading) {
    if (!reading.folders().definitions.empty()) return reading.folders().definitions.string();
    const bool isNamed = place.json.contains("global_definitions") && place.json["global_definitions"].is_string();
    return isNamed ? place.json["global_definitions"].get<std::string>() : "";
}

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

namespace {

template <class T>
Table<T>&& withModel(Table<T>&& table) {
    const auto elsewhere = [](T&, const Place&, Reading&) {};
    const auto nothing = [](const T&, Form) { return Json(); };
    return std::move(table)
        .template unused<std::string>("name", RF_TEXT("core", "Name of the model."))
        .custom("launchers", launchersShape(), elsewhere, nothing,
                RF_TEXT("core", "How the model is run; one of them for dlsdk or openvino."))
        .custom("datasets", datasetsShape(), elsewhere, nothing,
                RF_TEXT("core", "One data set; or an object with optimization, to calibrate with, and evaluation, to measure on."));
}

}  // namespace

template <>
const Table<Roles>& tableOf() {
    static const auto table = [] {
        const auto elsewhere = [](Roles&, const Place&, Reading&) {};
        const auto nothing = [](const Roles&, Form) { return Json(); };
        const Shape dataset = Codec<Dataset>::shape({});
        return Table<Roles>("ac_datasets", RF_TEXT("core", "Data sets by what they are for."))
            .custom(kOptimization, dataset, elsewhere, nothing, RF_TEXT("core", "To calibrate with."))
            .custom(kEvaluation, dataset, elsewhere, nothing, RF_TEXT("core", "To measure on."))
            .custom(kPreprocessing, listShapeOf(preprocessings()), elsewhere, nothing,
                    RF_TEXT("core", "Of the data sets that have none of their own."))
            .check([](const Roles&, const Place& place, Reading& reading) {
                if (!place.json.contains(kOptimization))
                    reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"),
                                         place.pathOf(kOptimization), wanted({.kind = Shape::Kind::Object})));
            });
    }();
    return table;
}

template <>
const Table<Model>& tableOf() {
    static const Table<Model> table = withModel(Table<Model>("ac_model", RF_TEXT("core", "A model, how it is run, and on what.")));
    return table;
}

template <>
const Table<File>& tableOf() {
    static const Table<File> table = withDescription(Table<File>("ac_file", RF_TEXT("core", "An Accuracy Checker file.")));
    return table;
}

template <>
const Table<Definitions>& tableOf() {
    static const auto table = Table<Definitions>("ac_definitions", RF_TEXT("core", "Launchers and data sets for several files."))
                                  .unused<AnyValue>("launchers", RF_TEXT("core", "Launchers, found by framework."))
                                  .unused<AnyValue>("datasets", RF_TEXT("core", "Data sets, found by name."))
                                  .check([](const Definitions&, const Place& place, Reading& reading) {
                                      for (const auto& [key, value] : place.json.items())
                                          if (!value.is_array()) reading.wrongValue(place.member(key), wanted({.kind = Shape::Kind::List}));
                                  });
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

Shape launchersShape() { return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Codec<Launcher>::shape({}))}; }

Shape datasetsShape() {
    const Shape list{.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Codec<Dataset>::shape({}))};
    return {.kind = Shape::Kind::OneOf, .shapes = {list, Codec<Roles>::shape({})}};
}

Shape modelsShape() { return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Codec<Model>::shape({}))}; }

void importDescription(Project& project, const Place& place, Reading& reading) {
    const std::string definitions = definitionsFile(place, reading);
    if (!place.json.contains("models")) return importDefined(project, place, definitions, reading);
    const Place models = place.member("models");
    const auto chosen = chosenModel(project, models, reading);
    if (!chosen) return;
    const Place model = models.element(*chosen);
    const std::size_t before = reading.problemCount();
    Model keys;
    tableOf<Model>().read(keys, model, reading);
    if (reading.problemCount() == before) importDefined(project, model, definitions, reading);
}

void importFile(Project& project, const std::filesystem::path& path, Reading& reading) {
    const auto json = document(path, reading);
    if (!json) return reading.problem(json.error());
    Reading inner(std::filesystem::absolute(path).parent_path(), reading.folders());
    const Place place{*json, ""};
    File keys;
    tableOf<File>().read(keys, place, inner);
    const bool isDescription = json->is_object() && !(json->contains("module") || json->contains("evaluations"));
    if (isDescription) importDescription(project, place, inner);
    reading.takeOver(std::move(inner), path.string());
}

}  // namespace rf::config::accuracy_checker
