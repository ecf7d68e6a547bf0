// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/codec.h"
#include "core/config/project_config.h"

/// The parts of a file whose structure differs from that of the settings.
namespace rf::config {

/// The `params` of one algorithm: those that all algorithms of a list share, and its own.
struct Parameters {
    quantization::Settings settings;
    quantization::Sampling sampling = {.subsetSize = std::nullopt};  ///< absent means the whole data set (spec 02, section 1.3)
    quantization::BiasCorrectionSettings biasCorrection;
    search::AccuracyControl accuracyControl;
    search::Tuning tuning;
    search::LayerwiseTuning layerwiseTuning;
};

/// The list `compression.algorithms`.
Shape algorithmListShape();
void readAlgorithms(Project& project, const Place& place, Reading& reading);
Json writeAlgorithms(const Project& project, Form form);

/// POT's section `engine` (spec 02, sections 7.4 to 7.6). It becomes `project.data`; an Accuracy Checker description also
/// becomes test data and metrics.
enum class EngineType { AccuracyChecker, Simplified, DataFree };
struct SimplifiedEngine {
    std::filesystem::path dataSource;
    std::string layout;
    double centralFraction = 1;
};
struct DataFreeEngine {
    std::filesystem::path dataSource = "pot_dataset";
    bool generateData = false;
    std::int64_t subsetSize = 300;
};
Shape engineShape();
/// The engine of Accuracy Checker: its description is a file, or stands here.
struct AccuracyCheckerEngine {
    std::filesystem::path config;
};
EngineType engineType(const Place& place, Reading& reading);
void readEngine(Project& project, const Place& place, Reading& reading);

}  // namespace rf::config
