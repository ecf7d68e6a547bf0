// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/config/config.h"

namespace rf::cli {

/// The options of POT's command line (spec 02, section 7.1). Empty: not given.
struct PotOptions {
    std::string config, quantize;
    std::string preset, model, weights, name, acConfig;
    std::string engine, dataSource;
    std::optional<double> maxDrop;
    bool evaluate = false;
    bool keepUncompressedWeights = false;
};

/// What the options ask for, with POT's rules: which of them exclude or need one another, its templates, and how its
/// command line renames presets. InvalidArgument names the option that is missing or too many.
Result<config::Project> potProject(const PotOptions& options);

}  // namespace rf::cli
