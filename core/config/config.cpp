// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"

#include <algorithm>

#include "core/base/mapped_file.h"
#include "core/config/accuracy_checker/accuracy_checker.h"
#include "core/config/json_text.h"
#include "core/config/tables.h"

namespace rf::config {

namespace {

enum class Language { Json, Yaml, Unknown };

Language languageOf(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending == ".json") return Language::Json;
    return ending == ".yml" || ending == ".yaml" ? Language::Yaml : Language::Unknown;
}

Result<void> checkEnding(const std::filesystem::path& path) {
    if (languageOf(path) != Language::Unknown) return {};
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: a configuration must end in .json, .yml or .yaml"), path);
}

void apply(const EngineOverride& override, nlohmann::json& json) {
    if (!json.is_object() || (override.type.empty() && override.dataSource.empty())) return;
    nlohmann::json& engine = json["engine"];
    if (engine.is_null()) engine = nlohmann::json::object();
    if (!engine.is_object()) return;
    if (!override.type.empty()) engine["type"] = override.type;
    if (!override.dataSource.empty() && !engine.contains("data_source"))
        engine["data_source"] = std::filesystem::absolute(override.dataSource).string();
}

void noteUnmeasured(Project& project, const Reading& reading) {
    project.origin.unmeasured = reading.allUnmeasured();
    project.origin.describedMetrics = project.metrics;
}

}  // namespace

Result<nlohmann::json> parseByEnding(const std::string& text, const std::string& name) {
    return languageOf(name) == Language::Yaml ? parseYaml(text, name) : parseJson(text, name);
}

Result<void> importAccuracyChecker(Project& project, const std::filesystem::path& path, const AccuracyCheckerFolders& folders) {
    RF_TRY_VOID(checkEnding(path));
    Reading reading(std::filesystem::absolute(path).parent_path(), folders);
    accuracy_checker::importFile(project, path, reading);
    const auto& opened = reading.openedFiles();
    project.origin.files.insert(project.origin.files.end(), opened.begin(), opened.end());
    noteUnmeasured(project, reading);
    return std::move(reading).finish();
}

Result<Project> readText(const std::string& text, const std::filesystem::path& folder, const std::string& name,
                         const EngineOverride& engine) {
    RF_TRY(nlohmann::json json, parseByEnding(text, name));
    apply(engine, json);
    Project project;
    Reading reading(folder, engine.folders);
    tableOf<Project>().read(project, {json, ""}, reading);
    project.origin.files = reading.openedFiles();
    noteUnmeasured(project, reading);
    RF_TRY_VOID(std::move(reading).finish(name));
    return project;
}

Result<Project> readFile(const std::filesystem::path& path, const EngineOverride& engine) {
    RF_TRY_VOID(checkEnding(path));
    RF_TRY(const auto file, MappedFile::open(path));
    const std::string text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    RF_TRY(Project project, readText(text, std::filesystem::absolute(path).parent_path(), path.string(), engine));
    project.origin.files.push_back(path);
    return project;
}

std::string write(const Project& project, Form form) {
    return tableOf<Project>().write(project, form).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::vector<Error> unmeasured(const Project& project) {
    return project.metrics == project.origin.describedMetrics ? project.origin.unmeasured : std::vector<Error>();
}

Result<void> checkMeasurable(const Project& project) {
    auto reasons = unmeasured(project);
    if (reasons.empty()) return {};
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "not everything that the Accuracy Checker description measures can be measured"))
        .with(std::move(reasons));
}

bool choosesSettings(const Project& project) { return project.quantization.preset == quantization::Preset::Automatic; }

bool searches(const Project& project) { return project.accuracyControl || project.tuning || choosesSettings(project); }

Result<void> checkRunnable(const Project& project) {
    if (choosesSettings(project) && (project.accuracyControl || project.tuning))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core",
                            "`preset`: auto is a search of its own and can't be had together with AccuracyAwareQuantization or "
                            "TunableQuantization; name performance, mixed or accuracy"));
    if (choosesSettings(project) && project.quantization.compatibility == quantization::Compatibility::Pot)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "`preset`: auto can't be had with compatibility pot; name performance, mixed or accuracy"));
    if (project.accuracyControl || project.search) RF_TRY_VOID(checkMeasurable(project));
    if (project.accuracyControl && project.search)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core",
                            "`optimizer`: drives TunableQuantization, but `algorithms` has AccuracyAwareQuantization, which searches "
                            "by itself; leave one out"));
    if (project.accuracyControl && project.quantization.ignored.skipModel)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "`ignored.skip_model`: leaves nothing for AccuracyAwareQuantization to do; leave the key out"));
    if (project.accuracyControl && project.accuracyControl->annotationFree)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core",
                            "`annotation_free`: answers can't be chosen by their confidence in this version; leave the key and the "
                            "labels out, then all answers of the float model are what is compared with"));
    if (project.tuning && !project.search)
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core",
                    "`optimizer` is missing: TunableQuantization needs it; add {\"name\": \"Tpe\", \"params\": {\"max_trials\": 100}}"));
    if (project.search && !project.tuning && !project.accuracyControl)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core",
                            "`optimizer` drives TunableQuantization, which `algorithms` does not have; leave it out, or replace "
                            "MinMaxQuantization by TunableQuantization"));
    if (project.tuning && project.quantization.ignored.skipModel)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "`ignored.skip_model`: leaves nothing for TunableQuantization to do; leave the key out"));
    if (project.layerwiseTuning.enabled)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core", "`use_layerwise_tuning`: layers can't be tuned in this version; leave the key out"));
    return {};
}

}  // namespace rf::config
