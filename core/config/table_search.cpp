// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/search_names.h"
#include "core/config/tables.h"
#include "core/config/text_codecs.h"

namespace rf::config {

template <>
const Table<search::MetricTarget>& tableOf() {
    static const auto table =
        Table<search::MetricTarget>("metric_target", RF_TEXT("core", "A metric that a search looks at."))
            .key<NonEmptyText>("name", &search::MetricTarget::name, RF_TEXT("core", "Name of the metric."), {.required = true})
            .key("type", &search::MetricTarget::type, RF_TEXT("core", "Type of the metric, where several have the name."))
            .key("baseline_value", &search::MetricTarget::baseline, RF_TEXT("core", "Value for the float model."),
                 {.otherwise = "it is measured"});
    return table;
}

template <>
const Table<search::Benchmark>& tableOf() {
    static const auto table =
        Table<search::Benchmark>("benchmark", RF_TEXT("core", "How latency is measured."))
            .key("nireq", &search::Benchmark::requests, RF_TEXT("core", "Requests in flight; 0: as the engine chooses."), {.low = 0})
            .key("nstreams", &search::Benchmark::streams, RF_TEXT("core", "Streams; 0: as the engine chooses."), {.low = 0})
            .key("nthreads", &search::Benchmark::threads, RF_TEXT("core", "Threads; 0: as the engine chooses."), {.low = 0})
            .key("batch_size", &search::Benchmark::batchSize, RF_TEXT("core", "Batch size; 0: the model's own."), {.low = 0})
            .key("niter", &search::Benchmark::iterations, RF_TEXT("core", "Inferences to measure."), {.low = 1})
            .key("duration_seconds", &search::Benchmark::seconds, RF_TEXT("core", "Seconds to measure for."), {.low = 0})
            .key("api_type", &search::Benchmark::api, RF_TEXT("core", "Whether several inferences are in flight at once."))
            .unused<bool>("performance_count", RF_TEXT("core", "Accepted from POT; the time of each layer is a report of its own here."))
            .unused<std::string>("cpu_bind_thread", RF_TEXT("core", "Accepted from POT; the engine places its threads itself."))
            .unused<std::string>("benchmark_app_dir", RF_TEXT("core", "Accepted from POT; latency is measured in this program."));
    return table;
}

template <>
const Table<search::Multinode>& tableOf() {
    static const auto table =
        Table<search::Multinode>("multinode", RF_TEXT("core", "A search that several processes share through one store."))
            .key<NonEmptyText>("name", &search::Multinode::name,
                               RF_TEXT("core", "Name of the search; processes with the same name, model and settings share their trials."),
                               {.required = true})
            .key("tag", &search::Multinode::tag,
                 RF_TEXT("core", "Name of this process; processes with different tags draw different trials."))
            .unused<NodeType>("type", RF_TEXT("core", "Accepted from POT; every process reads and writes the store itself."))
            .unused<NodeMode>("mode", RF_TEXT("core", "Accepted from POT; all processes are peers."))
            .unused<std::string>(
                "server_addr", RF_TEXT("core", "Accepted from POT and ignored: trials are shared by the store, not by a MongoDB server."));
    return table;
}

template <>
const Table<search::Search>& tableOf() {
    static const auto table =
        Table<search::Search>("search", RF_TEXT("core", "The search over trials that drives TunableQuantization."))
            .key("max_trials", &search::Search::maxTrials, RF_TEXT("core", "Trials in all, those of an earlier run included."),
                 {.low = 1, .required = true})
            .key("max_minutes", &search::Search::maxMinutes, RF_TEXT("core", "No trial begins after this time; 0: no limit."), {.low = 0})
            .key("trials_load_method", &search::Search::load, RF_TEXT("core", "What is taken over from an earlier run."))
            .key("accuracy_loss", &search::Search::accuracyLoss,
                 RF_TEXT("core", "Accuracy that may be lost, in percent of the float model's."), {.low = 0})
            .key("latency_reduce", &search::Search::latencyReduction,
                 RF_TEXT("core", "How many times faster than the float model the result should be."), {.low = 0})
            .key("expected_quantization_ratio", &search::Search::expectedQuantizationRatio,
                 RF_TEXT("core", "Share of the layers that should be quantized."), {.low = 0, .high = 1})
            .key("accuracy_weight", &search::Search::accuracyWeight, RF_TEXT("core", "Weight of accuracy in the objective."), {.low = 0})
            .key("latency_weight", &search::Search::latencyWeight, RF_TEXT("core", "Weight of latency in the objective."), {.low = 0})
            .key("quantization_ratio_weight", &search::Search::quantizationRatioWeight,
                 RF_TEXT("core", "Weight of the share of quantized layers in the objective."), {.low = 0})
            .key("stop_on_target", &search::Search::stopOnTarget, RF_TEXT("core", "Stop at the first trial that meets both targets."))
            .key("eval_subset_size", &search::Search::evaluationSubset, RF_TEXT("core", "Samples to evaluate a trial on."),
                 {.low = 1, .otherwise = "the whole data set"})
            .key("metrics", &search::Search::metrics, RF_TEXT("core", "Metrics that the search looks at."))
            .key("benchmark", &search::Search::benchmark, RF_TEXT("core", "How latency is measured."))
            .unused<bool>("keep_logs", RF_TEXT("core", "Accepted from POT; trials stay in the store until the run is removed from it."))
            .key(
                "multivariate", &search::Search::multivariate,
                RF_TEXT("core",
                        "Draw the choices of all layers together, which sees that they depend on each other; off: each by itself, as POT."))
            .key("multinode", &search::Search::multinode, RF_TEXT("core", "Share the trials with other processes."),
                 {.otherwise = "the trials are this process's own"})
            .unused<bool>("keep_uncompressed_weights", RF_TEXT("core", "Accepted from POT; trials run the model that would be exported."))
            .refused("anneal", RF_TEXT("core", "'%1': simulated annealing is not available; leave the key out"))
            .unused<bool>("debug", RF_TEXT("core", "Accepted from POT; every trial is in the store with all of its choices."));
    return table;
}

}  // namespace rf::config
