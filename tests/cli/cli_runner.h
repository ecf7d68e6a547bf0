// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rf::test {

/// What a run of the real rangefinder-cli left behind.
struct CliResult {
    int exitCode = -1;
    long peakKilobytes = 0;  ///< largest resident size
    std::string out, err;
};

/// Runs the program and waits for it. Arguments are passed as they are, without a shell.
CliResult runCli(const std::vector<std::string>& arguments);

/// Starts the program, sends SIGINT as soon as `trigger` appears on its standard error, and waits.
CliResult runCliAndInterrupt(const std::vector<std::string>& arguments, const std::string& trigger);

/// Starts the program, kills it (SIGKILL) as soon as it has written so many bytes to standard error, and waits.
CliResult runCliAndKill(const std::vector<std::string>& arguments, std::size_t bytes);

/// Where the programs that are run look for the user's data (XDG_DATA_HOME): a folder of this process's own. Tests may change it.
std::string& dataHome();

/// A file of the bundled demo.
std::string demo(const std::string& file);

/// "optimize" on the demo with the reference settings of these tests, plus `more`.
std::vector<std::string> optimizeDemo(const std::filesystem::path& output, const std::vector<std::string>& more = {});

}  // namespace rf::test
