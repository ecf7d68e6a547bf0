// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/process/process.h"
#include "core/process/temp_folder.h"

namespace rf::process {

/// A LineProgram whose lines are JSON objects (docs/commands.md), and a folder for the files that both exchange.
class JsonProgram {
public:
    /// Asks for permission, starts the program and greets it with `greeting`; its answer goes to `welcome`.
    static Result<JsonProgram> start(const CommandLine& command, const Permission& permission, const Options& options,
                                     const nlohmann::ordered_json& greeting, nlohmann::ordered_json& welcome);

    /// Engine when the answer is no JSON object, or says {"error": "…"}.
    Result<nlohmann::ordered_json> ask(const nlohmann::ordered_json& question);
    Result<void> finish() { return m_program->finish(); }
    const std::filesystem::path& folder() const { return m_folder.path(); }
    const std::string& name() const { return m_program->name(); }

private:
    JsonProgram(std::unique_ptr<LineProgram> program, TempFolder folder) : m_folder(std::move(folder)), m_program(std::move(program)) {}

    TempFolder m_folder;
    std::unique_ptr<LineProgram> m_program;  // ends before its folder goes
};

/// ["python3", "score.py"] as JSON text; InvalidArgument for anything else.
Result<CommandLine> parseCommand(const std::string& json);

}  // namespace rf::process
