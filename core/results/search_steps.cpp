// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/search_steps.h"

#include <cmath>

#include "core/config/json_text.h"
#include "core/config/search_names.h"
#include "core/config/tables.h"

namespace rf::results {

namespace {

/// A metric's value as it stands in a step.
struct MetricValue {
    std::string name;
    double value = std::nan("");
    std::optional<double> drop;
    bool operator==(const MetricValue&) const = default;
};

/// A step as it stands in the file: values go by metric.
struct StepForm {
    search::SearchStep step;
    std::vector<MetricValue> metrics;
    bool operator==(const StepForm&) const = default;
};

struct RecordForm {
    SearchRecord record;
    std::vector<StepForm> steps;
};

constexpr auto kStepMember = [](auto member) {
    return [member](auto& form) -> auto& { return form.step.*member; };
};
constexpr auto kAnswerMember = [](auto member) {
    return [member](auto& form) -> auto& { return form.step.answer.*member; };
};
constexpr auto kRecordMember = [](auto member) {
    return [member](auto& form) -> auto& { return form.record.*member; };
};

StepForm formOf(const search::SearchStep& step, const std::vector<search::MetricInfo>& metrics) {
    StepForm form{step, {}};
    for (std::size_t i = 0; i < step.answer.values.size() && i < metrics.size(); ++i) {
        form.metrics.push_back({metrics[i].name, step.answer.values[i], std::nullopt});
        if (i < step.drops.size()) form.metrics.back().drop = step.drops[i];
    }
    return form;
}

search::SearchStep stepOf(StepForm form) {
    for (const MetricValue& metric : form.metrics) {
        form.step.answer.values.push_back(metric.value);
        if (metric.drop) form.step.drops.push_back(*metric.drop);
    }
    return std::move(form.step);
}

}  // namespace

}  // namespace rf::results

namespace rf::config {

using results::MetricValue;
using results::RecordForm;
using results::StepForm;

template <>
struct Words<metrics::Better> {
    static constexpr std::array table{Word<metrics::Better>{"higher", metrics::Better::Higher},
                                      Word<metrics::Better>{"lower", metrics::Better::Lower}};
};

template <>
struct Words<metrics::Unit> {
    static constexpr std::array table{Word<metrics::Unit>{"share", metrics::Unit::Share},
                                      Word<metrics::Unit>{"number", metrics::Unit::Number},
                                      Word<metrics::Unit>{"decibel", metrics::Unit::Decibel}};
};

template <>
const Table<search::MetricInfo>& tableOf() {
    static const auto table = Table<search::MetricInfo>("metric_info", "A metric of a search.")
                                  .key("name", &search::MetricInfo::name, "Its name.", {.required = true})
                                  .key("better", &search::MetricInfo::better, "Which values are better.")
                                  .key("unit", &search::MetricInfo::unit, "What its values are.")
                                  .key("limit", &search::MetricInfo::limit, "The user's own limit.", {.infinite = true});
    return table;
}

template <>
const Table<search::Latency>& tableOf() {
    static const auto table =
        Table<search::Latency>("latency", "The time of one inference.")
            .key("ms", &search::Latency::milliseconds, "Milliseconds.", {.low = 0, .required = true})
            .key("spread_ms", &search::Latency::spread, "Half of the interquartile range.", {.low = 0})
            .key("predicted", &search::Latency::predicted, "Computed from measured layers instead of measured as a whole.");
    return table;
}

template <>
const Table<search::Candidate>& tableOf() {
    using search::Candidate;
    const auto readSettings = [](Candidate& candidate, const Place& place, Reading& reading) {
        Project project;
        tableOf<Project>().read(project, place, reading);
        candidate.settings = std::move(project.quantization);
    };
    const auto writeSettings = [](const Candidate& candidate, Form) {
        if (!candidate.settings) return Json();
        Project project;
        project.quantization = *candidate.settings;
        return tableOf<Project>().write(project, Form::Differences);
    };
    static const auto table =
        Table<Candidate>("candidate", "A network that a search tries.")
            .custom("settings", {}, readSettings, writeSettings, "How the float model is quantized; absent for the float model itself.")
            .key("in_float", &Candidate::inFloat, "Quantizers whose groups are taken out.")
            .key("widened", &Candidate::widened, "Quantizers with 16 bits instead of 8.");
    return table;
}

template <>
const Table<MetricValue>& tableOf() {
    static const auto table = Table<MetricValue>("metric_value", "What a candidate scores.")
                                  .key("name", &MetricValue::name, "The metric's name.", {.required = true})
                                  .key("value", &MetricValue::value, "The score.", {.infinite = true})
                                  .key("drop", &MetricValue::drop, "The loss against the float model.", {.infinite = true});
    return table;
}

template <>
const Table<StepForm>& tableOf() {
    using search::Answer;
    using search::SearchStep;
    using namespace results;
    static const auto table =
        Table<StepForm>("search_step", "A step of a search.")
            .key("what", kStepMember(&SearchStep::what), "What the step did.", {.required = true})
            .key("metrics", &StepForm::metrics, "Scores of the candidate.")
            .key("gave_up", kAnswerMember(&Answer::gaveUp), "The evaluation ended early: the candidate can't reach its target.")
            .key("latency", kAnswerMember(&Answer::latency), "The time of one inference.")
            .key("bytes", kAnswerMember(&Answer::bytes), "Bytes of the exported weights.", {.low = 0})
            .key("quantized_share", kAnswerMember(&Answer::quantizedShare), "Share of the layers that are quantized.")
            .key("seconds", kAnswerMember(&Answer::seconds), "Seconds that the candidate took when it was first measured.")
            .key("layers", kStepMember(&SearchStep::layers), "Layers that this step has changed.")
            .key("accepted", kStepMember(&SearchStep::accepted), "Every target is met.")
            .key("best", kStepMember(&SearchStep::best), "The best candidate until then.")
            .key("seconds_left", kStepMember(&SearchStep::secondsLeft), "Estimate of the time to the end.")
            .key("candidate", kStepMember(&SearchStep::candidate), "What was tried.");
    return table;
}

namespace {

void readLimits(RecordForm& form, const Place& place, Reading& reading) {
    if (!place.json.is_array()) return reading.wrongValue(place, "a list of numbers");
    for (std::size_t i = 0; i < place.json.size(); ++i) {
        const Place limit = place.element(i);
        double value = std::nan("");
        if (!limit.json.is_null()) Codec<double>::read(value, limit, Codec<double>::shape({.infinite = true}), reading);
        form.record.limits.push_back(value);
    }
}

Json writeLimits(const RecordForm& form, Form) {
    Json list = Json::array();
    for (const double limit : form.record.limits) list.push_back(Codec<double>::write(limit, Form::Full));
    return list;
}

}  // namespace

template <>
const Table<RecordForm>& tableOf() {
    using namespace results;
    static const auto table =
        Table<RecordForm>("search_record", "A search.")
            .key("metrics", kRecordMember(&SearchRecord::metrics), "Metrics that the search looks at.")
            .custom("limits", {}, readLimits, writeLimits, "Accepted drops, by metric; null where there is none.")
            .key("target_met", kRecordMember(&SearchRecord::targetMet), "Whether the best candidate meets its target.")
            .key("stopped_by", kRecordMember(&SearchRecord::stoppedBy), "What ended the search.")
            .key("steps", &RecordForm::steps, "The steps, in order.");
    return table;
}

}  // namespace rf::config

namespace rf::results {

namespace {

template <class Form>
std::string lineOf(const Form& form) {
    return config::tableOf<Form>().write(form, config::Form::Full).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

enum class MoreKeys { Wrong, Ignored };

template <class Form>
Result<Form> formFrom(const std::string& text, const std::string& name, MoreKeys more = MoreKeys::Wrong) {
    RF_TRY(nlohmann::json json, config::parseJson(text, name));
    if (more == MoreKeys::Ignored && json.is_object()) {
        nlohmann::json known = nlohmann::json::object();
        for (const config::KeyInfo& key : config::tableOf<Form>().info().keys)
            if (json.contains(key.name)) known[key.name] = std::move(json[key.name]);
        json = std::move(known);
    }
    Form form;
    config::Reading reading({});
    config::tableOf<Form>().read(form, {json, ""}, reading);
    RF_TRY_VOID(std::move(reading).finish(name));
    return form;
}

}  // namespace

std::string toJson(const search::SearchStep& step, const std::vector<search::MetricInfo>& metrics) { return lineOf(formOf(step, metrics)); }
std::string toJson(const search::Candidate& candidate) { return lineOf(candidate); }

std::string toJson(const SearchRecord& record) {
    RecordForm form{record, {}};
    for (const search::SearchStep& step : record.steps) form.steps.push_back(formOf(step, record.metrics));
    return lineOf(form);
}

Result<search::SearchStep> stepFromJson(const std::string& text, const std::string& name) {
    RF_TRY(StepForm form, formFrom<StepForm>(text, name));
    return stepOf(std::move(form));
}

Result<search::Candidate> candidateFromJson(const std::string& text, const std::string& name) {
    return formFrom<search::Candidate>(text, name);
}

Result<SearchRecord> searchFromJson(const std::string& text, const std::string& name) {
    RF_TRY(RecordForm form, formFrom<RecordForm>(text, name, MoreKeys::Ignored));
    for (StepForm& step : form.steps) form.record.steps.push_back(stepOf(std::move(step)));
    return std::move(form.record);
}

}  // namespace rf::results
