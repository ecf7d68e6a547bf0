#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders, trains and exports the bundled demo of Rangefinder.

Needs Python 3.11 or newer and, from PyPI,

    pip install "numpy==2.4.6" "jax==0.7.2" "openvino==2026.4.1"

and, only for the option --int8 (measures post-training quantization with NNCF),

    pip install "nncf==3.4.0"

Run it with

    python3 make_demo.py --out ..          # writes the demo, about seven minutes on two cores
    python3 make_demo.py --out .. --check  # trains nothing, measures the files that are there
    python3 make_demo.py --out .. --check --int8

Everything is seeded.  The pictures and labels depend on NumPy alone; the weights come out
bit by bit the same only with the same versions on the same kind of processor, because the
order of floating-point sums is the compiler's business.

The script draws its own glyphs (polylines and arcs, no font), trains a small
depthwise-separable network on them, folds batch normalization into the convolutions and
writes OpenVINO IR.  Before writing, `spread_ranges` and `stretch_channels` rewrite the
function computed by the network into an equal one in which two tensors are hard to quantize;
see there.
"""

import argparse
import gzip
import struct
import time
from pathlib import Path

import numpy as np

SIZE = 24            # pictures are 3 x SIZE x SIZE
STEP = 16            # grey levels are multiples of STEP: gzip likes that
SEED = 20240611
TRAIN, CALIB, TEST = 28000, 300, 1000
EPOCHS, BATCH = 16, 128
MEAN = np.array([120.0, 120.0, 120.0], np.float32)
SCALE = np.float32(1.0 / 64.0)


# ---------------------------------------------------------------- glyphs
#
# A glyph is a list of polylines; x runs from -0.62 to 0.62, y from -1 (top) to 1 (bottom).

def line(*points):
    return [tuple(map(float, p)) for p in points]


def arc(cx, cy, rx, ry, start, stop, pieces=10):
    """An elliptic arc; angles in degrees, 0 to the right, 90 downwards."""
    angles = np.radians(np.linspace(start, stop, pieces + 1))
    return [(cx + rx * np.cos(a), cy + ry * np.sin(a)) for a in angles]


GLYPHS = {
    "A": [line((-.62, 1), (0, -1), (.62, 1)), line((-.38, .3), (.38, .3))],
    "B": [line((.05, -1), (-.55, -1), (-.55, 1), (.05, 1)), line((-.55, -.05), (.05, -.05)),
          arc(.05, -.525, .45, .475, -90, 90, 7), arc(.05, .475, .53, .525, -90, 90, 7)],
    "C": [arc(.05, 0, .62, 1, -48, -312, 14)],
    "E": [line((.55, -1), (-.5, -1), (-.5, 1), (.55, 1)), line((-.5, -.02), (.4, -.02))],
    "F": [line((.55, -1), (-.5, -1), (-.5, 1)), line((-.5, 0), (.4, 0))],
    "G": [arc(.0, 0, .62, 1, -48, -340, 14), line((.1, .2), (.6, .2), (.6, .8))],
    "K": [line((-.52, -1), (-.52, 1)), line((.55, -1), (-.5, .15)), line((-.18, -.15), (.6, 1))],
    "P": [line((-.5, 1), (-.5, -1), (.05, -1)), line((-.5, .1), (.05, .1)),
          arc(.05, -.45, .5, .55, -90, 90, 8)],
    "R": [line((-.5, 1), (-.5, -1), (.05, -1)), line((-.5, .1), (.05, .1)),
          arc(.05, -.45, .5, .55, -90, 90, 8), line((.0, .1), (.6, 1))],
    "S": [arc(.0, -.5, .55, .5, -25, -270, 9), arc(.0, .5, .58, .5, -90, 155, 9)],
    "2": [arc(.0, -.45, .55, .55, -170, 35, 9), line((.45, -.13), (-.58, 1), (.6, 1))],
    "3": [arc(-.05, -.5, .5, .5, -150, 90, 9), arc(-.05, .5, .58, .5, -90, 150, 9)],
    "5": [line((.5, -1), (-.45, -1), (-.5, -.1)), arc(-.03, .37, .6, .63, -135, 145, 11)],
    "8": [arc(0, -.5, .48, .5, 0, 360, 12), arc(0, .5, .58, .5, 0, 360, 12)],
    "plus": [line((0, -.7), (0, .7)), line((-.7, 0), (.7, 0))],
    "arrow": [line((0, 1), (0, -1)), line((-.6, -.3), (0, -1), (.6, -.3))],
}
CLASSES = list(GLYPHS)


def segments(name):
    out = [(a, b) for stroke in GLYPHS[name] for a, b in zip(stroke[:-1], stroke[1:])]
    return np.array(out, np.float64)                      # [pieces, 2 ends, 2]


def distance(points, ends):
    """Distance of each of `points` [P, 2] to the nearest of the segments `ends` [S, 2, 2]."""
    a, d = ends[:, 0], ends[:, 1] - ends[:, 0]
    rel = points[:, None, :] - a[None]
    t = np.clip((rel * d).sum(-1) / np.maximum((d * d).sum(-1), 1e-9), 0, 1)
    return np.sqrt(((rel - t[..., None] * d) ** 2).sum(-1)).min(1)


def render(rng, name):
    """One picture, uint8 [3, SIZE, SIZE]."""
    centre = (SIZE - 1) / 2
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float64)
    grid = np.stack([x.ravel(), y.ravel()], 1)

    angle = np.radians(rng.uniform(-32, 32))
    height = rng.uniform(0.25, 0.40) * SIZE               # half of the glyph's height
    width = height * rng.uniform(0.8, 1.25)
    shear = rng.uniform(-0.25, 0.25)
    place = centre + rng.uniform(-0.10, 0.10, 2) * SIZE
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[1, shear], [0, 1]]) \
        @ np.diag([width, height])
    ends = segments(name) @ matrix.T + place
    ends += rng.normal(0, 0.025 * height, ends.shape)     # an unsteady hand
    pen = rng.uniform(0.55, 1.5)
    ink = np.clip(pen + 0.5 - distance(grid, ends), 0, 1).reshape(SIZE, SIZE)

    while True:                                           # two colours that can be told apart
        paper, colour = rng.uniform(10, 240, 3), rng.uniform(10, 240, 3)
        if np.abs(paper - colour).mean() > 42:
            break
    slope = rng.uniform(-28, 28, 3) * (rng.random() < 0.5)
    turn = rng.uniform(0, 2 * np.pi)
    ramp = ((x - centre) * np.cos(turn) + (y - centre) * np.sin(turn)) / centre
    picture = paper[:, None, None] + slope[:, None, None] * ramp
    if rng.random() < 0.5:                                # a stroke that does not belong there
        stray = rng.uniform(0, SIZE, (1, 2, 2))
        mask = np.clip(rng.uniform(0.2, 0.8) + 0.5 - distance(grid, stray), 0, 1)
        mask = mask.reshape(SIZE, SIZE) * rng.uniform(0.4, 1.0)
        picture = picture * (1 - mask) + rng.uniform(0, 255, 3)[:, None, None] * mask
    picture = picture * (1 - ink) + colour[:, None, None] * ink
    picture += rng.normal(0, 1, picture.shape) * rng.uniform(0, 11)
    grains = rng.random((SIZE, SIZE)) < rng.uniform(0, 0.06)
    picture[:, grains] = rng.uniform(0, 255, (3, int(grains.sum())))
    return (np.clip(np.round(picture / STEP), 0, 255 // STEP) * STEP).astype(np.uint8)


def make_set(seed, count):
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(count) % len(CLASSES)).astype(np.uint8)
    return np.stack([render(rng, CLASSES[k]) for k in labels]), labels


# ---------------------------------------------------------------- IDX files

def write_idx(path, array):
    head = struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    path.write_bytes(gzip.compress(head + array.tobytes(), 9, mtime=0))


def read_idx(path):
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    shape = struct.unpack_from(f">{rank}I", data, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


# ---------------------------------------------------------------- the network
#
# name, kind, input(s), and for convolutions: outputs, stride, activation.  All 3x3
# convolutions pad by one.  This one table drives training and export.

LAYERS = [
    ("stem/conv",         "conv",  ["normalize"],                         16, 1, "relu"),
    ("block1/depthwise",  "dw",    ["stem/conv"],                         16, 2, "relu"),
    ("block1/pointwise",  "pw",    ["block1/depthwise"],                  32, 1, "relu6"),
    ("block2/depthwise",  "dw",    ["block1/pointwise"],                  32, 1, "relu6"),
    ("block2/pointwise",  "pw",    ["block2/depthwise"],                  32, 1, "none"),
    ("block2/residual",   "add",   ["block1/pointwise", "block2/pointwise"]),
    ("block3/depthwise",  "dw",    ["block2/residual"],                   32, 2, "relu"),
    ("block3/pointwise",  "pw",    ["block3/depthwise"],                  48, 1, "relu"),
    ("block4/left/pointwise",  "pw", ["block3/pointwise"],                32, 1, "relu"),
    ("block4/right/depthwise", "dw", ["block3/pointwise"],                48, 1, "relu6"),
    ("block4/right/pointwise", "pw", ["block4/right/depthwise"],          32, 1, "relu"),
    ("block4/concat",     "cat",   ["block4/left/pointwise", "block4/right/pointwise"]),
    ("block5/depthwise",  "dw",    ["block4/concat"],                     64, 2, "relu"),
    ("block5/pointwise",  "pw",    ["block5/depthwise"],                  40, 1, "none"),
    ("block6/expand",     "pw",    ["block5/pointwise"],                  96, 1, "relu"),
    ("block6/depthwise",  "dw",    ["block6/expand"],                     96, 1, "relu"),
    ("block6/pointwise",  "pw",    ["block6/depthwise"],                  96, 1, "relu6"),
]
FEATURES = 96
CONVS = [row for row in LAYERS if row[1] in ("conv", "dw", "pw")]


def channels_of():
    known = {"normalize": 3}
    for row in LAYERS:
        name, kind, sources = row[:3]
        if kind == "cat":
            known[name] = sum(known[s] for s in sources)
        elif kind == "add":
            known[name] = known[sources[0]]
        else:
            known[name] = row[3]
    return known


def initial_weights():
    rng = np.random.default_rng(SEED + 1)
    known, params = channels_of(), {}
    for name, kind, sources, outputs, _, _ in CONVS:
        inputs = known[sources[0]]
        shape, fan = {"conv": ((9 * inputs, outputs), 9 * inputs), "dw": ((9, outputs), 9),
                      "pw": ((inputs, outputs), inputs)}[kind]
        params[name] = {"w": rng.normal(0, np.sqrt(2 / fan), shape).astype(np.float32),
                        "g": np.ones(outputs, np.float32), "b": np.zeros(outputs, np.float32)}
    params["classifier"] = {
        "w": rng.normal(0, np.sqrt(1 / FEATURES), (FEATURES, len(CLASSES))).astype(np.float32),
        "b": np.zeros(len(CLASSES), np.float32)}
    return params


def train(images, labels):
    """Returns {layer: (weights, bias)} with batch normalization folded in."""
    import jax
    import jax.numpy as jnp

    def taps(x, stride):
        """The nine shifted views of a picture padded by one, NHWC."""
        size = x.shape[1]
        x = jnp.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
        return [x[:, i:i + size:stride, j:j + size:stride] for i in range(3) for j in range(3)]

    def forward(params, stats, x, training):
        value, seen = {"normalize": (x - MEAN) * SCALE}, {}
        for row in LAYERS:
            name, kind, sources = row[:3]
            x = value[sources[0]]
            if kind == "add":
                value[name] = x + value[sources[1]]
                continue
            if kind == "cat":
                value[name] = jnp.concatenate([value[s] for s in sources], -1)
                continue
            p, stride, act = params[name], row[4], row[5]
            if kind == "conv":
                x = jnp.concatenate(taps(x, stride), -1) @ p["w"]
            elif kind == "dw":
                x = sum(t * p["w"][k] for k, t in enumerate(taps(x, stride)))
            else:
                x = x @ p["w"]
            if training:
                mean, var = x.mean((0, 1, 2)), x.var((0, 1, 2))
                seen[name] = (mean, var)
            else:
                mean, var = stats[name]
            x = (x - mean) * (p["g"] / jnp.sqrt(var + 1e-3)) + p["b"]
            if act != "none":
                x = jnp.maximum(x, 0)
            value[name] = jnp.minimum(x, 6) if act == "relu6" else x
        x = value[LAYERS[-1][0]].mean((1, 2))
        return x @ params["classifier"]["w"] + params["classifier"]["b"], seen

    def loss_of(params, x, y):
        logits, seen = forward(params, None, x, True)
        target = jax.nn.one_hot(y, len(CLASSES)) * 0.95 + 0.05 / len(CLASSES)
        loss = -(jax.nn.log_softmax(logits) * target).sum(-1).mean()
        return loss, seen

    @jax.jit
    def update(params, first, second, stats, x, y, rate, count):
        x = x.astype(jnp.float32)
        (loss, seen), grad = jax.value_and_grad(loss_of, has_aux=True)(params, x, y)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, grad)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, grad)
        params = jax.tree.map(
            lambda p, m, v: p - rate * (m / (1 - 0.9 ** count)
                                        / (jnp.sqrt(v / (1 - 0.999 ** count)) + 1e-8)
                                        + 1e-3 * p * (p.ndim > 1)), params, first, second)
        stats = jax.tree.map(lambda old, new: 0.98 * old + 0.02 * new, stats, seen)
        return params, first, second, stats, loss

    params = jax.tree.map(jnp.asarray, initial_weights())
    zeros = jax.tree.map(jnp.zeros_like, params)
    first, second = zeros, zeros
    stats = {row[0]: (jnp.zeros(row[3]), jnp.ones(row[3])) for row in CONVS}
    images = np.ascontiguousarray(images.transpose(0, 2, 3, 1))
    rng = np.random.default_rng(SEED + 2)
    steps, count = len(images) // BATCH * EPOCHS, 0
    for epoch in range(EPOCHS):
        start, total, order = time.time(), 0.0, rng.permutation(len(images))
        for at in range(0, len(order) - BATCH + 1, BATCH):
            pick, count = order[at:at + BATCH], count + 1
            rate = 4e-3 * min(1.0, count / 200) * 0.5 * (1 + np.cos(np.pi * count / steps))
            params, first, second, stats, loss = update(
                params, first, second, stats, images[pick], labels[pick], rate, float(count))
            total += float(loss)
        print(f"epoch {epoch + 1}: loss {total / (len(order) // BATCH):.4f}, "
              f"{time.time() - start:.0f} s", flush=True)

    folded = {}
    for name, *_ in CONVS:
        mean, var = (np.asarray(s, np.float64) for s in stats[name])
        p = {k: np.asarray(v, np.float64) for k, v in params[name].items()}
        factor = p["g"] / np.sqrt(var + 1e-3)
        folded[name] = (p["w"] * factor, p["b"] - mean * factor)
    last = params["classifier"]
    folded["classifier"] = (np.asarray(last["w"], np.float64), np.asarray(last["b"], np.float64))
    return folded


def run_numpy(net, images, stop):
    """The value of layer `stop`, NHWC, in float64."""
    value = {"normalize": (images.transpose(0, 2, 3, 1).astype(np.float64) - MEAN) * SCALE}
    for row in LAYERS:
        name, kind, sources = row[:3]
        x = value[sources[0]]
        if kind == "add":
            value[name] = x + value[sources[1]]
        elif kind == "cat":
            value[name] = np.concatenate([value[s] for s in sources], -1)
        else:
            weights, bias = net[name]
            if kind != "pw":
                n, stride = x.shape[1], row[4]
                x = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
                views = [x[:, i:i + n:stride, j:j + n:stride] for i in range(3) for j in range(3)]
            if kind == "conv":
                x = np.concatenate(views, -1) @ weights
            elif kind == "dw":
                x = sum(v * weights[k] for k, v in enumerate(views))
            else:
                x = x @ weights
            x = x + bias
            if row[5] != "none":
                x = np.maximum(x, 0)
            value[name] = np.minimum(x, 6) if row[5] == "relu6" else x
        if name == stop:
            return value[name]
    raise KeyError(stop)


# ---------------------------------------------------------------- the hard tensor

SPREAD_FROM, SPREAD_TO = "block5/pointwise", "block6/expand"
STRETCH_FROM, STRETCH_TO = "block3/depthwise", "block3/pointwise"
STRETCH_CHANNELS, STRETCH_FACTOR = 2, 128.0
SPREAD_CHANNELS, SPREAD_FACTOR = 3, 64.0


def spread_ranges(net, images, factor=SPREAD_FACTOR, count=SPREAD_CHANNELS):
    """Makes one tensor hard to quantize without changing what the network computes.

    No activation stands between SPREAD_FROM and SPREAD_TO, and SPREAD_TO is a 1x1 convolution
    without padding.  So a few channels of the tensor between them may be multiplied by any
    number and moved by any constant if the weights and biases that read these channels undo
    it.  Channels of very different size, and channels far from zero, also occur in real
    networks after folding batch normalization.

    The chosen channels are those with the most lopsided values.  They get `factor` (with the
    sign that lets the longer side point upwards) and move up until few of their values are
    negative.  The tensor's range is then wide because of few channels, and lopsided, so that
    asymmetric quantization has almost twice the levels of symmetric quantization.
    """
    value = run_numpy(net, images, SPREAD_FROM).reshape(-1, net[SPREAD_FROM][0].shape[1])
    up, down = value.max(0), -value.min(0)
    chosen = np.argsort(-np.maximum(up, down) / np.minimum(up, down))[:count]
    gain, shift = np.ones(value.shape[1]), np.zeros(value.shape[1])
    gain[chosen] = np.where(up[chosen] >= down[chosen], factor, -factor)
    shift[chosen] = -np.quantile(value[:, chosen] * gain[chosen], 0.01, axis=0)
    print("spread channels", chosen, "gains", gain[chosen], "shifts", np.round(shift[chosen], 1))
    out = dict(net)
    weights, bias = net[SPREAD_FROM]
    out[SPREAD_FROM] = (weights * gain, bias * gain + shift)
    weights, bias = net[SPREAD_TO]
    weights = weights / gain[:, None]
    out[SPREAD_TO] = (weights, bias - shift @ weights)
    return out


def stretch_channels(net, images, factor=STRETCH_FACTOR, count=STRETCH_CHANNELS):
    """Makes a second tensor hard to quantize, where equalizing neighbouring layers can't help.

    A ReLU stands between STRETCH_FROM and STRETCH_TO: max(0, f x) = f max(0, x) for f > 0, so the
    strongest channels may be multiplied by a power of two (exact in float) and divided again in the
    weights that read them.  The int8 step of the whole tensor is then set by these few channels.
    """
    value = run_numpy(net, images, STRETCH_FROM).reshape(-1, net[STRETCH_FROM][1].size)
    chosen = np.argsort(-value.max(0))[:count]
    gain = np.ones(value.shape[1])
    gain[chosen] = factor
    print("stretched channels", chosen)
    out = dict(net)
    weights, bias = net[STRETCH_FROM]
    out[STRETCH_FROM] = (weights * gain, bias * gain)
    weights, bias = net[STRETCH_TO]
    out[STRETCH_TO] = (weights / gain[:, None], bias)
    return out


# ---------------------------------------------------------------- OpenVINO

def build_model(net):
    import openvino as ov
    from openvino import opset8 as op

    def constant(value, name, kind=np.float32):
        return op.constant(np.ascontiguousarray(value, kind), name=name)

    image = op.parameter([1, 3, SIZE, SIZE], np.float32, name="image")
    image.output(0).set_names({"image"})
    shifted = op.subtract(image, constant(MEAN.reshape(1, 3, 1, 1), "normalize/mean"),
                          name="normalize/subtract")
    value = {"normalize": op.multiply(
        shifted, constant(np.full((1, 1, 1, 1), SCALE), "normalize/scale"),
        name="normalize/multiply")}
    known = channels_of()
    for row in LAYERS:
        name, kind, sources = row[:3]
        source = [value[s] for s in sources]
        if kind == "add":
            value[name] = op.add(*source, name=name)
            continue
        if kind == "cat":
            value[name] = op.concat(source, axis=1, name=name)
            continue
        outputs, stride, act = row[3:]
        weights, bias = net[name]
        pad = [0, 0] if kind == "pw" else [1, 1]
        steps = ([stride, stride], pad, pad, [1, 1])
        if kind == "dw":
            kernel = weights.T.reshape(outputs, 1, 1, 3, 3)
            x = op.group_convolution(source[0], constant(kernel, name + "/weights"), *steps,
                                     name=name)
        else:
            inputs, side = known[sources[0]], 3 if kind == "conv" else 1
            kernel = weights.reshape(side, side, inputs, outputs).transpose(3, 2, 0, 1)
            x = op.convolution(source[0], constant(kernel, name + "/weights"), *steps, name=name)
        x = op.add(x, constant(bias.reshape(1, outputs, 1, 1), name + "/bias"), name=name + "/add")
        if act == "relu":
            x = op.relu(x, name=name + "/relu")
        elif act == "relu6":
            x = op.clamp(x, 0.0, 6.0, name=name + "/relu6")
        value[name] = x
    x = value[LAYERS[-1][0]]
    side = list(x.output(0).shape)[2]
    x = op.avg_pool(x, [1, 1], [0, 0], [0, 0], [side, side], True, name="pool")
    x = op.reshape(x, constant([1, FEATURES], "flatten/shape", np.int64), False, name="flatten")
    weights, bias = net["classifier"]
    x = op.matmul(x, constant(weights.T, "classifier/weights"), False, True, name="classifier")
    x = op.add(x, constant(bias.reshape(1, -1), "classifier/bias"), name="classifier/add")
    x = op.softmax(x, 1, name="probabilities")
    x.output(0).set_names({"probabilities"})
    result = op.result(x, name="output")
    return ov.Model([result], [image], "glyphs")


def predict(model, images, precision="f32"):
    """Class probabilities; f32 is forced so that no processor rounds to half precision."""
    import openvino as ov
    compiled = ov.Core().compile_model(
        model, "CPU", {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"})
    request = compiled.create_infer_request()
    out = []
    for image in images:
        out.append(request.infer({0: image[None].astype(np.float32)})[0][0].copy())
    return np.array(out)


def accuracy(model, images, labels):
    return 100.0 * float((predict(model, images).argmax(1) == labels).mean())


def measure_int8(model, calib, images, labels, excluded=STRETCH_TO):
    import nncf
    result = {}
    data = nncf.Dataset(list(calib), lambda image: image[None].astype(np.float32))
    for preset in (nncf.QuantizationPreset.PERFORMANCE, nncf.QuantizationPreset.MIXED):
        for scope in (None, nncf.IgnoredScope(names=[excluded])):
            quantized = nncf.quantize(model.clone(), data, preset=preset, subset_size=len(calib),
                                      ignored_scope=scope)
            key = preset.value + (f", {excluded} excluded" if scope else "")
            result[key] = accuracy(quantized, images, labels)
    return result


# ---------------------------------------------------------------- main

def main():
    parser = argparse.ArgumentParser(description="Makes the bundled demo.")
    parser.add_argument("--out", type=Path, required=True, help="folder for the demo's files")
    parser.add_argument("--check", action="store_true", help="only measure what is there")
    parser.add_argument("--int8", action="store_true", help="with --check: measure int8 with NNCF")
    args = parser.parse_args()
    if args.int8 and not args.check:
        parser.error("--int8 goes with --check: NNCF starts processes, JAX must not be loaded then")
    out = args.out
    out.mkdir(parents=True, exist_ok=True)
    import openvino as ov

    if not args.check:
        start = time.time()
        for name, seed, count in (("calib", SEED + 11, CALIB), ("test", SEED + 12, TEST)):
            images, labels = make_set(seed, count)
            write_idx(out / f"{name}-images.idx.gz", images)
            write_idx(out / f"{name}-labels.idx.gz", labels)
        (out / "labels.txt").write_text("".join(f"{name}\n" for name in CLASSES))
        images, labels = make_set(SEED + 10, TRAIN)
        print(f"rendered in {time.time() - start:.0f} s", flush=True)
        net = train(images, labels)
        calib = read_idx(out / "calib-images.idx.gz")
        test, truth = (read_idx(out / f"test-{part}.idx.gz") for part in ("images", "labels"))
        plain, spread = build_model(net), build_model(stretch_channels(spread_ranges(net, calib), calib))
        before, after = predict(plain, test), predict(spread, test)
        same = int((before.argmax(1) == after.argmax(1)).sum())
        print(f"spreading the ranges: {same} of {len(test)} answers equal, largest difference of "
              f"a probability {np.abs(before - after).max():.2e}, accuracy before "
              f"{100 * (before.argmax(1) == truth).mean():.1f} %")
        if same != len(test):
            raise SystemExit("the float network has changed")
        ov.serialize(spread, out / "glyphs.xml", out / "glyphs.bin")

    calib = read_idx(out / "calib-images.idx.gz")
    test, truth = (read_idx(out / f"test-{part}.idx.gz") for part in ("images", "labels"))
    model = ov.Core().read_model(out / "glyphs.xml")
    start = time.time()
    print(f"float: {accuracy(model, test, truth):.1f} % of {len(test)} "
          f"in {time.time() - start:.2f} s")
    if args.int8:
        for key, value in measure_int8(model, calib, test, truth).items():
            print(f"int8 {key}: {value:.1f} %")
    files = sorted(p for p in out.iterdir() if p.is_file())
    for path in files:
        print(f"{path.stat().st_size:8d}  {path.name}")
    print(f"{sum(p.stat().st_size for p in files):8d}  total")


if __name__ == "__main__":
    main()
