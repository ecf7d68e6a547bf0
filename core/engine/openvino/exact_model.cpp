// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/exact_model.h"

#include <openvino/core/graph_util.hpp>
#include <openvino/core/model.hpp>
#include <openvino/op/add.hpp>
#include <openvino/op/constant.hpp>
#include <openvino/op/convert.hpp>
#include <openvino/op/divide.hpp>
#include <openvino/op/fake_quantize.hpp>
#include <openvino/op/maximum.hpp>
#include <openvino/op/minimum.hpp>
#include <openvino/op/multiply.hpp>
#include <openvino/op/round.hpp>
#include <openvino/op/subtract.hpp>
#include <openvino/op/util/multi_subgraph_base.hpp>

#include <algorithm>
#include <set>

#include "core/graph/operators.h"

namespace rf::engine {

namespace {

using ov::op::v0::Constant;
using ov::op::v0::FakeQuantize;

constexpr std::size_t kMostLevelsOfPlugin = 256;

bool isRecurrent(const ov::Node& node) { return graph::traits(node.get_type_info().name).has(graph::Trait::Recurrent); }

/// The value as a constant; null when it depends on an input.
std::shared_ptr<ov::Node> folded(const ov::Output<ov::Node>& value) {
    const auto node = value.get_node_shared_ptr();
    if (ov::is_type<Constant>(node)) return node;
    ov::OutputVector inputs;
    for (const auto& input : node->input_values()) {
        const auto constant = folded(input);
        if (!constant) return nullptr;
        inputs.push_back(constant);
    }
    ov::OutputVector outputs(node->get_output_size());
    if (inputs.empty() || !node->clone_with_new_inputs(inputs)->constant_fold(outputs, inputs)) return nullptr;
    return outputs[value.get_index()].get_node_shared_ptr();
}

void foldWeights(ov::Node& recurrent) {
    for (auto& input : recurrent.inputs())
        if (ov::is_type<FakeQuantize>(input.get_source_output().get_node()))
            if (const auto constant = folded(input.get_source_output())) input.replace_source_output(constant);
}

// Spec 01, section 5.8. The limits are constants, so that all but the five operators on the tensor are folded.
void writeOut(const std::shared_ptr<FakeQuantize>& quantize) {
    using namespace ov::op;
    const auto low = quantize->input_value(1), high = quantize->input_value(2);
    const auto outputLow = quantize->input_value(3), outputHigh = quantize->input_value(4);
    const auto steps = Constant::create(quantize->get_element_type(), {}, {static_cast<double>(quantize->get_levels() - 1)});
    const auto perStep = std::make_shared<v1::Divide>(std::make_shared<v1::Subtract>(high, low), steps);
    const auto outputPerStep = std::make_shared<v1::Divide>(std::make_shared<v1::Subtract>(outputHigh, outputLow), steps);

    const auto clamped = std::make_shared<v1::Minimum>(std::make_shared<v1::Maximum>(quantize->input_value(0), low), high);
    const auto position = std::make_shared<v1::Divide>(std::make_shared<v1::Subtract>(clamped, low), perStep);
    const auto level = std::make_shared<v5::Round>(position, v5::Round::RoundMode::HALF_TO_EVEN);
    const auto result = std::make_shared<v1::Add>(std::make_shared<v1::Multiply>(level, outputPerStep), outputLow);
    result->set_friendly_name(quantize->get_friendly_name());
    ov::replace_node(quantize, result);
}

/// Integers, and floats of 8 or 4 bits.
bool isConvertedCode(const ov::Node& node) {
    if (!ov::is_type<ov::op::v0::Convert>(&node) || !node.get_output_element_type(0).is_real()) return false;
    const ov::element::Type stored = node.get_input_element_type(0);
    return !stored.is_real() || stored.bitwidth() <= 8;
}

}  // namespace

void makeExact(ov::Model& model) {
    for (const auto& node : model.get_ordered_ops()) {
        if (isRecurrent(*node)) foldWeights(*node);
        if (const auto quantize = ov::as_type_ptr<FakeQuantize>(node); quantize && quantize->get_levels() > kMostLevelsOfPlugin)
            writeOut(quantize);
        if (const auto outer = ov::as_type_ptr<ov::op::util::MultiSubGraphOp>(node))
            for (const auto& body : outer->get_functions()) makeExact(*body);
    }
}

void foldIntegerWeights(ov::Model& model) {
    std::set<const ov::Node*> foldedNodes;
    for (const auto& node : model.get_ordered_ops()) {
        if (const auto outer = ov::as_type_ptr<ov::op::util::MultiSubGraphOp>(node))
            for (const auto& body : outer->get_functions()) foldIntegerWeights(*body);
        const ov::OutputVector inputs = node->input_values();
        const auto isConstant = [](const ov::Output<ov::Node>& input) { return ov::is_type<Constant>(input.get_node()); };
        const auto isFolded = [&](const ov::Output<ov::Node>& input) { return foldedNodes.contains(input.get_node()); };
        if (inputs.empty() || !std::ranges::all_of(inputs, isConstant)) continue;
        if (!isConvertedCode(*node) && std::ranges::none_of(inputs, isFolded)) continue;
        ov::OutputVector outputs(node->get_output_size());
        if (outputs.size() != 1 || !node->constant_fold(outputs, inputs)) continue;
        const auto constant = outputs[0].get_node_shared_ptr();
        constant->set_friendly_name(node->get_friendly_name());
        ov::replace_node(node, constant);
        foldedNodes.insert(constant.get());
    }
}

}  // namespace rf::engine
