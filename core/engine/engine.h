// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/engine/probe.h"
#include "core/engine/timing.h"
#include "core/graph/graph.h"

/// The interface of inference engines. Only core/engine/openvino includes OpenVINO.
namespace rf::engine {

struct EngineInfo {
    std::string name;  ///< "openvino:CPU", "reference"
    std::string version;
    std::string device;          ///< the processor's own name
    std::string instructionSet;  ///< "AVX-512 VNNI" …
    int threads = 0;             ///< what 0 in CompileOptions stands for
};

enum class Arithmetic {
    Exact,     ///< float32 throughout, FakeQuantize computed as written: for statistics and comparisons
    Deployed,  ///< what the device does with this model: int8 kernels where it has them; float layers stay float32, also
               ///< where the device would choose bf16 by itself, so that the loss measured is that of quantization
};

/// What a network is compiled for.
enum class Purpose {
    Values,      ///< the outputs of many samples: one thread works on each, so that outputs don't depend on the number of threads
    Latency,     ///< the time of one run at a time, which all threads work on; as the device does it by itself, float layers included
    Throughput,  ///< the time of a run among as many as the device runs best at once; as the device does it by itself
};

struct CompileOptions {
    int threads = 0;  ///< 0: all processors. Results never depend on it.
    Arithmetic arithmetic = Arithmetic::Exact;
    Purpose purpose = Purpose::Values;
    bool profiled = false;  ///< for Program::profile(), which costs time in every run
};

/// Receives the outputs of one sample. Samples come in any order, one call at a time.
using OutputSink = std::function<Result<void>(std::int64_t sample, std::span<const Tensor> outputs)>;

/// A compiled network.
class Program {
public:
    virtual ~Program() = default;
    /// One run: inputs in the order of the graph's parameters(), results in the order of its results(). Probes see it
    /// as sample 0. InvalidArgument names the input whose shape or type does not fit.
    virtual Result<std::vector<Tensor>> infer(std::span<const Tensor> inputs) = 0;
    /// Runs the samples `which` of the source, several in flight; probes see sample indices of the source. An empty sink
    /// means that results are not needed. Cancelled within one sample per request. A network with state (ReadValue) runs
    /// one sample at a time, in the order given, and keeps its state from one to the next and from call to call.
    virtual Result<void> run(const data::SampleSource& source, std::span<const std::int64_t> which, const OutputSink& sink,
                             const Progress& progress) = 0;
    /// Runs the network `runs` times on the same inputs and says how long each took, without copying any result; compiled for
    /// Throughput, says how long a run took among all of them, as one time.
    virtual Result<std::vector<RunTime>> time(std::span<const Tensor> inputs, std::int64_t runs, const std::stop_token& token);
    /// Runs the network up to `runs` times, or until a run is disturbed, and says what each part of it took. Asked once, of a
    /// program that is compiled for Latency and `profiled`. Unsupported where the engine can't tell.
    virtual Result<Profile> profile(std::span<const Tensor> inputs, std::int64_t runs, const std::stop_token& token);
};

class Engine {
public:
    virtual ~Engine() = default;
    virtual EngineInfo info() const = 0;
    /// Unsupported names the layer and operator that this engine can't run, before anything runs. Cancelled at once when stop
    /// is requested; a compile that can't be stopped is abandoned. `progress` only shows what is being waited for.
    virtual Result<std::unique_ptr<Program>> compile(const graph::Graph& graph, std::span<const Probe> probes,
                                                     const CompileOptions& options, const Progress& progress) const = 0;
};

/// The inputs a graph expects, in the order of its parameters().
std::vector<data::InputInfo> inputsOf(const graph::Graph& graph);

}  // namespace rf::engine
