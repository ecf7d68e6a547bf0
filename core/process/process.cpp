// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "core/base/log.h"
#include "core/base/progress.h"
#include "core/process/channel.h"

namespace rf::process {

namespace {

using Clock = std::chrono::steady_clock;
// What a program gets to tidy up after SIGTERM; cancelling has to be quick.
constexpr std::chrono::milliseconds kGrace{100};
// An answer is a line of JSON; anything longer is a program that doesn't know the protocol.
constexpr std::size_t kLongestAnswer = 16u << 20;

bool isPlain(const std::string& word) {
    return !word.empty() &&
           word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%") == std::string::npos;
}

int millisecondsUntil(Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left + 1, 0, 1 << 30));
}

struct Ends {
    Pipe in, out, err;
};

Result<pid_t> spawn(const CommandLine& command, const Ends& ends) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, ends.in.read.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends.out.write.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends.err.write.number(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    // A group of its own, so that it can be ended with all its children, and no signal settings of ours.
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::vector<char*> argv;
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    pid_t child = -1;
    const int error = posix_spawnp(&child, argv[0], &files, &attributes, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (error != 0)
        return fail(error == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, RF_TEXT("core", "%1: the program can't be started: %2"),
                    text(command), std::generic_category().message(error));
    return child;
}

}  // namespace

std::string text(const CommandLine& command) {
    std::string line;
    for (const std::string& word : command) {
        if (!line.empty()) line += ' ';
        if (isPlain(word)) {
            line += word;
            continue;
        }
        line += '\'';
        for (const char letter : word) line += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
        line += '\'';
    }
    return line;
}

Result<void> ask(const Permission& permission, const CommandLine& command) {
    if (!permission)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "the program %1 would be run, and that was not allowed; add --allow-commands if you trust it"),
                    text(command));
    return permission(command) ? Result<void>{} : Result<void>(cancelled());
}

struct LineProgram::State {
    CommandLine command;
    std::string name;
    Options options;
    pid_t child = -1;
    Descriptor in, out, err, exit, wake;
    LineBuffer answers, complaints;
    std::string lastComplaint;
    std::optional<int> status;  ///< once it is gone

    /// At the end of the work: the program may notice the closed input first.
    void endPolitely();
    void end() { reap(true); }
    Result<void> wait(Clock::time_point deadline, std::string& unsent);
    void readAll();
    void reap(bool alive);
    Error timedOut() const;
    Error endedEarly() const;
    std::string complaint() const { return lastComplaint.empty() ? "" : ": " + lastComplaint; }
};

// The group first, the leader last: until it is reaped nobody else can get its number.
void LineProgram::State::reap(bool alive) {
    if (status) return;
    if (alive) {
        ::kill(-child, SIGTERM);
        pollfd gone{exit.number(), POLLIN, 0};
        if (exit.isOpen()) ::poll(&gone, 1, static_cast<int>(kGrace.count()));
    }
    ::kill(-child, SIGKILL);
    int code = 0;
    while (::waitpid(child, &code, 0) < 0 && errno == EINTR) {}
    status = code;
    readAll();
}

void LineProgram::State::endPolitely() {
    if (status) return;
    in.close();
    pollfd gone{exit.number(), POLLIN, 0};
    const bool wasStopped = options.token.stop_requested();
    reap(wasStopped || ::poll(&gone, 1, static_cast<int>(kGrace.count())) <= 0);
}

void LineProgram::State::readAll() {
    answers.fill(out);
    complaints.fill(err);
    while (auto line = complaints.takeLine()) {
        log::info("{}: {}", name, *line);
        if (!line->empty()) lastComplaint = std::move(*line);
    }
}

// Sends and receives until something happened; an answer may be there afterwards.
Result<void> LineProgram::State::wait(Clock::time_point deadline, std::string& unsent) {
    if (!unsent.empty() && !writeSome(in, unsent)) unsent.clear();  // its end is noticed by the closed output
    const short writing = unsent.empty() ? 0 : POLLOUT;
    std::array<pollfd, 5> events{{{wake.number(), POLLIN, 0},
                                  {out.number(), POLLIN, 0},
                                  {err.number(), POLLIN, 0},
                                  {exit.number(), POLLIN, 0},
                                  {writing ? in.number() : -1, writing, 0}}};
    const int happened = ::poll(events.data(), events.size(), millisecondsUntil(deadline));
    if (options.token.stop_requested()) {
        end();
        return cancelled();
    }
    readAll();
    if (happened == 0 || Clock::now() > deadline) {
        end();
        return timedOut();
    }
    return {};
}

Error LineProgram::State::timedOut() const {
    return fail(ErrorCode::Engine, RF_TEXT("core", "%1: gave no answer within %2 s and was ended%3"), name,
                fmt::format("{:g}", static_cast<double>(options.timeout.count()) / 1000), complaint());
}

Error LineProgram::State::endedEarly() const {
    if (WIFSIGNALED(*status))
        return fail(ErrorCode::Engine, RF_TEXT("core", "%1: was ended by signal %2%3"), name, WTERMSIG(*status), complaint());
    return fail(ErrorCode::Engine, RF_TEXT("core", "%1: ended with exit code %2%3"), name, WEXITSTATUS(*status), complaint());
}

LineProgram::LineProgram(std::unique_ptr<State> state) : m_state(std::move(state)) {}
LineProgram::~LineProgram() { m_state->endPolitely(); }
const std::string& LineProgram::name() const { return m_state->name; }

Result<std::unique_ptr<LineProgram>> LineProgram::start(const CommandLine& command, const Options& options) {
    if (command.empty() || command.front().empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "a command names no program; write [\"program\", \"argument\", …]"));
    Ends ends;
    RF_TRY(ends.in, Pipe::create());
    RF_TRY(ends.out, Pipe::create());
    RF_TRY(ends.err, Pipe::create());
    auto state = std::make_unique<State>();
    state->command = command;
    state->name = text(command);
    state->options = options;
    state->wake = Descriptor(::eventfd(0, EFD_CLOEXEC));
    RF_TRY(state->child, spawn(command, ends));
    state->exit = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, state->child, 0)));
    if (!state->exit.isOpen()) {
        const std::string reason = std::generic_category().message(errno);
        state->end();
        return fail(ErrorCode::Io, RF_TEXT("core", "%1: the program can't be started: %2"), state->name, reason);
    }
    state->in = std::move(ends.in.write);
    state->out = std::move(ends.out.read);
    state->err = std::move(ends.err.read);
    for (const Descriptor* end : {&state->in, &state->out, &state->err}) ::fcntl(end->number(), F_SETFL, O_NONBLOCK);
    log::info("started {}", state->name);
    return std::unique_ptr<LineProgram>(new LineProgram(std::move(state)));
}

Result<std::string> LineProgram::ask(const std::string& line) {
    State& state = *m_state;
    const std::stop_callback wakeUp(state.options.token, [&] {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(state.wake.number(), &one, sizeof one);
    });
    const auto deadline = Clock::now() + state.options.timeout;
    std::string unsent = line + "\n";
    while (true) {
        if (auto answer = state.answers.takeLine()) return std::move(*answer);
        if (state.answers.size() > kLongestAnswer) {
            state.end();
            return fail(ErrorCode::Engine, RF_TEXT("core", "%1: its answer is longer than 16 MB and has no end of line"), state.name);
        }
        if (!state.out.isOpen()) {
            // It closed its output; a program that goes on without one is of no use.
            pollfd gone{state.exit.number(), POLLIN, 0};
            ::poll(&gone, 1, static_cast<int>(kGrace.count()));
            state.reap((gone.revents & POLLIN) == 0);
            return state.endedEarly();
        }
        RF_TRY_VOID(state.wait(deadline, unsent));
    }
}

Result<void> LineProgram::finish() {
    State& state = *m_state;
    const std::stop_callback wakeUp(state.options.token, [&] {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(state.wake.number(), &one, sizeof one);
    });
    state.in.close();
    const auto deadline = Clock::now() + state.options.timeout;
    std::string nothing;
    while (!state.status) {
        pollfd gone{state.exit.number(), POLLIN, 0};
        if (::poll(&gone, 1, 0) > 0)
            state.reap(false);
        else
            RF_TRY_VOID(state.wait(deadline, nothing));
    }
    if (WIFSIGNALED(*state.status) || WEXITSTATUS(*state.status) != 0) return state.endedEarly();
    return {};
}

}  // namespace rf::process
