// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/config/reading.h"
#include "core/quantization/algorithm_table.h"

/// Describes a key of the configuration apart from its C++ type. Reading checks values against it; the schema, the reference,
/// the command line's help and the window's tooltips are generated from it.
namespace rf::config {

struct TableInfo;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The legal values of a key (not the shape of a tensor).
struct Shape {
    enum class Kind {
        Boolean,
        Whole,
        Number,
        Text,
        Choice,
        List,
        Map,  ///< an object with free keys
        Object,
        OneOf,  ///< a value of one of several shapes
        Anything
    };
    Kind kind = Kind::Anything;
    double low = -kInfinity, high = kInfinity;       ///< of Whole and Number, both included
    bool infinite = false;                           ///< Number: the text "Infinity" is legal
    std::vector<std::string> words = {};             ///< of Choice
    std::shared_ptr<const Shape> element = nullptr;  ///< of List
    std::vector<Shape> shapes = {};                  ///< of OneOf
    std::vector<std::function<const TableInfo&()>> objects =
        {};  ///< of Object: one of these; functions because tables are built when first used
};

/// The legal values in English: "a whole number from 2 to 16", "one of: performance, mixed".
std::string wanted(const Shape& shape);

/// The algorithms of a configuration, as bits; a key belongs to some of them (spec 02, sections 4.1, 5 and 7.3).
using AlgorithmSet = unsigned;
constexpr AlgorithmSet bitOf(quantization::AlgorithmName name) { return 1u << static_cast<unsigned>(name); }
enum AlgorithmBit : AlgorithmSet {
    kDefault = bitOf(quantization::AlgorithmName::DefaultQuantization),
    kMinMax = bitOf(quantization::AlgorithmName::MinMaxQuantization),
    kAlignment = bitOf(quantization::AlgorithmName::ActivationChannelAlignment),
    kFastBias = bitOf(quantization::AlgorithmName::FastBiasCorrection),
    kBias = bitOf(quantization::AlgorithmName::BiasCorrection),
    kOverflow = bitOf(quantization::AlgorithmName::OverflowCorrection),
    kWeightBias = bitOf(quantization::AlgorithmName::WeightBiasCorrection),
    kSmoothQuant = bitOf(quantization::AlgorithmName::SmoothQuant),
    // Searches around one of the others.
    kAccuracyAware = 1u << quantization::kAlgorithms.size(),
    kTunable = kAccuracyAware << 1,
    kEveryAlgorithm = (kTunable << 1) - 1,
};

/// The algorithms whose row has the property; searches are left out.
constexpr AlgorithmSet algorithmsWith(bool quantization::AlgorithmRow::*property) {
    AlgorithmSet set = 0;
    for (const quantization::AlgorithmRow& row : quantization::kAlgorithms)
        if (row.*property) set |= bitOf(row.name);
    return set;
}
constexpr AlgorithmSet kSampled = algorithmsWith(&quantization::AlgorithmRow::measures) | kAccuracyAware | kTunable;
constexpr AlgorithmSet kBiases = algorithmsWith(&quantization::AlgorithmRow::correctsBiases) | kAccuracyAware;
constexpr AlgorithmSet kQuantizing = algorithmsWith(&quantization::AlgorithmRow::placesQuantizers) | kAccuracyAware | kTunable;
/// "MinMaxQuantization, FastBiasCorrection", as files spell them.
std::vector<std::string> algorithmNames(AlgorithmSet set);

/// The optional parts of a row, besides name, member and help.
struct KeyOptions {
    double low = -kInfinity, high = kInfinity;
    bool infinite = false;  ///< a number without limit is legal too
    bool required = false;
    const char* otherwise = nullptr;  ///< what happens without the key, where the default is not a value
    const char* option = nullptr;     ///< the command line's option for the same thing
    AlgorithmSet algorithms = kEveryAlgorithm;
};

struct KeyInfo {
    std::string name;
    const char* help;  ///< one or two sentences, translatable with context "core"; also the window's tooltip
    Shape shape;
    Json standard;  ///< the default; null where `otherwise` says what happens
    KeyOptions options;
};

/// The keys of one kind of object, in reading order.
struct TableInfo {
    std::string name;  ///< for links: "range_estimator"
    const char* help;
    std::vector<KeyInfo> keys;
};

/// Reports the keys of an object that no row of these algorithms knows. `refused`: sentences for keys that are known but not
/// supported.
void reportUnknownKeys(const TableInfo& table, const std::map<std::string, const char*>& refused, const Place& place,
                       AlgorithmSet algorithms, Reading& reading);

}  // namespace rf::config
