// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "core/quantization/settings.h"

namespace rf::cli {

/// The options that keep layers in float; each of them may be repeated.
class IgnoreOptions {
public:
    void declare(CLI::App& app);
    /// Adds the rules to those of a configuration.
    void addTo(quantization::IgnoredScope& scope) const;

private:
    quantization::IgnoredScope m_scope;
};

}  // namespace rf::cli
