// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>

#include "core/config/algorithm_words.h"
#include "core/config/search_names.h"
#include "core/config/tables.h"
#include "core/quantization/algorithm.h"

// The list `compression.algorithms`. In a file every algorithm carries all of its parameters; in the settings most of them
// are shared and an entry keeps only what differs. AccuracyAwareQuantization and TunableQuantization are entries of their base
// algorithm, beside settings of their own.
namespace rf::config {

namespace {

using quantization::AlgorithmEntry;
using quantization::AlgorithmName;

// Parameters that the settings have once for all algorithms.
constexpr const char* kShared[] = {"preset", "range_estimator", "weights", "activations", "saturation_fix", "ignored"};

AlgorithmBit bitOf(search::BaseAlgorithm base) { return base == search::BaseAlgorithm::DefaultQuantization ? kDefault : kMinMax; }

// The name of an algorithm in the settings; those with a search around them go by what they run.
AlgorithmName nameOf(AlgorithmBit bit, const Parameters& parameters) {
    const AlgorithmBit runs = bit == kAccuracyAware ? bitOf(parameters.accuracyControl.baseAlgorithm) : bit == kTunable ? kMinMax : bit;
    return static_cast<AlgorithmName>(std::countr_zero(static_cast<AlgorithmSet>(runs)));
}

/// Reads entry by entry; what the entries share gathers in the parameters.
class ListReader {
public:
    ListReader(Project& project, Reading& reading) : m_project(project), m_reading(reading) {
        m_parameters.settings = project.quantization;
        m_parameters.settings.algorithms.clear();
        project.accuracyControl.reset();
        project.tuning.reset();
        project.layerwiseTuning = {};
    }

    void read(const Place& entry) {
        if (!m_reading.isObject(entry)) return;
        reportKeysBesideParams(entry);
        const auto name = readName(entry);
        if (!name) return;
        m_parameters.sampling = Parameters{}.sampling;
        m_parameters.biasCorrection = {};
        if (const auto params = entry.json.find("params"); params != entry.json.end() && !params->is_null())
            readParams(entry.member("params"), *name);
        store(entry, *name);
    }

    void finish() {
        quantization::Settings& settings = m_parameters.settings;
        const auto sampled =
            std::ranges::find_if(settings.algorithms, [](const AlgorithmEntry& entry) { return entry.sampling.has_value(); });
        settings.sampling = sampled == settings.algorithms.end() ? Parameters{}.sampling : *sampled->sampling;
        const auto corrected =
            std::ranges::find_if(settings.algorithms, [](const AlgorithmEntry& entry) { return entry.biasCorrection.has_value(); });
        settings.biasCorrection =
            corrected == settings.algorithms.end() ? quantization::BiasCorrectionSettings{} : *corrected->biasCorrection;
        for (AlgorithmEntry& entry : settings.algorithms) {
            if (entry.sampling == settings.sampling) entry.sampling.reset();
            if (entry.biasCorrection == settings.biasCorrection) entry.biasCorrection.reset();
        }
        m_project.quantization = std::move(settings);
    }

private:
    // POT read over parameters beside `params` and ran with defaults (spec 02, section 7.3).
    void reportKeysBesideParams(const Place& entry) {
        const auto& keys = tableOf<Parameters>().info().keys;
        for (const auto& [key, value] : entry.json.items()) {
            if (key == "name" || key == "params") continue;
            if (std::ranges::any_of(keys, [&given = key](const KeyInfo& info) { return info.name == given; }))
                m_reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' would not be read there; put it into 'params'"),
                                       entry.pathOf(key)));
            else
                m_reading.unknownKey(entry, key, std::vector<std::string>{"name", "params"});
        }
    }

    std::optional<AlgorithmBit> readName(const Place& entry) {
        const Shape shape = Codec<AlgorithmBit>::shape({});
        const auto found = entry.json.find("name");
        if (found == entry.json.end()) {
            m_reading.problem(
                fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"), entry.pathOf("name"), wanted(shape)));
            return std::nullopt;
        }
        const std::size_t before = m_reading.problemCount();
        AlgorithmBit name = kDefault;
        Codec<AlgorithmBit>::read(name, entry.member("name"), shape, m_reading);
        if (m_reading.problemCount() > before) return std::nullopt;
        return name;
    }

    void readParams(const Place& params, AlgorithmBit name) {
        AlgorithmSet legal = name;
        if (name == kAccuracyAware && params.json.is_object() && params.json.contains("base_algorithm")) {
            // A wrong word is reported when the table reads the key.
            if (params.json["base_algorithm"] == word(search::BaseAlgorithm::MinMaxQuantization)) legal |= kMinMax;
        }
        tableOf<Parameters>().read(m_parameters, params, m_reading, legal);
        if (!params.json.is_object()) return;
        for (const char* key : kShared) {
            if (!params.json.contains(key)) continue;
            const auto [first, isNew] = m_shared.try_emplace(key, params.member(key));
            if (!isNew && first->second.json != params.json[key])
                m_reading.problem(fail(ErrorCode::InvalidArgument,
                                       RF_TEXT("core", "'%1' differs from '%2'; all algorithms of the list share it"), params.pathOf(key),
                                       first->second.path));
        }
    }

    void store(const Place& entry, AlgorithmBit name) {
        AlgorithmEntry stored{nameOf(name, m_parameters)};
        if (name & kSampled) stored.sampling = m_parameters.sampling;
        if (name & kBiases) stored.biasCorrection = m_parameters.biasCorrection;
        m_parameters.settings.algorithms.push_back(std::move(stored));
        if (name == kAccuracyAware) m_project.accuracyControl = m_parameters.accuracyControl;
        if (name == kTunable) m_project.tuning = m_parameters.tuning;
        if (name & (kDefault | kAccuracyAware)) m_project.layerwiseTuning = m_parameters.layerwiseTuning;
        const bool searches = m_project.accuracyControl || m_project.tuning;
        if (name & kQuantizing && ++m_quantizing == 2 && searches)
            m_reading.problem(fail(ErrorCode::InvalidArgument,
                                   RF_TEXT("core",
                                           "'%1': AccuracyAwareQuantization and TunableQuantization quantize by themselves; leave the "
                                           "other quantizing algorithm out"),
                                   entry.path));
    }

    Project& m_project;
    Reading& m_reading;
    Parameters m_parameters;
    std::map<std::string, Place> m_shared;  ///< where each shared key stood first
    int m_quantizing = 0;
};

AlgorithmBit bitOf(const AlgorithmEntry& entry, const Project& project) {
    const auto bit = static_cast<AlgorithmBit>(config::bitOf(entry.name));
    if (bit & kQuantizing && project.accuracyControl) return kAccuracyAware;
    return bit == kMinMax && project.tuning ? kTunable : bit;
}

}  // namespace

Shape algorithmListShape() {
    static const auto info = []() -> const TableInfo& {
        // Which parameters are legal depends on the name; their rows say it.
        static const TableInfo table{
            "algorithm",
            RF_TEXT("core", "An algorithm and its parameters."),
            {{"name", RF_TEXT("core", "Which algorithm."), Codec<AlgorithmBit>::shape({}), Json(), {.required = true}},
             {"params", RF_TEXT("core", "Parameters of the algorithm."), Codec<Parameters>::shape({}), Json(), {}}}};
        return table;
    };
    return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Shape{.kind = Shape::Kind::Object, .objects = {info}})};
}

void readAlgorithms(Project& project, const Place& place, Reading& reading) {
    if (!place.json.is_array() || place.json.empty()) return reading.wrongValue(place, "a list of at least one algorithm");
    ListReader list(project, reading);
    const std::size_t before = reading.problemCount();
    for (std::size_t i = 0; i < place.json.size(); ++i) list.read(place.element(i));
    list.finish();
    if (reading.problemCount() > before) return;
    // What can't stand in one list, and in which order, is known where the list is run.
    if (auto steps = quantization::plan(project.quantization); !steps)
        reading.problem(std::move(steps).error().during("'%1'", {place.path}));
}

std::vector<std::string> algorithmNames(const Project& project) {
    std::vector<std::string> names;
    for (const AlgorithmEntry& entry : project.quantization.algorithms) names.emplace_back(word(bitOf(entry, project)));
    return names;
}

Json writeAlgorithms(const Project& project, Form form) {
    const quantization::Settings& settings = project.quantization;
    const auto quantizing =
        std::ranges::find_if(settings.algorithms, [&](const AlgorithmEntry& entry) { return bitOf(entry, project) & kQuantizing; });
    // The shared parameters stand in one entry only.
    const auto carrier = quantizing == settings.algorithms.end() ? settings.algorithms.begin() : quantizing;
    Json list = Json::array();
    for (auto entry = settings.algorithms.begin(); entry != settings.algorithms.end(); ++entry) {
        const AlgorithmBit name = bitOf(*entry, project);
        const Parameters parameters{settings,
                                    entry->sampling.value_or(settings.sampling),
                                    entry->biasCorrection.value_or(settings.biasCorrection),
                                    project.accuracyControl.value_or(search::AccuracyControl{}),
                                    project.tuning.value_or(search::Tuning{}),
                                    project.layerwiseTuning};
        const bool minMaxInside =
            name == kAccuracyAware && parameters.accuracyControl.baseAlgorithm == search::BaseAlgorithm::MinMaxQuantization;
        Json params = tableOf<Parameters>().write(parameters, form, minMaxInside ? name | kMinMax : name);
        if (entry != carrier)
            for (const char* key : kShared) params.erase(key);
        Json written{{"name", word(name)}};
        if (!params.empty()) written["params"] = std::move(params);
        list.push_back(std::move(written));
    }
    return list;
}

}  // namespace rf::config
