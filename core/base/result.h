// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/assert.h"

namespace rf {

/// What kind of thing went wrong; decides the exit code of the command line and whether the window shows anything.
enum class ErrorCode {
    Cancelled,        ///< the user stopped it: never shown as an error
    InvalidArgument,  ///< a setting or an option that the user can correct
    InvalidFile,      ///< a file whose content is not what it should be
    NotFound,         ///< a file, folder, layer or key that is not there
    Unsupported,      ///< understood, but this program or engine can't do it
    Io,               ///< reading or writing failed: permissions, full disk
    Engine,           ///< the inference engine failed
};

/// Marks a sentence of core for translation (lupdate reads it as QT_TRANSLATE_NOOP); expands to the sentence itself.
#define RF_TEXT(context, text) text

/// A failure as a value: a sentence with %1…%9 placeholders, their arguments, and what was being done at the time.
/// The sentence is kept apart from its arguments so that the window can translate it; message() is the English form.
class Error {
public:
    Error(ErrorCode code, std::string_view pattern, std::vector<std::string> arguments = {});

    ErrorCode code() const { return m_code; }
    const std::string& pattern() const { return m_pattern; }
    const std::vector<std::string>& arguments() const { return m_arguments; }
    /// Notes added on the way up, innermost first; each is itself a pattern and its arguments.
    struct Note {
        std::string pattern;
        std::vector<std::string> arguments;
    };
    const std::vector<Note>& trail() const { return m_trail; }
    /// The single problems of an error that sums up several, in reading order. Empty for an ordinary error.
    const std::vector<Error>& details() const { return m_details; }

    /// Adds "while …" context. The outermost context is printed first.
    Error during(std::string_view pattern, std::vector<std::string> arguments = {}) &&;

    /// Adds the single problems that this error sums up.
    Error with(std::vector<Error> details) &&;

    /// The English sentence: "outer: inner: what went wrong"; each detail on an indented line of its own.
    std::string message() const;

private:
    ErrorCode m_code;
    std::string m_pattern;
    std::vector<std::string> m_arguments;
    std::vector<Note> m_trail;
    std::vector<Error> m_details;
};

/// Replaces %1…%9 in a pattern by the arguments.
std::string fillPattern(std::string_view pattern, const std::vector<std::string>& arguments);

/// A value or the Error that prevented it. The vocabulary of std::expected, which g++ 12 does not have.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T& value() & {
        RF_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const& {
        RF_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    T&& value() && {
        RF_ASSERT(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    Error& error() & {
        RF_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }
    const Error& error() const& {
        RF_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }
    Error&& error() && {
        RF_ASSERT(!has_value());
        return std::move(*std::get_if<1>(&m_state));
    }
    template <class U>
    T value_or(U&& other) const& {
        return has_value() ? value() : static_cast<T>(std::forward<U>(other));
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool has_value() const { return !m_error.has_value(); }
    explicit operator bool() const { return has_value(); }
    void value() const { RF_ASSERT(has_value()); }
    Error& error() & {
        RF_ASSERT(!has_value());
        return *m_error;
    }
    const Error& error() const& {
        RF_ASSERT(!has_value());
        return *m_error;
    }
    Error&& error() && {
        RF_ASSERT(!has_value());
        return std::move(*m_error);
    }

private:
    std::optional<Error> m_error;
};

namespace detail {
template <class T>
std::string argumentText(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string>)
        return static_cast<std::string>(value);
    else if constexpr (requires { value.u8string(); })
        return value.string();
    else
        return fmt::format("{}", value);
}
}  // namespace detail

/// Makes an Error: fail(ErrorCode::NotFound, RF_TEXT("core", "%1: no such file"), path).
template <class... Args>
Error fail(ErrorCode code, std::string_view pattern, const Args&... arguments) {
    return Error(code, pattern, {detail::argumentText(arguments)...});
}

#define RF_CONCAT_INNER(a, b) a##b
#define RF_CONCAT(a, b) RF_CONCAT_INNER(a, b)

/// RF_TRY(auto graph, ir::read(path, progress)); returns the error upward or binds the value.
#define RF_TRY(declaration, ...)                                                           \
    auto RF_CONCAT(rfTry, __LINE__) = (__VA_ARGS__);                                       \
    if (!RF_CONCAT(rfTry, __LINE__)) return std::move(RF_CONCAT(rfTry, __LINE__)).error(); \
    declaration = std::move(RF_CONCAT(rfTry, __LINE__)).value()

/// RF_TRY_VOID(progress.advance(1, 10)); returns the error upward.
#define RF_TRY_VOID(...)                                                                     \
    do {                                                                                     \
        if (auto rfTryVoid = (__VA_ARGS__); !rfTryVoid) return std::move(rfTryVoid).error(); \
    } while (false)

}  // namespace rf
