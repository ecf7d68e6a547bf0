// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/channel.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <system_error>

namespace rf::process {

void Descriptor::close() {
    if (isOpen()) ::close(m_number);
    m_number = -1;
}

Result<Pipe> Pipe::create() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return fail(ErrorCode::Io, RF_TEXT("core", "a program can't be started: %1"), std::generic_category().message(errno));
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

void LineBuffer::fill(Descriptor& from) {
    std::array<char, 65536> piece;
    while (from.isOpen()) {
        const ssize_t count = ::read(from.number(), piece.data(), piece.size());
        if (count > 0)
            m_text.append(piece.data(), static_cast<std::size_t>(count));
        else if (count < 0 && errno == EINTR)
            continue;
        else if (count < 0 && errno == EAGAIN)
            return;
        else
            from.close();
    }
}

std::optional<std::string> LineBuffer::takeLine() {
    const auto end = m_text.find('\n');
    if (end == std::string::npos) return std::nullopt;
    std::string line = m_text.substr(0, end);
    m_text.erase(0, end + 1);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

namespace {

/// SIGPIPE of this thread, blocked; one that arrived meanwhile is swallowed, one that was pending before is kept.
class WithoutSigpipe {
public:
    WithoutSigpipe() {
        sigset_t pending;
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        sigpending(&pending);
        m_wasPending = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~WithoutSigpipe() {
        const timespec now{};
        if (!m_wasPending) sigtimedwait(&m_pipe, nullptr, &now);
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    WithoutSigpipe(const WithoutSigpipe&) = delete;
    WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

private:
    sigset_t m_pipe, m_before;
    bool m_wasPending = false;
};

}  // namespace

bool writeSome(const Descriptor& to, std::string& text) {
    const WithoutSigpipe guard;
    while (!text.empty()) {
        const ssize_t count = ::write(to.number(), text.data(), text.size());
        if (count >= 0)
            text.erase(0, static_cast<std::size_t>(count));
        else if (errno == EAGAIN)
            return true;
        else if (errno != EINTR)
            return false;
    }
    return true;
}

}  // namespace rf::process
