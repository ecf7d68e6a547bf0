// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/any_table.h"

namespace rf::config {

namespace {

Json nothingToWrite(const void*, Form) { return {}; }
void nothingToRead(void*, const Place&, Reading&) {}

Shape shapeOfOnly(const nlohmann::json& legal) {
    if (legal.is_boolean()) return {.kind = Shape::Kind::Boolean};
    if (legal.is_string()) return {.kind = Shape::Kind::Choice, .words = {legal.get<std::string>()}};
    return {.kind = Shape::Kind::Number};
}

}  // namespace

void AnyTable::add(KeyInfo info, Binding binding) {
    m_info.keys.push_back(std::move(info));
    m_bindings.push_back(std::move(binding));
}

void AnyTable::addMember(const char* name, const char* help, Shape shape, const KeyOptions& options, AnyCodec codec,
                         std::function<void*(void*)> member, std::shared_ptr<const void> standard) {
    Json standardJson = options.otherwise || options.required ? Json() : codec.write(standard.get(), Form::Differences);
    const auto read = [=](void* owner, const Place& place, Reading& reading) { codec.read(member(owner), place, shape, reading); };
    const auto write = [=](const void* owner, Form form) {
        const void* value = member(const_cast<void*>(owner));  // `member` changes nothing
        return form == Form::Differences && codec.isEqual(value, standard.get()) ? Json() : codec.write(value, form);
    };
    add({name, help, shape, std::move(standardJson), options}, {read, write});
}

void AnyTable::addSection(const char* name, const char* help, const std::function<const AnyTable&()>& keys) {
    const Shape shape{.kind = Shape::Kind::Object, .objects = {[keys]() -> const TableInfo& { return keys().info(); }}};
    const auto read = [keys](void* owner, const Place& place, Reading& reading) { keys().readAny(owner, place, reading, kEveryAlgorithm); };
    const auto write = [keys](const void* owner, Form form) {
        Json object = keys().writeAny(owner, form, kEveryAlgorithm);
        return object.empty() ? Json() : object;
    };
    add({name, help, shape, Json(), {}}, {read, write});
}

void AnyTable::addUnused(const char* name, const char* help, Shape shape, const KeyOptions& options,
                         void (*read)(const Place&, const Shape&, Reading&)) {
    const auto check = [shape, read](void*, const Place& place, Reading& reading) { read(place, shape, reading); };
    add({name, help, shape, Json(), options}, {check, nothingToWrite});
}

void AnyTable::addChoice(const char* name, const char* help, std::vector<std::string> words, const KeyOptions& options) {
    add({name, help, {.kind = Shape::Kind::Choice, .words = std::move(words)}, Json(), options}, {nothingToRead, nothingToWrite});
}

void AnyTable::addOnly(const char* name, const char* help, const Json& legal) {
    const auto read = [legal = nlohmann::json(legal)](void*, const Place& place, Reading& reading) { reading.onlyValue(place, legal); };
    add({name, help, shapeOfOnly(legal), legal, {}}, {read, nothingToWrite});
}

void AnyTable::readAny(void* owner, const Place& place, Reading& reading, AlgorithmSet algorithms) const {
    if (!reading.isObject(place)) return;
    const std::size_t before = reading.problemCount();
    for (std::size_t i = 0; i < m_bindings.size(); ++i) {
        const KeyInfo& key = m_info.keys[i];
        if (!(key.options.algorithms & algorithms)) continue;
        const auto found = place.json.find(key.name);
        if (found != place.json.end() && !found->is_null())
            m_bindings[i].read(owner, place.member(key.name), reading);
        else if (key.options.required)
            reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"), place.pathOf(key.name),
                                 wanted(key.shape)));
    }
    reportUnknownKeys(m_info, m_refused, place, algorithms, reading);
    if (reading.problemCount() > before) return;
    for (const Check& check : m_checks) check(owner, place, reading);
}

Json AnyTable::writeAny(const void* owner, Form form, AlgorithmSet algorithms) const {
    Json object = Json::object();
    for (std::size_t i = 0; i < m_bindings.size(); ++i) {
        if (!(m_info.keys[i].options.algorithms & algorithms)) continue;
        if (Json member = m_bindings[i].write(owner, form); !member.is_null()) object[m_info.keys[i].name] = std::move(member);
    }
    return object;
}

}  // namespace rf::config
