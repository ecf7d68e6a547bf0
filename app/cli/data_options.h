// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

#include "core/data/open.h"

namespace rf::cli {

/// The options that name a data set, shared by the subcommands that run a network.
struct DataOptions {
    std::vector<std::string> sources;  ///< SRC or INPUT=SRC
    std::string labels;
    std::string preprocess = {};
    std::optional<std::int64_t> skipLimit = {};

    /// Declares --data, --labels, --preprocess and --skip-damaged.
    void declare(CLI::App& app, bool required);
    /// Puts what was given in the place of what a configuration says; --data replaces everything but the seed.
    /// InvalidArgument when an option is malformed, or is about data that neither names.
    Result<void> applyTo(data::DataSpec& spec) const;
    /// The same without a configuration.
    Result<data::DataSpec> spec(std::uint64_t seed) const;
};

/// Whether programs that an option or a configuration names may be run.
struct PermissionOption {
    bool allowed = false;

    /// Declares --allow-commands.
    void declare(CLI::App& app);
    process::Permission permission() const;
};

}  // namespace rf::cli
