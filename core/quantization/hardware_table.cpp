// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/hardware_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace rf::quantization {

namespace {

using Json = nlohmann::ordered_json;
using Schemes = std::map<std::string, std::vector<Scheme>>;

/// A value of the file together with the path that leads to it, for error messages.
struct Place {
    const Json& json;
    std::string path;

    Place at(const std::string& key) const { return {json[key], path.empty() ? key : path + "." + key}; }
    Place at(std::size_t index) const { return {json[index], path + "[" + std::to_string(index) + "]"}; }
};

/// What a file has said so far, its base included.
struct Reading {
    std::string file;
    HardwareTable table;
    Schemes schemes;
};

constexpr int kDeepestInheritance = 8;

Error wrong(const Reading& reading, const Place& place, const std::string& expected) {
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "hardware/%1.json: %2: expected %3"), reading.file, place.path, expected);
}

Result<std::vector<std::string>> strings(const Reading& reading, const Place& place) {
    if (!place.json.is_array()) return wrong(reading, place, "a list of strings");
    std::vector<std::string> list;
    for (std::size_t i = 0; i < place.json.size(); ++i) {
        if (!place.json[i].is_string()) return wrong(reading, place.at(i), "a string");
        list.push_back(place.json[i].get<std::string>());
    }
    return list;
}

Result<bool> flag(const Reading& reading, const Place& place) {
    if (!place.json.is_boolean()) return wrong(reading, place, "true or false");
    return place.json.get<bool>();
}

Result<std::int64_t> integer(const Reading& reading, const Place& place) {
    if (!place.json.is_number_integer()) return wrong(reading, place, "an integer");
    return place.json.get<std::int64_t>();
}

/// Sets one key of a scheme to one value.
Result<Scheme> withKey(Scheme scheme, const Reading& reading, const std::string& key, const Place& value) {
    if (key == "bits") {
        RF_TRY(const std::int64_t bits, integer(reading, value));
        if (bits < 2 || bits > 32) return wrong(reading, value, "2 to 32 bits");
        scheme.bits = static_cast<int>(bits);
    } else if (key == "mode") {
        if (value.json == "symmetric")
            scheme.mode = Mode::Symmetric;
        else if (value.json == "asymmetric")
            scheme.mode = Mode::Asymmetric;
        else
            return wrong(reading, value, "symmetric or asymmetric");
    } else if (key == "granularity") {
        if (value.json == "pertensor")
            scheme.granularity = calibration::Granularity::PerTensor;
        else if (value.json == "perchannel")
            scheme.granularity = calibration::Granularity::PerChannel;
        else
            return wrong(reading, value, "pertensor or perchannel");
    } else if (key == "level_low" || key == "level_high") {
        RF_TRY(const std::int64_t level, integer(reading, value));
        (key == "level_low" ? scheme.levelLow : scheme.levelHigh) = level;
    } else if (key == "unified_zeropoint") {
        RF_TRY(scheme.unifiedZeroPoint, flag(reading, value));
    } else {
        return wrong(reading, value, "one of bits, mode, granularity, level_low, level_high, unified_zeropoint");
    }
    return scheme;
}

/// The cartesian product of the lists in one scheme entry, first key outermost.
Result<std::vector<Scheme>> expanded(const Reading& reading, const Place& place) {
    if (!place.json.is_object()) return wrong(reading, place, "an object");
    std::vector<Scheme> schemes{Scheme{}};
    for (const auto& item : place.json.items()) {
        const Place values = place.at(item.key());
        const std::size_t count = values.json.is_array() ? values.json.size() : 1;
        if (count == 0) return wrong(reading, values, "at least one value");
        std::vector<Scheme> product;
        for (const Scheme& scheme : schemes) {
            for (std::size_t i = 0; i < count; ++i) {
                RF_TRY(Scheme next, withKey(scheme, reading, item.key(), values.json.is_array() ? values.at(i) : values));
                product.push_back(std::move(next));
            }
        }
        schemes = std::move(product);
    }
    return schemes;
}

Result<void> readSchemes(Reading& reading, const Place& place) {
    if (!place.json.is_object()) return wrong(reading, place, "an object");
    for (const auto& item : place.json.items()) {
        const Place entries = place.at(item.key());
        if (!entries.json.is_array()) return wrong(reading, entries, "a list of schemes");
        std::vector<Scheme>& list = reading.schemes[item.key()];
        list.clear();
        for (std::size_t i = 0; i < entries.json.size(); ++i) {
            RF_TRY(const std::vector<Scheme> schemes, expanded(reading, entries.at(i)));
            list.insert(list.end(), schemes.begin(), schemes.end());
        }
    }
    return {};
}

/// The schemes that a row refers to by name, concatenated.
Result<std::vector<Scheme>> candidates(const Reading& reading, const Place& place) {
    RF_TRY(const std::vector<std::string> names, strings(reading, place));
    std::vector<Scheme> list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = reading.schemes.find(names[i]);
        if (found == reading.schemes.end()) return wrong(reading, place.at(i), "the name of an entry of schemes");
        list.insert(list.end(), found->second.begin(), found->second.end());
    }
    return list;
}

Result<void> readUnifiedScales(const Reading& reading, const Place& place, OperatorRules& rules) {
    rules.unifyAllInputs = place.json == "all";
    if (rules.unifyAllInputs) return {};
    if (!place.json.is_array()) return wrong(reading, place, "\"all\" or a list of port groups");
    for (std::size_t i = 0; i < place.json.size(); ++i) {
        const Place group = place.at(i);
        if (!group.json.is_array()) return wrong(reading, group, "a list of ports");
        std::vector<int>& ports = rules.unifiedPorts.emplace_back();
        for (std::size_t port = 0; port < group.json.size(); ++port) {
            RF_TRY(const std::int64_t number, integer(reading, group.at(port)));
            ports.push_back(static_cast<int>(number));
        }
    }
    return {};
}

Result<void> readRow(Reading& reading, const Place& place) {
    if (!place.json.is_object() || !place.json.contains("types")) return wrong(reading, place, "an object with types");
    OperatorRules rules;
    std::vector<std::string> types;
    for (const auto& item : place.json.items()) {
        const std::string& key = item.key();
        const Place value = place.at(key);
        if (key == "types") {
            RF_TRY(types, strings(reading, value));
        } else if (key == "activations") {
            RF_TRY(rules.activations, candidates(reading, value));
        } else if (key == "weights") {
            RF_TRY(rules.weights, candidates(reading, value));
        } else if (key == "outputs") {
            RF_TRY(rules.outputs, candidates(reading, value));
        } else if (key == "unified_scales") {
            RF_TRY_VOID(readUnifiedScales(reading, value, rules));
        } else if (key == "priority") {
            RF_TRY(rules.priority, flag(reading, value));
        } else
            return wrong(reading, value, "one of types, activations, weights, outputs, unified_scales, priority");
    }
    for (const std::string& type : types) reading.table.profile.operators[type] = rules;
    return {};
}

Result<void> readKey(Reading& reading, const std::string& key, const Place& value) {
    HardwareProfile& profile = reading.table.profile;
    if (key == "base") return {};
    if (key == "devices") {
        RF_TRY(reading.table.devices, strings(reading, value));
    } else if (key == "primary_bits") {
        RF_TRY(const std::int64_t bits, integer(reading, value));
        profile.primaryBits = static_cast<int>(bits);
    } else if (key == "saturates") {
        RF_TRY(profile.saturates, flag(reading, value));
    } else if (key == "narrow_accumulators") {
        RF_TRY(profile.narrowAccumulators, flag(reading, value));
    } else if (key == "residual_rule") {
        RF_TRY(profile.residualRule, flag(reading, value));
    } else if (key == "symmetric_attention") {
        RF_TRY(profile.symmetricAttention, flag(reading, value));
    } else if (key == "transformer_ignored") {
        RF_TRY(profile.transformerIgnored, strings(reading, value));
    } else if (key == "patterns") {
        RF_TRY(profile.patterns, strings(reading, value));
    } else if (key == "schemes") {
        RF_TRY_VOID(readSchemes(reading, value));
    } else if (key == "operators") {
        if (!value.json.is_array()) return wrong(reading, value, "a list of rows");
        for (std::size_t i = 0; i < value.json.size(); ++i) RF_TRY_VOID(readRow(reading, value.at(i)));
    } else if (key == "without") {
        RF_TRY(const std::vector<std::string> types, strings(reading, value));
        for (const std::string& type : types) profile.operators.erase(type);
    } else {
        return wrong(reading, value, "a known key");
    }
    return {};
}

Result<Reading> readFile(const std::string& name, const std::map<std::string, std::string>& files, int depth) {
    Reading reading;
    reading.file = name;
    const auto file = files.find(name);
    if (file == files.end() || depth > kDeepestInheritance)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "hardware/%1.json: no such table, or tables that are based on each other"),
                    name);
    const Json json = Json::parse(file->second, nullptr, false, true);
    if (!json.is_object()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "hardware/%1.json: not a JSON object"), name);
    const Place root{json, {}};
    if (json.contains("base")) {
        if (!json["base"].is_string()) return wrong(reading, root.at("base"), "the name of another table");
        RF_TRY(reading, readFile(json["base"].get<std::string>(), files, depth + 1));
        reading.file = name;
    }
    for (const auto& item : json.items()) RF_TRY_VOID(readKey(reading, item.key(), root.at(item.key())));
    return reading;
}

}  // namespace

Result<HardwareTable> readHardwareTable(const std::string& name, const std::map<std::string, std::string>& files) {
    RF_TRY(Reading reading, readFile(name, files, 0));
    HardwareProfile& profile = reading.table.profile;
    profile.quantizesOutputs =
        std::any_of(profile.operators.begin(), profile.operators.end(), [](const auto& row) { return !row.second.outputs.empty(); });
    return std::move(reading.table);
}

}  // namespace rf::quantization
