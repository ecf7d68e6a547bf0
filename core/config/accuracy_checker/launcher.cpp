// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

enum class InputType { Input, Constant, ImageInfo };

struct InputKeys {
    std::string name;
    InputType type = InputType::Input;
    std::vector<double> value;
    std::optional<data::ChannelAxis> layout;
};

void addInput(const InputKeys& keys, Launcher& launcher, const Place& place, Reading& reading) {
    switch (keys.type) {
        case InputType::Input:
            if (!launcher.input.empty())
                reading.problem(fail(
                    ErrorCode::InvalidArgument,
                    RF_TEXT("core", "'%1': only one input can get the samples of the data set; others must be CONST_INPUT or IMAGE_INFO"),
                    place.path));
            launcher.input = keys.name;
            launcher.layout = keys.layout;
            break;
        case InputType::ImageInfo: launcher.sizeInput = keys.name; break;
        case InputType::Constant: {
            data::Source source{.input = keys.name};
            source.location = "const";
            for (const double number : keys.value) source.location += fmt::format(":{}", number);
            if (keys.value.empty())
                reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be the value of the constant"),
                                     place.pathOf("value")));
            launcher.constants.push_back(std::move(source));
            break;
        }
    }
}

void readInputs(Launcher& launcher, const Place& place, Reading& reading);

void readAdapter(Launcher& launcher, const Place& place, Reading& reading) {
    const std::size_t before = reading.allUnmeasured().size();
    reading.forMeasuring([&] { readKind(adapters(), "type", launcher.prediction, place, reading); });
    launcher.isUnderstood = reading.allUnmeasured().size() == before;
}

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

template <>
struct Words<InputType> {
    static constexpr std::array table{Word<InputType>{"INPUT", InputType::Input}, Word<InputType>{"CONST_INPUT", InputType::Constant},
                                      Word<InputType>{"IMAGE_INFO", InputType::ImageInfo}};
};

namespace {

struct InputTypeWord : Codec<InputType> {
    static void read(InputType& value, const Place& place, const Shape& shape, Reading& reading) {
        for (const auto& entry : Words<InputType>::table)
            if (place.json == std::string(entry.text)) {
                value = entry.value;
                return;
            }
        reading.unsupportedWord(place, shape.words);
    }
};

/// NCHW and NHWC say where the channels go; other layouts are those of inputs that aren't pictures.
struct LayoutWord {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Choice, .words = {"NCHW", "NHWC"}}; }
    static void read(std::optional<data::ChannelAxis>& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json == "NCHW")
            value = data::ChannelAxis::First;
        else if (place.json == "NHWC")
            value = data::ChannelAxis::Last;
        else
            reading.unsupportedWord(place, shape.words);
    }
    static Json write(const std::optional<data::ChannelAxis>&, Form) { return {}; }
};

struct FrameworkWord {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Choice, .words = {"dlsdk", "openvino"}}; }
};

struct ModelPath {
    static Shape shape(const KeyOptions& options) { return NonEmptyText::shape(options); }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        NonEmptyText::read(value, place, shape, reading);
        value = located(value, reading.folders().models, reading);
    }
    static Json write(const std::string& value, Form) { return value; }
};

}  // namespace

template <>
const Table<InputKeys>& tableOf() {
    static const auto table =
        Table<InputKeys>("ac_input", RF_TEXT("core", "What one input of the model gets."))
            .key<NonEmptyText>("name", &InputKeys::name, RF_TEXT("core", "Name of the input."), {.required = true})
            .key<InputTypeWord>("type", &InputKeys::type,
                                RF_TEXT("core", "The samples, a constant, or height, width and 1 of the prepared picture."),
                                {.required = true})
            .key<Numbers<NoPresets>>("value", &InputKeys::value, RF_TEXT("core", "Numbers of the constant."), {.otherwise = "none"})
            .key<LayoutWord>("layout", &InputKeys::layout, RF_TEXT("core", "Where the channels of pictures go."),
                             {.otherwise = "where the input has them"})
            .unused<std::string>("precision", kUnused)
            .refused("shape", kRefused);
    return table;
}

template <>
const Table<Launcher>& tableOf() {
    const Shape inputs{.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Codec<InputKeys>::shape({}))};
    static const auto table =
        Table<Launcher>("ac_launcher", RF_TEXT("core", "How the model is run and what its outputs mean."))
            .chosenBy("framework", FrameworkWord::shape({}).words, RF_TEXT("core", "Launchers of other frameworks are left out."))
            .custom(
                "adapter", shapeOf(adapters()), readAdapter, [](const Launcher&, Form) { return Json(); },
                RF_TEXT("core", "What the outputs mean: a word, or an object with type."))
            .custom(
                "inputs", inputs, readInputs, [](const Launcher&, Form) { return Json(); },
                RF_TEXT("core", "What the inputs get, where there are several."))
            .key<ModelPath>(
                "model", &Launcher::model,
                RF_TEXT("core",
                        "The model, where the configuration names none; relative paths start in MODELS_DIR, or beside the description."),
                {.otherwise = "the configuration's"})
            .key<ModelPath>("weights", &Launcher::weights, RF_TEXT("core", "Its weights."), {.otherwise = "beside the model"})
            .unused<std::string>("device", kUnused)
            .unused<std::int64_t>("batch", kUnused, {.low = 1})
            .unused<AnyValue>("tags", kUnused)
            .unused<std::string>("cpu_extensions", kUnused)
            .unused<std::string>("gpu_extensions", kUnused)
            .unused<AnyValue>("mo_params", kUnused)
            .unused<AnyValue>("mo_flags", kUnused)
            .unused<bool>("async_mode", kUnused)
            .unused<AnyValue>("num_requests", kUnused)
            .unused<AnyValue>("device_config", kUnused)
            .unused<bool>("allow_reshape_input", kUnused)
            .unused<std::string>("affinity_map", kUnused)
            .unused<bool>("should_log_cmd", kUnused)
            .only("reset_memory_state", false, kOnly)
            .refused("outputs", kRefused);
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

namespace {

void readInputs(Launcher& launcher, const Place& place, Reading& reading) {
    std::vector<InputKeys> inputs;
    const std::size_t before = reading.problemCount();
    Codec<std::vector<InputKeys>>::read(inputs, place, Codec<std::vector<InputKeys>>::shape({}), reading);
    if (reading.problemCount() > before) return;
    for (std::size_t i = 0; i < inputs.size(); ++i) addInput(inputs[i], launcher, place.element(i), reading);
}

}  // namespace
}  // namespace rf::config::accuracy_checker
