// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/operator_family.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <unordered_map>

#include "ui/theme.h"

namespace rf::ui {

namespace {

struct Members {
    OperatorFamily family;
    std::string_view types;  ///< separated by blanks
};

constexpr Members kFamilies[] = {
    {OperatorFamily::Convolution,
     "Convolution GroupConvolution ConvolutionBackpropData GroupConvolutionBackpropData BinaryConvolution DeformableConvolution"},
    {OperatorFamily::MatrixMultiply,
     "MatMul Einsum LSTMCell GRUCell RNNCell LSTMSequence GRUSequence RNNSequence ScaledDotProductAttention"},
    {OperatorFamily::Normalization,
     "BatchNormInference MVN NormalizeL2 LRN GRN GroupNormalization FakeQuantize SoftMax Softmax LogSoftmax"},
    {OperatorFamily::Activation,
     "ReLU Relu PReLU Clamp Elu Selu Sigmoid Tanh HSwish HSigmoid HardSigmoid Swish Mish Gelu GELU SoftPlus SoftSign Exp Log Sqrt Abs "
     "Negative Erf Floor Ceiling Round Sign Sin Cos"},
    {OperatorFamily::Elementwise,
     "Add Subtract Multiply Divide Power Maximum Minimum SquaredDifference Mod FloorMod Equal NotEqual Less LessEqual Greater GreaterEqual "
     "LogicalAnd LogicalOr LogicalNot LogicalXor Select"},
    {OperatorFamily::Pooling,
     "MaxPool AvgPool AdaptiveAvgPool AdaptiveMaxPool ReduceMean ReduceMax ReduceMin ReduceSum ReduceProd ReduceL1 ReduceL2 ROIPooling "
     "ROIAlign PSROIPooling Interpolate"},
    {OperatorFamily::Structure,
     "Reshape Transpose Squeeze Unsqueeze Concat Split VariadicSplit StridedSlice Slice Gather GatherND GatherElements ScatterUpdate "
     "ScatterNDUpdate Pad Tile Broadcast ShapeOf Convert ConvertLike DepthToSpace SpaceToDepth BatchToSpace SpaceToBatch ShuffleChannels "
     "Reverse ReverseSequence Range OneHot ChannelShuffle Const"},
    {OperatorFamily::InputOutput, "Parameter Result ReadValue Assign"},
};

std::unordered_map<std::string_view, OperatorFamily> makeIndex() {
    std::unordered_map<std::string_view, OperatorFamily> index;
    for (const Members& members : kFamilies) {
        std::string_view rest = members.types;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (end > 0) index.emplace(rest.substr(0, end), members.family);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return index;
}

}  // namespace

OperatorFamily operatorFamily(std::string_view type) {
    static const auto index = makeIndex();
    const auto found = index.find(type);
    return found == index.end() ? OperatorFamily::Other : found->second;
}

QColor familyColor(OperatorFamily family, const Theme& theme) {
    const auto& colors = categoricalColors();
    switch (family) {
        case OperatorFamily::Convolution: return colors[0];
        case OperatorFamily::MatrixMultiply: return colors[4];
        case OperatorFamily::Normalization: return colors[3];
        case OperatorFamily::Activation: return colors[1];
        case OperatorFamily::Elementwise: return colors[6];
        case OperatorFamily::Pooling: return colors[2];
        case OperatorFamily::Other: return colors[5];
        case OperatorFamily::Structure: return theme.muted;
        case OperatorFamily::InputOutput: return theme.text;
    }
    return theme.muted;
}

QString familyName(OperatorFamily family) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("OperatorFamily", text); };
    switch (family) {
        case OperatorFamily::Convolution: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Convolution"));
        case OperatorFamily::MatrixMultiply: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Matrix product"));
        case OperatorFamily::Normalization: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Normalization"));
        case OperatorFamily::Activation: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Activation"));
        case OperatorFamily::Elementwise: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Elementwise"));
        case OperatorFamily::Pooling: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Pooling"));
        case OperatorFamily::Structure: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Shape and data movement"));
        case OperatorFamily::InputOutput: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Input or output"));
        case OperatorFamily::Other: return tr(QT_TRANSLATE_NOOP("OperatorFamily", "Other"));
    }
    return {};
}

}  // namespace rf::ui
