// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/any_table.h"
#include "core/config/codec.h"

namespace rf::config {

/// The keys of one struct of the settings: a row each, in reading order, from which the struct is read, checked, written and
/// documented. The only place that knows a key's name.
///
///     Table<Sampling>("sampling", RF_TEXT("core", "Which samples are used."))
///         .key("seed", &Sampling::seed, RF_TEXT("core", "Seed of every random choice."), {.low = 0})
template <class T>
class Table : public AnyTable {
public:
    using Check = std::function<void(const T&, const Place&, Reading&)>;

    Table(std::string name, const char* help) : AnyTable(std::move(name), help) {}

    /// A key that sets what `access` leads to: a pointer to a member, or a function from T to a reference into it.
    /// C is how the value stands in the file, where its type does not say so.
    template <class C = void, class Access>
    Table&& key(const char* name, Access access, const char* help, const KeyOptions& options = {}) &&;
    /// An object in the file whose keys set members of the same struct.
    Table&& section(const char* name, const Table& (*keys)(), const char* help) &&;
    /// A key whose reading and writing are functions of their own; write answers null where there is nothing to write.
    Table&& custom(const char* name, Shape shape, std::function<void(T&, const Place&, Reading&)> read,
                   std::function<Json(const T&, Form)> write, const char* help) &&;
    /// A key that is understood and checked, and changes nothing here.
    template <class V>
    Table&& unused(const char* name, const char* help, const KeyOptions& options = {}) &&;
    /// A key that is refused with the given sentence; %1 is its path.
    Table&& refused(const char* name, const char* sentence) &&;
    /// The key `type`, whose word has selected this table; reading it again changes nothing.
    Table&& type(std::string_view word, const char* help, const KeyOptions& options = {}) &&;
    /// A key that has selected this table by one of several words.
    Table&& chosenBy(const char* name, std::vector<std::string> words, const char* help) &&;
    /// A key that is supported with one value only, which is also its default.
    Table&& only(const char* name, const Json& value, const char* help) &&;
    /// A rule between keys, checked when every single key is right.
    Table&& check(Check check) &&;

    /// Sets the members that the object names and reports every problem. Keys of other algorithms are problems.
    void read(T& value, const Place& place, Reading& reading, AlgorithmSet algorithms = kEveryAlgorithm) const {
        readAny(&value, place, reading, algorithms);
    }
    Json write(const T& value, Form form, AlgorithmSet algorithms = kEveryAlgorithm) const { return writeAny(&value, form, algorithms); }
};

template <class T>
template <class C, class Access>
Table<T>&& Table<T>::key(const char* name, Access access, const char* help, const KeyOptions& options) && {
    using V = std::remove_cvref_t<decltype(std::invoke(access, std::declval<T&>()))>;
    using Coding = std::conditional_t<std::is_void_v<C>, Codec<V>, C>;
    const T standard{};
    const auto member = [access](void* owner) -> void* { return std::addressof(std::invoke(access, *static_cast<T*>(owner))); };
    addMember(name, help, Coding::shape(options), options, anyCodec<V, Coding>(), member,
              std::make_shared<const V>(std::invoke(access, standard)));
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::section(const char* name, const Table& (*keys)(), const char* help) && {
    addSection(name, help, [keys]() -> const AnyTable& { return keys(); });
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::custom(const char* name, Shape shape, std::function<void(T&, const Place&, Reading&)> read,
                            std::function<Json(const T&, Form)> write, const char* help) && {
    add({name, help, std::move(shape), Json(), {}},
        {[read = std::move(read)](void* owner, const Place& place, Reading& reading) { read(*static_cast<T*>(owner), place, reading); },
         [write = std::move(write)](const void* owner, Form form) { return write(*static_cast<const T*>(owner), form); }});
    return std::move(*this);
}

template <class T>
template <class V>
Table<T>&& Table<T>::unused(const char* name, const char* help, const KeyOptions& options) && {
    addUnused(name, help, Codec<V>::shape(options), options, [](const Place& place, const Shape& shape, Reading& reading) {
        V value{};
        Codec<V>::read(value, place, shape, reading);
    });
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::refused(const char* name, const char* sentence) && {
    addRefused(name, sentence);
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::type(std::string_view word, const char* help, const KeyOptions& options) && {
    addChoice("type", help, {std::string(word)}, options);
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::chosenBy(const char* name, std::vector<std::string> words, const char* help) && {
    addChoice(name, help, std::move(words), {});
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::only(const char* name, const Json& value, const char* help) && {
    addOnly(name, help, value);
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::check(Check check) && {
    addCheck([check = std::move(check)](const void* owner, const Place& place, Reading& reading) {
        check(*static_cast<const T*>(owner), place, reading);
    });
    return std::move(*this);
}

}  // namespace rf::config
