// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "core/base/result.h"

/// The system's side of a running program (private to this module).
namespace rf::process {

/// A file descriptor with an owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }
    void close();

private:
    int m_number = -1;
};

struct Pipe {
    Descriptor read, write;
    static Result<Pipe> create();
};

/// Text that arrives in pieces, taken line by line.
class LineBuffer {
public:
    /// Reads what is there without waiting; closes the descriptor at its end.
    void fill(Descriptor& from);
    std::optional<std::string> takeLine();
    /// Bytes that are not yet part of a taken line.
    std::size_t size() const { return m_text.size(); }

private:
    std::string m_text;
};

/// Writes as much as the descriptor takes without waiting, and removes it from `text`. False when the reader is gone; SIGPIPE
/// is blocked meanwhile, so that this does not end the process.
bool writeSome(const Descriptor& to, std::string& text);

}  // namespace rf::process
