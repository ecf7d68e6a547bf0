// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/ignored_patterns.h"

#include <algorithm>
#include <deque>

#include "core/graph/operator_names.h"
#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/smooth_quant.h"

namespace rf::quantization::placement {

namespace {

using graph::Pattern;
using graph::PatternMatch;
using graph::PatternMatcher;
using graph::PatternNode;
using Types = std::vector<std::string>;
using Nodes = std::vector<PatternNode>;

// Roles: what stands before or behind the block is matched but not marked; an operator that must not branch fails the match
// where a tensor above it has several readers (spec 01, section 3.3).
constexpr const char *kContext = "context", *kUnbranched = "unbranched";

PatternNode op(Types types) { return {std::move(types), false}; }
PatternNode withConstant(Types types) { return {std::move(types), true}; }
PatternNode context(Types types) { return {std::move(types), false, PatternNode::kPrevious, kContext}; }
PatternNode unbranched(PatternNode node) {
    node.role = kUnbranched;
    return node;
}

const Types kConvFc = {"Convolution", "MatMul"};
const Types kWeighted = {"Convolution", "ConvolutionBackpropData", "GroupConvolution", "GroupConvolutionBackpropData", "MatMul"};
const Types kReluLike = {"ReLU", "PReLU"};
const Types kFusedActivation = {"ReLU", "PReLU", "Activation", "Sigmoid"};
const Types kEltwise = {"Add",   "Multiply", "Subtract", "Divide",    "Less",       "LessEqual",  "Greater", "GreaterEqual",
                        "Equal", "NotEqual", "FloorMod", "LogicalOr", "LogicalXor", "LogicalAnd", "Maximum", "Minimum"};

Pattern seBlock(const std::string& name, const Types& activation) {
    return {name,
            {context({"ReduceMean"}), op(kConvFc), withConstant({"Add"}), op(activation), op(kConvFc), withConstant({"Add"}),
             op({"Sigmoid"}), context({"Multiply"})}};
}

/// Attention: `chain` from SoftMax to MatMul, whose other operand comes from `other`.
Pattern attention(const std::string& name, Nodes chain, Nodes other) {
    const int product = static_cast<int>(chain.size()) - 1;
    Pattern pattern{name, std::move(chain)};
    other.front().from = PatternNode::kNone;
    pattern.nodes.insert(pattern.nodes.end(), other.begin(), other.end());
    pattern.joins.push_back({static_cast<int>(pattern.nodes.size()) - 1, product});
    return pattern;
}

Pattern hswish(const std::string& name, bool denominator) {
    Pattern pattern{name, {context(kConvFc), withConstant({"Add"}), withConstant({"Add"}), op({"Clamp"}), op({"Multiply"})}, {{1, 4}}};
    if (denominator) pattern.nodes.push_back(withConstant({"Multiply"}));
    return pattern;
}

/// What stands directly behind a model input: mean and scale, perhaps after a change of layout or of channel order.
std::vector<Pattern> inputPatterns() {
    const std::vector<std::pair<std::string, Nodes>> layouts = {
        {"", {}}, {"_transpose", {op({"Transpose"})}}, {"_convert_transpose", {op({"Convert"}), op({"Transpose"})}}};
    const Nodes reversal = {withConstant({"Split"}), op({"Concat"})};
    const Nodes scaleShift = {withConstant({"Multiply"}), withConstant({"Add"})}, shift = {withConstant({"Add"})},
                scale = {op({"Multiply"})};

    std::vector<Pattern> patterns;
    const auto add = [&](const std::string& name, std::initializer_list<Nodes> parts) {
        Pattern pattern{name, {context({"Parameter"})}};
        for (const Nodes& part : parts) pattern.nodes.insert(pattern.nodes.end(), part.begin(), part.end());
        patterns.push_back(std::move(pattern));
    };
    for (const auto& [suffix, layout] : layouts) {
        add("input" + suffix + "_scale_shift", {layout, scaleShift});
        add("input" + suffix + "_add", {layout, shift});
        add("input" + suffix + "_multiply", {layout, scale});
        add("input" + suffix + "_reverse_channels_scale_shift", {layout, reversal, scaleShift});
        add("input" + suffix + "_reverse_channels_add", {layout, reversal, shift});
    }
    add("input_subtract", {{op({"Subtract"})}});
    return patterns;
}

std::vector<Pattern> makeCommonPatterns() {
    std::vector<Pattern> patterns = {
        {"swish_activation", {context(kConvFc), withConstant({"Add"}), op({"Swish"})}},
        seBlock("se_block", kReluLike),
        seBlock("se_block_swish_activation", {"Swish"}),
        {"operation_with_bias", {context(kWeighted), withConstant({"Add"})}},
        {"scale_shift_add", {context({"Multiply"}), withConstant({"Add"})}},
        {"add_scale_shift", {context({"Add"}), withConstant({"Multiply"}), withConstant({"Add"}), op({"Result"})}},
        {"mvn_scale_shift", {context({"MVN"}), withConstant({"Multiply"}), withConstant({"Add"})}},
        {"normalize_l2", {context({"NormalizeL2"}), op({"Multiply"})}},
        {"softmax", {op({"Exp"}), withConstant({"ReduceSum"}), withConstant({"Power"}), op({"Multiply"})}, {{0, 3}}},
        {"softmax_div", {op({"Exp"}), withConstant({"ReduceSum"}), op({"Divide"})}, {{0, 2}}},
        attention("softmax_reshape_matmul", {op({"SoftMax"}), withConstant({"Reshape"}), op({"MatMul"})},
                  {op({"Add"}), withConstant({"Reshape"}), op({"Transpose"})}),
        attention("softmax_reshape_transpose_matmul", {op({"SoftMax"}), op({"MatMul"})},
                  {op({"Add"}), withConstant({"Reshape"}), op({"Transpose"})}),
        attention("stable_diffusion", {op({"SoftMax"}), op({"MatMul"})}, {op({"Reshape"}), op({"Transpose"}), op({"Reshape"})}),
        hswish("hswish_activation_without_denominator", false),
        hswish("hswish_activation", true),
        {"hswish_activation_v2",
         {context({"Add", "Multiply", "ReduceMean", "Squeeze"}), withConstant({"Add"}), op({"Clamp"}), withConstant({"Multiply"}),
          op({"Multiply"})},
         {{0, 4}}},
        {"fc_bn_hswish_activation",
         {withConstant({"Unsqueeze"}), withConstant({"Multiply"}), withConstant({"Add"}), withConstant({"Squeeze"})}},
        {"batch_index",
         {op({"Subtract"}), op({"Multiply"}), withConstant({"Multiply"}), op({"Add"}), op({"Unsqueeze"}), op({"Concat"}),
          withConstant({"Concat"}), op({"Reshape"}), op({"Convolution"})}},
        {"experimental_detectron_detection_output_add", {op({"ExperimentalDetectronDetectionOutput"}), withConstant({"Add"})}},
        {"experimental_detectron_roi_feature_extractor_add", {op({"ExperimentalDetectronROIFeatureExtractor"}), withConstant({"Add"})}},
        {"equal_logicalnot", {op({"Equal"}), op({"LogicalNot"})}},
    };
    for (Pattern& pattern : inputPatterns()) patterns.push_back(std::move(pattern));
    return patterns;
}

/// A convolution with what is fused behind it: every combination of the optional bias and activation.
void addFused(std::vector<Pattern>& patterns, const std::string& name, Nodes tail, bool biasMustNotBranch) {
    tail.front() = unbranched(tail.front());
    for (const bool bias : {false, true}) {
        for (const bool activation : {false, true}) {
            Pattern pattern{name, {context(kConvFc)}};
            if (bias) pattern.nodes.push_back(biasMustNotBranch ? unbranched(withConstant({"Add"})) : withConstant({"Add"}));
            if (activation) pattern.nodes.push_back(op(kFusedActivation));
            pattern.nodes.insert(pattern.nodes.end(), tail.begin(), tail.end());
            patterns.push_back(std::move(pattern));
        }
    }
}

std::vector<Pattern> makeDevicePatterns() {
    std::vector<Pattern> patterns;
    addFused(patterns, "fused_scale_shift", {withConstant({"Multiply"}), withConstant({"Add"})}, false);
    addFused(patterns, "fused_eltwise", {withConstant(kEltwise)}, true);
    patterns.push_back({"hswish_activation_clamp_multiply", {op({"Clamp"}), withConstant({"Multiply"})}});
    patterns.push_back(attention("softmax_reshape_transpose_gather_matmul", {op({"SoftMax"}), op({"MatMul"})},
                                 {op({"Add"}), withConstant({"Reshape"}), op({"Transpose"}), op({"Gather"})}));
    patterns.push_back({"assign_result", {context({"Assign"}), op({"Result"})}});
    return patterns;
}

using Skipped = std::unordered_map<graph::NodeId, std::string>;

/// Walking up through input 0 from an operator to the convolution, MatMul or constant that feeds it: does any tensor on
/// the way have several readers (spec 01, section 3.3)?
bool branches(const graph::Graph& graph, graph::NodeId start) {
    graph::NodeId current = start;
    while (!graph.node(current).inputs.empty()) {
        const graph::Output above = graph.node(current).inputs[0];
        if (graph.consumers(above.node).size() > 1) return true;
        if (isConvolutionOrMatMul(graph.node(above.node)) || isConstant(graph, above)) return false;
        current = above.node;
    }
    return false;
}

void markMatches(const graph::Graph& graph, const PatternMatcher& matcher, const Pattern& pattern, Skipped& skipped) {
    matcher.forEachMatch(pattern, [&](const PatternMatch& match) {
        for (std::size_t i = 0; i < match.nodes.size(); ++i)
            if (pattern.nodes[i].role == kUnbranched && branches(graph, match.nodes[i])) return;
        for (std::size_t i = 0; i < match.nodes.size(); ++i)
            if (pattern.nodes[i].role != kContext) skipped.emplace(match.nodes[i], pattern.name);
    });
}

/// Everything between the operators that compute boxes and scores and the ones that choose among them.
void markDetectionOutputs(const graph::Graph& graph, Skipped& skipped) {
    std::deque<graph::NodeId> open;
    for (const graph::NodeId id : graph.nodes())
        if (const std::string& type = graph.node(id).type; type == graph::op::kNonMaxSuppression || type == graph::op::kTopK)
            open.push_back(id);
    std::unordered_map<graph::NodeId, bool> seen;
    while (!open.empty()) {
        const graph::NodeId id = open.front();
        open.pop_front();
        for (const graph::Output source : graph.node(id).inputs) {
            const graph::Node& producer = graph.node(source.node);
            if (producer.isConstant() || graph::has(producer, graph::Trait::Linear) || !seen.emplace(source.node, true).second) continue;
            skipped.emplace(source.node, "detection_output");
            open.push_back(source.node);
        }
    }
}

}  // namespace

std::span<const graph::Pattern> commonPatterns() {
    static const std::vector<Pattern> patterns = makeCommonPatterns();
    return patterns;
}

std::span<const graph::Pattern> devicePatterns() {
    static const std::vector<Pattern> patterns = makeDevicePatterns();
    return patterns;
}

std::unordered_map<graph::NodeId, std::string> skippedNodes(const graph::Graph& graph, const graph::KnownValues& known,
                                                            const HardwareProfile& profile) {
    Skipped skipped;
    const PatternMatcher matcher(graph, known);
    for (const Pattern& pattern : devicePatterns())
        if (std::find(profile.patterns.begin(), profile.patterns.end(), pattern.name) != profile.patterns.end())
            markMatches(graph, matcher, pattern, skipped);
    for (const Pattern& pattern : commonPatterns()) markMatches(graph, matcher, pattern, skipped);
    markDetectionOutputs(graph, skipped);
    for (const graph::NodeId id : graph.nodes())
        if (isSmoothing(graph, graph.node(id))) skipped.emplace(id, "smooth_quant");
    for (const graph::NodeId id : graph::shapeSubgraph(graph, known)) skipped.emplace(id, kShapeSubgraph);
    return skipped;
}

}  // namespace rf::quantization::placement
