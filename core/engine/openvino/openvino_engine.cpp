// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/openvino_engine.h"

#include <openvino/core/model.hpp>
#include <openvino/runtime/core.hpp>
#include <openvino/runtime/intel_cpu/properties.hpp>
#include <openvino/runtime/properties.hpp>

#include <algorithm>

#include "core/base/mapped_file.h"
#include "core/base/parallel_for.h"
#include "core/base/uninterruptible.h"
#include "core/engine/instruction_set.h"
#include "core/engine/openvino/exact_model.h"
#include "core/engine/openvino/openvino_error.h"
#include "core/engine/openvino/openvino_program.h"
#include "core/engine/openvino/probe_op.h"
#include "core/engine/openvino/stored_weights.h"
#include "core/ir/ir.h"

namespace rf::engine {

namespace {

constexpr const char* kDevice = "CPU";

// Made with the first use: a process that never runs a network does not load the plugin.
ov::Core& core() {
    static ov::Core instance;
    return instance;
}

// One thread per stream, whatever their number: a kernel that splits a sum over threads would round differently, so
// this is what makes results independent of `threads`. Pinning would fight with everything else on the machine.
ov::AnyMap forValues(const CompileOptions& options, int threads, bool oneStream) {
    ov::AnyMap map{
        ov::num_streams(oneStream ? 1 : threads),
        ov::inference_num_threads(oneStream ? 1 : threads),
        ov::hint::enable_cpu_pinning(false),
        // Processors with bf16 units run float layers in bf16 by default, which would drown the error of int8 in another
        // one. So float layers are float32 in both arithmetics, and what Deployed measures is quantization alone.
        ov::hint::inference_precision(ov::element::f32),
    };
    if (options.arithmetic == Arithmetic::Exact) {
        map.insert({"LP_TRANSFORMS_MODE", "NO"});  // FakeQuantize as written, instead of int8 kernels
        map.insert(ov::hint::dynamic_quantization_group_size(0));
    }
    return map;
}

// What the device does by itself, except that threads are not tied to processors: where others work on the machine too, each run
// would begin by waiting for its own processor.
ov::AnyMap forTiming(const CompileOptions& options) {
    const bool latency = options.purpose == Purpose::Latency;
    ov::AnyMap map{ov::hint::performance_mode(latency ? ov::hint::PerformanceMode::LATENCY : ov::hint::PerformanceMode::THROUGHPUT),
                   ov::hint::enable_cpu_pinning(false), ov::enable_profiling(options.profiled)};
    if (latency) map.insert(ov::num_streams(1));
    if (options.threads > 0) map.insert(ov::inference_num_threads(options.threads));
    return map;
}

ov::AnyMap configuration(const CompileOptions& options, int threads, bool oneStream) {
    return options.purpose == Purpose::Values ? forValues(options, threads, oneStream) : forTiming(options);
}

/// The place of every node `ids` among `ports`, which keep the names.
template <class Ports>
Result<std::vector<std::size_t>> places(const graph::Graph& graph, const std::vector<graph::NodeId>& ids, const Ports& ports) {
    std::vector<std::size_t> places;
    for (const graph::NodeId id : ids) {
        const std::string& name = graph.node(id).name;
        const auto found = std::find_if(ports.begin(), ports.end(), [&](const auto& port) { return port->get_friendly_name() == name; });
        if (found == ports.end())
            return fail(ErrorCode::Engine, RF_TEXT("core", "layer '%1': OpenVINO dropped it while reading the model"), name);
        places.push_back(static_cast<std::size_t>(found - ports.begin()));
    }
    return places;
}

// OpenVINO orders inputs and results by its own walk; ours count in file order.
Result<ProgramParts> partsOf(const graph::Graph& graph, ov::Model& model) {
    ProgramParts parts;
    parts.graph = graph;
    RF_TRY(parts.inputs, places(graph, graph.parameters(), model.get_parameters()));
    RF_TRY(parts.results, places(graph, graph.results(), model.get_results()));
    return parts;
}

/// Whether a run depends on the runs before it.
bool isStateful(const graph::Graph& graph) {
    const auto nodes = graph.nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](graph::NodeId id) { return graph.node(id).type == graph::op::kReadValue; });
}

// Borrows nothing but the observers, which nobody calls before the program runs: the compile may outlive its caller.
Result<std::unique_ptr<Program>> compiled(ov::Core openvino, const graph::Graph& graph, std::span<const Probe> probes,
                                          const CompileOptions& options) {
    RF_TRY(const ir::Image image, ir::serialize(graph));
    const Tensor weights = image.weightsTensor();
    releaseMappedPages();  // of the file that they were copied from
    const auto bytes = weights.bytes();
    const ov::Tensor wrapped = bytes.empty() ? ov::Tensor(ov::element::u8, {0})
                                             : ov::Tensor(ov::element::u8, {bytes.size()}, static_cast<const void*>(bytes.data()));
    const std::shared_ptr<ov::Model> model = openvino.read_model(image.xml, wrapped);
    RF_TRY(ProgramParts parts, partsOf(graph, *model));
    makeExact(*model);
    RF_TRY_VOID(insertProbes(*model, graph, probes));
    if (options.arithmetic == Arithmetic::Exact) foldIntegerWeights(*model);
    parts.weights = weights;
    parts.probed = !probes.empty();
    parts.threads = isStateful(graph) ? 1 : threadCount(options.threads);
    parts.purpose = options.purpose;
    const bool oneStream = options.arithmetic == Arithmetic::Deployed && computesWeightsAtFirstRun(graph);
    const ov::AnyMap settings = configuration(options, parts.threads, oneStream);
    return makeProgram(openvino.compile_model(model, kDevice, settings), std::move(parts));
}

class OpenVinoEngine : public Engine {
public:
    EngineInfo info() const override {
        EngineInfo info;
        info.name = "openvino:CPU";
        info.instructionSet = instructionSet();
        info.threads = threadCount(0);
        // A description is worth less than an answer: what OpenVINO can't tell stays empty.
        try {
            const std::string build = ov::get_openvino_version().buildNumber;
            info.version = build.substr(0, build.find('-'));
            info.device = core().get_property(kDevice, ov::device::full_name);
        } catch (const std::exception&) {}
        return info;
    }

    Result<std::unique_ptr<Program>> compile(const graph::Graph& graph, std::span<const Probe> probes, const CompileOptions& options,
                                             const Progress& progress) const override {
        return m_compiles.run<std::unique_ptr<Program>>(
            [openvino = core(), graph, probes = std::vector(probes.begin(), probes.end()), options] {
                return guarded(graph, [&] { return compiled(openvino, graph, probes, options); });
            },
            progress);
    }

private:
    Uninterruptible m_compiles{RF_TEXT("core", "Waiting for OpenVINO, which is still compiling a network of the cancelled run")};
};

}  // namespace

std::shared_ptr<const Engine> openvinoEngine() {
    static const auto engine = std::make_shared<const OpenVinoEngine>();
    return engine;
}

}  // namespace rf::engine
