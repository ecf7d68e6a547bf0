// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every operator against the numbers of OpenVINO that make_cases.py wrote.
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "core/engine/reference/operators.h"
#include "core/engine/reference/reference_engine.h"
#include "core/tensor/convert.h"

namespace rf::engine {
namespace {

using nlohmann::json;

std::vector<std::filesystem::path> caseFiles() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(RF_CASES_DIR)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

json casesOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return json::parse(stream);
}

Tensor tensorOf(const json& description) {
    const auto type = elementTypeFromName(description["type"].get<std::string>()).value();
    return fromFloats(type, description["shape"].get<Shape>(), description["values"].get<std::vector<float>>());
}

graph::Node makeNode(std::string name, std::string type, std::vector<graph::Output> inputs, std::size_t outputs) {
    graph::Node node;
    node.name = std::move(name);
    node.type = std::move(type);
    node.opset = "opset1";
    node.inputs = std::move(inputs);
    node.outputs.resize(outputs);
    return node;
}

// Parameters for every input, the operator, Results for every output.
graph::Graph graphOf(const json& test, const std::vector<Tensor>& inputs) {
    std::vector<graph::Node> nodes;
    std::vector<graph::Output> sources;
    const auto nextId = [&] { return graph::NodeId(static_cast<std::int32_t>(nodes.size())); };
    for (const Tensor& input : inputs) {
        sources.push_back({nextId(), 0});
        nodes.push_back(makeNode(fmt::format("in{}", nodes.size()), "Parameter", {}, 1));
        nodes.back().outputs[0] = {input.type(), Shape(input.shape().size(), kDynamic), {}, {}, {}};
        nodes.back().id = sources.back().node;
    }
    const graph::NodeId op = nextId();
    nodes.push_back(makeNode("op", test["type"], sources, test["outputs"].size()));
    nodes.back().id = op;
    nodes.back().opset = test["opset"];
    for (const auto& [key, value] : test["attributes"].items()) nodes.back().attributes.set(key, value.get<std::string>());
    for (int port = 0; port < static_cast<int>(test["outputs"].size()); ++port) {
        const graph::NodeId id = nextId();
        nodes.push_back(makeNode(fmt::format("out{}", port), "Result", {{op, port}}, 0));
        nodes.back().id = id;
    }
    return graph::Graph::create(std::move(nodes), {}).value();
}

void expectSame(const Tensor& actual, const Tensor& expected) {
    EXPECT_EQ(text(actual.shape()), text(expected.shape()));
    EXPECT_EQ(name(actual.type()), name(expected.type()));
    if (actual.shape() != expected.shape()) return;
    const auto ours = toFloats(actual.view());
    const auto theirs = toFloats(expected.view());
    float largest = 0.0f;
    for (const float value : theirs) largest = std::max(largest, std::abs(value));
    int wrong = 0;
    std::string first;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        // Relative to the element, or where terms cancel to the size of the tensor.
        const float tolerance = 1e-5f * std::max(std::abs(theirs[i]), 0.1f * largest);
        if (std::abs(ours[i] - theirs[i]) <= tolerance) continue;
        if (wrong++ == 0) first = fmt::format("element {}: {} instead of {}", i, ours[i], theirs[i]);
    }
    EXPECT_EQ(wrong, 0) << "of " << ours.size() << "; " << first;
}

class OpenVinoCases : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(OpenVinoCases, GiveTheSameNumbers) {
    const json cases = casesOf(GetParam());
    ASSERT_FALSE(cases.empty());
    for (const json& test : cases) {
        SCOPED_TRACE(test["type"].get<std::string>() + ": " + test["name"].get<std::string>());
        std::vector<Tensor> inputs;
        for (const json& input : test["inputs"]) inputs.push_back(tensorOf(input));
        auto program = referenceEngine()->compile(graphOf(test, inputs), {}, {}, {});
        ASSERT_TRUE(program) << program.error().message();
        const auto outputs = (*program)->infer(inputs);
        EXPECT_TRUE(outputs) << outputs.error().message();
        if (!outputs) continue;
        ASSERT_EQ(outputs->size(), test["outputs"].size());
        ASSERT_FALSE(outputs->empty());
        for (std::size_t i = 0; i < outputs->size(); ++i) expectSame((*outputs)[i], tensorOf(test["outputs"][i]));
    }
}

INSTANTIATE_TEST_SUITE_P(Reference, OpenVinoCases, testing::ValuesIn(caseFiles()),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(OperatorTable, HasACaseForEveryOperator) {
    std::set<std::string> tested;
    for (const auto& file : caseFiles())
        for (const json& test : casesOf(file)) tested.insert(test["type"]);
    std::vector<std::string> untested;
#define RF_OPERATOR(type, kernel, minInputs) \
    if (!tested.contains(#type)) untested.push_back(#type);
#include "core/engine/reference/operator_table.inc"
#undef RF_OPERATOR
    EXPECT_THAT(untested, testing::IsEmpty());
}

}  // namespace
}  // namespace rf::engine
