// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <vector>

#include "app/cli/exit_code.h"
#include "core/base/result.h"

namespace rf::cli {

/// What a model may be, for help.
inline constexpr const char* kModelHelp =
    "OpenVINO IR (.xml), ONNX, TensorFlow (SavedModel or .pb), TensorFlow Lite or PaddlePaddle (.pdmodel)";

/// One subcommand: declares its options on `app`, then runs.
class Command {
public:
    virtual ~Command() = default;
    virtual void declare(CLI::App& app) = 0;
    virtual Result<void> run() = 0;
    /// Of a run() without error.
    virtual int exitCode() const { return kSuccess; }
    /// Whether standard output is for machines.
    bool json() const { return m_json; }

protected:
    void declareJson(CLI::App& app) {
        app.add_flag("--json", m_json, "Write the result as JSON to standard output, progress as JSON lines to standard error");
    }

private:
    bool m_json = false;
};

std::unique_ptr<Command> optimizeCommand();
std::unique_ptr<Command> inspectCommand();
std::unique_ptr<Command> evaluateCommand();
std::unique_ptr<Command> compareCommand();
std::unique_ptr<Command> benchmarkCommand();
std::unique_ptr<Command> convertCommand();
std::unique_ptr<Command> preprocessCommand();
std::unique_ptr<Command> doctorCommand();
std::unique_ptr<Command> enginesCommand();
std::unique_ptr<Command> configCommand();
std::unique_ptr<Command> potCommand();
std::unique_ptr<Command> frontierCommand();
std::unique_ptr<Command> runsCommand();
std::unique_ptr<Command> cacheCommand();

}  // namespace rf::cli
