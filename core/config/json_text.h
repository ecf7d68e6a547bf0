// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

#include "core/base/result.h"

/// Parses the texts of configurations into JSON values.
namespace rf::config {

/// The deepest nesting that is accepted, so that readers may recurse.
constexpr int kDeepest = 64;

/// Parses JSON as POT did: with // and /* */ comments, commas before a closing bracket, and the bare words that Python writes
/// for Infinity and NaN (as text). InvalidFile names the file, line and column, a key that stands twice in one object, or
/// that the nesting is too deep.
Result<nlohmann::json> parseJson(const std::string& text, const std::string& name);

/// Parses YAML into the same values: the types that Python reads, anchors and merge keys. InvalidFile names the file and
/// line, also of keys that stand twice, of foreign tags, and of anchors that would unfold into more than any configuration.
Result<nlohmann::json> parseYaml(const std::string& text, const std::string& name);

/// YAML where the name ends in .yml or .yaml, else JSON.
Result<nlohmann::json> parseByEnding(const std::string& text, const std::string& name);

}  // namespace rf::config
