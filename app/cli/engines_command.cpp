// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "core/engine/registry/engine_registry.h"

namespace rf::cli {

namespace {

class EnginesCommand : public Command {
public:
    void declare(CLI::App& app) override { declareJson(app); }

    Result<void> run() override {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const std::string& name : engine::names()) {
            RF_TRY(const auto engine, engine::get(name));
            const engine::EngineInfo info = engine->info();
            list.push_back({{"name", info.name},
                            {"version", info.version},
                            {"device", info.device},
                            {"instruction_set", info.instructionSet},
                            {"threads", info.threads}});
            if (!json())
                fmt::print("{:<14} {}\n{:<14} {}, {}, {} threads\n", info.name, info.version, "", info.device, info.instructionSet,
                           info.threads);
        }
        if (json()) fmt::print("{}\n", list.dump(2));
        return {};
    }
};

}  // namespace

std::unique_ptr<Command> enginesCommand() { return std::make_unique<EnginesCommand>(); }

}  // namespace rf::cli
