// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/overwrite_option.h"
#include "core/base/parallel_for.h"
#include "core/config/project_files.h"
#include "core/data/npy.h"
#include "core/data/prefetcher.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

namespace {

/// "1x3x224x224"; '?' where the data may decide.
Result<Shape> shapeOf(const std::string& text) {
    Shape shape;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('x', begin), text.size());
        std::int64_t side = kDynamic;
        const auto [rest, error] = std::from_chars(text.data() + begin, text.data() + end, side);
        const bool isNumber = error == std::errc{} && rest == text.data() + end && side > 0;
        if (!isNumber && text.substr(begin, end - begin) != "?")
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "--shape: '%1' is no shape; write 1x3x224x224, with ? for sides that the data decides"), text);
        shape.push_back(isNumber ? side : kDynamic);
        begin = end + 1;
    }
    return shape;
}

class PreprocessCommand : public Command {
public:
    void declare(CLI::App& app) override {
        auto* model = app.add_option("--model", m_project.model, "The model whose inputs the data is prepared for");
        app.add_option("--weights", m_project.weights, "The .bin, where it is not beside the .xml");
        app.add_option("--shape", m_shape, "Instead of a model: the shape of its only input, of type f32, such as 1x3x224x224 or 1x3x?x?")
            ->excludes(model);
        m_data.declare(app, true);
        app.add_option("--input", m_input, "The input to write, where the model has several");
        app.add_option("--samples", m_samples, "How many samples, from the first")->check(CLI::PositiveNumber);
        app.add_option("--output", m_output, "The .npy file to write; its first axis counts the samples")->required();
        m_overwrite.declare(app);
        m_permission.declare(app);
    }

    Result<void> run() override {
        RF_TRY(const auto spec, m_data.spec(0));
        RF_TRY_VOID(checkOutput(spec));
        ConsoleProgress console(false);
        const auto parts = console.progress().split({1, 30});
        RF_TRY(const auto inputs, inputInfos(parts[0]));
        RF_TRY(const std::size_t input, chosenInput(inputs));
        RF_TRY(const auto source, data::open(spec, inputs, {m_permission.permission(), parts[1].token()}));
        console.stage("Preparing");
        RF_TRY(const std::vector<Tensor> samples, load(*source, input, parts[1]));
        console.close();
        RF_TRY(const Tensor whole, joined(samples));
        RF_TRY_VOID(checkOutput(spec));
        AtomicFiles files;
        RF_TRY_VOID(data::addNpy(files, m_output, whole));
        RF_TRY_VOID(files.commit());
        fmt::print("{}: input '{}' of {} samples, {} {}\n", m_output, inputs[input].name, samples.size(), name(whole.type()),
                   text(whole.shape()));
        return {};
    }

private:
    Result<void> checkOutput(const data::DataSpec& spec) const {
        config::Project read = m_project;
        read.data = spec;
        return exporting::checkFile(m_output, m_overwrite.earlier(), config::filesOf(read));
    }

    Result<std::vector<data::InputInfo>> inputInfos(const Progress& progress) const {
        if (m_shape.empty() && m_project.model.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "what the data is prepared for is missing; give --model or --shape"));
        if (!m_shape.empty()) {
            RF_TRY(Shape shape, shapeOf(m_shape));
            return std::vector<data::InputInfo>{{"input", ElementType::F32, std::move(shape)}};
        }
        RF_TRY(const auto graph, pipeline::load(m_project, progress));
        return engine::inputsOf(graph);
    }

    Result<std::size_t> chosenInput(const std::vector<data::InputInfo>& inputs) const {
        if (m_input.empty()) return std::size_t{0};
        const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const data::InputInfo& input) { return input.name == m_input; });
        if (found != inputs.end()) return static_cast<std::size_t>(found - inputs.begin());
        std::vector<std::string> names;
        for (const data::InputInfo& input : inputs) names.push_back(input.name);
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "--input: the model has no input '%1'; its inputs are %2"), m_input,
                    fmt::format("{}", fmt::join(names, ", ")));
    }

    Result<std::vector<Tensor>> load(const data::SampleSource& source, std::size_t input, const Progress& progress) const {
        std::vector<std::int64_t> which;
        for (std::int64_t i = 0; i < std::min(m_samples, source.size()); ++i) which.push_back(i);
        const int threads = threadCount(0);
        data::Prefetcher samples(source, which, {threads, 2 * threads, progress.token()});
        std::vector<Tensor> loaded;
        for (const std::int64_t i : which) {
            RF_TRY(data::Sample sample, samples.take(i));
            loaded.push_back(std::move(sample.inputs[input]));
            RF_TRY_VOID(progress.advance(i + 1, static_cast<std::int64_t>(which.size())));
        }
        return loaded;
    }

    /// One array of all: along the batch axis where there is one.
    Result<Tensor> joined(const std::vector<Tensor>& samples) const {
        Shape shape = samples.front().shape();
        for (const Tensor& sample : samples)
            if (sample.shape() != shape)
                return fail(
                    ErrorCode::InvalidArgument,
                    RF_TEXT(
                        "core",
                        "samples become %1 and %2, which don't fit into one array; preprocess with size=HEIGHTxWIDTH, or use --samples 1"),
                    text(shape), text(sample.shape()));
        if (shape.empty() || shape[0] != 1) shape.insert(shape.begin(), 1);
        shape[0] *= static_cast<std::int64_t>(samples.size());
        return Tensor::build(samples.front().type(), std::move(shape), [&](std::span<std::byte> out) {
            auto to = out.begin();
            for (const Tensor& sample : samples) to = std::copy(sample.bytes().begin(), sample.bytes().end(), to);
        });
    }

    config::Project m_project;
    DataOptions m_data;
    OverwriteOption m_overwrite;
    PermissionOption m_permission;
    std::string m_shape, m_input, m_output;
    std::int64_t m_samples = 1;
};

}  // namespace

std::unique_ptr<Command> preprocessCommand() { return std::make_unique<PreprocessCommand>(); }

}  // namespace rf::cli
