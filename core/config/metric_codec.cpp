// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/metric_codec.h"

#include "core/metrics/metric.h"

namespace rf::config {

namespace {

std::string asText(const nlohmann::json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

metrics::MetricSpec specOf(const Place& place, Reading& reading) {
    metrics::MetricSpec spec;
    for (const auto& [key, value] : place.json.items()) {
        if (key == "type")
            spec.type = asText(value);
        else if (key == "limit")
            Codec<double>::read(spec.limit.emplace(), place.member(key), Codec<double>::shape({}), reading);
        else
            spec.parameters[key] = asText(value);
    }
    return spec;
}

}  // namespace

Shape Codec<metrics::MetricSpec>::shape(const KeyOptions&) {
    return {.kind = Shape::Kind::OneOf, .shapes = {{.kind = Shape::Kind::Text}, {.kind = Shape::Kind::Map}}};
}

void Codec<metrics::MetricSpec>::read(metrics::MetricSpec& spec, const Place& place, const Shape& shape, Reading& reading) {
    if (!place.json.is_string() && !place.json.is_object()) return reading.wrongValue(place, wanted(shape));
    const std::size_t before = reading.problemCount();
    const std::string text = place.json.is_string() ? place.json.get<std::string>() : metrics::toText(specOf(place, reading));
    if (reading.problemCount() > before) return;
    // Types, parameters and their values are checked where they are known.
    if (auto metric = metrics::create(text); !metric)
        reading.problem(std::move(metric).error().during("'%1'", {place.path}));
    else
        spec = metrics::parseSpec(text).value();
}

Json Codec<metrics::MetricSpec>::write(const metrics::MetricSpec& spec, Form) { return metrics::toText(spec); }

}  // namespace rf::config
