// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/table.h"

/// Imports Accuracy Checker descriptions. Reading one sets the data, test data, metrics and possibly the model of a project;
/// nothing else of the description is kept (docs/accuracy_checker.md).
namespace rf::config::accuracy_checker {

/// Imports the object that has `models`, or `launchers` and `datasets`; its other keys are not looked at.
void importDescription(Project& project, const Place& place, Reading& reading);
/// The same of a file, which has no other keys.
void importFile(Project& project, const std::filesystem::path& path, Reading& reading);

/// The legal values of a description's keys.
Shape launchersShape();
Shape datasetsShape();
Shape modelsShape();

/// Adds the rows of a description to the table of an object that holds one; importDescription() reads them.
template <class T>
Table<T>&& withDescription(Table<T>&& table) {
    const auto elsewhere = [](T&, const Place&, Reading&) {};
    const auto nothing = [](const T&, Form) { return Json(); };
    constexpr const char* kModules =
        RF_TEXT("core", "'%1': evaluations by Python modules are not supported; describe launchers and datasets");
    return std::move(table)
        .template unused<std::string>("name", RF_TEXT("core", "Name of the run."))
        .custom("launchers", launchersShape(), elsewhere, nothing,
                RF_TEXT("core", "How the model is run; one of them for dlsdk or openvino."))
        .custom("datasets", datasetsShape(), elsewhere, nothing,
                RF_TEXT("core", "One data set; or an object with optimization, to calibrate with, and evaluation, to measure on."))
        .custom(
            "models", modelsShape(), elsewhere, nothing,
            RF_TEXT("core",
                    "Name, launchers and datasets of each model; of several the one with the name that the configuration gives its model."))
        .template unused<std::string>("global_definitions",
                                      RF_TEXT("core", "File of launchers and datasets by name; DEFINITIONS_FILE of the environment wins."))
        .refused("module", kModules)
        .refused("module_config", kModules)
        .refused("evaluations", kModules);
}

}  // namespace rf::config::accuracy_checker
