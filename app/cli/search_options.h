// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

#include "core/config/project_config.h"

namespace rf::cli {

/// The options of a search for a model within a given loss.
class SearchOptions {
public:
    void declare(CLI::App& app);
    /// InvalidArgument for values that do not exist, and for options of a search where none is asked for.
    Result<void> applyTo(config::Project& project) const;

private:
    const char* firstGiven() const;

    std::string m_algorithm, m_dropType, m_arithmetic;
    std::optional<double> m_maxDrop, m_maxMinutes;
    std::optional<std::int64_t> m_maxTrials;
};

}  // namespace rf::cli
