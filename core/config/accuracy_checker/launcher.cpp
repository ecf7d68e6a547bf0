// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

enum class InputType { Input, Constant, ImageInfo, State };

struct InputKeys {
    std::string name;
    InputType type = InputType::Input;
    std::vector<std::int64_t> shape;
    std::optional<data::ChannelAxis> layout;
};

// One number, a list of them or a list of lists.
data::Source constant(const InputKeys& keys, const Place& place, Reading& reading) {
    using Values = Numbers<NoPresets>;
    data::Source source{.input = keys.name, .location = "const"};
    std::vector<double> numbers;
    Values::read(numbers, place.member("value"), Values::shape({}), reading);
    for (const double number : numbers) source.location += fmt::format(":{}", number);
    return source;
}

// The output of the sample before; zeros for the first one.
data::Source state(const InputKeys& keys, const Place& place, Reading& reading) {
    std::string output;
    NonEmptyText::read(output, place.member("value"), NonEmptyText::shape({}), reading);
    return {.input = keys.name, .location = "state:" + output};
}

void addInput(const InputKeys& keys, Launcher& launcher, const Place& place, Reading& reading) {
    switch (keys.type) {
        case InputType::Input:
            if (!launcher.input.empty())
                reading.problem(fail(
                    ErrorCode::InvalidArgument,
                    RF_TEXT(
                        "core",
                        "'%1': only one input can get the samples of the data set; others must be CONST_INPUT, IMAGE_INFO or LSTM_INPUT"),
                    place.path));
            launcher.input = keys.name;
            launcher.layout = keys.layout;
            launcher.shape = keys.shape;
            break;
        case InputType::ImageInfo: launcher.sizeInput = keys.name; break;
        case InputType::Constant:
        case InputType::State:
            if (!place.json.contains("value"))
                return reading.problem(
                    fail(ErrorCode::InvalidArgument,
                         RF_TEXT("core", "'%1' is missing; it must be the value of the constant, or the output that is fed back"),
                         place.pathOf("value")));
            launcher.constants.push_back(keys.type == InputType::State ? state(keys, place, reading) : constant(keys, place, reading));
            break;
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
                                      Word<InputType>{"IMAGE_INFO", InputType::ImageInfo}, Word<InputType>{"LSTM_INPUT", InputType::State}};
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
                                RF_TEXT("core",
                                        "The samples, a constant, height, width and 1 of the prepared picture, or an output of the sample "
                                        "before."),
                                {.required = true})
            .unused<AnyValue>("value", RF_TEXT("core", "Numbers of the constant, or the name of the output that is fed back."))
            .key<LayoutWord>("layout", &InputKeys::layout, RF_TEXT("core", "Where the channels of pictures go."),
                             {.otherwise = "where the input has them"})
            .unused<std::string>("precision", kUnused)
            .key("shape", &InputKeys::shape, RF_TEXT("core", "What dynamic axes of the input become."),
                 {.low = 1, .high = 1'000'000, .otherwise = "the input's"});
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
