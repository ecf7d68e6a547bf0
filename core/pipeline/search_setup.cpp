// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search_setup.h"

#include <algorithm>
#include <numeric>

#include "core/config/config.h"
#include "core/config/search_names.h"
#include "core/data/fingerprint.h"
#include "core/graph/fingerprint.h"
#include "core/pipeline/held_source.h"
#include "core/pipeline/latency.h"
#include "core/pipeline/run_report.h"
#include "core/pipeline/stored_statistics.h"

namespace rf::pipeline {

namespace {

Result<Fingerprint> labelsOf(const data::SampleSource& source, const Progress& progress) {
    Fingerprinter hash;
    for (std::int64_t record = 0; source.hasLabels() && record < source.records(); ++record) {
        RF_TRY(const data::Annotation annotation, source.annotation(record));
        hash.fingerprint(data::fingerprintOf(annotation));
        RF_TRY_VOID(progress.advance(record, source.records()));
    }
    return hash.take();
}

std::vector<std::int64_t> firstSamples(std::int64_t count) {
    std::vector<std::int64_t> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), 0);
    return samples;
}

/// Answers of classes are few bits; where they don't differ the outputs decide.
void addDistance(SearchMeasure& measure) {
    const auto isDistance = [](const metrics::MetricSpec& spec) { return spec.type == "nmse" || spec.type == "sqnr"; };
    if (std::ranges::none_of(measure.metrics, isDistance)) measure.metrics.push_back({"nmse", {}, {}});
}

}  // namespace

engine::Arithmetic SearchSetup::arithmetic() const {
    const auto& control = job.project.accuracyControl;
    if (control && control->arithmetic)
        return *control->arithmetic == search::CandidateArithmetic::Exact ? engine::Arithmetic::Exact : engine::Arithmetic::Deployed;
    const bool asPot = job.project.quantization.compatibility == quantization::Compatibility::Pot;
    return asPot ? engine::Arithmetic::Exact : engine::Arithmetic::Deployed;
}

Result<std::unique_ptr<SearchSetup>> SearchSetup::open(const Job& job, Listener& listener, std::vector<Measured> measured,
                                                       RunKeeper* keeper, const Progress& progress) {
    const auto parts = progress.split({1, 1, 2});
    std::unique_ptr<SearchSetup> setup(new SearchSetup(job));
    RF_TRY(setup->resources, pipeline::open(job, parts[0]));
    RF_TRY(setup->testData, openTestData(job, setup->resources, parts[0]));
    const bool isSame = setup->testData == setup->resources.samples;
    setup->resources.samples = std::make_shared<HeldSource>(setup->resources.samples);
    setup->testData = isSame ? setup->resources.samples : std::make_shared<HeldSource>(setup->testData);
    listener.stageEntered(Stage::Prepare);
    RF_TRY(setup->plan, pipeline::plan(job.model, job.project.quantization, parts[1]));
    RF_TRY(setup->measure, searchMeasure(job.project, job.model, *setup->testData));
    if (config::choosesSettings(job.project)) addDistance(setup->measure);
    if (keeper) setup->resources.memory = keeper->memory();

    setup->networks = std::make_unique<CandidateNetworks>(job.model, setup->resources, listener, std::move(measured));
    const auto latency = [setup = setup.get()](const graph::Graph& network, bool floatModel, const Progress& part) {
        return setup->latency(network, floatModel, part);
    };
    RF_TRY(setup->measuring, NetworkOracle::create(job.model, *setup->networks, setup->resources, {setup->testData, setup->measure.metrics},
                                                   {setup->arithmetic(), job.permission, latency}));
    const auto store = keeper ? keeper->store() : nullptr;
    std::string identity;
    if (store) { RF_TRY(identity, setup->identity(parts[2])); }
    setup->remembering = std::make_unique<RememberingOracle>(*setup->measuring, store, std::move(identity));
    return setup;
}

/// What answers depend on besides the question. The settings of a question decide which calibration samples are used.
Result<std::string> SearchSetup::identity(const Progress& progress) const {
    const auto parts = progress.split({1, 2, 1});
    std::string text =
        fmt::format("{} {} model {}", makerOf(resources), resources.engine->info().device, toText(graph::fingerprint(job.model)));
    data::SampleFingerprints calibration(resources.samples, resources.threads), test(testData, resources.threads);
    RF_TRY(const Fingerprint calibrated, calibration.of(samplesOf(plan, resources.samples->size()), parts[0]));
    RF_TRY(const Fingerprint tested, test.of(firstSamples(measuring->samples()), parts[1]));
    RF_TRY(const Fingerprint labels, labelsOf(*testData, parts[2]));
    text += fmt::format(" calibration {} of {} test {} {} ", toText(calibrated), resources.samples->size(), toText(tested), toText(labels));
    text += arithmetic() == engine::Arithmetic::Exact ? "exact" : "deployed";
    for (metrics::MetricSpec spec : measure.metrics) {
        spec.limit.reset();
        text += " " + metrics::toText(spec);
    }
    return text;
}

Result<search::Latency> SearchSetup::latency(const graph::Graph& network, bool floatModel, const Progress& progress) {
    LatencyOptions options{job.project.threads};
    const auto parts = progress.split({1, 1});
    if (!floatModel) {
        search::Question question;
        question.samples.emplace();  // none: only its latency is asked for
        question.latency = true;
        RF_TRY(const search::Answer answer, remembering->ask(question, parts[0]));
        options.reference = &job.model;
        options.referenceMilliseconds = answer.latency ? answer.latency->milliseconds : 0.0;
    }
    return latencyOf(network, *resources.samples, *resources.engine, options, parts[1]);
}

}  // namespace rf::pipeline
