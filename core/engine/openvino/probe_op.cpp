// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/probe_op.h"

#include <openvino/core/model.hpp>
#include <openvino/op/constant.hpp>
#include <openvino/op/op.hpp>
#include <openvino/op/parameter.hpp>
#include <openvino/op/result.hpp>
#include <openvino/op/transpose.hpp>

#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rf::engine {

namespace {

// An operator that shows its first input to an observer. It sees the tensor where and when it is computed, on the
// thread that computes it, so that nothing has to be kept; its second input, the sample index, says what it sees even
// with several requests in flight. The output is the index again: one number in a Result, because what leads to no
// result is removed.
class ProbeOp : public ov::op::Op {
public:
    OPENVINO_OP("Probe", "rangefinder")

    ProbeOp() = default;
    using See = void (Observer::*)(std::int64_t sample, TensorView tensor);
    ProbeOp(const ov::Output<ov::Node>& tensor, const ov::Output<ov::Node>& sampleIndex, Observer& observer, See see)
        : Op({tensor, sampleIndex}), m_observer(&observer), m_see(see) {
        constructor_validate_and_infer_types();
    }

    void validate_and_infer_types() override { set_output_type(0, ov::element::i32, ov::Shape{}); }
    std::shared_ptr<ov::Node> clone_with_new_inputs(const ov::OutputVector& inputs) const override {
        return std::make_shared<ProbeOp>(inputs.at(0), inputs.at(1), *m_observer, m_see);
    }
    bool visit_attributes(ov::AttributeVisitor&) override { return true; }
    bool has_evaluate() const override { return true; }

    bool evaluate(ov::TensorVector& outputs, const ov::TensorVector& inputs) const override {
        const ov::Tensor& tensor = inputs.at(0);
        const std::int32_t sample = *inputs.at(1).data<const std::int32_t>();
        const ov::Shape dimensions = tensor.get_shape();
        const Shape shape(dimensions.begin(), dimensions.end());
        const auto type = elementTypeFromName(tensor.get_element_type().get_type_name()).value_or(ElementType::Other);
        (m_observer->*m_see)(sample, {type, shape, static_cast<const std::byte*>(tensor.data())});
        outputs.at(0).set_shape({});
        *outputs.at(0).data<std::int32_t>() = sample;
        return true;
    }

private:
    Observer* m_observer = nullptr;
    See m_see = nullptr;
};

/// Readers beside which the plugin was seen to keep a tensor intact under a second Transpose. Others get the plain way: next
/// to a Transpose of the network the plugin merged the two and showed memory that nothing was written to (the heads of SSD
/// networks: zeros, or values that are not finite).
bool keepsLayout(const ov::Node& reader) {
    static const std::set<std::string_view> kKnown{
        "Convolution", "GroupConvolution", "Add",   "Multiply", "Subtract", "Relu",         "PRelu", "Clamp",
        "Sigmoid",     "HSwish",           "Swish", "MaxPool",  "AvgPool",  "FakeQuantize", "MVN"};
    return kKnown.contains(reader.get_type_info().name);
}

/// Whether a tensor is likely to be held channels last: convolutions and what follows them compute so.
bool likelyChannelsLast(const ov::Output<ov::Node>& tensor) {
    const auto rank = tensor.get_partial_shape().rank();
    if (rank.is_dynamic() || rank.get_length() < 4 || !tensor.get_element_type().is_real()) return false;
    for (const auto& reader : tensor.get_target_inputs())
        if (!keepsLayout(*reader.get_node())) return false;
    return tensor.get_node()->get_input_size() > 0;  // inputs and constants are as they were given
}

// A plain operator gets plain tensors, and the reorder from channels last costs more than everything else a probe does
// (a residual network with every tensor watched: 1.26 of 1.75 ms per sample). Behind a Transpose that says in so many
// words what the memory looks like, the two cancel out, and the observer gets the tensor as it is.
std::shared_ptr<ov::Node> channelsLast(const ov::Output<ov::Node>& tensor) {
    std::vector<std::int32_t> order(static_cast<std::size_t>(tensor.get_partial_shape().rank().get_length()));
    std::iota(order.begin() + 1, order.end(), 2);
    order.back() = 1;
    return std::make_shared<ov::op::v1::Transpose>(tensor, ov::op::v0::Constant::create(ov::element::i32, {order.size()}, order));
}

}  // namespace

Result<void> insertProbes(ov::Model& model, const graph::Graph& graph, std::span<const Probe> probes) {
    if (probes.empty()) return {};
    std::unordered_map<std::string, std::shared_ptr<ov::Node>> byName;
    for (const auto& node : model.get_ordered_ops()) byName.emplace(node->get_friendly_name(), node);

    const auto sampleIndex = std::make_shared<ov::op::v0::Parameter>(ov::element::i32, ov::Shape{});
    sampleIndex->set_friendly_name(kSampleIndexName);
    ov::ResultVector results;
    for (const Probe& probe : probes) {
        const std::string& name = graph.node(probe.tensor.node).name;
        const auto found = byName.find(name);
        if (found == byName.end())
            return fail(ErrorCode::Engine, RF_TEXT("core", "layer '%1' leads to no result of the network, so it can't be watched"), name);
        const auto tensor = found->second->output(static_cast<std::size_t>(probe.tensor.port));
        const auto op = likelyChannelsLast(tensor)
                            ? std::make_shared<ProbeOp>(channelsLast(tensor), sampleIndex, *probe.observer, &Observer::observeChannelsLast)
                            : std::make_shared<ProbeOp>(tensor, sampleIndex, *probe.observer, &Observer::observe);
        op->set_friendly_name("rangefinder/probe_" + std::to_string(results.size()));
        results.push_back(std::make_shared<ov::op::v0::Result>(op));
    }
    model.add_parameters({sampleIndex});
    model.add_results(results);
    return {};
}

}  // namespace rf::engine
