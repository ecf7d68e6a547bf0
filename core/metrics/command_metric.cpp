// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <limits>

#include "core/data/annotation_json.h"
#include "core/data/npy.h"
#include "core/metrics/factories.h"
#include "core/process/json_program.h"

namespace rf::metrics {

namespace {

using Json = nlohmann::ordered_json;

/// What a program says of every sample and of all of them. The protocol is docs/commands.md.
class CommandMetric final : public Metric {
public:
    CommandMetric(std::string name, process::CommandLine command, process::Options options, process::Permission permission)
        : Metric(std::move(name), Better::Higher, Unit::Number),
          m_command(std::move(command)),
          m_options(std::move(options)),
          m_permission(std::move(permission)) {}

    Result<void> start() override {
        Json welcome;
        RF_TRY(m_program, process::JsonProgram::start(m_command, m_permission, m_options, {{"role", "metric"}}, welcome));
        RF_TRY(const std::size_t better, word(welcome, "better", {"higher", "lower"}));
        RF_TRY(const std::size_t unit, word(welcome, "unit", {"number", "share", "decibel"}));
        constexpr Unit kUnits[] = {Unit::Number, Unit::Share, Unit::Decibel};
        become(better == 0 ? Better::Higher : Better::Lower, kUnits[unit]);
        return {};
    }

    Result<SampleScore> update(const Observation& seen) override {
        RF_ASSERT(m_program.has_value());
        RF_TRY(const std::string label, data::toJson(seen.annotation, m_program->folder()));
        Json question{{"sample", seen.sample}, {"name", seen.name}, {"label", Json::parse(label)}};
        RF_TRY(question["outputs"], saved(seen.outputs, "output"));
        if (!seen.reference.empty()) { RF_TRY(question["reference"], saved(seen.reference, "reference")); }
        RF_TRY(const Json answer, m_program->ask(question));
        SampleScore score;
        if (const auto prediction = answer.find("prediction"); prediction != answer.end())
            score.prediction = prediction->is_string() ? prediction->get<std::string>() : prediction->dump();
        if (answer.contains("value")) { RF_TRY(score.value, number(answer)); }
        return score;
    }

    Result<void> finish() override {
        RF_TRY(const Json answer, m_program->ask({{"finish", true}}));
        RF_TRY(m_value, number(answer));
        RF_TRY_VOID(m_program->finish());
        m_program.reset();
        return {};
    }

    double value() const override { return m_value; }

private:
    Result<Json> saved(std::span<const Tensor> tensors, const char* prefix) const {
        Json files = Json::array();
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            const std::filesystem::path file = m_program->folder() / fmt::format("{}_{}.npy", prefix, i);
            RF_TRY_VOID(data::writeNpy(file, tensors[i]));
            files.push_back(file.string());
        }
        return files;
    }

    Result<double> number(const Json& answer) const {
        const auto value = answer.find("value");
        if (value != answer.end() && value->is_number()) return value->get<double>();
        return fail(ErrorCode::Engine, RF_TEXT("core", "%1: its answer has no number as value: %2"), m_program->name(), answer.dump());
    }

    Result<std::size_t> word(const Json& answer, const char* key, std::initializer_list<std::string_view> legal) const {
        const auto given = answer.find(key);
        if (given == answer.end()) return std::size_t{0};
        const auto found = given->is_string() ? std::find(legal.begin(), legal.end(), given->get<std::string>()) : legal.end();
        if (found != legal.end()) return static_cast<std::size_t>(found - legal.begin());
        return fail(ErrorCode::Engine, RF_TEXT("core", "%1: its answer has an unknown word as %2: %3"), m_program->name(), key,
                    answer.dump());
    }

    process::CommandLine m_command;
    process::Options m_options;
    process::Permission m_permission;
    std::optional<process::JsonProgram> m_program;
    double m_value = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace

Created makeCommand(Parameters& parameters, const Context& context) {
    constexpr double kLongestTimeout = 86'400;
    const double timeout = parameters.number("timeout", 0.1, kLongestTimeout);
    RF_TRY(auto command, process::parseCommand(parameters.text("command")));
    RF_TRY_VOID(parameters.finish());
    const process::Options options{std::chrono::milliseconds(static_cast<std::int64_t>(timeout * 1000)), context.token};
    return std::unique_ptr<Metric>(std::make_unique<CommandMetric>(parameters.name(), std::move(command), options, context.permission));
}

}  // namespace rf::metrics
