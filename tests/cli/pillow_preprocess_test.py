#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepares generated pictures with rangefinder-cli and with Pillow and compares the tensors: equal to one grey level.

    pillow_preprocess_test.py --cli rangefinder-cli     (needs pillow, opencv-python-headless and numpy)

Also torchvision's usual chain, the shorter side to a size and a crop out of the middle, whose halves of pixels go to even ones.
Exit code 77: skipped, because a Python package is absent (an error under CI=true).
"""
import argparse
import sys
import tempfile
from pathlib import Path

from opencv_preprocess_test import compare, planes, prepared, write_pictures
from test_support import required

with required("./check installs pillow into .deps/test-tools"):
    import numpy as np
    from PIL import Image

FILTERS = {"pillow-nearest": Image.Resampling.NEAREST, "pillow-box": Image.Resampling.BOX, "pillow-bilinear": Image.Resampling.BILINEAR,
           "pillow-hamming": Image.Resampling.HAMMING, "pillow-bicubic": Image.Resampling.BICUBIC,
           "pillow-lanczos": Image.Resampling.LANCZOS}
TARGETS = [(48, 64), (96, 96), (13, 5), (301, 280)]


def stretch(picture, h, w, how):
    return np.asarray(Image.fromarray(picture).resize((w, h), how))


def shorter_side_and_crop(picture, how):
    """To 96 and 81, so that halves of pixels are left over."""
    height, width = picture.shape[:2]
    size = (96, int(96 * height / width)) if width < height else (int(96 * width / height), 96)
    large = Image.fromarray(picture).resize(size, how)
    top, left = int(round((large.height - 81) / 2.0)), int(round((large.width - 81) / 2.0))
    return np.asarray(large.crop((left, top, left + 81, top + 81)))


def check(cli, folder, pictures):
    failures = []
    for word, how in FILTERS.items():
        for h, w in TARGETS:
            steps = f"size={h}x{w}:{word}"
            expected = planes([stretch(picture, h, w, how) for picture in pictures])
            failures += compare(steps, prepared(cli, folder, f"1x3x{h}x{w}", steps), expected, 1.0)
        steps = f"size=96x96:{word}:ac-greater,crop=81x81:centre-even"
        expected = planes([shorter_side_and_crop(picture, how) for picture in pictures])
        failures += compare(steps, prepared(cli, folder, "1x3x81x81", steps), expected, 1.0)
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    cli = parser.parse_args().cli
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pictures"
        folder.mkdir()
        failures = check(cli, folder, write_pictures(folder))
    sys.exit("\n".join(failures) if failures else 0)


if __name__ == "__main__":
    main()
