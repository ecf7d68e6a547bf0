// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <array>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/overwrite_option.h"
#include "app/cli/store_option.h"
#include "app/cli/store_texts.h"

namespace rf::cli {

namespace {

using Json = nlohmann::ordered_json;

/// What a store has kept of earlier measurements.
class CacheCommand : public Command {
public:
    void declare(CLI::App& app) override {
        m_store.declare(app, false);
        declareJson(app);
        app.require_subcommand(1);
        app.fallthrough();
        m_list = app.add_subcommand("list", "List what was measured, the last used first");
        m_clear = app.add_subcommand("clear", "Remove all that no running run uses");
        m_export = app.add_subcommand("export", "Write everything to one file, for another machine");
        m_import = app.add_subcommand("import", "Take over what such a file or another store has");
        m_export->add_option("FILE", m_file, "The file to write")->required();
        m_import->add_option("FILE", m_file, "The file to read")->required();
        m_overwrite.declare(*m_export);
    }

    Result<void> run() override {
        RF_TRY(const auto store, m_store.open([this](const Error& warning) { printWarning(warning, json()); }));
        if (m_list->parsed()) return list(*store);
        const Progress progress(stopOnInterrupt(), {});
        if (m_clear->parsed()) {
            RF_TRY(const std::int64_t removed, store->clear());
            return say("removed", removed, "removed from " + store->file().string());
        }
        if (m_export->parsed()) {
            RF_TRY_VOID(exporting::checkFile(m_file, m_overwrite.earlier(), {store->file()}));
            RF_TRY(const std::int64_t written, store->exportCache(m_file, progress));
            return say("exported", written, "written to " + m_file);
        }
        RF_TRY(const std::int64_t read, store->importCache(m_file, progress));
        return say("imported", read, "new in " + store->file().string());
    }

private:
    Result<void> say(const char* key, std::int64_t count, const std::string& what) const {
        if (json())
            fmt::print("{}\n", Json{{key, count}}.dump());
        else
            fmt::print("{} {} {}\n", count, count == 1 ? "entry" : "entries", what);
        return {};
    }

    Result<void> list(storage::Store& store) const {
        RF_TRY(const auto entries, store.entries());
        if (json()) {
            Json all = Json::array();
            for (const auto& entry : entries)
                all.push_back({{"kind", word(entry.kind)}, {"key", entry.key}, {"bytes", entry.bytes}, {"stored", entry.stored}});
            fmt::print("{}\n", all.dump(2, ' ', false, Json::error_handler_t::replace));
            return {};
        }
        std::array<std::int64_t, 2> counts{}, sizes{};
        for (const auto& entry : entries) {
            counts[static_cast<std::size_t>(entry.kind)] += 1;
            sizes[static_cast<std::size_t>(entry.kind)] += entry.bytes;
            fmt::print("{:<10}  {:>10}  {}  {}\n", word(entry.kind), sizeText(entry.bytes), timeText(entry.stored), entry.key);
        }
        fmt::print("{}: {} statistics with {}, {} trials with {}\n", store.file().string(), counts[0], sizeText(sizes[0]), counts[1],
                   sizeText(sizes[1]));
        return {};
    }

    StoreOption m_store;
    OverwriteOption m_overwrite;
    CLI::App *m_list = nullptr, *m_clear = nullptr, *m_export = nullptr, *m_import = nullptr;
    std::string m_file;
};

}  // namespace

std::unique_ptr<Command> cacheCommand() { return std::make_unique<CacheCommand>(); }

}  // namespace rf::cli
