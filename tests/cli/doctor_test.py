#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the doctor about networks whose preparation is documented, and about copies for which another one has been made right.

    doctor_test.py --cli rangefinder-cli --shared DIR     (needs openvino and numpy)

The copies are made with OpenVINO: whatever is done to the input first inside of the network (a multiplication, a mean, a
swap of channels) is what must be done to pictures no more, or the other way round; or the first weights are scaled, so that
nothing of it can be seen. So the criterion can't have been made for the networks. Everywhere the true preparation must not be
ruled out, and whatever is said to be sure must be true. Where the data is the network's own, it must be found.
Exit code 77: skipped, because the shared data or a Python package is absent (an error under CI=true).
"""
import json
import subprocess
import sys
from pathlib import Path

from test_support import convert, required, run_parts

with required():
    import numpy as np
    import openvino as ov
    import openvino.opset8 as ops

STORED, UNIT, SYMMETRIC = "values as stored", "x / 255", "x / 127.5 - 1"
IMAGENET, CAFFE, INT8 = "ImageNet mean and deviation", "ImageNet mean subtracted", "x - 128"
MEAN, DEVIATION = [123.675, 116.28, 103.53], [58.395, 57.12, 57.375]
CAFFE_MEAN = [123.68, 116.779, 103.939]


def save(model, target):
    ov.save_model(model, str(target), compress_to_fp16=False)
    return target


def with_input(source, target, scale=(1, 1, 1), mean=(0, 0, 0), swap=False):
    """A copy that first computes x * scale + mean (of channels in the copy's order), then swaps the channels."""
    model = ov.Core().read_model(str(source))
    parameter = model.get_parameters()[0]
    readers = list(parameter.output(0).get_target_inputs())
    by_channel = lambda values: np.array(values, np.float32).reshape(1, 3, 1, 1)
    x = parameter.output(0)
    if tuple(scale) != (1, 1, 1):
        x = ops.multiply(x, ops.constant(by_channel(scale))).output(0)
    if tuple(mean) != (0, 0, 0):
        x = ops.add(x, ops.constant(by_channel(mean))).output(0)
    if swap:
        x = ops.gather(x, ops.constant(np.array([2, 1, 0])), ops.constant(1)).output(0)
    for reader in readers:
        reader.replace_source_output(x)
    model.validate_nodes_and_infer_types()
    return save(model, target)


def with_weights(source, target, factor, swap=False):
    """A copy whose first convolution has its weights multiplied, and their channels swapped."""
    model = ov.Core().read_model(str(source))
    convolution = next(op for op in model.get_ordered_ops() if op.get_type_name() == "Convolution")
    weights = ov.Core().compile_model(ov.Model([convolution.input_value(1)], []), "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request().infer([])[0] * np.float32(factor)
    convolution.input(1).replace_source_output(ops.constant(np.ascontiguousarray(weights[:, ::-1] if swap else weights)).output(0))
    return save(model, target)


class Checks:
    def __init__(self, cli):
        self.cli, self.failed = cli, 0

    def ask(self, model, data, *options):
        command = [self.cli, "doctor", "--model", model, "--data", data, "--json", *options]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{command}: exit code {done.returncode}: {done.stderr.splitlines()[-1:]}")
        return json.loads(done.stdout)

    def expect(self, what, model, data, order, values, found, *options):
        """`order`: rgb, bgr, or None where it makes no difference; `found`: scale and order, scale, or nothing must be sure or likely."""
        answer = self.ask(model, data, "--ignore-labels", *options)
        verdict, candidates = answer["verdict"], answer["candidates"]
        true = [one["values"] == values and order in (None, one["order"]) for one in candidates]
        sure = verdict["confidence"] == "sure"
        good = any(true[:verdict["plausible"]]) and (true[0] or not sure)
        scale = sum(one["plausibility"] for one in candidates if one["values"] == values)
        if found == "all":
            good = good and true[0] and verdict["confidence"] != "undecided"
        if found == "scale":
            good = good and scale > 0.8
        self.failed += not good
        print(f"{what:44} {order or '-':4} {values:28} -> {verdict['confidence']:10} {candidates[0]['name']:34} "
              f"{candidates[0]['plausibility']:5.1%}, true scale {scale:5.1%}, {verdict['plausible']} possible: {'passed' if good else 'FAILED'}")


def resnet8(checks, shared, folder):
    data = shared / "resnet8_cifar10/cifar10/test_1000.bin"
    model = shared / "resnet8_cifar10/mlperf_tiny_resnet8_cifar10.xml"
    checks.expect("ResNet8", model, data, "rgb", STORED, "all")
    checks.expect("ResNet8 from ONNX, normalisation folded", convert(model.with_suffix(".onnx"), folder / "r8.xml"), data, "rgb", STORED, "all")
    checks.expect("ResNet8 int8 (TFLite)", convert(shared / "more/tflite/mlperf_tiny_resnet8_int8.tflite", folder / "r8_int8.xml", [[1, 32, 32, 3]]),
                  data, "rgb", INT8, "all")
    moved = [("* 255, swapped", "bgr", UNIT, {"scale": [255] * 3, "swap": True}),
             ("swapped", "bgr", STORED, {"swap": True}), ("* 127.5 + 127.5", "rgb", SYMMETRIC, {"scale": [127.5] * 3, "mean": [127.5] * 3}),
             ("* deviation + mean, swapped", "bgr", IMAGENET, {"scale": DEVIATION[::-1], "mean": MEAN[::-1], "swap": True}), ("+ mean", "rgb", CAFFE, {"mean": CAFFE_MEAN})]
    for i, (what, order, values, change) in enumerate(moved):
        checks.expect(f"ResNet8, input {what}", with_input(model, folder / f"r8_{i}.xml", **change), data, order, values, "all")
    checks.expect("ResNet8, first weights * 255, swapped", with_weights(model, folder / "r8_ws.xml", 255, True), data, "bgr", UNIT, "all")


def others(checks, shared, folder):
    cifar = shared / "resnet8_cifar10/cifar10/test_1000.bin"
    vww = shared / "onnx_misc/mlperf_tiny_vww_mobilenetv1_025_96.xml"
    size = ("--preprocess", "size=96x96")
    checks.expect("VWW on CIFAR", vww, cifar, "rgb", UNIT, "scale", *size)
    checks.expect("VWW on CIFAR, first weights / 255", with_weights(vww, folder / "vww.xml", 1 / 255), cifar, "rgb", STORED, "scale", *size)
    checks.expect("VWW on CIFAR, * 0.5 + 0.5, swapped", with_input(vww, folder / "vww2.xml", [0.5] * 3, [0.5] * 3, True), cifar, "bgr", SYMMETRIC, "", *size)
    checks.expect("MNIST", convert(shared / "mnist/mnist.onnx", folder / "mnist.xml"), shared / "mnist/t10k-images-idx3-ubyte.gz", None, STORED, "")
    for name, order, side, found in (("face-detection-retail-0004/FP32/face-detection-retail-0004", "bgr", 300, ""),
                                     ("head-pose-estimation-adas-0001/FP16/head-pose-estimation-adas-0001", "bgr", 60, ""),
                                     ("open-closed-eye-0001/FP32/open-closed-eye-0001", "bgr", 32, "scale")):
        checks.expect(f"{Path(name).name} on CIFAR", shared / f"ir_omz/{name}.xml", cifar, order, STORED, found, "--preprocess", f"size={side}x{side}", *(("--samples", "10") if side > 100 else ()))
    checks.expect("face_landmark on CIFAR", convert(shared / "more/tflite/face_landmark.tflite", folder / "landmark.xml"), cifar, "rgb", UNIT, "scale",
                  "--preprocess", "size=192x192", "--samples", "20")


def text(checks, shared, folder):
    ocr = shared / "more/ocr"
    line = lambda width: ("--preprocess", f"size=48x{width}:height,mean=127.5,scale=127.5,pad=48x{width}:top-left")
    checks.expect("text recognizer", convert(ocr / "ppocrv6_tiny_rec.onnx", folder / "rec.xml", [[1, 3, 48, 320]]), ocr / "lines", None, SYMMETRIC, "", *line(320), "--samples", "16")
    checks.expect("text direction", convert(ocr / "ppocr_v2_cls.onnx", folder / "cls.xml", [[1, 3, 48, 192]]), ocr / "lines", None, SYMMETRIC, "", *line(192), "--samples", "50")
    checks.expect("text detector", convert(ocr / "ppocrv6_tiny_det.onnx", folder / "det.xml", [[1, 3, 480, 480]]), ocr / "pages", None, IMAGENET, "", "--samples", "8")


def constant_weights(checks, shared, folder):
    """A network with the same weight everywhere: nothing can be known, and nothing must be claimed."""
    model = convert(shared / "more/onnx_light/light_resnet50.onnx", folder / "light.xml")
    answer = checks.ask(model, shared / "resnet8_cifar10/cifar10/test_1000.bin", "--ignore-labels", "--preprocess", "size=224x224", "--samples", "2")
    good = answer["verdict"]["confidence"] == "undecided" and answer["verdict"]["plausible"] > 5
    checks.failed += not good
    print(f"constant weights: {answer['verdict']['sentence']}: {'passed' if good else 'FAILED'}")


if __name__ == "__main__":
    sys.exit(run_parts(Checks, (resnet8, others, text, constant_weights)))
