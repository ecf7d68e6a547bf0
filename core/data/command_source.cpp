// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/command_source.h"

#include <nlohmann/json.hpp>

#include <mutex>

#include "core/data/annotation_json.h"
#include "core/data/elements.h"
#include "core/data/npy.h"
#include "core/process/json_program.h"

namespace rf::data {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kPrefix = "command:";

bool fits(const Shape& expected, const Shape& given) {
    return expected.size() == given.size() && std::equal(expected.begin(), expected.end(), given.begin(),
                                                         [](std::int64_t e, std::int64_t g) { return e == kDynamic || e == g; });
}

/// The array as the input takes it: a batch axis of 1 may be absent, elements are converted.
Result<Tensor> asInput(const Tensor& array, const InputInfo& input, const std::string& program) {
    Tensor tensor = withType(array, input.type);
    if (fits(input.shape, tensor.shape())) return tensor;
    Shape batched = tensor.shape();
    batched.insert(batched.begin(), 1);
    if (fits(input.shape, batched)) return tensor.reshaped(std::move(batched));
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: gave an array of shape %2 for input '%3', which takes %4"), program,
                text(array.shape()), input.name, text(input.shape));
}

Json greeting(std::span<const InputInfo> inputs, std::uint64_t seed) {
    Json list = Json::array();
    for (const InputInfo& input : inputs) list.push_back({{"name", input.name}, {"type", name(input.type)}, {"shape", input.shape}});
    return Json{{"role", "dataset"}, {"inputs", std::move(list)}, {"seed", seed}};
}

/// The program answers one question at a time, so samples are loaded one after another.
class CommandSource final : public PlainSource {
public:
    CommandSource(process::JsonProgram program, std::span<const InputInfo> inputs, std::int64_t size, bool hasLabels)
        : m_program(std::move(program)), m_inputs(inputs.begin(), inputs.end()), m_size(size), m_hasLabels(hasLabels) {}

    std::int64_t size() const override { return m_size; }
    bool hasLabels() const override { return m_hasLabels; }
    std::string name(std::int64_t index) const override { return fmt::format("{}#{}", m_program.name(), index); }

    Result<Sample> sample(std::int64_t index) const override {
        RF_ASSERT(index >= 0 && index < m_size);
        const std::lock_guard lock(m_mutex);
        RF_TRY(const Json answer, m_program.ask({{"sample", index}}));
        Sample sample;
        for (const InputInfo& input : m_inputs) { RF_TRY(sample.inputs.emplace_back(), read(answer, input, index)); }
        if (m_hasLabels) { RF_TRY(sample.annotation, annotationFromJson(answer.value("label", Json(nullptr)).dump(), m_program.folder())); }
        return sample;
    }

private:
    Result<Tensor> read(const Json& answer, const InputInfo& input, std::int64_t index) const {
        const auto inputs = answer.find("inputs");
        const bool named =
            inputs != answer.end() && inputs->is_object() && inputs->contains(input.name) && (*inputs)[input.name].is_string();
        if (!named)
            return fail(ErrorCode::Engine, RF_TEXT("core", "%1: its answer for sample %2 names no .npy file for input '%3'"),
                        m_program.name(), index, input.name);
        RF_TRY(const Tensor array, readNpy(m_program.folder() / (*inputs)[input.name].get<std::string>()));
        return asInput(array, input, m_program.name());
    }

    mutable std::mutex m_mutex;
    mutable process::JsonProgram m_program;
    std::vector<InputInfo> m_inputs;
    std::int64_t m_size;
    bool m_hasLabels;
};

}  // namespace

bool isCommand(const Source& source) { return source.location.starts_with(kPrefix); }

Result<process::CommandLine> commandOf(const Source& source) { return process::parseCommand(source.location.substr(kPrefix.size())); }

Result<std::shared_ptr<const SampleSource>> openCommand(const DataSpec& spec, std::span<const InputInfo> inputs,
                                                        const OpenOptions& options) {
    const Source& source = spec.sources.front();
    if (spec.sources.size() > 1 || !source.labels.empty() || !source.input.empty() || spec.preprocess != Preprocess{})
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT(
                "core",
                "%1: a program gives the tensors of all inputs and their labels as they are; name no other data, labels or preprocessing"),
            source.location);
    RF_TRY(const auto command, commandOf(source));
    process::Options running;
    running.token = options.token;
    Json welcome;
    RF_TRY(auto program, process::JsonProgram::start(command, options.permission, running, greeting(inputs, spec.seed), welcome));
    const auto size = welcome.find("size");
    if (size == welcome.end() || !size->is_number_integer() || size->get<std::int64_t>() < 1)
        return fail(ErrorCode::Engine, RF_TEXT("core", "%1: its answer has no number of samples as size: %2"), program.name(),
                    welcome.dump());
    const auto labels = welcome.find("labels");
    const bool hasLabels = labels != welcome.end() && labels->is_boolean() && labels->get<bool>();
    return std::shared_ptr<const SampleSource>(
        std::make_shared<CommandSource>(std::move(program), inputs, size->get<std::int64_t>(), hasLabels));
}

}  // namespace rf::data
