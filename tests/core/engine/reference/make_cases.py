# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/reference_ops/*.json: operators as OpenVINO stores them in an IR, inputs, and what OpenVINO computes.

Needs the Python packages openvino and numpy. Run from anywhere: python3 make_cases.py
Every case is one operator, computed by the CPU device in f32.
"""
import json
import pathlib
import xml.etree.ElementTree as xml

import numpy as np
import openvino as ov
import openvino.opset1 as op1
import openvino.opset2 as op2
import openvino.opset3 as op3
import openvino.opset4 as op4
import openvino.opset5 as op5
import openvino.opset6 as op6
import openvino.opset7 as op7
import openvino.opset8 as op8
import openvino.opset9 as op9
import openvino.opset11 as op11
import openvino.opset12 as op12
import openvino.opset14 as op14
import openvino.opset15 as op15
from openvino.utils.node_factory import _get_node_factory

TARGET = pathlib.Path(__file__).resolve().parents[3] / "data" / "reference_ops"
TYPES = {"float32": "f32", "float16": "f16", "int64": "i64", "int32": "i32", "uint8": "u8", "int8": "i8", "bool": "boolean"}
core = ov.Core()
families: dict[str, list] = {}
generator = np.random.default_rng(1)


def rand(*shape, low=-2.0, high=2.0):
    """Multiples of 1/128, which a short decimal writes exactly."""
    return (np.round(generator.uniform(low, high, shape) * 128) / 128).astype(np.float32)


def i64(*values):
    return np.array(values, np.int64)


def scalar(value, kind=np.float32):
    return np.array(value, kind)


def described(array):
    values = array.flatten()
    if array.dtype.kind == "f":
        numbers = [float(f"{v:.8g}") for v in values]
    else:
        numbers = [int(v) for v in values]
    return {"type": TYPES[str(array.dtype)], "shape": list(array.shape), "values": numbers}


def layer_of(model):
    """Type, version and attributes of the operator, as a written IR has them."""
    path = pathlib.Path("/tmp/rangefinder_case.xml")
    ov.serialize(model, str(path), str(path.with_suffix(".bin")))
    layers = [l for l in xml.parse(path).getroot().find("layers") if l.get("type") not in ("Parameter", "Result", "Const")]
    assert len(layers) == 1, [l.get("type") for l in layers]
    data = layers[0].find("data")
    return layers[0].get("type"), layers[0].get("version"), dict(data.attrib) if data is not None else {}


def case(family, name, make, *inputs, constants=()):
    """make(*nodes) builds the operator; inputs whose position is in `constants` are given to OpenVINO as constants."""
    parameters = [op1.parameter(list(a.shape), a.dtype) for a in inputs]
    nodes = [op1.constant(a) if i in constants else p for i, (a, p) in enumerate(zip(inputs, parameters))]
    node = make(*nodes)
    fed = [i for i in range(len(inputs)) if i not in constants]
    model = ov.Model(list(node.outputs()), [parameters[i] for i in fed])
    kind, opset, attributes = layer_of(model)
    compiled = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    results = compiled([inputs[i] for i in fed])
    families.setdefault(family, []).append({
        "name": name, "type": kind, "opset": opset, "attributes": attributes,
        "inputs": [described(a) for a in inputs], "outputs": [described(np.array(results[o])) for o in compiled.outputs]})


def convolutions():
    conv, group = op1.convolution, op1.group_convolution
    back, groupback = op1.convolution_backprop_data, op1.group_convolution_backprop_data
    f = "convolution"
    case(f, "1x1", lambda x, w: conv(x, w, [1, 1], [0, 0], [0, 0], [1, 1]), rand(1, 3, 4, 5), rand(2, 3, 1, 1))
    case(f, "strides, dilations, uneven pads", lambda x, w: conv(x, w, [2, 1], [1, 2], [0, 1], [1, 2]), rand(2, 2, 7, 6), rand(3, 2, 3, 2))
    case(f, "same_upper", lambda x, w: conv(x, w, [2, 2], [0, 0], [0, 0], [1, 1], "same_upper"), rand(1, 2, 6, 5), rand(2, 2, 3, 3))
    case(f, "same_lower", lambda x, w: conv(x, w, [2, 2], [0, 0], [0, 0], [1, 1], "same_lower"), rand(1, 2, 6, 5), rand(2, 2, 3, 3))
    case(f, "valid ignores pads", lambda x, w: conv(x, w, [1, 1], [1, 1], [1, 1], [1, 1], "valid"), rand(1, 2, 5, 5), rand(2, 2, 3, 3))
    case(f, "one spatial axis", lambda x, w: conv(x, w, [2], [1], [1], [1]), rand(1, 2, 9), rand(3, 2, 3))
    case(f, "three spatial axes", lambda x, w: conv(x, w, [1, 2, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]), rand(1, 2, 3, 5, 4), rand(2, 2, 2, 3, 2))
    case(f, "depthwise", lambda x, w: group(x, w, [1, 2], [1, 1], [1, 1], [1, 1]), rand(2, 3, 5, 5), rand(3, 1, 1, 3, 3))
    case(f, "depthwise with two results a channel", lambda x, w: group(x, w, [1, 1], [2, 2], [2, 2], [2, 2]), rand(1, 2, 5, 5), rand(2, 2, 1, 3, 3))
    case(f, "groups", lambda x, w: group(x, w, [1, 1], [0, 0], [0, 0], [1, 1]), rand(1, 4, 4, 4), rand(2, 3, 2, 2, 2))
    case(f, "groups, one spatial axis", lambda x, w: group(x, w, [1], [1], [0], [1]), rand(1, 4, 6), rand(2, 1, 2, 2))
    case(f, "backprop", lambda x, w: back(x, w, [2, 2], None, [1, 0], [0, 1], [1, 1]), rand(1, 3, 3, 4), rand(3, 2, 3, 3))
    case(f, "backprop with output_padding, dilations", lambda x, w: back(x, w, [2, 3], None, [1, 1], [1, 1], [1, 2], None, [1, 2]), rand(2, 2, 3, 3), rand(2, 1, 3, 2))
    for mode in ("same_upper", "same_lower"):
        case(f, f"backprop to a given size, {mode}", lambda x, w, s: back(x, w, [2, 2], s, [0, 0], [0, 0], [1, 1], mode), rand(1, 2, 3, 4), rand(2, 2, 3, 3), i64(6, 8), constants=[2])
    case(f, "backprop valid", lambda x, w: back(x, w, [2, 2], None, [1, 1], [1, 1], [1, 1], "valid"), rand(1, 2, 3, 3), rand(2, 2, 3, 3))
    case(f, "backprop, one spatial axis", lambda x, w: back(x, w, [2], None, [1], [1], [1]), rand(1, 2, 5), rand(2, 3, 4))
    case(f, "backprop, three spatial axes", lambda x, w: back(x, w, [2, 1, 2], None, [0, 0, 1], [0, 1, 0], [1, 1, 1]), rand(1, 2, 2, 3, 2), rand(2, 2, 2, 2, 3))
    case(f, "backprop of groups", lambda x, w: groupback(x, w, [2, 2], None, [0, 0], [0, 0], [1, 1]), rand(1, 4, 3, 3), rand(2, 2, 3, 2, 2))
    case(f, "backprop depthwise", lambda x, w: groupback(x, w, [2, 2], None, [1, 1], [1, 1], [1, 1]), rand(1, 3, 3, 3), rand(3, 1, 1, 4, 4))


def products():
    f = "matmul"
    for a, b in ((False, False), (True, False), (False, True), (True, True)):
        left = rand(4, 3) if a else rand(3, 4)
        right = rand(5, 4) if b else rand(4, 5)
        case(f, f"transposed {a} {b}", lambda x, y: op1.matmul(x, y, a, b), left, right)
    case(f, "batch broadcast", lambda x, y: op1.matmul(x, y, False, True), rand(2, 1, 3, 4), rand(3, 2, 4))
    case(f, "vector left", lambda x, y: op1.matmul(x, y, False, False), rand(4), rand(2, 4, 3))
    case(f, "vector right", lambda x, y: op1.matmul(x, y, False, False), rand(2, 3, 4), rand(4))
    case(f, "two vectors", lambda x, y: op1.matmul(x, y, False, False), rand(6), rand(6))


def poolings():
    f = "pooling"
    x = rand(1, 2, 7, 6)
    for rounding in ("floor", "ceil"):
        case(f, f"max {rounding}", lambda d: op1.max_pool(d, [2, 2], [0, 1], [1, 0], [3, 2], rounding), x)
        for exclude in (False, True):
            case(f, f"average {rounding} exclude {exclude}", lambda d: op1.avg_pool(d, [2, 2], [1, 1], [1, 1], [3, 3], exclude, rounding), x)
    for mode in ("same_upper", "same_lower", "valid"):
        case(f, f"max {mode}", lambda d: op1.max_pool(d, [2, 3], [0, 0], [0, 0], [3, 2], "floor", mode), x)
        case(f, f"average {mode}", lambda d: op1.avg_pool(d, [2, 2], [0, 0], [0, 0], [3, 3], True, "floor", mode), x)
    case(f, "max of opset8 with dilations and indices", lambda d: op8.max_pool(d, [1, 1], [2, 1], [1, 0], [1, 1], [2, 2], index_element_type="i64", axis=2), x)
    case(f, "max of opset14, ceil_torch", lambda d: op14.max_pool(d, [2, 2], [1, 1], [1, 1], [1, 1], [2, 2], rounding_type="ceil_torch", index_element_type="i32"), rand(1, 2, 6, 5))
    for exclude in (False, True):
        case(f, f"average of opset14, ceil_torch, exclude {exclude}", lambda d: op14.avg_pool(d, [2, 2], [1, 1], [1, 1], [3, 3], exclude, "ceil_torch"), rand(1, 1, 7, 6))
    case(f, "max of negative numbers in the padding", lambda d: op1.max_pool(d, [1, 1], [1, 1], [1, 1], [2, 2]), rand(1, 1, 3, 3, low=-3, high=-1))
    case(f, "average of one axis", lambda d: op1.avg_pool(d, [2], [1], [1], [3], True), rand(1, 2, 8))
    case(f, "max of three axes", lambda d: op1.max_pool(d, [1, 2, 1], [0, 0, 0], [0, 0, 0], [2, 2, 2]), rand(1, 2, 3, 4, 3))


def eltwise():
    f = "eltwise"
    for name, make in {"Add": op1.add, "Subtract": op1.subtract, "Multiply": op1.multiply, "Divide": op1.divide, "Maximum": op1.maximum,
                       "Minimum": op1.minimum, "SquaredDifference": op1.squared_difference, "Mod": op1.mod, "FloorMod": op1.floor_mod}.items():
        case(f, name, make, rand(1, 3, 2, 4), rand(3, 1, 1, low=0.5))
    case(f, "Power", op1.power, rand(2, 3, low=0.1), rand(3))
    case(f, "Power of two and a half", op1.power, rand(5, low=0.1), scalar(0.5))
    case(f, "left side broadcast", op1.subtract, rand(4), rand(2, 3, 4))
    case(f, "both sides broadcast", op1.add, rand(2, 1, 3, 1), rand(5, 1, 2))
    case(f, "a number", op1.multiply, scalar(1.5), rand(2, 3))
    whole = np.array([-7, -1, 0, 5, 9, 13], np.int32)
    by = np.array([2, 3, 4, -3, 5, 7], np.int32)
    for name, make in {"Add": op1.add, "Multiply": op1.multiply, "Maximum": op1.maximum, "FloorMod": op1.floor_mod, "Mod": op1.mod}.items():
        case(f, f"{name} of integers", make, whole, by)
    # The CPU device truncates where the specification (m_pythondiv) rounds down: hand_values_test.cpp has those.
    case(f, "Divide of integers", op1.divide, np.abs(whole), np.abs(by))
    a, b = rand(2, 3), rand(2, 3)
    a[0, 0] = b[0, 0]
    for name, make in {"Equal": op1.equal, "NotEqual": op1.not_equal, "Less": op1.less, "LessEqual": op1.less_equal, "Greater": op1.greater,
                       "GreaterEqual": op1.greater_equal}.items():
        case(f, name, make, a, b)
    t = np.array([[True, False], [True, True]])
    u = np.array([True, False])
    for name, make in {"LogicalAnd": op1.logical_and, "LogicalOr": op1.logical_or, "LogicalXor": op1.logical_xor}.items():
        case(f, name, make, t, u)
    case(f, "LogicalNot", op1.logical_not, t)
    case(f, "Select", lambda c, x, y: op1.select(c, x, y), t, rand(3, 2, 2), rand(2))
    case(f, "PReLU by channel", op1.prelu, rand(1, 3, 2, 2), rand(3))
    case(f, "PReLU of one slope", op1.prelu, rand(2, 3), rand(1))


def activations():
    f = "activation"
    x = rand(2, 9, low=-6, high=6)
    positive = rand(7, low=0.05, high=4)
    for name, make in {"ReLU": op1.relu, "Sigmoid": op1.sigmoid, "Tanh": op1.tanh, "Exp": op1.exp, "Abs": op1.absolute, "Negative": op1.negative,
                       "Sign": op1.sign, "Sin": op1.sin, "Cos": op1.cos, "Erf": op1.erf, "Floor": op1.floor, "Ceiling": op1.ceiling,
                       "HSwish": op4.hswish, "HSigmoid": op5.hsigmoid, "Mish": op4.mish, "SoftPlus": op4.softplus}.items():
        case(f, name, make, x)
    case(f, "SoftSign", lambda d: op9.softsign(d), x)
    case(f, "Log", op1.log, positive)
    case(f, "Sqrt", op1.sqrt, positive)
    halves = np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.4, -1.6], np.float32)
    case(f, "Round half to even", lambda d: op5.round(d, "half_to_even"), halves)
    case(f, "Round half away", lambda d: op5.round(d, "half_away_from_zero"), halves)
    case(f, "Clamp", lambda d: op1.clamp(d, -1.25, 3.5), x)
    case(f, "Elu", lambda d: op1.elu(d, 0.75), x)
    case(f, "Selu", lambda d, a, l: op1.selu(d, a, l), x, scalar(1.67), scalar(1.05), constants=[1, 2])
    case(f, "HardSigmoid", lambda d, a, b: op1.hard_sigmoid(d, a, b), x, scalar(0.25), scalar(0.5), constants=[1, 2])
    case(f, "Swish", lambda d: op4.swish(d), x)
    case(f, "Swish with beta", lambda d, b: op4.swish(d, b), x, scalar(0.75), constants=[1])
    case(f, "Gelu by erf", lambda d: op7.gelu(d, "erf"), x)
    case(f, "Gelu by tanh", lambda d: op7.gelu(d, "tanh"), x)
    case(f, "Gelu of opset2", lambda d: op2.gelu(d), x)
    case(f, "ReLU of integers", op1.relu, np.array([-3, 0, 4], np.int32))


def normalizations():
    f = "normalization"
    x = rand(2, 4, 3, 3)
    case(f, "SoftMax of opset1", lambda d: op1.softmax(d, 1), x)
    case(f, "SoftMax of opset8", lambda d: op8.softmax(d, -1), rand(2, 5, low=-20, high=20))
    case(f, "LogSoftmax", lambda d: op5.log_softmax(d, 1), rand(3, 4))
    for mode in ("inside_sqrt", "outside_sqrt"):
        case(f, f"MVN {mode}", lambda d, a: op6.mvn(d, a, True, 0.01, mode), x, i64(2, 3), constants=[1])
    case(f, "MVN without variance", lambda d, a: op6.mvn(d, a, False, 0.01, "inside_sqrt"), x, i64(1, 2, 3), constants=[1])
    case(f, "MVN of opset2", lambda d: op2.mvn(d, False, True, 1e-3), x)
    case(f, "MVN of opset2 across channels", lambda d: op2.mvn(d, True, True, 1e-3), x)
    for mode in ("add", "max"):
        case(f, f"NormalizeL2 {mode}", lambda d, a: op1.normalize_l2(d, a, 0.5, mode), x, i64(1), constants=[1])
    case(f, "NormalizeL2 over the image", lambda d, a: op1.normalize_l2(d, a, 1e-6, "add"), x, i64(1, 2, 3), constants=[1])
    # The CPU device takes only whole numbers as bias.
    case(f, "LRN across channels", lambda d, a: op1.lrn(d, a, 0.5, 0.75, 2.0, 3), x, i64(1), constants=[1])
    case(f, "LRN within channels", lambda d, a: op1.lrn(d, a, 0.5, 0.75, 1.0, 3), x, i64(2, 3), constants=[1])
    parameters = (rand(4), rand(4), rand(4), rand(4, low=0.2))
    case(f, "BatchNormInference of opset5", lambda d, g, b, m, v: op5.batch_norm_inference(d, g, b, m, v, 0.01), x, *parameters, constants=[1, 2, 3, 4])
    case(f, "BatchNormInference of opset1", lambda g, b, d, m, v: op1.batch_norm_inference(d, g, b, m, v, 0.01), parameters[0], parameters[1], x, *parameters[2:], constants=[0, 1, 3, 4])
    case(f, "GroupNormalization", lambda d, s, b: op12.group_normalization(d, s, b, 2, 0.01), x, rand(4), rand(4), constants=[1, 2])


def reductions():
    f = "reduce"
    x = rand(2, 3, 4)
    for name, make in {"ReduceSum": op1.reduce_sum, "ReduceMean": op1.reduce_mean, "ReduceMax": op1.reduce_max, "ReduceMin": op1.reduce_min,
                       "ReduceProd": op1.reduce_prod, "ReduceL1": op4.reduce_l1, "ReduceL2": op4.reduce_l2}.items():
        case(f, name, lambda d, a: make(d, a, False), x, i64(1), constants=[1])
        case(f, f"{name}, axes kept", lambda d, a: make(d, a, True), x, i64(0, -1), constants=[1])
    whole = np.array([[3, -4, 5], [7, 2, -9]], np.int32)
    case(f, "ReduceProd of integers", lambda d, a: op1.reduce_prod(d, a, False), whole, i64(1), constants=[1])
    case(f, "ReduceMax of integers", lambda d, a: op1.reduce_max(d, a, False), whole, i64(0), constants=[1])
    truth = np.array([[True, False], [True, True]])
    case(f, "ReduceLogicalAnd", lambda d, a: op1.reduce_logical_and(d, a, False), truth, i64(0), constants=[1])
    case(f, "ReduceLogicalOr", lambda d, a: op1.reduce_logical_or(d, a, True), truth, i64(1), constants=[1])


def quantizers():
    f = "fake_quantize"
    def quantize(levels):
        return lambda d, a, b, c, e: op1.fake_quantize(d, a, b, c, e, levels)
    # The device multiplies by the inverse of the step where the specification divides; away from ties both round alike.
    x = rand(1, 3, 4, 4, low=-3, high=3)
    case(f, "per tensor", quantize(256), x, scalar(-1.9), scalar(2.1), scalar(-1.9), scalar(2.1), constants=[1, 2, 3, 4])
    low, high = -rand(1, 3, 1, 1, low=0.6), rand(1, 3, 1, 1, low=0.6) + np.float32(0.003)
    case(f, "per channel", quantize(255), x, low, high, low, high, constants=[1, 2, 3, 4])
    case(f, "other output range", quantize(16), x, scalar(-1.03), scalar(2.01), scalar(-8.0), scalar(7.0), constants=[1, 2, 3, 4])
    case(f, "per channel of weights", quantize(255), rand(3, 2, 2, 2, low=-1), *(s * rand(3, 1, 1, 1, low=0.9, high=0.91) for s in (-1.01, 1.01, -1.01, 1.01)), constants=[1, 2, 3, 4])
    case(f, "two levels", quantize(2), x, scalar(-1.003), scalar(1.001), scalar(-1.0), scalar(1.0), constants=[1, 2, 3, 4])


def shapes():
    f = "shape_ops"
    x = rand(2, 3, 4)
    case(f, "Reshape", lambda d, s: op1.reshape(d, s, True), x, i64(0, -1, 2), constants=[1])
    case(f, "Reshape without special zero", lambda d, s: op1.reshape(d, s, False), x, i64(4, 6), constants=[1])
    case(f, "Squeeze", lambda d, a: op1.squeeze(d, a), rand(1, 3, 1, 2), i64(2), constants=[1])
    case(f, "Squeeze all", lambda d: op15.squeeze(d), rand(1, 3, 1, 2))
    case(f, "Unsqueeze", lambda d, a: op1.unsqueeze(d, a), rand(3, 2), i64(0, 3), constants=[1])
    case(f, "ShapeOf", lambda d: op3.shape_of(d, "i32"), x)
    case(f, "ShapeOf of opset1", lambda d: op1.shape_of(d), x)
    case(f, "Range", lambda a, b, c: op4.range(a, b, c, "i64"), scalar(2, np.int64), scalar(11, np.int64), scalar(3, np.int64))
    case(f, "Range downwards in floats", lambda a, b, c: op4.range(a, b, c, "f32"), scalar(1.0), scalar(-1.0), scalar(-0.5))
    case(f, "Convert to i32", lambda d: op1.convert(d, "i32"), x)
    case(f, "Convert to boolean", lambda d: op1.convert(d, "boolean"), np.array([0.0, 0.5, -2.0], np.float32))
    case(f, "Convert from u8", lambda d: op1.convert(d, "f32"), np.array([0, 127, 255], np.uint8))
    case(f, "Convert from f16", lambda d: op1.convert(d, "f32"), rand(4).astype(np.float16))
    case(f, "ConvertLike", op8.convert_like, x, np.array([1], np.int32))


def movements():
    f = "movement"
    x = rand(2, 3, 4)
    case(f, "Transpose", lambda d, o: op1.transpose(d, o), x, i64(2, 0, 1), constants=[1])
    case(f, "Concat", lambda a, b, c: op1.concat([a, b, c], 1), rand(2, 1, 3), rand(2, 2, 3), rand(2, 1, 3))
    case(f, "Concat of integers", lambda a, b: op1.concat([a, b], -1), i64(1, 2), i64(3))
    for mode in ("constant", "edge", "reflect", "symmetric"):
        case(f, f"Pad {mode}", lambda d, b, e, v: op1.pad(d, b, e, mode, v), rand(2, 3, 4), i64(0, 1, 2), i64(1, 0, 1) if mode != "reflect" else i64(0, 2, 1), scalar(1.5), constants=[1, 2, 3])
    case(f, "Pad crops", lambda d, b, e, v: op12.pad(d, b, e, "constant", v), rand(2, 5), i64(0, -1), i64(1, -2), scalar(0.0), constants=[1, 2, 3])
    case(f, "Tile", lambda d, r: op1.tile(d, r), rand(2, 3), i64(2, 1, 2), constants=[1])
    case(f, "Broadcast numpy", lambda d, s: op3.broadcast(d, s, None, "NUMPY"), rand(3, 1), i64(2, 3, 4), constants=[1])
    case(f, "Broadcast bidirectional", lambda d, s: op3.broadcast(d, s, None, "BIDIRECTIONAL"), rand(2, 1, 3), i64(4, 1), constants=[1])
    case(f, "Broadcast explicit", lambda d, s, a: op3.broadcast(d, s, a, "EXPLICIT"), rand(3), i64(2, 3, 4), i64(1), constants=[1, 2])
    for mode in ("blocks_first", "depth_first"):
        case(f, f"DepthToSpace {mode}", lambda d: op1.depth_to_space(d, mode, 2), rand(1, 8, 2, 3))
        case(f, f"SpaceToDepth {mode}", lambda d: op1.space_to_depth(d, mode, 2), rand(1, 2, 4, 6))
    case(f, "ShuffleChannels", lambda d: op3.shuffle_channels(d, 1, 3), rand(1, 6, 2, 2))


def slices():
    f = "slicing"
    x = rand(3, 4, 5)
    case(f, "Split", lambda d, a: op1.split(d, a, 2), x, scalar(1, np.int64), constants=[1])
    case(f, "VariadicSplit", lambda d, a, l: op1.variadic_split(d, a, l), x, scalar(2, np.int64), i64(1, -1, 2), constants=[1, 2])
    def strided(begin_mask, end_mask, new=(), shrink=(), ellipsis=()):
        return lambda d, b, e, s: op1.strided_slice(d, b, e, s, list(begin_mask), list(end_mask), list(new), list(shrink), list(ellipsis))
    # In this API, as in the IR, a one in begin_mask or end_mask means that the bound is ignored.
    c = [1, 2, 3]
    case(f, "StridedSlice", strided([0, 0, 0], [0, 0, 0]), x, i64(1, -3, 0), i64(3, 9, 5), i64(1, 1, 2), constants=c)
    case(f, "StridedSlice backwards", strided([0, 1], [0, 1]), x, i64(2, 0), i64(0, 0), i64(-1, -1), constants=c)
    case(f, "StridedSlice of masked bounds", strided([1, 0], [0, 1]), x, i64(2, 1), i64(2, 1), i64(1, 1), constants=c)
    case(f, "StridedSlice that drops an axis", strided([0, 0], [0, 0], [], [1, 0]), x, i64(2, 1), i64(3, 3), i64(1, 1), constants=c)
    case(f, "StridedSlice that adds an axis", strided([0, 0, 0], [0, 0, 0], [0, 1, 0]), x, i64(1, 0, 1), i64(3, 1, 3), i64(1, 1, 1), constants=c)
    case(f, "StridedSlice with an ellipsis", strided([0, 0], [0, 0], [0, 0], [0, 1], [1, 0]), x, i64(0, 2), i64(0, 3), i64(1, 1), constants=c)
    case(f, "Slice", lambda d, b, e, s, a: op8.slice(d, b, e, s, a), x, i64(-1, 1), i64(-9, 4), i64(-2, 2), i64(0, 2), constants=[1, 2, 3, 4])
    case(f, "Gather", lambda d, i, a: op1.gather(d, i, a), x, np.array([[2, 0], [1, 1]], np.int64), scalar(1, np.int64), constants=[2])
    case(f, "Gather of opset7 with batches", lambda d, i, a: op7.gather(d, i, a, 1), x, np.array([[3, 0], [1, 1], [2, 0]], np.int32), scalar(1, np.int64), constants=[2])
    case(f, "Gather of opset8 from the end", lambda d, i, a: op8.gather(d, i, a), x, np.array([-1, 0, -2], np.int32), scalar(-1, np.int64), constants=[2])
    case(f, "Gather of one index", lambda d, i, a: op8.gather(d, i, a), i64(4, 5, 6), scalar(1, np.int64), scalar(0, np.int64), constants=[2])


def resizes():
    f = "interpolate"
    coordinates = ("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel", "tf_half_pixel_for_nn")
    up, down = rand(1, 2, 3, 4), rand(1, 1, 6, 7)
    def to(mode, by="sizes", **more):
        # opset4 has no function of its own for this in Python.
        attributes = {"mode": mode, "shape_calculation_mode": by, "pads_begin": [0], "pads_end": [0], **more}
        return lambda d, s, c, a: _get_node_factory("opset4").create("Interpolate", [d, s, c, a], attributes)
    for mode in ("nearest", "linear_onnx", "cubic", "linear"):
        for how in coordinates:
            if mode != "nearest" and how == "tf_half_pixel_for_nn":
                continue
            for name, data, sizes in (("up", up, i64(5, 9)), ("down", down, i64(4, 3))):
                scale = (sizes / np.array(data.shape[2:])).astype(np.float32)
                case(f, f"{mode} {how} {name}", to(mode, coordinate_transformation_mode=how), data, sizes, scale, i64(2, 3), constants=[1, 2, 3])
    for how in ("round_prefer_ceil", "floor", "ceil", "simple"):
        for name, data, sizes in (("up", up, i64(6, 8)), ("down", down, i64(3, 3))):
            scale = (sizes / np.array(data.shape[2:])).astype(np.float32)
            case(f, f"nearest {how} {name}", to("nearest", nearest_mode=how), data, sizes, scale, i64(2, 3), constants=[1, 2, 3])
    case(f, "scales", to("linear_onnx", by="scales"), up, i64(0, 0), np.array([2.0, 1.5], np.float32), i64(2, 3), constants=[1, 2, 3])
    # The CPU device ignores antialias: hand_values_test.cpp has it.
    case(f, "opset11", lambda d, s, a: op11.interpolate(d, s, "nearest", "scales", axes=a), up, np.array([2.0, 2.0], np.float32), i64(2, 3), constants=[1, 2])


if __name__ == "__main__":
    for family in (convolutions, products, poolings, eltwise, activations, normalizations, reductions, quantizers, shapes, movements, slices, resizes):
        family()
    TARGET.mkdir(parents=True, exist_ok=True)
    for family, cases in families.items():
        lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
        (TARGET / f"{family}.json").write_text(f"[\n{lines}\n]\n")
        print(f"{family}: {len(cases)} cases")
