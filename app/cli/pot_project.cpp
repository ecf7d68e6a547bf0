// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pot_project.h"

#include <algorithm>

#include "app/cli/read_config.h"
#include "core/config/names.h"
#include "core/quantization/range_estimator.h"

namespace rf::cli {

namespace {

using quantization::Preset;

std::filesystem::path absolutePath(const std::string& path) {
    return path.empty() ? std::filesystem::path{} : std::filesystem::absolute(path).lexically_normal();
}

// With --config the file says everything about the model and what to do with it.
Result<void> checkConfigAlone(const PotOptions& options) {
    const std::pair<const char*, bool> others[] = {{"--quantize", !options.quantize.empty()},  {"--model", !options.model.empty()},
                                                   {"--weights", !options.weights.empty()},    {"--preset", !options.preset.empty()},
                                                   {"--ac-config", !options.acConfig.empty()}, {"--name", !options.name.empty()},
                                                   {"--max-drop", options.maxDrop.has_value()}};
    for (const auto& [option, given] : others)
        if (given)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 can't be given with --config; the configuration says it"), option);
    return {};
}

Result<void> checkQuantize(const PotOptions& options) {
    const auto missing = [](const char* option, const std::string& because) {
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 is missing; %2 needs it"), option, because);
    };
    if (options.model.empty()) return missing("--model", "--quantize");
    if (options.weights.empty()) return missing("--weights", "--quantize");
    const bool simplified = options.engine == "simplified";
    if (simplified && options.dataSource.empty()) return missing("--data-source", "--engine simplified");
    if (!simplified && options.acConfig.empty()) return missing("--ac-config", "--quantize without --engine simplified");
    if (options.quantize == "accuracy_aware" && !options.maxDrop) return missing("--max-drop", "--quantize accuracy_aware");
    if (options.quantize != "accuracy_aware" && options.maxDrop)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "--max-drop is for --quantize accuracy_aware only"));
    return {};
}

// POT's templates: performance, 300 samples.
Result<config::Project> templateProject(const PotOptions& options) {
    config::Project project;
    project.quantization.device = "ANY";
    project.model = absolutePath(options.model);
    project.weights = absolutePath(options.weights);
    project.modelName = options.name;
    if (options.preset == "mixed") project.quantization.preset = Preset::Mixed;
    if (options.quantize == "accuracy_aware") project.accuracyControl.emplace().maximalDrop = *options.maxDrop;
    if (options.engine == "simplified")
        project.data = config::simplifiedData(absolutePath(options.dataSource));
    else
        RF_TRY_VOID(config::importAccuracyChecker(project, absolutePath(options.acConfig), config::accuracyCheckerFoldersOfEnvironment()));
    return project;
}

// Spec 02, section 7.2: what a user calls accuracy is mixed where the device can't gain from asymmetric weights, and on GNA
// everything but performance is accuracy.
Preset renamed(Preset preset, const std::string& device) {
    if (preset == Preset::Performance || device == "NPU" || device == "VPU") return preset;
    return device.starts_with("GNA") ? Preset::Accuracy : Preset::Mixed;
}

}  // namespace

Result<config::Project> potProject(const PotOptions& options) {
    if (options.config.empty() && options.quantize.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "either --config or --quantize must be given"));
    config::Project project;
    if (options.config.empty()) {
        RF_TRY_VOID(checkQuantize(options));
        RF_TRY(project, templateProject(options));
    } else {
        RF_TRY_VOID(checkConfigAlone(options));
        RF_TRY(project, readConfig(options.config, {options.engine, options.dataSource}));
    }
    quantization::Settings& settings = project.quantization;
    if (settings.preset == Preset::Automatic)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "`preset`: POT knows no auto; name performance, mixed or accuracy"));
    settings.preset = renamed(settings.preset, settings.device);
    settings = quantization::withoutChoice(std::move(settings));  // POT's ranges
    if (options.keepUncompressedWeights) settings.keepUncompressedWeights = true;
    project.errorSamples = 0;  // POT compares no layers
    if (options.evaluate) RF_TRY_VOID(config::checkMeasurable(project));
    if (options.evaluate && project.metrics.empty())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "--evaluate needs the engine accuracy_checker, or a metric in the configuration"));
    // A search measures them in any case.
    if (!options.evaluate && !project.accuracyControl) project.metrics.clear();
    return project;
}

}  // namespace rf::cli
