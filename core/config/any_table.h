// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/config/config.h"
#include "core/config/key_info.h"

/// The part of a table of keys that does not depend on the struct. It is compiled once instead of once for each of about a hundred
/// structs, which took most of the compile time of this module.
namespace rf::config {

/// A Codec and the type of its values, behind pointers.
struct AnyCodec {
    void (*read)(void*, const Place&, const Shape&, Reading&);
    Json (*write)(const void*, Form);
    bool (*isEqual)(const void*, const void*);
};
template <class V, class Coding>
constexpr AnyCodec anyCodec() {
    return {[](void* value, const Place& place, const Shape& shape, Reading& reading) {
                Coding::read(*static_cast<V*>(value), place, shape, reading);
            },
            [](const void* value, Form form) -> Json { return Coding::write(*static_cast<const V*>(value), form); },
            [](const void* a, const void* b) { return *static_cast<const V*>(a) == *static_cast<const V*>(b); }};
}

/// See Table, whose structs are `void` here.
class AnyTable {
public:
    const TableInfo& info() const { return m_info; }

protected:
    /// Reading and writing of one key of an owner.
    struct Binding {
        std::function<void(void*, const Place&, Reading&)> read;
        std::function<Json(const void*, Form)> write;  ///< null: nothing to write
    };
    using Check = std::function<void(const void*, const Place&, Reading&)>;

    AnyTable(std::string name, const char* help) : m_info{std::move(name), help, {}} {}

    void add(KeyInfo info, Binding binding);
    /// The key of a member: `member` leads from an owner to it, `standard` is its default.
    void addMember(const char* name, const char* help, Shape shape, const KeyOptions& options, AnyCodec codec,
                   std::function<void*(void*)> member, std::shared_ptr<const void> standard);
    void addSection(const char* name, const char* help, const std::function<const AnyTable&()>& keys);
    /// A key that is read by `read` and changes nothing.
    void addUnused(const char* name, const char* help, Shape shape, const KeyOptions& options,
                   void (*read)(const Place&, const Shape&, Reading&));
    void addChoice(const char* name, const char* help, std::vector<std::string> words, const KeyOptions& options);
    void addOnly(const char* name, const char* help, const Json& legal);
    void addRefused(const char* name, const char* sentence) { m_refused[name] = sentence; }
    void addCheck(Check check) { m_checks.push_back(std::move(check)); }

    void readAny(void* owner, const Place& place, Reading& reading, AlgorithmSet algorithms) const;
    Json writeAny(const void* owner, Form form, AlgorithmSet algorithms) const;

private:
    TableInfo m_info;
    std::vector<Binding> m_bindings;
    std::map<std::string, const char*> m_refused;
    std::vector<Check> m_checks;
};

}  // namespace rf::config
