#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts models of every framework with rangefinder-cli and holds them against what stock OpenVINO reads from the same file: the same
inputs and outputs (names, types, shapes), and the same results within 1e-5 of the largest.

    import_test.py --cli rangefinder-cli --shared DIR     (needs openvino and numpy)

Exit code 77: skipped, because the shared data or a Python package is absent (an error under CI=true).
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from test_support import required, skip

with required():
    import numpy as np
    import openvino as ov

# Sizes for the inputs that leave some open, by place.
MODELS = {
    "ocr/ppocr_v2_cls.onnx": [[1, 3, 48, 192]],
    "ocr/ppocrv6_tiny_rec.onnx": [[1, 3, 48, 320]],
    "ocr/cls_paddle/inference.pdmodel": [[1, 3, 48, 192]],
    "bert_pron/bert_pron.onnx": [[2, 32]],
    "audio/silero_vad_openvino_16k.onnx": [],
    "tflite/face_landmark.tflite": [],
    "basic_pitch/saved_model": [[1, 43844, 1]],
}
LARGEST_DIFFERENCE = 1e-5


def interface(model):
    def tensors(ports):
        return [(sorted(port.names), str(port.element_type), str(port.partial_shape)) for port in ports]

    return [port.get_node().friendly_name for port in model.inputs], tensors(model.inputs), tensors(model.outputs)


def results(core, model, shapes, data):
    if shapes:
        model.reshape({port: ov.PartialShape(shape) for port, shape in zip(model.inputs, shapes)})
    compiled = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    answers = compiled(data)
    return [np.array(answers[port]) for port in compiled.outputs]


def sample(model, shapes):
    rng = np.random.default_rng(1)
    shapes = shapes or [list(port.shape) for port in model.inputs]
    whole = [port.element_type.is_integral() for port in model.inputs]
    return [rng.integers(0, 20, shape) if is_whole else rng.random(shape, dtype=np.float32) for shape, is_whole in zip(shapes, whole)]


def check(cli, source, shapes, folder):
    """What is wrong, as a list of sentences."""
    run = subprocess.run([cli, "convert", str(source), "-o", str(folder), "--name", "net"], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return [f"{source.name}: {run.stderr.strip()}"]
    core = ov.Core()
    theirs, ours = core.read_model(source), core.read_model(folder / "net.xml")
    wrong = []
    if interface(theirs) != interface(ours):
        wrong.append(f"{source.name}: {interface(ours)} instead of {interface(theirs)}")
    data = sample(theirs, shapes)
    for expected, found in zip(results(core, theirs, shapes, data), results(core, ours, shapes, data)):
        difference = np.abs(expected - found).max() / np.abs(expected).max()
        if not difference <= LARGEST_DIFFERENCE:
            wrong.append(f"{source.name}: differs by {difference} of the largest value")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    models = Path(os.environ.get("RF_SHARED_DIR", args.shared)) / "data" / "more"
    if not models.is_dir():
        skip(f"no {models}")
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, shapes) in enumerate(MODELS.items()):
            wrong += check(args.cli, models / name, shapes, Path(folder) / str(number))
    print("\n".join(wrong) or f"{len(MODELS)} models compute what they computed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
