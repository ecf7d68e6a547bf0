// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inputs.h"

#include "core/graph/tensor_names.h"

namespace rf::engine {

namespace {

bool fits(const Shape& expected, const Shape& given) {
    return expected.size() == given.size() && std::equal(expected.begin(), expected.end(), given.begin(),
                                                         [](std::int64_t e, std::int64_t g) { return e == kDynamic || e == g; });
}

}  // namespace

std::vector<data::InputInfo> inputsOf(const graph::Graph& graph) {
    std::vector<data::InputInfo> inputs;
    for (const graph::NodeId id : graph.parameters()) {
        const graph::PortType& type = graph.type({id, 0});
        // IR writes a rank that is not known as "...".
        const bool anyRank = type.shape.empty() && graph.node(id).attributes.text("shape", "").find("...") != std::string::npos;
        inputs.push_back({graph.node(id).name, type.type, type.shape, graph::tensorNames(type), anyRank});
    }
    return inputs;
}

Result<void> checkInputs(std::span<const data::InputInfo> expected, std::span<const Tensor> given) {
    if (expected.size() != given.size())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the network has %1 inputs, but %2 tensors were given"), expected.size(),
                    given.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const data::InputInfo& input = expected[i];
        if (given[i].type() != input.type)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "input '%1' takes %2, but the data is %3"), input.name,
                        name(input.type), name(given[i].type()));
        if (!input.anyRank && !fits(input.shape, given[i].shape()))
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "input '%1' takes the shape %2, but the data has %3"), input.name,
                        text(input.shape), text(given[i].shape()));
    }
    return {};
}

}  // namespace rf::engine
