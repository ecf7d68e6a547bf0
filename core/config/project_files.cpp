// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/project_files.h"

#include "core/data/files.h"
#include "core/frameworks/model_files.h"
#include "core/process/json_program.h"

namespace rf::config {

namespace {

/// The files that a model of another framework is read together with. Those of a damaged one are told by who reads it.
void appendCompanions(const std::filesystem::path& model, std::vector<std::filesystem::path>& files) {
    const auto file = frameworks::modelFile(model);
    if (!file || !file->framework) return;
    if (const auto all = frameworks::filesOf(file->path, *file->framework)) files.insert(files.end(), all->begin(), all->end());
}

}  // namespace

std::vector<std::filesystem::path> filesOf(const Project& project) {
    std::vector<std::filesystem::path> files = project.origin.files;
    files.push_back(project.model);
    appendCompanions(project.model, files);
    files.push_back(project.weights.empty() ? std::filesystem::path(project.model).replace_extension(".bin") : project.weights);
    const auto append = [&](const std::vector<std::filesystem::path>& more) { files.insert(files.end(), more.begin(), more.end()); };
    append(data::filesOf(project.data));
    if (project.testData) append(data::filesOf(*project.testData));
    for (const rf::metrics::MetricSpec& metric : project.metrics) {
        const auto text = metric.parameters.find("command");
        if (text == metric.parameters.end()) continue;
        if (const auto command = process::parseCommand(text->second)) files.insert(files.end(), command->begin(), command->end());
    }
    return files;
}

std::string resultName(const Project& project) {
    const std::string name = project.modelName.empty() ? project.model.stem().string() : project.modelName;
    return name.empty() ? "model" : name;
}

}  // namespace rf::config
