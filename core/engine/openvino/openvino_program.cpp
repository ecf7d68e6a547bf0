// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/openvino_program.h"

#include <openvino/runtime/compiled_model.hpp>
#include <openvino/runtime/infer_request.hpp>

#include <mutex>
#include <stop_token>

#include "core/base/parallel_for.h"
#include "core/data/prefetcher.h"
#include "core/engine/inputs.h"
#include "core/engine/openvino/openvino_error.h"
#include "core/engine/openvino/timed_requests.h"
#include "core/engine/sequence.h"

namespace rf::engine {

namespace {

ov::Shape ovShape(const Shape& shape) { return {shape.begin(), shape.end()}; }

// The request borrows the bytes; whoever calls keeps `tensor` until the request is done.
ov::Tensor borrowed(const Tensor& tensor) {
    return {ov::element::Type(std::string(name(tensor.type()))), ovShape(tensor.shape()), static_cast<const void*>(tensor.bytes().data())};
}

Tensor copied(const ov::Tensor& tensor) {
    const ov::Shape dimensions = tensor.get_shape();
    const Shape shape(dimensions.begin(), dimensions.end());
    const auto type = elementTypeFromName(tensor.get_element_type().get_type_name()).value_or(ElementType::Other);
    return Tensor::copyOf({type, shape, static_cast<const std::byte*>(tensor.data())});
}

class OpenVinoProgram : public Program {
public:
    OpenVinoProgram(const ov::CompiledModel& model, ProgramParts parts)
        : m_parts(std::move(parts)), m_inputInfo(inputsOf(m_parts.graph)), m_model(model) {}

    Result<std::vector<Tensor>> infer(std::span<const Tensor> inputs) override {
        return withRequest([&](ov::InferRequest& request) -> Result<std::vector<Tensor>> {
            RF_TRY_VOID(runOne(request, 0, inputs, {}));
            return outputsOf(request);
        });
    }

    Result<void> run(const data::SampleSource& source, std::span<const std::int64_t> which, const OutputSink& sink,
                     const Progress& progress) override {
        if (!source.states().empty()) return runInOrder(source, which, sink, progress);
        const auto total = static_cast<std::int64_t>(which.size());
        std::mutex mutex;  // the sink's, and the order of progress reports
        std::int64_t done = 0;
        data::Prefetcher samples(source, which, {m_parts.threads, kAhead * m_parts.threads, progress.token()});
        return parallelFor(total, m_parts.threads, [&](std::int64_t i) -> Result<void> {
            const std::int64_t index = which[static_cast<std::size_t>(i)];
            RF_TRY(const data::Sample sample, samples.take(i));
            RF_TRY(const std::vector<Tensor> outputs, withRequest([&](ov::InferRequest& request) -> Result<std::vector<Tensor>> {
                       if (auto ran = runOne(request, index, sample.inputs, progress.token()); !ran)
                           return std::move(ran).error().during(RF_TEXT("core", "while running sample %1"), {std::to_string(index)});
                       return sink ? outputsOf(request) : std::vector<Tensor>{};
                   }));
            const std::lock_guard lock(mutex);
            if (sink) RF_TRY_VOID(sink(index, outputs));
            return progress.advance(++done, total);
        });
    }

    Result<std::vector<RunTime>> time(std::span<const Tensor> inputs, std::int64_t runs, const std::stop_token& token) override {
        RF_TRY_VOID(checkInputs(m_inputInfo, inputs));
        return guarded(m_parts.graph, [&] {
            return m_parts.purpose == Purpose::Throughput ? timeSideBySide(m_model, requestWith(inputs), runs, token)
                                                          : timeOneByOne(requestWith(inputs), runs, token);
        });
    }

    Result<Profile> profile(std::span<const Tensor> inputs, std::int64_t runs, const std::stop_token& token) override {
        RF_TRY_VOID(checkInputs(m_inputInfo, inputs));
        return guarded(m_parts.graph, [&] { return profileOf(m_model, requestWith(inputs), runs, token); });
    }

private:
    MakeRequest requestWith(std::span<const Tensor> inputs) {
        return [this, inputs] {
            ov::InferRequest request = m_model.create_infer_request();
            setInputs(request, inputs);
            return request;
        };
    }

    void setInputs(ov::InferRequest& request, std::span<const Tensor> inputs) const {
        for (std::size_t i = 0; i < inputs.size(); ++i) request.set_input_tensor(m_parts.inputs[i], borrowed(inputs[i]));
    }

    // Samples that wait for each thread, itself included.
    static constexpr std::int64_t kAhead = 2;

    Result<void> runInOrder(const data::SampleSource& source, std::span<const std::int64_t> which, const OutputSink& sink,
                            const Progress& progress) {
        return m_sequence.run(m_parts.graph, source, which, sink, progress, [&](std::int64_t index, std::span<const Tensor> inputs) {
            return withRequest([&](ov::InferRequest& request) -> Result<std::vector<Tensor>> {
                if (auto ran = runOne(request, index, inputs, progress.token()); !ran)
                    return std::move(ran).error().during(RF_TEXT("core", "while running sample %1"), {std::to_string(index)});
                return outputsOf(request);
            });
        });
    }

    Result<void> runOne(ov::InferRequest& request, std::int64_t sample, std::span<const Tensor> inputs, const std::stop_token& token) {
        RF_TRY_VOID(checkInputs(m_inputInfo, inputs));
        setInputs(request, inputs);
        std::int32_t sampleIndex = static_cast<std::int32_t>(sample);
        if (m_parts.probed) request.set_input_tensor(m_parts.inputs.size(), {ov::element::i32, ov::Shape{}, &sampleIndex});
        request.start_async();
        const std::stop_callback stop(token, [&request] { request.cancel(); });
        request.wait();
        return {};
    }

    std::vector<Tensor> outputsOf(ov::InferRequest& request) {
        std::vector<Tensor> outputs;
        for (const std::size_t index : m_parts.results) outputs.push_back(copied(request.get_output_tensor(index)));
        return outputs;
    }

    // Lends a request to `work`. Requests are made as they are needed and kept: one per thread that ever ran at once.
    template <class Work>
    auto withRequest(Work&& work) -> decltype(work(std::declval<ov::InferRequest&>())) {
        return guarded(m_parts.graph, [&] {
            ov::InferRequest request = take();
            auto result = work(request);
            const std::lock_guard lock(m_mutex);
            m_free.push_back(std::move(request));
            return result;
        });
    }

    ov::InferRequest take() {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty()) return m_model.create_infer_request();
        ov::InferRequest request = std::move(m_free.back());
        m_free.pop_back();
        return request;
    }

    ProgramParts m_parts;  // outlives the model below, which refers to its weights
    std::vector<data::InputInfo> m_inputInfo;
    ov::CompiledModel m_model;
    std::mutex m_mutex;
    std::vector<ov::InferRequest> m_free;
    Sequence m_sequence;
};

}  // namespace

std::unique_ptr<Program> makeProgram(const ov::CompiledModel& model, ProgramParts parts) {
    return std::make_unique<OpenVinoProgram>(model, std::move(parts));
}

}  // namespace rf::engine
