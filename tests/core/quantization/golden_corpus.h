// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/quantization/placement.h"

/// The golden corpus (results of POT 2023.0.1) as tests of placement see it.
namespace rf::test {

struct GoldenCase {
    std::string model, config;
    std::filesystem::path xml, json;
};

/// Every model × configuration of the corpus, synthetic models first, then real ones.
std::vector<GoldenCase> goldenCases();
/// A layer's name as it was before 3.8 renamed the producers of outputs.
std::string originalName(std::string name);
nlohmann::json readJson(const std::filesystem::path& path);

/// The settings that a result was made with: parameters of the programmatic interface, no renaming of presets.
quantization::Settings goldenSettings(const nlohmann::json& golden);

/// "conv1:0 -> conv2:0 levels 256 activations" for every edge with a FakeQuantize, producers left out for weights, whose
/// names are not stable.
std::set<std::string> goldenEdges(const nlohmann::json& golden);

std::set<std::string> placedEdges(const quantization::Placement& placement);

/// An activation quantizer of the main graph as the corpus and placement both know it, by its first edge.
struct ActivationRange {
    std::string scheme;   ///< "symmetric tensor", "asymmetric tensor" or "channels"; from the shape of the range in the corpus
    std::string values;   ///< input_low and input_high as text; empty when placed by us
    int unifyGroup = -1;  ///< placed by us only
};
std::map<std::string, ActivationRange> goldenActivations(const nlohmann::json& golden);
std::map<std::string, ActivationRange> placedActivations(const quantization::Placement& placement);

}  // namespace rf::test
