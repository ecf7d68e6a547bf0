// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/operators.h"

#include <set>

#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using graph::OperatorFamily;
using graph::Trait;
using graph::WeightAxes;
using testing::ElementsAre;

TEST(Operators, EveryTypeHasOneRow) {
    std::set<std::string_view> types;
    for (const graph::OperatorTraits& row : graph::operatorTable()) {
        EXPECT_FALSE(row.type.empty());
        EXPECT_TRUE(types.insert(row.type).second) << row.type;
    }
    EXPECT_GT(types.size(), 100U);
}

TEST(Operators, KnowsFamilies) {
    EXPECT_EQ(graph::traits("GroupConvolution").family, OperatorFamily::Convolution);
    EXPECT_EQ(graph::traits("SoftMax").family, OperatorFamily::Normalization);
}

TEST(Operators, NothingIsKnownOfOtherTypes) {
    const graph::OperatorTraits& row = graph::traits("NobodyHeardOfIt");
    EXPECT_EQ(row.family, OperatorFamily::Other);
    EXPECT_FALSE(row.has(Trait::PassesInt8));
    EXPECT_TRUE(row.weightPorts.empty());
    graph::Node node;
    node.type = "NobodyHeardOfIt";
    EXPECT_TRUE(graph::isDataPort(node, 7));
    EXPECT_EQ(graph::ruleType(node), "NobodyHeardOfIt");
}

TEST(Operators, EveryRowWithWeightsSaysWhereTheirChannelsAre) {
    int rows = 0;
    for (const graph::OperatorTraits& row : graph::operatorTable()) {
        EXPECT_EQ(row.weightPorts.empty(), row.weightAxes == WeightAxes{}) << row.type;
        if (row.weightPorts.empty()) continue;
        ++rows;
        for (const int port : row.weightPorts)
            EXPECT_NE(std::find(row.dataPorts.begin(), row.dataPorts.end(), port), row.dataPorts.end()) << row.type;
    }
    EXPECT_GE(rows, 5);
}

// Shapes of the opset's documentation: [O, I, k], [G, O, I, k], [I, O, k], [G, I, O, k], with O and I of one group.
TEST(Operators, FindsTheChannelsOfConvolutionWeights) {
    graph::Node node;
    node.type = "Convolution";
    EXPECT_EQ(graph::weightAxes(node, 4), (WeightAxes{0, 1, -1}));
    node.type = "GroupConvolution";
    EXPECT_EQ(graph::weightAxes(node, 5), (WeightAxes{1, 2, 0}));
    node.type = "ConvolutionBackpropData";
    EXPECT_EQ(graph::weightAxes(node, 4), (WeightAxes{1, 0, -1}));
    node.type = "GroupConvolutionBackpropData";
    EXPECT_EQ(graph::weightAxes(node, 5), (WeightAxes{2, 1, 0}));
}

TEST(Operators, TheChannelsOfMatMulWeightsDependOnTransposition) {
    graph::Node node;
    node.type = "MatMul";
    EXPECT_EQ(graph::weightAxes(node, 2), (WeightAxes{1, 0, -1}));
    EXPECT_EQ(graph::weightAxes(node, 3), (WeightAxes{2, 1, -1}));
    node.attributes = {{"transpose_b", "true"}};
    EXPECT_EQ(graph::weightAxes(node, 2), (WeightAxes{0, 1, -1}));
    EXPECT_EQ(graph::weightAxes(node, 3), (WeightAxes{1, 2, -1}));
    EXPECT_EQ(graph::weightAxes(node, 1), (WeightAxes{-1, 0, -1})) << "a vector has no output channels";
}

TEST(Operators, RulesCallGroupedConvolutionsConvolutions) {
    graph::Node node;
    node.type = "GroupConvolution";
    EXPECT_EQ(graph::ruleType(node), "Convolution");
    EXPECT_TRUE(graph::isConvolution(node));
    node.type = "ConvolutionBackpropData";
    EXPECT_EQ(graph::ruleType(node), "ConvolutionBackpropData");
    EXPECT_FALSE(graph::isConvolution(node));
}

}  // namespace
}  // namespace rf
