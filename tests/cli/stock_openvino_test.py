#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quantizes networks with rangefinder-cli and runs the exported files with stock OpenVINO.

    stock_openvino_test.py --cli rangefinder-cli --shared DIR     (needs openvino and numpy)

ResNet8: float top-1 on the 1000 shared pictures is 88.2; POT reaches 87.2 (performance) and 87.5 (mixed), NNCF 87.3 and
87.6. MNIST: the float network reaches 98.91 on the 10000 test digits. The other networks have no labelled data here: they
must load, hold integers, and give finite values of the float network's shapes. ONNX files are converted with OpenVINO's
own converter.
Exit code 77: skipped, because the shared data or a Python package is absent (an error under CI=true).
"""
import argparse
import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from test_support import convert, required, skip

with required():
    import numpy as np
    import openvino as ov

RESNET8_LEAST = {"performance": 0.872, "mixed": 0.874}  # one picture of 1000 may fall otherwise on another processor
MNIST_LEAST = 0.989
NETWORKS = ["ir_omz/face-detection-retail-0004/FP32/face-detection-retail-0004.xml",
            "ir_omz/face-detection-retail-0004/FP16/face-detection-retail-0004.xml",
            "ir_omz/head-pose-estimation-adas-0001/FP16/head-pose-estimation-adas-0001.xml",
            "ir_omz/open-closed-eye-0001/FP32/open-closed-eye-0001.xml",
            "onnx_misc/mlperf_tiny_vww_mobilenetv1_025_96.xml",
            "onnx_misc/yunet_n_320_320.onnx",
            "onnx_misc/version-RFB-320.onnx"]


def ir_of(source, folder):
    return source if source.suffix == ".xml" else convert(source, folder / (source.stem + ".xml"))


def optimize(args, model, data, out, *options):
    subprocess.run([args.cli, "optimize", "--model", model, "--data", data, "--output", out, "--error-samples", "0", *options],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return out / model.name


def integers_in(xml):
    return sum(op.get_type_name() == "Constant" and op.get_element_type() == ov.Type.i8 for op in ov.Core().read_model(str(xml)).get_ops())


def accuracy(xml, pictures, labels):
    """Top-1, as the device runs the model by default."""
    request = ov.Core().compile_model(str(xml), "CPU").create_infer_request()
    return float(np.mean([int(np.argmax(request.infer([picture])[0])) == label for picture, label in zip(pictures, labels)]))


def report(name, good, text):
    print(f"{name}: {text}: {'passed' if good else 'FAILED'}")
    return good


def resnet8(args, data, folder):
    model = data / "resnet8_cifar10/mlperf_tiny_resnet8_cifar10.xml"
    records = np.fromfile(data / "resnet8_cifar10/cifar10/test_1000.bin", np.uint8).reshape(-1, 3073)
    pictures = records[:, 1:].reshape(-1, 1, 3, 32, 32).astype(np.float32)
    for preset, least in RESNET8_LEAST.items():
        exported = optimize(args, model, data / "resnet8_cifar10/cifar10/train_calib_300.bin", folder / preset, "--preset", preset, "--subset", "300")
        value, integers = accuracy(exported, pictures, records[:, 0]), integers_in(exported)
        yield report(f"ResNet8 {preset}", value >= least and integers > 0, f"int8 {value:.3f}, at least {least}, {integers} int8 constants")


def mnist(args, data, folder):
    images, labels = data / "mnist/t10k-images-idx3-ubyte.gz", data / "mnist/t10k-labels-idx1-ubyte.gz"
    model = ir_of(data / "mnist/mnist.onnx", folder)
    shape = [int(size) for size in ov.Core().read_model(str(model)).input().get_partial_shape().to_shape()]
    pictures = np.frombuffer(gzip.decompress(images.read_bytes())[16:], np.uint8).reshape([-1, *shape]).astype(np.float32)
    exported = optimize(args, model, images, folder / "mnist", "--subset", "300")
    value = accuracy(exported, pictures, np.frombuffer(gzip.decompress(labels.read_bytes())[8:], np.uint8))
    yield report("MNIST", value >= MNIST_LEAST, f"int8 {value:.4f}, at least {MNIST_LEAST}")


def results(xml, seed=0):
    """What a model gives for pictures of noise, one per input."""
    model = ov.Core().read_model(str(xml))
    random = np.random.RandomState(seed)
    inputs = [random.randint(0, 256, list(port.get_partial_shape().get_min_shape())).astype(np.float32) for port in model.inputs]
    return [np.array(value) for value in ov.Core().compile_model(model, "CPU").create_infer_request().infer(inputs).values()]


def loads(args, data, source, folder):
    model = ir_of(data / source, folder)
    exported = optimize(args, model, "synthetic:4", folder / Path(source).parent.name / Path(source).stem)
    reference, quantized, integers = results(model), results(exported), integers_in(exported)
    same = len(reference) == len(quantized) and all(a.shape == b.shape for a, b in zip(reference, quantized))
    finite = all(np.isfinite(value).all() for value in quantized)
    yield report(source, same and finite and integers > 0, f"{len(quantized)} outputs, {integers} int8 constants")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    data = Path(os.environ.get("RF_SHARED_DIR", args.shared)) / "data"
    if not data.is_dir():
        skip("shared test data is absent")
    with tempfile.TemporaryDirectory() as folder:
        passed = [*resnet8(args, data, Path(folder)), *mnist(args, data, Path(folder))]
        for source in NETWORKS:
            passed += loads(args, data, source, Path(folder))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
