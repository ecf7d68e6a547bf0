// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/registry/import_process.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <string_view>

#include "core/engine/openvino/import_model.h"
#include "core/graph/edit.h"
#include "core/ir/ir.h"
#include "core/process/process.h"
#include "core/process/temp_folder.h"

namespace rf::engine {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kWorker = "--read-model-of-a-framework";
constexpr int kWorkerArguments = 5;  // the program, kWorker, the framework's number, the model, the folder for the result
constexpr const char *kModel = "model.xml", *kError = "error.json", *kFused = "fused.json", *kThisProgram = "/proc/self/exe";
constexpr std::chrono::hours kLongestImport{24};

bool& isEntered() {
    static bool entered = false;
    return entered;
}

void writeError(const Error& error, const std::filesystem::path& file) {
    const Json json{{"code", static_cast<int>(error.code())}, {"pattern", error.pattern()}, {"arguments", error.arguments()}};
    std::ofstream(file) << json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The error that the process left, if it did.
std::optional<Error> readError(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) return std::nullopt;
    const Json json = Json::parse(stream, nullptr, false);
    if (json.is_discarded()) return std::nullopt;
    return Error(static_cast<ErrorCode>(json["code"].get<int>()), json["pattern"].get<std::string>(),
                 json["arguments"].get<std::vector<std::string>>());
}

void writeFused(const std::vector<graph::FusedOperators>& fused, const std::filesystem::path& file) {
    Json json = Json::object();
    for (const auto& [type, count] : fused) json[type] = count;
    std::ofstream(file) << json;
}

std::vector<graph::FusedOperators> readFused(const std::filesystem::path& file) {
    std::ifstream stream(file);
    const Json json = Json::parse(stream, nullptr, false);
    std::vector<graph::FusedOperators> fused;
    if (json.is_object())
        for (const auto& [type, count] : json.items()) fused.push_back({type, count.get<int>()});
    return fused;
}

Result<void> importTo(const std::filesystem::path& folder, const std::filesystem::path& path, frameworks::Framework framework) {
    RF_TRY(const graph::Graph graph, importModel(path, framework, Progress()));
    writeFused(graph.info().fused, folder / kFused);
    return ir::write(graph, folder / kModel, Progress());
}

}  // namespace

std::optional<int> importWorker(int argc, char** argv) {
    if (argc != kWorkerArguments || argv[1] != kWorker) {
        isEntered() = true;
        return std::nullopt;
    }
    const std::filesystem::path folder = argv[4];
    const auto done = importTo(folder, argv[3], static_cast<frameworks::Framework>(std::atoi(argv[2])));
    if (!done) writeError(done.error(), folder / kError);
    return EXIT_SUCCESS;
}

bool canImportAside() { return isEntered(); }

Result<graph::Graph> importAside(const std::filesystem::path& path, frameworks::Framework framework, const Progress& progress) {
    RF_TRY_VOID(progress.advance(0, 3));
    RF_TRY(const auto folder, process::TempFolder::create());
    const process::CommandLine command{kThisProgram, std::string(kWorker), std::to_string(static_cast<int>(framework)),
                                       std::filesystem::absolute(path).string(), folder.path().string()};
    RF_TRY(const auto program, process::LineProgram::start(command, {kLongestImport, progress.token()}));
    const auto finished = program->finish();
    if (!finished && finished.error().code() == ErrorCode::Cancelled) return finished.error();
    if (auto error = readError(folder.path() / kError)) return *std::move(error);
    if (!finished)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "%1: OpenVINO broke down while it read this model of %2; the file is probably damaged"), path,
                    frameworks::name(framework));
    RF_TRY_VOID(progress.advance(2, 3));
    RF_TRY(graph::Graph graph, ir::read(folder.path() / kModel, {}, progress.split({2, 1})[1]));
    graph::GraphInfo info = graph.info();
    info.fused = readFused(folder.path() / kFused);
    graph::Editor(graph).setInfo(std::move(info));
    return graph;
}

}  // namespace rf::engine
