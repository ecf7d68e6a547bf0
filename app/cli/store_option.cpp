// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/store_option.h"

#include <nlohmann/json.hpp>

#include "core/storage/location.h"

namespace rf::cli {

void StoreOption::declare(CLI::App& app, bool optional) {
    m_optional = optional;
    auto* folder = app.add_option("--store", m_folder,
                                  "Folder of the store that keeps runs and statistics (docs/store.md). Without it: rangefinder in "
                                  "$XDG_DATA_HOME, which is ~/.local/share by default");
    if (optional) app.add_flag("--no-store", m_off, "Keep nothing of this run, and use nothing that was kept")->excludes(folder);
}

Result<std::shared_ptr<storage::Store>> StoreOption::open(const Warn& warn) const {
    if (m_off) return std::shared_ptr<storage::Store>();
    const auto opened = [&]() -> Result<std::shared_ptr<storage::Store>> {
        if (!m_folder.empty()) return storage::Store::open(m_folder);
        RF_TRY(const std::filesystem::path folder, storage::defaultFolder());
        return storage::Store::open(folder);
    }();
    if (opened) {
        for (const Error& warning : (*opened)->takeWarnings()) warn(warning);
        return *opened;
    }
    if (!m_optional || !m_folder.empty()) return opened.error();
    warn(opened.error());
    return std::shared_ptr<storage::Store>();
}

void printWarning(const Error& warning, bool json) {
    if (json)
        fmt::print(stderr, "{}\n", nlohmann::ordered_json{{"warning", warning.message()}}.dump());
    else
        fmt::print(stderr, "warning: {}\n", warning.message());
}

}  // namespace rf::cli
