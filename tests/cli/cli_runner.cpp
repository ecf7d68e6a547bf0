// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <optional>
#include <stdexcept>

#include "tests/support/temp_dir.h"

namespace rf::test {

namespace {

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        read = ends[0];
        write = ends[1];
    }
};

pid_t spawn(const std::vector<std::string>& arguments, const Pipe& out, const Pipe& err) {
    std::vector<char*> argv{const_cast<char*>(RF_CLI)};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const char* const home = dataHome().c_str();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("XDG_DATA_HOME", home, 1);
        ::dup2(out.write, STDOUT_FILENO);
        ::dup2(err.write, STDERR_FILENO);
        ::execv(RF_CLI, argv.data());
        ::_exit(127);
    }
    ::close(out.write);
    ::close(err.write);
    return child;
}

struct Signal {
    int number;
    std::function<bool(const std::string& err)> isDue;
};

// Reads both pipes until the child closes them; sends the signal once it is due.
CliResult run(const std::vector<std::string>& arguments, const std::optional<Signal>& signal) {
    const Pipe out, err;
    const pid_t child = spawn(arguments, out, err);
    CliResult result;
    bool sent = !signal;
    pollfd ends[2] = {{out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
    for (int open = 2; open > 0;) {
        ::poll(ends, 2, -1);
        for (int i = 0; i < 2; ++i) {
            if (ends[i].fd < 0 || !ends[i].revents) continue;
            char buffer[4096];
            const ssize_t count = ::read(ends[i].fd, buffer, sizeof buffer);
            if (count > 0) {
                (i == 0 ? result.out : result.err).append(buffer, static_cast<std::size_t>(count));
            } else {
                ::close(ends[i].fd);
                ends[i].fd = -1;
                --open;
            }
        }
        if (!sent && signal->isDue(result.err)) {
            ::kill(child, signal->number);
            sent = true;
        }
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    result.peakKilobytes = usage.ru_maxrss;
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

}  // namespace

CliResult runCli(const std::vector<std::string>& arguments) { return run(arguments, {}); }

CliResult runCliAndInterrupt(const std::vector<std::string>& arguments, const std::string& trigger) {
    return run(arguments, Signal{SIGINT, [&](const std::string& err) { return err.find(trigger) != std::string::npos; }});
}

CliResult runCliAndKill(const std::vector<std::string>& arguments, std::size_t bytes) {
    return run(arguments, Signal{SIGKILL, [&](const std::string& err) { return err.size() >= bytes; }});
}

std::string& dataHome() {
    static const TempDir folder;
    static std::string path = folder.path().string();
    return path;
}

std::string demo(const std::string& file) { return std::string(RF_DEMO_DIR) + "/" + file; }

std::vector<std::string> optimizeDemo(const std::filesystem::path& output, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"optimize", "--model",      demo("glyphs.xml"), "--data", demo("calib-images.idx.gz"),
                                       "--output", output.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

}  // namespace rf::test
