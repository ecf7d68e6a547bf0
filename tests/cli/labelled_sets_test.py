#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluates networks on labelled data of every kind with rangefinder-cli and holds the result against known figures.

    labelled_sets_test.py --cli rangefinder-cli --shared DIR     (needs openvino and numpy)

The ONNX files are converted with OpenVINO's own converter, so that no code of ours has a part in it. Classification is
counted by stock OpenVINO as well and must be equal to the last picture; the other figures are those of the data's README.
Exit code 77: skipped, because the shared data or a Python package is absent (an error under CI=true).
"""
import csv
import gzip
import json
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from test_support import convert, required, run_parts

with required():
    import numpy as np
    import openvino as ov

LINES = range(100, 400)
LINE_HEIGHT, LINE_WIDTH, DIRECTION_WIDTH = 48, 320, 192


def read_grey_png(path):
    """A PNG of 8-bit grey values (ISO/IEC 15948), so that the test needs no imaging package."""
    data, at, packed = path.read_bytes(), 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 0), path
        if kind == b"IDAT":
            packed += body
        at += 12 + length
    rows, picture = zlib.decompress(packed), np.zeros((height, width), np.uint8)
    above = np.zeros(width, np.uint8)
    for y in range(height):
        filter_type, line = rows[y * (width + 1)], bytearray(rows[y * (width + 1) + 1:(y + 1) * (width + 1)])
        for x in range(width):
            left, up, corner = (int(line[x - 1]) if x else 0), int(above[x]), (int(above[x - 1]) if x else 0)
            guess = left + up - corner
            paeth = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[x] = (line[x] + (0, left, up, (left + up) // 2, paeth)[filter_type]) & 255
        above = picture[y] = np.frombuffer(bytes(line), np.uint8)
    return picture


def narrowed(picture, width):
    """Linear interpolation along x with half-pixel centres."""
    old = picture.shape[1]
    x = np.clip((np.arange(width) + 0.5) * old / width - 0.5, 0, old - 1)
    left = np.minimum(x.astype(int), old - 2)
    part = x - left
    return np.round(picture[:, left] * (1 - part) + picture[:, left + 1] * part)


def line_tensor(picture, width):
    """Three equal channels of -1…1 at the left of zeros."""
    if picture.shape[1] > width:
        picture = narrowed(picture.astype(np.float64), width)
    tensor = np.zeros((3, LINE_HEIGHT, width), np.float32)
    tensor[:, :, :picture.shape[1]] = picture / np.float32(127.5) - 1
    return tensor


class Checks:
    def __init__(self, cli):
        self.cli, self.failed = cli, 0

    def evaluate(self, model, data, metrics, *more, cwd=None):
        command = [self.cli, "evaluate", "--model", model, "--data", data, "--json", *more]
        for metric in metrics:
            command += ["--metric", metric]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=cwd)
        if done.returncode != 0:
            sys.exit(f"{command}: exit code {done.returncode}: {done.stderr.splitlines()[-1:]}")
        return [entry["value"] for entry in json.loads(done.stdout)["metrics"]]

    def expect(self, what, value, wanted, tolerance):
        good = abs(value - wanted) <= tolerance
        self.failed += not good
        print(f"{what}: {value:.4f}, expected {wanted:.4f}: {'passed' if good else 'FAILED'}")

    def expect_rows(self, what, rows, predictions):
        """Every sample gets the class that stock OpenVINO gives it."""
        different = [i for i, (row, wanted) in enumerate(zip(rows, predictions)) if int(row["prediction"]) != wanted]
        good = len(rows) == len(predictions) and not different
        self.failed += not good
        print(f"{what}: {len(rows)} predictions, different from stock OpenVINO: {different[:5] or 'none'}: {'passed' if good else 'FAILED'}")


def stock_predictions(xml, pictures):
    config = {"INFERENCE_PRECISION_HINT": "f32"}
    request = ov.Core().compile_model(str(xml), "CPU", config).create_infer_request()
    return [int(np.argmax(request.infer([picture[None].astype(np.float32)])[0])) for picture in pictures]


def classification(checks, what, xml, data, pictures, expected, folder):
    rows_file = folder / "rows.csv"
    value, = checks.evaluate(xml, data, ["accuracy@1"], "--per-sample", rows_file, "--overwrite")
    checks.expect(what, value, expected, 1e-9)
    with open(rows_file, newline="") as file:
        checks.expect_rows(what, list(csv.DictReader(file)), stock_predictions(xml, pictures))


def resnet8(checks, shared, folder):
    data = shared / "resnet8_cifar10"
    records = data / "cifar10/test_1000.bin"
    pictures = np.fromfile(records, np.uint8).reshape(-1, 3073)[:, 1:].reshape(-1, 3, 32, 32)
    classification(checks, "ResNet8 on test_1000", data / "mlperf_tiny_resnet8_cifar10.xml", records, pictures, 0.882, folder)
    batched = ov.Core().read_model(data / "mlperf_tiny_resnet8_cifar10.xml")
    batched.reshape([48, 3, 32, 32])  # 1000 pictures are no multiple of it
    ov.save_model(batched, folder / "batched.xml", compress_to_fp16=False)
    checks.expect("ResNet8 in batches of 48", checks.evaluate(folder / "batched.xml", records, ["accuracy@1"])[0], 0.882, 1e-9)
    whole = data / "cifar10/test_batch.bin"
    if whole.exists():
        checks.expect("ResNet8 on all 10 000", checks.evaluate(data / "mlperf_tiny_resnet8_cifar10.xml", whole, ["accuracy@1"])[0], 0.8719, 1e-9)


def mnist(checks, shared, folder):
    images = shared / "mnist/t10k-images-idx3-ubyte.gz"
    pictures = np.frombuffer(gzip.open(images).read()[16:], np.uint8).reshape(-1, 1, 28, 28)
    classification(checks, "MNIST", convert(shared / "mnist/mnist.onnx", folder / "mnist.xml"), images, pictures, 0.9891, folder)


def text_lines(checks, shared, folder):
    ocr = shared / "more/ocr"
    labels = [line.split("\t")[1] for line in (ocr / "lines/labels.txt").read_text(encoding="utf-8").splitlines()]
    pictures = [read_grey_png(ocr / f"lines/{i:04}.png") for i in LINES]

    np.save(folder / "lines.npy", np.stack([line_tensor(picture, LINE_WIDTH) for picture in pictures]))
    (folder / "lines.txt").write_text("\n".join(labels[i] for i in LINES) + "\n", encoding="utf-8")
    model = convert(ocr / "ppocrv6_tiny_rec.onnx", folder / "rec.xml", [[1, 3, LINE_HEIGHT, LINE_WIDTH]])
    parameters = f"dictionary={ocr / 'ppocrv6_tiny_dict.txt'},space=last"
    exact, errors = checks.evaluate(model, folder / "lines.npy", [f"ctc_exact:{parameters}", f"ctc_cer:{parameters}"], "--labels", f"text:{folder / 'lines.txt'}")
    checks.expect("text lines, exact", exact, 287 / 300, 1e-9)
    checks.expect("text lines, character error", errors, 0.0046, 5e-5)

    turned = [picture[::-1, ::-1] if i % 2 else picture for i, picture in zip(LINES, pictures)]
    np.save(folder / "directions.npy", np.stack([line_tensor(picture, DIRECTION_WIDTH) for picture in turned]))
    (folder / "directions.txt").write_text("".join(f"{i % 2}\n" for i in LINES))
    model = convert(ocr / "ppocr_v2_cls.onnx", folder / "cls.xml", [[1, 3, LINE_HEIGHT, DIRECTION_WIDTH]])
    value, = checks.evaluate(model, folder / "directions.npy", ["accuracy@1"], "--labels", folder / "directions.txt")
    checks.expect("text direction", value, 0.96, 1e-9)


def masked_letters(checks, shared, folder):
    bert, mask = shared / "more/bert_pron", 31
    ids = np.fromfile(bert / "test_2000_ids.bin", np.uint8).reshape(-1, 32).astype(np.int64)
    labels = np.fromfile(bert / "test_2000_labels.bin", np.uint8).reshape(-1, 32).astype(np.int64)
    np.save(folder / "ids.npy", ids)
    np.save(folder / "hidden.npy", np.where(ids == mask, labels, -100))
    model = convert(bert / "bert_pron.onnx", folder / "bert.xml", [[1, 32]])
    value, = checks.evaluate(model, folder / "ids.npy", ["masked_accuracy"], "--labels", f"masked-tokens:{folder / 'hidden.npy'}")
    checks.expect("masked letters", value, 0.8837, 5e-5)


def documented_programs(checks, shared, folder):
    """The metric and the data set of docs/commands.md, as they stand there."""
    text = (Path(__file__).resolve().parents[2] / "docs/commands.md").read_text(encoding="utf-8")
    for name, code in zip(("score.py", "data.py"), re.findall(r"```python\n(.*?)```", text, re.DOTALL)):
        (folder / name).write_text(code, encoding="utf-8")
    command = lambda name: "command:" + json.dumps([sys.executable, str(folder / name)])
    data = shared / "resnet8_cifar10"
    value, same = checks.evaluate(data / "mlperf_tiny_resnet8_cifar10.xml", command("data.py"), [command("score.py"), "accuracy@1"], "--allow-commands",
                                  cwd=data / "cifar10")
    checks.expect("ResNet8 by the documented programs", value, 0.882, 1e-9)
    checks.expect("ResNet8 with the documented data", same, 0.882, 1e-9)


if __name__ == "__main__":
    sys.exit(run_parts(Checks, (resnet8, mnist, text_lines, masked_letters, documented_programs)))
