#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write networks with the shapes of well-known ones, with seeded random weights, and pictures of noise for them.

    networks.py FOLDER [NAME ...] [--samples N] [--seed 0]

Names: mobilenet_v2 and resnet50 (224x224), ssd300 (VGG-16 and six heads), yolo640 (YOLOv8s and three heads). Each gives NAME.xml,
NAME.bin and NAME.npy, with as many pictures as benchmarks are run on. What a quantizer needs of time and memory depends on
shapes, not on what the numbers mean. Batch normalization is folded, as converters do. The same arguments give the same numbers.
"""
import argparse
import pathlib

import numpy as np
import openvino as ov
from openvino import opset1, opset13 as op


class Builder:
    """Adds layers whose weights keep values about as large as they came in."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def normal(self, shape, deviation):
        return op.constant(self.rng.standard_normal(shape, np.float32) * np.float32(deviation))

    def conv(self, x, filters, size, stride=1, act=op.relu, grouped=False, dilation=1):
        channels = x.shape[1]
        shape = (channels, 1, 1, size, size) if grouped else (filters, channels, size, size)
        weights = self.normal(shape, np.sqrt((2 if act else 1) / (shape[-3] * size * size)))
        pad = [dilation * (size // 2)] * 2
        layer = op.group_convolution if grouped else op.convolution
        y = op.add(layer(x, weights, [stride] * 2, pad, pad, [dilation] * 2), self.normal((1, filters, 1, 1), 0.1))
        return act(y) if act else y

    def linear(self, x, units):
        width = x.shape[-1]
        return op.add(op.matmul(x, self.normal((units, width), 1 / np.sqrt(width)), False, True), self.normal((1, units), 0.1))


def max_pool(x, size, stride, pad=0):
    return opset1.max_pool(x, [stride] * 2, [pad] * 2, [pad] * 2, [size] * 2, "ceil")


def relu6(x):
    return op.clamp(x, 0.0, 6.0)


def silu(x):
    return op.swish(x)


def classifier(b, x):
    pooled = op.reduce_mean(x, op.constant(np.array([2, 3], np.int64)), False)
    return [b.linear(pooled, 1000)]


def mobilenet_v2(b, x):
    x = b.conv(x, 32, 3, 2, relu6)
    for expansion, filters, repeats, stride in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
                                                (6, 160, 3, 2), (6, 320, 1, 1)):
        for i in range(repeats):
            channels = x.shape[1]
            y = b.conv(x, channels * expansion, 1, 1, relu6) if expansion > 1 else x
            y = b.conv(y, channels * expansion, 3, stride if i == 0 else 1, relu6, grouped=True)
            y = b.conv(y, filters, 1, act=None)
            x = op.add(x, y) if i > 0 else y
    return classifier(b, b.conv(x, 1280, 1, 1, relu6))


def resnet50(b, x):
    x = max_pool(b.conv(x, 64, 7, 2), 3, 2, 1)
    for stage, (filters, repeats) in enumerate(((64, 3), (128, 4), (256, 6), (512, 3))):
        for i in range(repeats):
            stride = 2 if i == 0 and stage > 0 else 1
            y = b.conv(b.conv(b.conv(x, filters, 1), filters, 3, stride), 4 * filters, 1, act=None)
            shortcut = b.conv(x, 4 * filters, 1, stride, act=None) if i == 0 else x
            x = op.relu(op.add(shortcut, y))
    return classifier(b, x)


def head(b, x, filters):
    """Predictions of one scale as [1, positions, ...] in one line."""
    y = op.transpose(b.conv(x, filters, 3, act=None), op.constant(np.array([0, 2, 3, 1], np.int64)))
    return op.reshape(y, op.constant(np.array([1, -1], np.int64)), False)


def ssd300(b, x):
    scales = []
    for filters, repeats in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(repeats):
            x = b.conv(x, filters, 3)
        if len(scales) == 0 and filters == 512:
            scales.append(x)
        x = max_pool(x, 3, 1, 1) if len(scales) and x.shape[2] == 19 else max_pool(x, 2, 2)
    x = b.conv(b.conv(x, 1024, 3, dilation=6), 1024, 1)
    scales.append(x)
    for filters, stride in ((256, 2), (128, 2), (128, 2), (128, 2)):
        x = b.conv(b.conv(x, filters, 1), 2 * filters, 3, stride)
        scales.append(x)
    boxes = (4, 6, 6, 6, 4, 4)
    return [op.concat([head(b, s, n * 4) for s, n in zip(scales, boxes)], 1),
            op.concat([head(b, s, n * 21) for s, n in zip(scales, boxes)], 1)]


def csp(b, x, filters, repeats, shortcut):
    half = filters // 2
    parts = list(op.split(b.conv(x, filters, 1, act=silu), op.constant(np.int64(1)), 2).outputs())
    for _ in range(repeats):
        y = b.conv(b.conv(parts[-1], half, 3, act=silu), half, 3, act=silu)
        parts.append(op.add(parts[-1], y) if shortcut else y)
    return b.conv(op.concat(parts, 1), filters, 1, act=silu)


def upsampled(x):
    return op.interpolate(x, op.constant(np.array([2, 2], np.float32)), "nearest", "scales", axes=op.constant(np.array([2, 3], np.int64)))


def yolo640(b, x):
    x = b.conv(b.conv(x, 32, 3, 2, silu), 64, 3, 2, silu)
    scales = []
    for filters, repeats in ((64, 1), (128, 2), (256, 2), (512, 1)):
        x = csp(b, x if filters == 64 else b.conv(x, filters, 3, 2, silu), filters, repeats, True)
        scales.append(x)
    parts = [b.conv(x, 256, 1, act=silu)]
    for _ in range(3):
        parts.append(max_pool(parts[-1], 5, 1, 2))
    deep = b.conv(op.concat(parts, 1), 512, 1, act=silu)
    middle = csp(b, op.concat([upsampled(deep), scales[2]], 1), 256, 1, False)
    fine = csp(b, op.concat([upsampled(middle), scales[1]], 1), 128, 1, False)
    middle = csp(b, op.concat([b.conv(fine, 128, 3, 2, silu), middle], 1), 256, 1, False)
    deep = csp(b, op.concat([b.conv(middle, 256, 3, 2, silu), deep], 1), 512, 1, False)
    results = []
    for scale in (fine, middle, deep):
        for filters, outputs in ((64, 64), (128, 80)):
            y = b.conv(b.conv(scale, filters, 3, act=silu), filters, 3, act=silu)
            results.append(b.conv(y, outputs, 1, act=None))
    return results


#              shape of the input, pictures
NETWORKS = {mobilenet_v2: ((1, 3, 224, 224), 300),
            resnet50: ((1, 3, 224, 224), 100),
            ssd300: ((1, 3, 300, 300), 60),
            yolo640: ((1, 3, 640, 640), 30)}


def write(make, folder, samples, seed):
    shape, usual = NETWORKS[make]
    picture = op.parameter(shape, np.float32, name="picture")
    model = ov.Model(make(Builder(seed), picture), [picture], make.__name__)
    ov.save_model(model, folder / f"{make.__name__}.xml", compress_to_fp16=False)
    pictures = np.random.default_rng(seed + 1).standard_normal((samples or usual, *shape[1:]), np.float32)
    np.save(folder / f"{make.__name__}.npy", pictures)


def main():
    known = {make.__name__: make for make in NETWORKS}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", choices=[*known, []], metavar="NAME")
    parser.add_argument("--samples", type=int)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in options.names or known:
        write(known[name], options.folder, options.samples, options.seed)


if __name__ == "__main__":
    main()
