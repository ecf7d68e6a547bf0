// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/timed_requests.h"

#include <openvino/core/model.hpp>
#include <openvino/runtime/compiled_model.hpp>
#include <openvino/runtime/infer_request.hpp>
#include <openvino/runtime/properties.hpp>

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "core/base/progress.h"

namespace rf::engine {

namespace {

// A counter of the plugin is the mean over everything that ran since the compile, as a whole number of microseconds; the time of
// each run was cut to whole microseconds before. Both cuts lose half a microsecond on average, which is put back here.
constexpr double kLostPerCut = 0.5e-3;
// Counters are read once in a while, as reading them costs about as much as a small network.
constexpr double kMillisecondsBetweenReadings = 2.0;

using Counters = std::unordered_map<std::string, double>;  // milliseconds, as read, by name of node

Counters read(const ov::InferRequest& request) {
    Counters counters;
    for (const ov::ProfilingInfo& info : request.get_profiling_info())
        if (info.status == ov::ProfilingInfo::Status::EXECUTED)
            counters[info.node_name] = std::chrono::duration<double, std::milli>(info.real_time).count();
    return counters;
}

/// The mean of runs 2…n from the counters after the first run, which prepares weights, and after run n.
double meanWithoutFirst(double first, double mean, std::int64_t runs) {
    if (runs < 2) return first + kLostPerCut;
    const double whole = mean > 0 ? mean + kLostPerCut : 0;
    const auto n = static_cast<double>(runs);
    return std::max(0.0, (whole * n - first) / (n - 1)) + kLostPerCut;
}

std::string entry(const ov::Node& node, const char* key) {
    const auto& info = node.get_rt_info();
    const auto found = info.find(key);
    return found == info.end() ? std::string() : found->second.as<std::string>();
}

std::vector<std::string> separated(const std::string& names) {
    std::vector<std::string> list;
    std::istringstream stream(names);
    for (std::string name; std::getline(stream, name, ',');)
        if (!name.empty()) list.push_back(name);
    return list;
}

/// The nodes as compiled; those that compute constants belong to the compile.
std::vector<Kernel> structure(const ov::CompiledModel& model) {
    const auto compiled = model.get_runtime_model();
    std::unordered_map<const ov::Node*, std::size_t> places;
    std::vector<Kernel> kernels;
    for (const auto& node : compiled->get_ordered_ops()) {
        Kernel kernel{node->get_friendly_name(), entry(*node, "layerType"), entry(*node, "primitiveType"), entry(*node, "runtimePrecision"),
                      separated(entry(*node, "originalLayersNames"))};
        for (const auto& input : node->input_values())
            if (const auto place = places.find(input.get_node()); place != places.end()) kernel.inputs.push_back(place->second);
        places.emplace(node.get(), kernels.size());
        kernels.push_back(std::move(kernel));
    }
    return kernels;
}

Result<std::vector<RunTime>> timeRequest(ov::InferRequest& request, std::int64_t runs, const std::stop_token& token) {
    const auto infer = [&]() -> Result<void> {
        request.infer();
        return {};
    };
    return timeRuns(runs, infer, token);
}

}  // namespace

Result<std::vector<RunTime>> timeOneByOne(const MakeRequest& make, std::int64_t runs, const std::stop_token& token) {
    ov::InferRequest request = make();
    return timeRequest(request, runs, token);
}

Result<std::vector<RunTime>> timeSideBySide(const ov::CompiledModel& model, const MakeRequest& make, std::int64_t runs,
                                            const std::stop_token& token) {
    std::vector<ov::InferRequest> requests(model.get_property(ov::optimal_number_of_infer_requests));
    for (ov::InferRequest& request : requests) request = make();
    const auto runAll = [&]() -> Result<void> {
        for (std::int64_t run = 0; run < runs; ++run) {
            ov::InferRequest& request = requests[static_cast<std::size_t>(run) % requests.size()];
            if (run >= std::ssize(requests)) request.wait();
            if (token.stop_requested()) return cancelled();
            request.start_async();
        }
        for (std::int64_t last = 0; last < std::min(runs, std::ssize(requests)); ++last) requests[static_cast<std::size_t>(last)].wait();
        return {};
    };
    RF_TRY(std::vector<RunTime> whole, timeRuns(1, runAll, token));
    whole.front().milliseconds /= static_cast<double>(runs);
    return whole;
}

Result<Profile> profileOf(const ov::CompiledModel& model, const MakeRequest& make, std::int64_t runs, const std::stop_token& token) {
    ov::InferRequest request = make();
    RF_TRY_VOID(timeRequest(request, 1, token));
    const Counters first = read(request);
    Counters counters = first;
    std::int64_t done = 1, counted = 1;
    double since = 0;
    std::vector<double> lasted;
    for (bool disturbed = false; !disturbed && done < runs;) {
        RF_TRY(const auto times, timeRequest(request, 1, token));
        ++done;
        disturbed = times.front().disturbed;
        since += times.front().milliseconds;
        lasted.push_back(times.front().milliseconds);
        if (disturbed || (since < kMillisecondsBetweenReadings && done < runs)) continue;
        counters = read(request);
        counted = done;
        since = 0;
    }

    // Counters are means, and latencies are medians: on a machine that has other work too, the two are far apart.
    lasted.resize(static_cast<std::size_t>(counted - 1));
    const double ofMedianRun = medianOverMean(lasted);
    Profile profile{structure(model), counted - 1, model.get_property(ov::hint::inference_precision).get_type_name()};
    for (Kernel& kernel : profile.kernels)
        if (const auto found = counters.find(kernel.name); found != counters.end()) {
            const auto before = first.find(kernel.name);
            kernel.milliseconds = ofMedianRun * meanWithoutFirst(before == first.end() ? 0 : before->second, found->second, counted);
        }
    return profile;
}

}  // namespace rf::engine
