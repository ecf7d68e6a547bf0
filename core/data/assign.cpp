// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/assign.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/base/nearest_match.h"
#include "core/data/records.h"

namespace rf::data {

namespace {

std::vector<std::string> namesOf(std::span<const InputInfo> inputs) {
    std::vector<std::string> names;
    for (const InputInfo& input : inputs) names.push_back(input.name);
    return names;
}

std::string list(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

/// The sources of all inputs where one without a name gives all of them.
std::optional<std::vector<Source>> spread(const Source& source, const std::vector<std::string>& names) {
    if (source.location.starts_with("synthetic:")) return std::vector<Source>(names.size(), source);
    if (!looksLikeNpz(source.location)) return std::nullopt;
    std::vector<Source> sources;
    for (const std::string& name : names) {
        sources.push_back(source);
        sources.back().location += "#" + name;
    }
    return sources;
}

// Names of operators come first: one of them may be the tensor of another input.
Result<std::size_t> placeOf(const Source& source, std::span<const InputInfo> inputs, const std::vector<std::string>& names) {
    const auto found = std::find(names.begin(), names.end(), source.input);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const auto byTensor =
        std::ranges::find_if(inputs, [&](const InputInfo& i) { return std::ranges::count(i.tensorNames, source.input) > 0; });
    if (byTensor != inputs.end()) return static_cast<std::size_t>(byTensor - inputs.begin());
    if (const std::string near = nearestMatch(source.input, names); !near.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the model has no input '%2'; did you mean '%3'?"), source.location,
                    source.input, near);
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the model has no input '%2'; its inputs are %3"), source.location,
                source.input, list(names));
}

}  // namespace

Result<std::vector<Source>> assign(const DataSpec& spec, std::span<const InputInfo> inputs) {
    const std::vector<std::string> names = namesOf(inputs);
    std::vector<std::optional<Source>> assigned(inputs.size());
    for (Source source : spec.sources) {
        if (source.input.empty() && inputs.size() == 1) source.input = names[0];
        if (source.input.empty() && spec.sources.size() == 1)
            if (auto all = spread(source, names)) return *std::move(all);
        if (source.input.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: the model has %2 inputs (%3); say which one the data is for, as INPUT=%1"), source.location,
                        inputs.size(), list(names));
        RF_TRY(const std::size_t place, placeOf(source, inputs, names));
        if (assigned[place])
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: input '%2' already gets its data from %3"), source.location,
                        source.input, assigned[place]->location);
        assigned[place] = source;
    }
    std::vector<Source> complete;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!assigned[i])
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "there is no data for input '%1'; add %1=FILE or give synthetic:N for all inputs"), names[i]);
        complete.push_back(*assigned[i]);
    }
    return complete;
}

Result<InputInfo> withShape(const InputInfo& input, const Source& source) {
    InputInfo shaped = input;
    if (source.shape.empty()) return shaped;
    const bool fits = input.anyRank || std::equal(input.shape.begin(), input.shape.end(), source.shape.begin(), source.shape.end(),
                                                  [](std::int64_t own, std::int64_t given) { return own == kDynamic || own == given; });
    if (!fits)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the shape %2 given for input '%3' is none that it takes, which is %4"),
                    source.location, text(source.shape), input.name, text(input.shape));
    shaped.shape = source.shape;
    shaped.anyRank = false;
    return shaped;
}

}  // namespace rf::data
