// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/written_out.h"

#include <algorithm>
#include <string_view>

#include "core/graph/operators.h"
#include "core/tensor/element_type.h"

namespace rf::pipeline {

namespace {

// Sections of rt_info and meta data that converters and quantizers leave behind.
constexpr std::string_view kMarks[] = {"<MO_version", "<conversion_parameters", "<cli_parameters",
                                       "<nncf",       "<rangefinder",           "<optimization"};

constexpr std::string_view kIngredients[] = {graph::op::kErf,   graph::op::kTanh,       graph::op::kSigmoid,  graph::op::kClamp,
                                             graph::op::kExp,   graph::op::kMinimum,    graph::op::kMaximum,  graph::op::kLog,
                                             graph::op::kPower, graph::op::kReduceMean, graph::op::kTranspose};

bool isMarked(const graph::Graph& model) {
    const std::string& text = model.info().extraXml;
    return std::ranges::any_of(kMarks, [&](std::string_view mark) { return text.find(mark) != std::string::npos; });
}

bool isQuantized(const graph::Graph& model, const graph::Node& node) {
    if (node.isFakeQuantize()) return true;
    if (node.type != graph::op::kConvert || !model.producer({node.id, 0}).isConstant()) return false;
    const ElementType stored = model.type(node.inputs[0]).type;
    return stored == ElementType::I8 || stored == ElementType::U8 || stored == ElementType::Other;
}

}  // namespace

bool mayBeWrittenOut(const graph::Graph& model, quantization::Compatibility compatibility) {
    if (compatibility == quantization::Compatibility::Pot || isMarked(model)) return false;
    bool hasIngredient = false;
    for (const graph::NodeId id : model.nodes()) {
        const graph::Node& node = model.node(id);
        if (isQuantized(model, node)) return false;
        hasIngredient = hasIngredient || std::ranges::count(kIngredients, node.type) > 0;
    }
    return hasIngredient;
}

}  // namespace rf::pipeline
