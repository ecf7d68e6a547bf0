// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The names of operator types, spelled as in the IR. What the program knows about an operator stands in operators.h; code
/// that has to name one uses these constants (tests/architecture_test.cmake forbids the literals elsewhere).
namespace rf::graph::op {

inline constexpr std::string_view kAbs = "Abs";
inline constexpr std::string_view kAdd = "Add";
inline constexpr std::string_view kAssign = "Assign";
inline constexpr std::string_view kAvgPool = "AvgPool";
inline constexpr std::string_view kBatchNormInference = "BatchNormInference";
inline constexpr std::string_view kClamp = "Clamp";
inline constexpr std::string_view kConcat = "Concat";
inline constexpr std::string_view kConst = "Const";
inline constexpr std::string_view kConvert = "Convert";
inline constexpr std::string_view kConvertLike = "ConvertLike";
inline constexpr std::string_view kConvolution = "Convolution";
inline constexpr std::string_view kConvolutionBackpropData = "ConvolutionBackpropData";
inline constexpr std::string_view kDivide = "Divide";
inline constexpr std::string_view kErf = "Erf";
inline constexpr std::string_view kExp = "Exp";
inline constexpr std::string_view kFakeQuantize = "FakeQuantize";
inline constexpr std::string_view kGroupConvolution = "GroupConvolution";
inline constexpr std::string_view kGroupConvolutionBackpropData = "GroupConvolutionBackpropData";
inline constexpr std::string_view kGruCell = "GRUCell";
inline constexpr std::string_view kGruSequence = "GRUSequence";
inline constexpr std::string_view kIf = "If";
inline constexpr std::string_view kInterpolate = "Interpolate";
inline constexpr std::string_view kLog = "Log";
inline constexpr std::string_view kLoop = "Loop";
inline constexpr std::string_view kLstmCell = "LSTMCell";
inline constexpr std::string_view kLstmSequence = "LSTMSequence";
inline constexpr std::string_view kMatMul = "MatMul";
inline constexpr std::string_view kMaximum = "Maximum";
inline constexpr std::string_view kMaxPool = "MaxPool";
inline constexpr std::string_view kMinimum = "Minimum";
inline constexpr std::string_view kMultinomial = "Multinomial";
inline constexpr std::string_view kMultiply = "Multiply";
inline constexpr std::string_view kMvn = "MVN";
inline constexpr std::string_view kNonMaxSuppression = "NonMaxSuppression";
inline constexpr std::string_view kNormalizeL2 = "NormalizeL2";
inline constexpr std::string_view kPad = "Pad";
inline constexpr std::string_view kParameter = "Parameter";
inline constexpr std::string_view kPower = "Power";
inline constexpr std::string_view kPRelu = "PReLU";
inline constexpr std::string_view kRandomUniform = "RandomUniform";
inline constexpr std::string_view kReadValue = "ReadValue";
inline constexpr std::string_view kReduceMean = "ReduceMean";
inline constexpr std::string_view kRelu = "ReLU";
inline constexpr std::string_view kLogSoftmax = "LogSoftmax";
inline constexpr std::string_view kReshape = "Reshape";
inline constexpr std::string_view kResult = "Result";
inline constexpr std::string_view kScaledDotProductAttention = "ScaledDotProductAttention";
inline constexpr std::string_view kShapeOf = "ShapeOf";
inline constexpr std::string_view kSigmoid = "Sigmoid";
inline constexpr std::string_view kSoftMax = "SoftMax";  // spelled so in files of every opset
inline constexpr std::string_view kSoftmax = "Softmax";  // spelled so by some converters
inline constexpr std::string_view kSplit = "Split";
inline constexpr std::string_view kSquaredDifference = "SquaredDifference";
inline constexpr std::string_view kSqueeze = "Squeeze";
inline constexpr std::string_view kSubtract = "Subtract";
inline constexpr std::string_view kTanh = "Tanh";
inline constexpr std::string_view kTensorIterator = "TensorIterator";
inline constexpr std::string_view kTopK = "TopK";
inline constexpr std::string_view kTranspose = "Transpose";
inline constexpr std::string_view kUnsqueeze = "Unsqueeze";

}  // namespace rf::graph::op
