// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <cmath>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/json_number.h"
#include "app/cli/validators.h"
#include "core/config/preprocess_codec.h"
#include "core/engine/registry/engine_registry.h"
#include "core/metrics/registry.h"
#include "core/pipeline/doctor.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

namespace {

using Json = nlohmann::ordered_json;
using pipeline::EvidenceKind;

struct Column {
    EvidenceKind kind;
    const char* key;    ///< in JSON
    const char* title;  ///< at most 6 characters
    bool isShare;
};

constexpr Column kColumns[] = {{EvidenceKind::InputNormalization, "input_spread", "input", false},
                               {EvidenceKind::StatedStatistics, "stated_divergence", "bn", false},
                               {EvidenceKind::Offsets, "biases_explained", "biases", true},
                               {EvidenceKind::StuckChannels, "stuck_channels", "stuck", true},
                               {EvidenceKind::Magnitude, "activation_spread", "spread", false},
                               {EvidenceKind::Information, "information", "answer", true},
                               {EvidenceKind::Comparison, "paired_t", "t", false}};

const pipeline::Evidence* find(const pipeline::CandidateScore& candidate, EvidenceKind kind) {
    for (const pipeline::Evidence& evidence : candidate.evidence)
        if (evidence.kind == kind) return &evidence;
    return nullptr;
}

/// At most six characters.
std::string cell(double measure, bool isShare) {
    if (isShare) return fmt::format("{:.0f} %", 100 * measure);
    const bool isExtreme = measure != 0 && (std::abs(measure) < 0.01 || std::abs(measure) >= 10000);
    return isExtreme                  ? fmt::format("{:.0e}", measure)
           : std::abs(measure) >= 100 ? fmt::format("{:.0f}", measure)
                                      : fmt::format("{:.2g}", measure);
}

const char* word(pipeline::Confidence confidence) {
    switch (confidence) {
        case pipeline::Confidence::Sure: return "sure";
        case pipeline::Confidence::Likely: return "likely";
        case pipeline::Confidence::Undecided: break;
    }
    return "undecided";
}

Json preprocessJson(const data::Preprocess& preprocess) {
    return Json::parse(config::Codec<data::Preprocess>::write(preprocess, config::Form::Differences).dump());
}

class DoctorCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("--model", m_project.model, "The float model: " + std::string(kModelHelp))->required();
        app.add_option("--weights", m_project.weights, "The .bin, where it is not beside the .xml");
        m_data.declare(app, true);
        app.add_option("--metric", m_metric,
                       "How labelled data ranks the candidates, see the subcommand evaluate; the default is accuracy@1");
        app.add_flag("--ignore-labels", m_ignoreLabels, "Judge by the network alone, although the data has labels");
        app.add_flag("--scores", m_options.isClassifier,
                     "The output holds one score per class, although the network does not end with a SoftMax");
        app.add_option("--samples", m_options.samples, "How many samples to run, drawn from all of them")
            ->check(CLI::PositiveNumber)
            ->capture_default_str();
        app.add_option("--engine", m_project.engine, "openvino:CPU or reference; see the subcommand engines");
        app.add_option("--threads", m_options.threads, "Threads to run on; 0 stands for all processors")->check(nonNegative());
        declareJson(app);
    }

    Result<void> run() override {
        if (!m_metric.empty()) { RF_TRY(m_options.metric, metrics::parseSpec(m_metric)); }
        m_options.useLabels = !m_ignoreLabels;
        ConsoleProgress console(json());
        const auto parts = console.progress().split({1, 30});
        console.stage("Reading the model");
        RF_TRY(const auto graph, pipeline::load(m_project, parts[0]));
        RF_TRY(const auto spec, m_data.spec(0));
        RF_TRY(const auto engine, engine::get(m_project.engine));
        console.stage("Trying preparations");
        RF_TRY(const auto diagnosis, pipeline::diagnose(graph, spec, *engine, m_options, parts[1]));
        console.close();
        if (json())
            printJson(diagnosis);
        else
            print(diagnosis);
        return {};
    }

private:
    static void print(const pipeline::Diagnosis& diagnosis) {
        std::size_t width = std::string("preparation").size();
        for (const pipeline::CandidateScore& one : diagnosis.candidates) width = std::max(width, pipeline::nameOf(one.candidate).size());
        const auto shown = [&](const Column& column) {
            return std::any_of(diagnosis.candidates.begin(), diagnosis.candidates.end(),
                               [&](const auto& one) { return find(one, column.kind); });
        };
        fmt::print("input '{}', {} samples, {} layers watched\n\n{:<{}}", diagnosis.input, diagnosis.samples, diagnosis.layers,
                   "preparation", width);
        if (!diagnosis.metric.empty()) fmt::print("{:>11}", diagnosis.metric);
        fmt::print("{:>10}", "plausible");
        for (const Column& column : kColumns)
            if (shown(column)) fmt::print("{:>7}", column.title);
        fmt::print("\n");
        for (const pipeline::CandidateScore& one : diagnosis.candidates) {
            fmt::print("{:<{}}", pipeline::nameOf(one.candidate), width);
            if (!diagnosis.metric.empty()) fmt::print("{:>11}", one.metric ? metrics::formatted(*one.metric, diagnosis.unit) : "–");
            fmt::print("{:>8.1f} %", 100 * one.plausibility);
            for (const Column& column : kColumns) {
                if (!shown(column)) continue;
                const pipeline::Evidence* evidence = find(one, column.kind);
                fmt::print("{:>7}", evidence ? cell(evidence->measure, column.isShare) : "");
            }
            fmt::print("\n");
        }
        fmt::print("\n");
        for (const pipeline::Sentence& note : diagnosis.notes) fmt::print("Note: {}.\n", note.text());
        fmt::print("Verdict ({}): {}.\nBecause {}.\n", word(diagnosis.verdict.confidence), diagnosis.verdict.sentence.text(),
                   diagnosis.verdict.reason.text());
        const data::Preprocess& best = diagnosis.candidates.front().candidate.preprocess;
        fmt::print("\n--preprocess {}\n\"preprocess\": {}\n", best.steps.empty() ? "\"\"" : data::preprocessText(best),
                   preprocessJson(best).dump());
    }

    static Json candidateJson(const pipeline::CandidateScore& one) {
        Json entry{{"name", pipeline::nameOf(one.candidate)},
                   {"order", one.candidate.order == data::ChannelOrder::Rgb   ? Json("rgb")
                             : one.candidate.order == data::ChannelOrder::Bgr ? Json("bgr")
                                                                              : Json(nullptr)},
                   {"values", one.candidate.normalization.name},
                   {"plausibility", one.plausibility},
                   {"support", one.support}};
        if (one.metric) entry["metric"] = finite(*one.metric);
        if (one.chance) entry["chance"] = *one.chance;
        entry["evidence"] = Json::object();
        for (const Column& column : kColumns)
            if (const pipeline::Evidence* evidence = find(one, column.kind))
                entry["evidence"][column.key] = {{"measure", finite(evidence->measure)}, {"support", evidence->support}};
        entry["option"] = data::preprocessText(one.candidate.preprocess);
        entry["preprocess"] = preprocessJson(one.candidate.preprocess);
        return entry;
    }

    static void printJson(const pipeline::Diagnosis& diagnosis) {
        const pipeline::Verdict& verdict = diagnosis.verdict;
        Json json{{"input", diagnosis.input}, {"samples", diagnosis.samples}, {"layers", diagnosis.layers}};
        if (!diagnosis.metric.empty()) json["metric"] = diagnosis.metric;
        json["verdict"] = {{"confidence", word(verdict.confidence)},
                           {"by", verdict.byLabels ? "labels" : "network"},
                           {"plausible", verdict.plausible},
                           {"sentence", verdict.sentence.text()},
                           {"reason", verdict.reason.text()}};
        json["notes"] = Json::array();
        for (const pipeline::Sentence& note : diagnosis.notes) json["notes"].push_back(note.text());
        json["candidates"] = Json::array();
        for (const pipeline::CandidateScore& one : diagnosis.candidates) json["candidates"].push_back(candidateJson(one));
        fmt::print("{}\n", json.dump(2));
    }

    config::Project m_project;
    DataOptions m_data;
    pipeline::DoctorOptions m_options;
    std::string m_metric;
    bool m_ignoreLabels = false;
};

}  // namespace

std::unique_ptr<Command> doctorCommand() { return std::make_unique<DoctorCommand>(); }

}  // namespace rf::cli
