// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

#include "core/storage/store.h"

namespace rf::cli {

/// Which store a command uses.
class StoreOption {
public:
    using Warn = std::function<void(const Error&)>;

    /// Declares --store, and --no-store where a command works without.
    void declare(CLI::App& app, bool optional);
    bool isOff() const { return m_off; }

    /// The store, or null with --no-store. A store that can't be opened is an error if it was named or the command needs one;
    /// otherwise null, and `warn` is told. It is also told what opening found.
    Result<std::shared_ptr<storage::Store>> open(const Warn& warn) const;

private:
    std::string m_folder;
    bool m_off = false, m_optional = false;
};

/// Prints a warning to standard error: as a line, or as a line of JSON.
void printWarning(const Error& warning, bool json);

}  // namespace rf::cli
