// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "core/base/abandoned_work.h"
#include "core/base/version.h"
#include "core/engine/registry/model_import.h"

namespace {

using namespace rf;

struct Entry {
    const char* name;
    const char* description;
    std::unique_ptr<cli::Command> (*create)();
};

constexpr Entry kCommands[] = {
    {"optimize", "Quantize a model", cli::optimizeCommand},
    {"inspect", "List the layers of a model, their shapes and quantizers", cli::inspectCommand},
    {"evaluate", "Measure the accuracy of a model on labelled data", cli::evaluateCommand},
    {"compare", "Compare two models layer by layer on data", cli::compareCommand},
    {"benchmark", "Measure how fast models are, side by side and layer by layer", cli::benchmarkCommand},
    {"doctor", "Find out how pictures must be prepared for a model: order of channels, scale, layout", cli::doctorCommand},
    {"convert", "Convert a model of another framework to an OpenVINO IR", cli::convertCommand},
    {"preprocess", "Write what a model gets of data as a .npy file", cli::preprocessCommand},
    {"pot", "Quantize a model as the command line of OpenVINO's POT did", cli::potCommand},
    {"runs", "List, show, export or remove the runs that the store has kept", cli::runsCommand},
    {"frontier", "Show the candidates of a search that no other beats in accuracy, latency and size", cli::frontierCommand},
    {"cache", "List, clear, export or import what earlier runs have measured", cli::cacheCommand},
    {"config", "Check a configuration, or print what configurations may contain", cli::configCommand},
    {"engines", "List what this build can run networks with", cli::enginesCommand},
};

int exitCode(const Error& error) {
    switch (error.code()) {
        case ErrorCode::Cancelled: return cli::kInterrupted;
        case ErrorCode::InvalidArgument:
        case ErrorCode::InvalidFile:
        case ErrorCode::NotFound: return cli::kBadInput;
        case ErrorCode::Io: return cli::kCannotWrite;
        case ErrorCode::Unsupported:
        case ErrorCode::Engine: return cli::kFailure;
    }
    return cli::kFailure;
}

int run(int argc, char** argv) {
    CLI::App app{"Rangefinder: post-training quantization of neural networks"};
    app.set_version_flag("--version", "rangefinder-cli " + version());
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, 1 the engine failed or something is not supported, 2 a wrong option or configuration,\n"
        "or a model or data file that is missing or damaged, 3 a search could not reach its limit and wrote the nearest model,\n"
        "4 reading or writing failed, 130 interrupted.");
    cli::stopOnInterrupt();

    std::vector<std::pair<CLI::App*, std::unique_ptr<cli::Command>>> commands;
    for (const Entry& entry : kCommands) {
        commands.emplace_back(app.add_subcommand(entry.name, entry.description), entry.create());
        commands.back().second->declare(*commands.back().first);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? cli::kSuccess : cli::kBadInput;
    }
    for (const auto& [subcommand, command] : commands) {
        if (!subcommand->parsed()) continue;
        if (const auto result = command->run(); !result) {
            const Error& error = result.error();
            fmt::print(stderr, "{}{}\n", error.code() == ErrorCode::Cancelled ? "" : "error: ", error.message());
            return exitCode(error);
        }
        return command->exitCode();
    }
    return cli::kSuccess;
}

}  // namespace

// Ctrl-C while OpenVINO compiles ends the program, although the compile goes on.
int main(int argc, char** argv) {
    if (const auto code = engine::importMain(argc, argv)) return *code;
    return leave(run(argc, argv));
}
