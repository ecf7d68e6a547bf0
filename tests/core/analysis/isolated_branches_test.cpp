// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/isolated_branches.h"

#include "tests/support/graph_text.h"

namespace rf::analysis {
namespace {

using test::graphFrom;

/// "layer <- sources" for every node that was added to the float graph, constants and results left out.
std::vector<std::string> added(const graph::Graph& reference, const graph::Graph& combined) {
    std::vector<std::string> lines;
    for (const graph::NodeId id : combined.nodes()) {
        const graph::Node& node = combined.node(id);
        if (reference.contains(id) || node.isConstant() || node.isResult()) continue;
        std::string line = node.name + " <-";
        for (const graph::Output source : node.inputs)
            if (!combined.node(source.node).isConstant()) line += " " + combined.node(source.node).name;
        lines.push_back(line);
    }
    return lines;
}

Branches branchesOf(const graph::Graph& reference, const graph::Graph& quantized) {
    return isolatedBranches(reference, quantized, matchLayers(reference, quantized));
}

std::string compared(const graph::Graph& reference, const Branches& branches, std::size_t i) {
    return branches.graph.node(branches.branches.at(i).copy.node).name + " with " +
           reference.node(branches.branches.at(i).reference.node).name;
}

const char* const kFloat =
    "x = Parameter : f32 1\nw = Const : f32 1\nb = Const : f32 1\na = ReLU(x) : f32 1\np = MaxPool(a) : f32 1\n"
    "c = Convolution(p, w) : f32 1\nc_b = Add(c, b) : f32 1\nout = Result(c_b)";

TEST(IsolatedBranches, FeedTheLayersQuantizersWithFloatTensorsAndIncludeTheBias) {
    const auto reference = graphFrom(kFloat);
    // The quantizer of the convolution was moved up through the pooling.
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nk = Const : f32 1\nw = Const : f32 1\nwq = FakeQuantize(w, k, k, k, k) : f32 1\nb = Const : f32 1\n"
        "a = ReLU(x) : f32 1\nq = FakeQuantize(a, k, k, k, k) : f32 1\np = MaxPool(q) : f32 1\n"
        "c = Convolution(p, wq) : f32 1\nc_b = Add(c, b) : f32 1\nout = Result(c_b)");
    const Branches branches = branchesOf(reference, quantized);
    EXPECT_THAT(added(reference, branches.graph),
                testing::UnorderedElementsAre("isolated/q <- a", "isolated/p <- isolated/q", "isolated/wq <-",
                                              "isolated/c <- isolated/p isolated/wq", "isolated/c_b <- isolated/c"));
    ASSERT_EQ(branches.branches.size(), 2u);
    EXPECT_EQ(compared(reference, branches, 0), "isolated/p with p");  // quantized right at its input
    EXPECT_EQ(compared(reference, branches, 1), "isolated/c_b with c_b");
}

TEST(IsolatedBranches, UnderstandWeightsStoredAsIntegers) {
    const auto reference = graphFrom(kFloat);
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nw8 = Const : i8 1\nw32 = Convert(w8) : f32 1\ns = Const : f32 1\nw = Multiply(w32, s) : f32 1\nb = Const : "
        "f32 1\n"
        "a = ReLU(x) : f32 1\np = MaxPool(a) : f32 1\nc = Convolution(p, w) : f32 1\nc_b = Add(c, b) : f32 1\nout = Result(c_b)");
    const Branches branches = branchesOf(reference, quantized);
    ASSERT_EQ(branches.branches.size(), 1u);
    EXPECT_THAT(added(reference, branches.graph),
                testing::UnorderedElementsAre("isolated/w32 <-", "isolated/w <- isolated/w32", "isolated/c <- p isolated/w",
                                              "isolated/c_b <- isolated/c"));
}

TEST(IsolatedBranches, CompareABiasThatOnlyTheQuantizedGraphHasWithTheLayerItself) {
    const auto reference = graphFrom("x = Parameter : f32 1\nw = Const : f32 1\nc = Convolution(x, w) : f32 1\nout = Result(c)");
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nk = Const : f32 1\nq = FakeQuantize(x, k, k, k, k) : f32 1\nw = Const : f32 1\n"
        "c = Convolution(q, w) : f32 1\nc/add_ = Add(c, k) : f32 1\nout = Result(c/add_)");
    const Branches branches = branchesOf(reference, quantized);
    ASSERT_EQ(branches.branches.size(), 1u);
    EXPECT_EQ(compared(reference, branches, 0), "isolated/c/add_ with c");
}

TEST(IsolatedBranches, ShareTheQuantizerOfTwoConsumersAndLeaveOthersAlone) {
    const auto reference = graphFrom(
        "x = Parameter : f32 1\nw = Const : f32 1\nc1 = Convolution(x, w) : f32 1\nc2 = Convolution(x, w) : f32 1\n"
        "e = Exp(c1) : f32 1\ns = Add(e, c2) : f32 1\nout = Result(s)");
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nk = Const : f32 1\nq = FakeQuantize(x, k, k, k, k) : f32 1\nw = Const : f32 1\n"
        "c1 = Convolution(q, w) : f32 1\nc2 = Convolution(q, w) : f32 1\n"
        "e = Exp(c1) : f32 1\ns = Add(e, c2) : f32 1\nout = Result(s)");
    const Branches branches = branchesOf(reference, quantized);
    EXPECT_THAT(added(reference, branches.graph),
                testing::UnorderedElementsAre("isolated/q <- x", "isolated/c1 <- isolated/q", "isolated/c2 <- isolated/q"));
}

TEST(IsolatedBranches, EqualGraphsHaveNone) {
    const auto reference = graphFrom(kFloat);
    const Branches branches = branchesOf(reference, reference);
    EXPECT_TRUE(branches.branches.empty());
    EXPECT_EQ(branches.graph.size(), reference.size());
}

}  // namespace
}  // namespace rf::analysis
