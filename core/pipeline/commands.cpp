// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/commands.h"

#include <algorithm>

#include "core/data/command_source.h"
#include "core/process/json_program.h"

namespace rf::pipeline {

namespace {

bool contains(const std::vector<process::CommandLine>& commands, const process::CommandLine& command) {
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

}  // namespace

Result<std::vector<process::CommandLine>> commandsOf(const config::Project& project) {
    std::vector<process::CommandLine> commands;
    const auto add = [&](process::CommandLine command) {
        if (!contains(commands, command)) commands.push_back(std::move(command));
    };
    for (const data::DataSpec* spec : {&project.data, project.testData ? &*project.testData : nullptr}) {
        if (!spec) continue;
        for (const data::Source& source : spec->sources) {
            if (!data::isCommand(source)) continue;
            RF_TRY(process::CommandLine command, data::commandOf(source));
            add(std::move(command));
        }
    }
    for (const metrics::MetricSpec& spec : project.metrics) {
        if (spec.type != "command") continue;
        const auto text = spec.parameters.find("command");
        RF_TRY(process::CommandLine command, process::parseCommand(text == spec.parameters.end() ? "" : text->second));
        add(std::move(command));
    }
    return commands;
}

process::Permission permissionFor(std::vector<process::CommandLine> commands) {
    return [commands = std::move(commands)](const process::CommandLine& command) { return contains(commands, command); };
}

}  // namespace rf::pipeline
