#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepares generated pictures with rangefinder-cli and with OpenCV in Python and compares the tensors.

    opencv_preprocess_test.py --cli rangefinder-cli     (needs opencv-python-headless and numpy)

The Python side is written after the tools whose habits the aspect modes follow: torchvision (shorter-side), YOLO
(letterbox), PaddleOCR (height). Every interpolation and aspect mode must agree to one grey level at every element.
Exit code 77: skipped, because a Python package is absent (an error under CI=true).
"""
import argparse
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from test_support import required

with required("./check installs opencv-python-headless into .deps/test-tools"):
    import cv2
    import numpy as np

INTERPOLATIONS = {"nearest": cv2.INTER_NEAREST, "linear": cv2.INTER_LINEAR, "cubic": cv2.INTER_CUBIC, "area": cv2.INTER_AREA}
PICTURES = [(37, 53), (64, 48), (200, 90), (11, 300), (256, 256)]  # height, width
TARGETS = [(48, 64), (96, 96)]
FILL = 114


def write_pictures(folder):
    """Noise on a gradient: every pixel differs from its neighbours, and none is only an average."""
    random = np.random.default_rng(3)
    pictures = []
    for number, (height, width) in enumerate(PICTURES):
        y, x = np.mgrid[0:height, 0:width]
        gradient = np.stack([255 * y / height, 255 * x / width, 255 * (x + y) / (height + width)], axis=2)
        picture = np.clip(gradient + random.integers(-60, 60, gradient.shape), 0, 255).astype(np.uint8)
        cv2.imwrite(str(folder / f"{number}.png"), picture)
        pictures.append(picture)
    return pictures


def centred(outer, inner):
    return (outer - inner) // 2


def place(canvas, picture, top, left):
    canvas[top:top + picture.shape[0], left:left + picture.shape[1]] = picture
    return canvas


def stretch(picture, h, w, how):
    return cv2.resize(picture, (w, h), interpolation=how)


def letterbox(picture, h, w, how):
    height, width = picture.shape[:2]
    ratio = min(h / height, w / width)
    small = cv2.resize(picture, (max(1, round(width * ratio)), max(1, round(height * ratio))), interpolation=how)
    canvas = np.full((h, w, 3), FILL, np.uint8)
    return place(canvas, small, centred(h, small.shape[0]), centred(w, small.shape[1]))


def shorter_side_and_crop(picture, h, w, how):
    height, width = picture.shape[:2]
    if w * height < h * width:
        size = (width * h // height, h)
    else:
        size = (w, height * w // width)
    large = cv2.resize(picture, size, interpolation=how)
    top, left = centred(large.shape[0], h), centred(large.shape[1], w)
    return large[top:top + h, left:left + w]


def longer_side_and_pad(picture, h, w, how):
    height, width = picture.shape[:2]
    ratio = min(h / height, w / width)
    small = cv2.resize(picture, (max(1, round(width * ratio)), max(1, round(height * ratio))), interpolation=how)
    return place(np.zeros((h, w, 3), np.uint8), small, 0, 0)


def height_and_pad(picture, h, w, how):
    ratio = picture.shape[1] / picture.shape[0]
    line = cv2.resize(picture, (min(w, math.ceil(h * ratio)), h), interpolation=how)
    return place(np.zeros((h, w, 3), np.uint8), line, 0, 0)


ASPECTS = {
    "size={h}x{w}:{how}": stretch,
    "size={h}x{w}:{how}:letterbox:114": letterbox,
    "size={h}x{w}:{how}:shorter-side,crop={h}x{w}": shorter_side_and_crop,
    "size={h}x{w}:{how}:longer-side,pad={h}x{w}:top-left": longer_side_and_pad,
    "size={h}x{w}:{how}:height,pad={h}x{w}:top-left": height_and_pad,
}


def prepared(cli, folder, shape, steps):
    output = folder.parent / "out.npy"
    command = [cli, "preprocess", "--data", str(folder), "--shape", shape, "--preprocess", steps, "--samples", "99", "--overwrite", "--output",
               str(output)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{run.stderr}")
    return np.load(output)


def compare(steps, ours, expected, tolerance):
    assert ours.shape == expected.shape, f"{steps}: {ours.shape} and {expected.shape}"
    worst = np.abs(ours.astype(np.float64) - expected).max()
    print(f"{steps}: {worst:g}")
    return [] if worst <= tolerance else [f"{steps}: differs by {worst:g}"]


def planes(pictures):
    return np.stack([picture.transpose(2, 0, 1) for picture in pictures]).astype(np.float64)


def check_sizes(cli, folder, pictures):
    failures = []
    for pattern, reference in ASPECTS.items():
        for word, how in INTERPOLATIONS.items():
            for h, w in TARGETS:
                steps = pattern.format(h=h, w=w, how=word)
                expected = planes([reference(picture, h, w, how) for picture in pictures])
                failures += compare(steps, prepared(cli, folder, f"1x3x{h}x{w}", steps), expected, 1.0)
    return failures


def check_order(cli, folder, pictures):
    """Colours, borders and normalization in the order written, and the layout of the input."""
    mean, scale = np.array([123.675, 116.28, 103.53]), np.array([58.395, 57.12, 57.375])
    small = [stretch(picture, 40, 56, cv2.INTER_LINEAR) for picture in pictures]
    rgb = [(picture[:, :, ::-1].astype(np.float64) - mean) / scale for picture in small]
    padded = [np.pad(picture, ((4, 4), (4, 4), (0, 0))) for picture in rgb]
    steps = "size=40x56,channels=rgb,mean=123.675:116.28:103.53,scale=58.395:57.12:57.375,pad=48x64"
    one_level = 1.0 / scale.min()
    failures = compare(steps, prepared(cli, folder, "1x3x48x64", steps), planes(padded), one_level)
    failures += compare(steps + " (channels last)", prepared(cli, folder, "1x48x64x3", steps), np.stack(padded), one_level)
    grey = np.stack([cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[None] for picture in small]).astype(np.float64)
    failures += compare("grey", prepared(cli, folder, "1x1x40x56", "size=40x56,channels=gray"), grey, 1.0)
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    cli = parser.parse_args().cli
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pictures"
        folder.mkdir()
        pictures = write_pictures(folder)
        failures = check_sizes(cli, folder, pictures) + check_order(cli, folder, pictures)
    sys.exit("\n".join(failures) if failures else 0)


if __name__ == "__main__":
    main()
