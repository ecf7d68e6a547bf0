// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/overwrite_option.h"

namespace rf::cli {

void OverwriteOption::declare(CLI::App& app) {
    app.add_flag("--overwrite", allowed, "Replace the result of an earlier run; files that the run reads are never written over");
}

}  // namespace rf::cli
