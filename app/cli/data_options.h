// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "core/data/open.h"

namespace rf::cli {

/// The options that name a data set, shared by the subcommands that run a network.
struct DataOptions {
    std::vector<std::string> sources;  ///< SRC or INPUT=SRC
    std::string labels;
    std::string preprocess = {};
    std::int64_t skipLimit = 0;

    /// Declares --data, --labels, --preprocess and --skip-damaged.
    void declare(CLI::App& app, bool required);
    /// InvalidArgument when an option is malformed.
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
