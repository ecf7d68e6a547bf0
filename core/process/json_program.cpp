// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/json_program.h"

#include <nlohmann/json.hpp>

namespace rf::process {

using Json = nlohmann::ordered_json;

namespace {

// Enough of an answer to recognise it in a message.
constexpr std::size_t kShown = 200;

constexpr int kProtocol = 1;

}  // namespace

Result<JsonProgram> JsonProgram::start(const CommandLine& command, const Permission& permission, const Options& options,
                                       const Json& greeting, Json& welcome) {
    RF_TRY_VOID(process::ask(permission, command));
    RF_TRY(TempFolder folder, TempFolder::create());
    RF_TRY(auto program, LineProgram::start(command, options));
    JsonProgram started(std::move(program), std::move(folder));
    Json complete{{"protocol", kProtocol}};
    complete.update(greeting);
    complete["folder"] = started.folder().string();
    RF_TRY(welcome, started.ask(complete));
    return started;
}

Result<Json> JsonProgram::ask(const Json& question) {
    RF_TRY(const std::string line, m_program->ask(question.dump(-1, ' ', false, Json::error_handler_t::replace)));
    Json answer = Json::parse(line, nullptr, false);
    if (!answer.is_object())
        return fail(ErrorCode::Engine, RF_TEXT("core", "%1: its answer is no JSON object: %2"), name(), line.substr(0, kShown));
    if (const auto error = answer.find("error"); error != answer.end())
        return fail(ErrorCode::Engine, RF_TEXT("core", "%1: %2"), name(), error->is_string() ? error->get<std::string>() : error->dump());
    return answer;
}

Result<CommandLine> parseCommand(const std::string& json) {
    const Json list = Json::parse(json, nullptr, false);
    const bool isList =
        list.is_array() && !list.empty() && std::all_of(list.begin(), list.end(), [](const Json& word) { return word.is_string(); });
    if (!isList || list.front().get<std::string>().empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is no command; write [\"program\", \"argument\", …]"), json);
    return list.get<CommandLine>();
}

}  // namespace rf::process
