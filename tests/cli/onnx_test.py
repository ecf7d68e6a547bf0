#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quantizes models to an IR and to ONNX with rangefinder-cli, and holds what ONNX Runtime computes from the one against what stock
OpenVINO computes from the other with the exact arithmetic of FakeQuantize (LP_TRANSFORMS_MODE=NO; no optimizations in ONNX Runtime).

    onnx_test.py --cli rangefinder-cli --shared DIR     (needs openvino, numpy, onnx and onnxruntime)

Sums of floats are added in another order, so that a value on the border of two levels may fall on the other one, which the layers behind
pass on. Every output must lie within one step (1/255 of its largest value) and twice as much as OpenVINO's own moves when the inputs
move by a millionth; float models within 1e-4 of the largest value. Exit code 77: skipped, because something that it needs is absent (an error under CI=true).
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from test_support import required, skip

with required("./check installs it"):
    import numpy as np
    import onnx
    import onnxruntime
    import openvino as ov

ONE_STEP = 1 / 255

# Relative to the folder of the shared data; inputs with open sizes get these.
INT8 = {
    "golden/models/mbv2": [],
    "golden/models/depthwise": [],
    "golden/models/pools": [],
    "golden/models/deconv": [],
    "golden/models/layernorm_mvn": [],
    "golden/models/act_misc": [],
    "data/resnet8_cifar10/mlperf_tiny_resnet8_cifar10.onnx": [],
    "data/more/ocr/ppocr_v2_cls.onnx": [[1, 3, 48, 192]],
}
FLOAT = {
    "golden/models/interpolate_fpn": [],
    "golden/models/se_block": [],
    "data/more/ocr/ppocrv6_tiny_rec.onnx": [[1, 3, 48, 320]],
}


def model_in(path):
    """The model itself, or the only one of a folder; None where there is none."""
    if path.is_dir():
        return next(iter(sorted(path.glob("*.xml"))), None)
    return path if path.exists() else None


def run(cli, *arguments):
    done = subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())


def sample(model, shapes):
    rng = np.random.default_rng(1)
    shapes = shapes or [list(port.shape) for port in model.inputs]
    return [rng.random(shape, dtype=np.float32).astype(port.element_type.to_dtype()) for port, shape in zip(model.inputs, shapes)]


def by_openvino(model, data):
    settings = {"INFERENCE_PRECISION_HINT": "f32", "LP_TRANSFORMS_MODE": "NO"}
    compiled = ov.Core().compile_model(model, "CPU", settings)
    answers = compiled(data)
    return [np.array(answers[port]) for port in compiled.outputs]


def by_onnx_runtime(path, data):
    onnx.checker.check_model(str(path))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return [i.name for i in session.get_inputs()], session.run(None, {i.name: d for i, d in zip(session.get_inputs(), data)})


def stored_types(path):
    return {onnx.TensorProto.DataType.Name(tensor.data_type) for tensor in onnx.load(str(path)).graph.initializer}


def distance(expected, found):
    """The largest difference, in parts of the largest value."""
    return np.abs(expected.astype(np.float64) - found).max() / max(np.abs(expected).max(), 1e-30)


def sensitivity(model, data):
    """By how much each output moves when the inputs move by a millionth."""
    expected, most = by_openvino(model, data), 0.0
    for seed in range(3):
        rng = np.random.default_rng(seed)
        moved = [(one * (1 + 1e-6 * rng.standard_normal(one.shape))).astype(one.dtype) for one in data]
        most = max([most, *(distance(a, b) for a, b in zip(expected, by_openvino(model, moved)))])
    return most


def wrong_with(name, expected, found, allowed):
    if expected.shape != found.shape:
        return f"{name}: shape {found.shape} instead of {expected.shape}"
    far = distance(expected, found)
    print(f"{name}: differs by {far:.1e} of the largest value, {allowed:.1e} is allowed")
    if not far <= allowed:
        return f"{name}: differs by {far} of the largest value"
    return None


def samples_of(shapes, folder):
    """Calibration data: made up by the program, or a file where sizes are open."""
    if not shapes:
        return "synthetic:4"
    folder.mkdir(exist_ok=True)
    np.save(folder / "samples.npy", np.random.default_rng(2).random([4, *shapes[0][1:]], dtype=np.float32))
    return folder / "samples.npy"


def check(cli, source, shapes, folder, quantized):
    for kind in ("ir", "onnx"):
        if quantized:
            run(cli, "optimize", "--model", source, "--data", samples_of(shapes, folder), "--format", kind, "--output", folder / kind,
                "--error-samples", 0, "--no-store", "--range-estimator", "mean")
        else:
            run(cli, "convert", source, "-o", folder / kind, "--format", kind)
    ir, written = next((folder / "ir").glob("*.xml")), next((folder / "onnx").glob("*.onnx"))
    model = ov.Core().read_model(ir)
    data = sample(model, shapes)
    if shapes:
        model.reshape({port: ov.PartialShape(shape) for port, shape in zip(model.inputs, shapes)})
    names, found = by_onnx_runtime(written, data)
    wrong = [] if all(name in port.names for name, port in zip(names, model.inputs) if port.names) else [f"{source}: inputs {names}"]
    if quantized and "INT8" not in stored_types(written):
        wrong.append(f"{source.name}: no weights are stored as int8")
    allowed = ONE_STEP + 2 * sensitivity(model, data) if quantized else 1e-4
    wrong += [wrong_with(source.name, a, b, allowed) for a, b in zip(by_openvino(model, data), found)]
    return [sentence for sentence in wrong if sentence]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    shared = Path(os.environ.get("RF_SHARED_DIR", args.shared))
    if not (shared / "golden" / "models").is_dir():
        skip(f"no {shared}")
    demo = Path(__file__).parents[2] / "resources" / "demo" / "glyphs.xml"
    work = [(demo, [], True)] + [(model_in(shared / name), shapes, True) for name, shapes in INT8.items()]
    work += [(model_in(shared / name), shapes, False) for name, shapes in FLOAT.items()]
    wrong = [] if all(source for source, _, _ in work) else ["a model of the shared data is missing"]
    with tempfile.TemporaryDirectory() as folder:
        for number, (source, shapes, quantized) in enumerate(work):
            if source:
                wrong += check(args.cli, source, shapes, Path(folder) / str(number), quantized)
    print("\n".join(wrong) or f"{len(work)} models compute what they computed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
