// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "core/quantization/algorithm.h"

namespace rf::test {

/// An engine whose programs answer what they were told, whatever they are asked: for algorithms that only want results.
class CannedEngine : public engine::Engine {
public:
    explicit CannedEngine(std::vector<Tensor> answers) : m_answers(std::move(answers)) {}
    engine::EngineInfo info() const override { return {}; }
    Result<std::unique_ptr<engine::Program>> compile(const graph::Graph& graph, std::span<const engine::Probe>,
                                                     const engine::CompileOptions&) const override {
        m_compiled = graph;
        return std::unique_ptr<engine::Program>(new Program(*this));
    }
    const graph::Graph& compiled() const { return m_compiled; }
    const std::vector<Tensor>& inputs() const { return m_inputs; }

private:
    class Program : public engine::Program {
    public:
        explicit Program(const CannedEngine& engine) : m_engine(engine) {}
        Result<std::vector<Tensor>> infer(std::span<const Tensor> inputs) override {
            m_engine.m_inputs.assign(inputs.begin(), inputs.end());
            return m_engine.m_answers;
        }
        Result<void> run(const data::SampleSource&, std::span<const std::int64_t>, const engine::OutputSink&, const Progress&) override {
            return {};
        }

    private:
        const CannedEngine& m_engine;
    };

    std::vector<Tensor> m_answers;
    mutable graph::Graph m_compiled;
    mutable std::vector<Tensor> m_inputs;
};

/// For algorithms that need neither an engine nor samples.
class NoEngine {
public:
    explicit NoEngine(std::vector<Tensor> answers = {}) : m_engine(std::move(answers)) {}
    quantization::Services services() const { return {m_engine, m_source, 1}; }
    const CannedEngine& engine() const { return m_engine; }

private:
    struct Empty : data::SampleSource {
        std::int64_t size() const override { return 0; }
        Result<data::Sample> sample(std::int64_t index) const override { return fail(ErrorCode::NotFound, "no sample %1", index); }
        bool hasLabels() const override { return false; }
    };
    CannedEngine m_engine;
    Empty m_source;
};

}  // namespace rf::test
