// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/operators.h"

#include <algorithm>
#include <unordered_map>

#include "core/graph/operator_names.h"

namespace rf::graph {

namespace {

constexpr int kFirst[] = {0}, kSecond[] = {1}, kFirstTwo[] = {0, 1};
constexpr int kThirdAndFourth[] = {2, 3}, kFourthAndFifth[] = {3, 4}, kFifthAndSixth[] = {4, 5};
// Data, initial state, W and R; not the cell state, the lengths and the bias.
constexpr int kLstmSequence[] = {0, 1, 4, 5}, kGruSequence[] = {0, 1, 3, 4}, kLstmCell[] = {0, 1, 3, 4}, kGruCell[] = {0, 1, 2, 3};

constexpr OperatorTraits kOpaque;

std::unordered_map<std::string_view, const OperatorTraits*> makeOperatorIndex() {
    std::unordered_map<std::string_view, const OperatorTraits*> index;
    for (const OperatorTraits& row : operatorTable()) index.emplace(row.type, &row);
    return index;
}

}  // namespace

std::span<const OperatorTraits> operatorTable() {
    using enum OperatorFamily;
    using enum Trait;
    // type, family, traits, data ports, weight ports, axes of the weights (output, input, groups), channel axis, type in rules
    static constexpr OperatorTraits kRows[] = {
        {op::kConvolution, Convolution, TakesBias | SameTypes | Linear, kFirstTwo, kSecond, {0, 1, -1}},
        {op::kGroupConvolution, Convolution, TakesBias | SameTypes | Linear, kFirstTwo, kSecond, {1, 2, 0}, 1, op::kConvolution},
        {op::kConvolutionBackpropData, Convolution, SameTypes | Linear, kFirstTwo, kSecond, {1, 0, -1}},
        {op::kGroupConvolutionBackpropData, Convolution, SameTypes | Linear, kFirstTwo, kSecond, {2, 1, 0}},
        {"BinaryConvolution", Convolution},
        {"DeformableConvolution", Convolution},
        {op::kMatMul, MatrixMultiply, TakesBias | SameTypes | Linear, kFirstTwo, kSecond, {0, 1, -1}, -1},
        {op::kLstmSequence, MatrixMultiply, Recurrent, kLstmSequence, kFifthAndSixth, {1, 2, -1}},
        {op::kGruSequence, MatrixMultiply, Recurrent, kGruSequence, kFourthAndFifth, {1, 2, -1}},
        {"RNNSequence", MatrixMultiply, Recurrent, kGruSequence, kFourthAndFifth, {1, 2, -1}},
        {op::kLstmCell, MatrixMultiply, Recurrent, kLstmCell, kFourthAndFifth, {0, 1, -1}},
        {op::kGruCell, MatrixMultiply, Recurrent, kGruCell, kThirdAndFourth, {0, 1, -1}},
        {"RNNCell", MatrixMultiply, Recurrent, kGruCell, kThirdAndFourth, {0, 1, -1}},
        {"Einsum", MatrixMultiply},
        {op::kScaledDotProductAttention, MatrixMultiply},
        {op::kBatchNormInference, Normalization},
        {op::kMvn, Normalization, None, kFirst},
        {op::kNormalizeL2, Normalization, None, kFirst},
        {"LRN", Normalization},
        {"GRN", Normalization},
        {"GroupNormalization", Normalization},
        {op::kFakeQuantize, Normalization, SameTypes},
        {op::kSoftMax, Normalization},
        {op::kSoftmax, Normalization},
        {"LogSoftmax", Normalization},
        {op::kRelu, Activation, FixesOutputRange | Rectifies, kFirst},
        {op::kPRelu, Activation, FixesOutputRange | Rectifies, kFirst},
        {op::kClamp, Activation, FixesOutputRange | Rectifies, kFirst},
        {"PRelu", Activation, Rectifies},
        {"Elu", Activation, Rectifies},
        {"Selu", Activation, Rectifies},
        {"HSwish", Activation, Rectifies},
        {"HSigmoid", Activation, Rectifies},
        {"Swish", Activation, Rectifies},
        {"Gelu", Activation, Rectifies},
        {"Mish", Activation, Rectifies},
        {"SoftPlus", Activation, Rectifies},
        {op::kSigmoid, Activation, FixesOutputRange, kFirst},
        {op::kTanh, Activation, FixesOutputRange, kFirst},
        {op::kExp, Activation, FixesOutputRange},
        {op::kLog, Activation, FixesOutputRange},
        {op::kAbs, Activation, FixesOutputRange},
        {"Sign", Activation, FixesOutputRange},
        {"SoftSign", Activation, FixesOutputRange},
        {"Relu", Activation},
        {"HardSigmoid", Activation},
        {"GELU", Activation},
        {"Sqrt", Activation},
        {"Negative", Activation},
        {op::kErf, Activation},
        {"Floor", Activation},
        {"Ceiling", Activation},
        {"Round", Activation},
        {"Sin", Activation},
        {"Cos", Activation},
        {op::kAdd, Elementwise, SameTypes},
        {op::kSubtract, Elementwise, SameTypes},
        {op::kMultiply, Elementwise, SameTypes},
        {op::kDivide, Elementwise, SameTypes},
        {op::kSquaredDifference, Elementwise, SameTypes},
        {"Mod", Elementwise, SameTypes},
        {"FloorMod", Elementwise, SameTypes},
        {op::kMaximum, Elementwise, PassesInt8 | SameTypes},
        {op::kMinimum, Elementwise, PassesInt8 | SameTypes},
        {op::kPower, Elementwise, FixesOutputRange, kFirst},
        {"Equal", Elementwise},
        {"NotEqual", Elementwise},
        {"Less", Elementwise},
        {"LessEqual", Elementwise},
        {"Greater", Elementwise},
        {"GreaterEqual", Elementwise},
        {"LogicalAnd", Elementwise},
        {"LogicalOr", Elementwise},
        {"LogicalNot", Elementwise},
        {"LogicalXor", Elementwise},
        {"Select", Elementwise},
        {op::kMaxPool, Pooling, PassesInt8},
        {op::kAvgPool, Pooling, PassesInt8Somewhere},
        {"ReduceMax", Pooling, PassesInt8, kFirst},
        {op::kReduceMean, Pooling, PassesInt8Somewhere, kFirst},
        {op::kInterpolate, Pooling, PassesInt8Somewhere, kFirst},
        {"ReduceMin", Pooling, None, kFirst},
        {"ReduceSum", Pooling, None, kFirst},
        {"ReduceProd", Pooling, None, kFirst},
        {"ReduceL1", Pooling, None, kFirst},
        {"ReduceL2", Pooling, None, kFirst},
        {"AdaptiveAvgPool", Pooling},
        {"AdaptiveMaxPool", Pooling},
        {"ROIPooling", Pooling},
        {"ROIAlign", Pooling},
        {"PSROIPooling", Pooling},
        {op::kConcat, Structure, PassesInt8 | SameTypes},
        {op::kReshape, Structure, PassesInt8, kFirst},
        {op::kSqueeze, Structure, PassesInt8, kFirst},
        {op::kUnsqueeze, Structure, PassesInt8, kFirst},
        {op::kSplit, Structure, PassesInt8, kFirst},
        {"VariadicSplit", Structure, PassesInt8, kFirst},
        {op::kTranspose, Structure, PassesInt8, kFirst},
        {"Tile", Structure, PassesInt8, kFirst},
        {"StridedSlice", Structure, PassesInt8, kFirst},
        {"Broadcast", Structure, PassesInt8, kFirst},
        {"Gather", Structure, PassesInt8, kFirst},
        {op::kPad, Structure, PassesInt8},
        {op::kConvertLike, Structure, PassesInt8},
        {"ShuffleChannels", Structure, PassesInt8},
        {"DepthToSpace", Structure, PassesInt8},
        {"Slice", Structure, None, kFirst},
        {op::kShapeOf, Structure, ReadsShapeOnly},
        {"GatherND", Structure},
        {"GatherElements", Structure},
        {"ScatterUpdate", Structure},
        {"ScatterNDUpdate", Structure},
        {op::kConvert, Structure},
        {"SpaceToDepth", Structure},
        {"BatchToSpace", Structure},
        {"SpaceToBatch", Structure},
        {"Reverse", Structure},
        {"ReverseSequence", Structure},
        {"Range", Structure},
        {"OneHot", Structure},
        {"ChannelShuffle", Structure},
        {op::kConst, Structure},
        {op::kParameter, InputOutput, FixesOutputRange},
        {op::kResult, InputOutput},
        {op::kReadValue, InputOutput, Stateful},
        {op::kAssign, InputOutput, Stateful, kFirst},
        {"Flatten", Other, PassesInt8},
        {"Crop", Other, PassesInt8},
        {op::kRandomUniform, Other, Random},
        {op::kMultinomial, Other, Random},
        {op::kTensorIterator, Other, Repeats},
        {op::kLoop, Other, Repeats},
    };
    return kRows;
}

const OperatorTraits& traits(std::string_view type) {
    static const auto index = makeOperatorIndex();
    const auto found = index.find(type);
    return found == index.end() ? kOpaque : *found->second;
}

WeightAxes weightAxes(const Node& layer, std::size_t rank) {
    WeightAxes axes = traits(layer).weightAxes;
    if (layer.type != op::kMatMul) return axes;
    if (rank < 2) return {.output = -1, .input = rank == 1 ? 0 : -1};
    axes = {.output = static_cast<int>(rank) - 2, .input = static_cast<int>(rank) - 1};
    if (!layer.attributes.flag("transpose_b").value_or(false)) std::swap(axes.output, axes.input);
    return axes;
}

bool isDataPort(const Node& node, int port) {
    const std::span<const int> ports = traits(node).dataPorts;
    return ports.empty() || std::find(ports.begin(), ports.end(), port) != ports.end();
}

std::string_view ruleType(const Node& node) {
    const std::string_view type = traits(node).ruleType;
    return type.empty() ? std::string_view(node.type) : type;
}

bool isConvolution(const Node& node) { return node.type == op::kConvolution || node.type == op::kGroupConvolution; }

}  // namespace rf::graph
