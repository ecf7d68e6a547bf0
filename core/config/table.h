// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "core/config/codec.h"

namespace rf::config {

/// The keys of one struct of the settings: a row each, in reading order, from which the struct is read, checked, written and
/// documented. The only place that knows a key's name.
///
///     Table<Sampling>("sampling", RF_TEXT("core", "Which samples are used."))
///         .key("seed", &Sampling::seed, RF_TEXT("core", "Seed of every random choice."), {.low = 0})
template <class T>
class Table {
public:
    using Check = std::function<void(const T&, const Place&, Reading&)>;

    Table(std::string name, const char* help) : m_info{std::move(name), help, {}} {}

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
    template <class V>
    Table&& only(const char* name, const V& value, const char* help) &&;
    /// A rule between keys, checked when every single key is right.
    Table&& check(Check check) &&;

    const TableInfo& info() const { return m_info; }
    /// Sets the members that the object names and reports every problem. Keys of other algorithms are problems.
    void read(T& value, const Place& place, Reading& reading, AlgorithmSet algorithms = kEveryAlgorithm) const;
    Json write(const T& value, Form form, AlgorithmSet algorithms = kEveryAlgorithm) const;

private:
    struct Binding {
        std::function<void(T&, const Place&, Reading&)> read;
        std::function<Json(const T&, Form)> write;  ///< null: nothing to write
    };
    Table&& add(KeyInfo info, Binding binding) &&;

    TableInfo m_info;
    std::vector<Binding> m_bindings;
    std::map<std::string, const char*> m_refused;
    std::vector<Check> m_checks;
};

template <class T>
Table<T>&& Table<T>::add(KeyInfo info, Binding binding) && {
    m_info.keys.push_back(std::move(info));
    m_bindings.push_back(std::move(binding));
    return std::move(*this);
}

template <class T>
template <class C, class Access>
Table<T>&& Table<T>::key(const char* name, Access access, const char* help, const KeyOptions& options) && {
    using V = std::remove_cvref_t<decltype(std::invoke(access, std::declval<T&>()))>;
    using Coding = std::conditional_t<std::is_void_v<C>, Codec<V>, C>;
    const Shape shape = Coding::shape(options);
    const T standard{};
    const V standardValue = std::invoke(access, standard);
    const auto read = [=](T& owner, const Place& place, Reading& reading) {
        Coding::read(std::invoke(access, owner), place, shape, reading);
    };
    const auto write = [=](const T& owner, Form form) {
        const V& value = std::invoke(access, owner);
        return form == Form::Differences && value == standardValue ? Json() : Coding::write(value, form);
    };
    Json standardJson = options.otherwise || options.required ? Json() : Coding::write(standardValue, Form::Differences);
    return std::move(*this).add({name, help, shape, std::move(standardJson), options}, {read, write});
}

template <class T>
Table<T>&& Table<T>::section(const char* name, const Table& (*keys)(), const char* help) && {
    const Shape shape{.kind = Shape::Kind::Object, .objects = {[keys]() -> const TableInfo& { return keys().info(); }}};
    const auto read = [keys](T& owner, const Place& place, Reading& reading) { keys().read(owner, place, reading); };
    const auto write = [keys](const T& owner, Form form) {
        Json object = keys().write(owner, form);
        return object.empty() ? Json() : object;
    };
    return std::move(*this).add({name, help, shape, Json(), {}}, {read, write});
}

template <class T>
Table<T>&& Table<T>::custom(const char* name, Shape shape, std::function<void(T&, const Place&, Reading&)> read,
                            std::function<Json(const T&, Form)> write, const char* help) && {
    return std::move(*this).add({name, help, std::move(shape), Json(), {}}, {std::move(read), std::move(write)});
}

template <class T>
template <class V>
Table<T>&& Table<T>::unused(const char* name, const char* help, const KeyOptions& options) && {
    const Shape shape = Codec<V>::shape(options);
    const auto read = [shape](T&, const Place& place, Reading& reading) {
        V value{};
        Codec<V>::read(value, place, shape, reading);
    };
    return std::move(*this).add({name, help, shape, Json(), options}, {read, [](const T&, Form) { return Json(); }});
}

template <class T>
Table<T>&& Table<T>::refused(const char* name, const char* sentence) && {
    m_refused[name] = sentence;
    return std::move(*this);
}

template <class T>
Table<T>&& Table<T>::type(std::string_view word, const char* help, const KeyOptions& options) && {
    return std::move(*this).add({"type", help, {.kind = Shape::Kind::Choice, .words = {std::string(word)}}, Json(), options},
                                {[](T&, const Place&, Reading&) {}, [](const T&, Form) { return Json(); }});
}

template <class T>
Table<T>&& Table<T>::chosenBy(const char* name, std::vector<std::string> words, const char* help) && {
    return std::move(*this).add({name, help, {.kind = Shape::Kind::Choice, .words = std::move(words)}, Json(), {}},
                                {[](T&, const Place&, Reading&) {}, [](const T&, Form) { return Json(); }});
}

template <class T>
template <class V>
Table<T>&& Table<T>::only(const char* name, const V& value, const char* help) && {
    const nlohmann::json legal = value;
    const auto read = [legal](T&, const Place& place, Reading& reading) { reading.onlyValue(place, legal); };
    Shape shape = legal.is_boolean() ? Shape{.kind = Shape::Kind::Boolean}
                  : legal.is_string()
                      ? Shape{.kind = Shape::Kind::Choice, .words = {legal.is_string() ? legal.template get<std::string>() : ""}}
                      : Shape{.kind = Shape::Kind::Number};
    return std::move(*this).add({name, help, std::move(shape), Json(value), {}}, {read, [](const T&, Form) { return Json(); }});
}

template <class T>
Table<T>&& Table<T>::check(Check check) && {
    m_checks.push_back(std::move(check));
    return std::move(*this);
}

template <class T>
void Table<T>::read(T& value, const Place& place, Reading& reading, AlgorithmSet algorithms) const {
    if (!reading.isObject(place)) return;
    const std::size_t before = reading.problemCount();
    for (std::size_t i = 0; i < m_bindings.size(); ++i) {
        const KeyInfo& key = m_info.keys[i];
        if (!(key.options.algorithms & algorithms)) continue;
        const auto found = place.json.find(key.name);
        if (found != place.json.end() && !found->is_null())
            m_bindings[i].read(value, place.member(key.name), reading);
        else if (key.options.required)
            reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"), place.pathOf(key.name),
                                 wanted(key.shape)));
    }
    reportUnknownKeys(m_info, m_refused, place, algorithms, reading);
    if (reading.problemCount() > before) return;
    for (const Check& check : m_checks) check(value, place, reading);
}

template <class T>
Json Table<T>::write(const T& value, Form form, AlgorithmSet algorithms) const {
    Json object = Json::object();
    for (std::size_t i = 0; i < m_bindings.size(); ++i) {
        if (!(m_info.keys[i].options.algorithms & algorithms)) continue;
        if (Json member = m_bindings[i].write(value, form); !member.is_null()) object[m_info.keys[i].name] = std::move(member);
    }
    return object;
}

}  // namespace rf::config
