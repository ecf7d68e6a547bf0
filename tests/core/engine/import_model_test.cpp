// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/import_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/openvino/fuse_operators.h"
#include "core/ir/ir.h"
#include "tests/support/graph_text.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::engine {
namespace {

using frameworks::Framework;
using testing::HasSubstr;

/// y = x · clip(x + 3, 0, 6) / 6, written out; the nodes have no names.
std::string writtenOutHardSwish() {
    test::onnx::Model model;
    for (const auto& [name, value] : {std::pair{"three", 3.0f}, {"zero", 0.0f}, {"six", 6.0f}})
        model.constant(test::onnx::tensor(name, {}, {value}));
    model.input("image", {1, 3, 4, 4}).node("Add", "", {"image", "three"}, {"shifted"});
    model.node("Clip", "", {"shifted", "zero", "six"}, {"clipped"}).node("Mul", "", {"image", "clipped"}, {"product"});
    return model.node("Div", "", {"product", "six"}, {"answer"}).output("answer", {1, 3, 4, 4}).text();
}

int count(const graph::Graph& graph, std::string_view type) {
    return static_cast<int>(std::ranges::count_if(graph.nodes(), [&](graph::NodeId id) { return graph.node(id).type == type; }));
}

TEST(ImportModel, MakesOneOperatorOfAWrittenOutActivation) {
    const test::TempDir folder;
    const auto graph = importModel(folder.write("net.onnx", writtenOutHardSwish()), Framework::Onnx, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    EXPECT_EQ(count(*graph, "HSwish"), 1);
    EXPECT_EQ(graph->size(), 3u);  // Parameter, HSwish, Result
    EXPECT_THAT(graph->info().fused, testing::ElementsAre(graph::FusedOperators{"HSwish", 1}));
    ASSERT_EQ(graph->parameters().size(), 1u);
    const graph::NodeId input = graph->parameters()[0];
    EXPECT_EQ(graph->node(input).name, "image");
    EXPECT_EQ(graph->type({input, 0}).tensorNames, "image");
    EXPECT_EQ(graph->type({input, 0}).shape, (Shape{1, 3, 4, 4}));
    EXPECT_EQ(graph->type(graph->source({graph->results()[0], 0})).tensorNames, "answer");
}

TEST(FusedOperators, OfAGraphKeepItsNames) {
    const graph::Graph graph = test::graphFrom(R"(
        image = Parameter {element_type: f32; shape: 1,3,4,4} : f32 1x3x4x4
        three = Const : f32 1
        six = Const : f32 1
        Add_7 = Add(image, three) {auto_broadcast: numpy} : f32 1x3x4x4
        clipped = Clamp(Add_7) {min: 0; max: 6} : f32 1x3x4x4
        product = Multiply(image, clipped) {auto_broadcast: numpy} : f32 1x3x4x4
        swish = Divide(product, six) {auto_broadcast: numpy; m_pythondiv: true} : f32 1x3x4x4
        Add_9 = Add(swish, image) {auto_broadcast: numpy} : f32 1x3x4x4
        out = Result(Add_9))",
                                               {{"three", {3}}, {"six", {6}}});
    const auto result = fused(graph, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(count(*result, "HSwish"), 1);
    ASSERT_TRUE(result->find("swish"));
    EXPECT_EQ(result->node(*result->find("swish")).type, "HSwish");
    EXPECT_TRUE(result->find("Add_9") && result->find("image") && result->find("out"));
    EXPECT_THAT(result->info().fused, testing::ElementsAre(graph::FusedOperators{"HSwish", 1}));
}

// The batch normalization is scale and shift: the scale goes into the kernel, the shift becomes the bias.
TEST(FusedOperators, LeaveItsNameToAConvolutionThatTakesAScale) {
    const test::TempDir folder;
    test::onnx::Model model;
    model.constant(test::onnx::tensor("kernel", {1, 1, 1, 1}, {2}));
    for (const auto& [name, value] : {std::pair{"scale", 3.0f}, {"shift", 1.0f}, {"mean", 0.5f}, {"variance", 4.0f}})
        model.constant(test::onnx::tensor(name, {1}, {value}));
    model.input("image", {1, 1, 4, 4}).node("Conv", "conv", {"image", "kernel"}, {"product"});
    model.node("BatchNormalization", "norm", {"product", "scale", "shift", "mean", "variance"}, {"normal"});
    model.node("Relu", "relu", {"normal"}, {"answer"}).output("answer", {1, 1, 4, 4});
    const auto graph = importModel(folder.write("net.onnx", model.text()), Framework::Onnx, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    std::vector<std::string> layers;
    for (const graph::NodeId id : graph->nodes())
        if (!graph->node(id).isConstant()) layers.push_back(graph->node(id).type + " " + graph->node(id).name);
    EXPECT_THAT(layers, testing::IsSupersetOf({"Convolution conv", "Add norm"}));
    EXPECT_EQ(layers.size(), 5u);
}

TEST(FusedOperators, AreNoneInAGraphThatStaysAsItIs) {
    const graph::Graph graph = test::graphFrom(R"(
        x = Parameter {element_type: f32; shape: 1,4} : f32 1x4
        y = ReLU(x) : f32 1x4
        out = Result(y))");
    const auto result = fused(graph, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(ir::serialize(*result)->xml, ir::serialize(graph)->xml);
    EXPECT_THAT(result->info().fused, testing::IsEmpty());
}

// OpenVINO numbers the nodes of a process; a second import in the same process would have other names.
TEST(ImportModel, GivesTheSameBytesEveryTime) {
    const test::TempDir folder;
    for (const auto& file : {folder.write("net.onnx", writtenOutHardSwish()), test::sharedDir() / "data/more/ocr/ppocr_v2_cls.onnx",
                             test::sharedDir() / "data/more/tflite/keyword_spotting_alexa.int8.tflite"}) {
        if (!std::filesystem::exists(file)) continue;
        const Framework framework = file.extension() == ".onnx" ? Framework::Onnx : Framework::TensorFlowLite;
        const auto first = importModel(file, framework, Progress()), second = importModel(file, framework, Progress());
        ASSERT_TRUE(first && second) << file;
        EXPECT_TRUE(ir::serialize(*first)->xml == ir::serialize(*second)->xml) << file;
    }
}

TEST(ImportModel, ReadsWeightsBesideTheModel) {
    const test::TempDir folder;
    const float weights[] = {1.5f, -2.0f};
    folder.write("w.bin", std::string(reinterpret_cast<const char*>(weights), sizeof weights));
    test::onnx::Model model;
    model.constant(test::onnx::externalTensor("w", {2}, "w.bin")).input("x", {2});
    model.node("Mul", "scale", {"x", "w"}, {"y"}).output("y", {2});
    const auto graph = importModel(folder.write("net.onnx", model.text()), Framework::Onnx, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    ASSERT_EQ(count(*graph, "Const"), 1);
    for (const graph::NodeId id : graph->nodes())
        if (graph->node(id).isConstant()) { EXPECT_THAT(graph->node(id).value.as<float>(), testing::ElementsAre(1.5f, -2.0f)); }
}

TEST(ImportModel, NamesTheOperatorThatIsMissing) {
    const test::TempDir folder;
    test::onnx::Model model;
    model.input("x", {2}).node("Frobnicate", "odd", {"x"}, {"y"}).output("y", {2});
    const auto file = folder.write("net.onnx", model.text());
    const auto graph = importModel(file, Framework::Onnx, Progress());
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code(), ErrorCode::Unsupported);
    EXPECT_THAT(graph.error().message(), HasSubstr(file.string() + ": OpenVINO can't convert what this model of ONNX uses: Frobnicate"));
    EXPECT_THAT(graph.error().message(), Not(HasSubstr("\n")));
}

TEST(ImportModel, OfADamagedFileSaysSoInOneSentence) {
    const test::TempDir folder;
    const std::string whole = writtenOutHardSwish();
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const auto graph = importModel(folder.write("net.onnx", whole.substr(0, size)), Framework::Onnx, Progress());
        ASSERT_FALSE(graph) << size;
        EXPECT_EQ(graph.error().code(), ErrorCode::InvalidFile);
        EXPECT_THAT(graph.error().message(), Not(HasSubstr("\n")));
    }
    const auto lite = importModel(folder.write("net.tflite", "no model"), Framework::TensorFlowLite, Progress());
    ASSERT_FALSE(lite);
    EXPECT_THAT(lite.error().message(), HasSubstr("OpenVINO can't read this model of TensorFlow Lite"));
    EXPECT_THAT(lite.error().message(), Not(HasSubstr("Check '")));
}

TEST(ImportModel, StopsAtOnce) {
    const test::TempDir folder;
    std::stop_source stop;
    stop.request_stop();
    const auto graph =
        importModel(folder.write("net.onnx", writtenOutHardSwish()), Framework::Onnx, Progress(stop.get_token(), [](const auto&) {}));
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code(), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace rf::engine
