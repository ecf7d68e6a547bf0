// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "core/export/target.h"

namespace rf::cli {

/// Whether results of earlier runs may be replaced.
struct OverwriteOption {
    bool allowed = false;

    /// Declares --overwrite.
    void declare(CLI::App& app);
    exporting::Earlier earlier() const { return allowed ? exporting::Earlier::Replace : exporting::Earlier::Keep; }
};

}  // namespace rf::cli
