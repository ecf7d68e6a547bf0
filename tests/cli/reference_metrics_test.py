#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds our detection and segmentation metrics against pycocotools (and scikit-learn, where it is installed).

    reference_metrics_test.py --cli rangefinder-cli     (needs openvino, numpy and pycocotools)

Detections, boxes and masks are generated; a network that gives back its input brings them to rangefinder-cli, which reads
the labels from files as a user's. PASCAL VOC's measure is written down here once more, after its development kit.
Exit code 77: skipped, because a Python package is absent (an error under CI=true).
"""
import argparse
import contextlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from test_support import required

with required("./check installs pycocotools into .deps/test-tools"):
    import numpy as np
    import openvino as ov
    from openvino import opset8 as op
    from pycocotools import mask as coco_mask
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

TOLERANCE = 1e-6
PICTURES, CLASSES, ROWS = 60, 5, 160
WIDTH, HEIGHT = 640, 480


def identity(shape, target):
    """A network that gives back what it is given."""
    parameter = op.parameter(shape, np.float32, name="data")
    ov.save_model(ov.Model([op.multiply(parameter, np.float32(1))], [parameter]), str(target), compress_to_fp16=False)
    return target


def random_box(random):
    x, y = random.uniform(0, WIDTH - 40), random.uniform(0, HEIGHT - 40)
    return [x, y, min(WIDTH, x + random.uniform(8, 200)), min(HEIGHT, y + random.uniform(8, 200))]


def generate(random):
    """Objects per picture, and detections: objects moved a little, doubled, mistaken, invented, with scores that repeat."""
    truth, found = [], np.full((PICTURES, 1, ROWS, 7), -1, np.float32)
    for picture in range(PICTURES):
        objects = [{"label": int(random.integers(1, CLASSES + 1)), "box": random_box(random), "crowd": bool(random.random() < 0.1),
                    "difficult": bool(random.random() < 0.15)} for _ in range(random.integers(0, 9))]
        rows = []
        for thing in objects * 2:
            if random.random() < 0.75:
                box = np.array(thing["box"]) + random.normal(0, 12, 4)
                rows.append([thing["label"] if random.random() < 0.85 else int(random.integers(1, CLASSES + 1)), box])
        rows += [[int(random.integers(1, CLASSES + 1)), np.array(random_box(random))] for _ in range(random.integers(0, 6))]
        if picture == 0:  # more than the 100 that COCO counts
            rows += [[1, np.array(random_box(random))] for _ in range(120)]
        random.shuffle(rows)
        for i, (label, box) in enumerate(rows[:ROWS]):
            left, right = sorted(np.clip(box[[0, 2]] / WIDTH, 0, 1))
            top, bottom = sorted(np.clip(box[[1, 3]] / HEIGHT, 0, 1))
            found[picture, 0, i] = [0, label, round(float(random.random()), 2), left, top, right, bottom]
        truth.append(objects)
    return truth, found


def pixels(rows):
    """Rows of one picture as label, score and corners in pixels, as float64 of the stored float32."""
    rows = rows[0][rows[0][:, 0] >= 0].astype(np.float64)
    return [(int(row[1]), row[2], row[3:] * [WIDTH, HEIGHT, WIDTH, HEIGHT]) for row in rows]


def write_coco(truth, target):
    annotations = []
    for picture, objects in enumerate(truth):
        for thing in objects:
            left, top, right, bottom = thing["box"]
            annotations.append({"id": len(annotations) + 1, "image_id": picture + 1, "category_id": thing["label"],
                                "bbox": [left, top, right - left, bottom - top], "area": (right - left) * (bottom - top), "iscrowd": int(thing["crowd"])})
    target.write_text(json.dumps({
        "images": [{"id": i + 1, "file_name": str(i), "width": WIDTH, "height": HEIGHT} for i in range(len(truth))],
        "annotations": annotations, "categories": [{"id": i, "name": str(i)} for i in range(1, CLASSES + 1)]}))
    return target


def coco_value(instances, found):
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(str(instances))
        results = [{"image_id": picture + 1, "category_id": label, "score": score, "bbox": [box[0], box[1], box[2] - box[0], box[3] - box[1]]}
                   for picture, rows in enumerate(found) for label, score, box in pixels(rows)]
        evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return float(evaluation.stats[0])


def write_voc(truth, folder):
    folder.mkdir()
    names = ["aeroplane", "bicycle", "bird", "boat", "bottle"]
    for picture, objects in enumerate(truth):
        parts = [f"<object><name>{names[thing['label'] - 1]}</name><difficult>{int(thing['difficult'])}</difficult><bndbox>"
                 + "".join(f"<{key}>{value!r}</{key}>" for key, value in zip(("xmin", "ymin", "xmax", "ymax"), map(float, thing["box"])))
                 + "</bndbox></object>" for thing in objects]
        (folder / f"{picture}.xml").write_text(f"<annotation><size><width>{WIDTH}</width><height>{HEIGHT}</height></size>{''.join(parts)}</annotation>")
    return folder


def overlap(a, b):
    """Corners are pixels that belong to the box, as in VOCevaldet.m."""
    width = min(a[2], b[2]) - max(a[0], b[0]) + 1
    height = min(a[3], b[3]) - max(a[1], b[1]) + 1
    if width <= 0 or height <= 0:
        return 0.0
    area = lambda box: (box[2] - box[0] + 1) * (box[3] - box[1] + 1)
    return width * height / (area(a) + area(b) - width * height)


def voc_value(truth, found, least, eleven):
    """VOCevaldet.m and VOCap.m of the development kits of 2007 (eleven points) and 2010 (area)."""
    precisions = []
    for label in range(1, CLASSES + 1):
        objects = [[thing for thing in things if thing["label"] == label] for things in truth]
        wanted = sum(not thing["difficult"] for things in objects for thing in things)
        if wanted == 0:
            continue
        claims = [(score, picture, box) for picture, rows in enumerate(found) for kind, score, box in sorted(pixels(rows), key=lambda row: -row[1]) if kind == label]
        claims.sort(key=lambda claim: -claim[0])
        taken, right, wrong = set(), [], []
        for _, picture, box in claims:
            overlaps = [overlap(box, thing["box"]) for thing in objects[picture]]
            best = int(np.argmax(overlaps)) if overlaps else -1
            hit = best >= 0 and overlaps[best] >= least
            if hit and objects[picture][best]["difficult"]:
                continue
            fresh = hit and (picture, best) not in taken
            if fresh:
                taken.add((picture, best))
            right.append(fresh)
            wrong.append(not fresh)
        tp, fp = np.cumsum(right), np.cumsum(wrong)
        recall, precision = tp / wanted, tp / np.maximum(tp + fp, 1)
        if eleven:
            precisions.append(np.mean([max(precision[recall >= r], default=0) for r in np.arange(11) / 10]))
        else:
            r, p = np.concatenate([[0], recall, [1]]), np.concatenate([[0], precision, [0]])
            p = np.maximum.accumulate(p[::-1])[::-1]
            steps = np.where(r[1:] != r[:-1])[0]
            precisions.append(np.sum((r[steps + 1] - r[steps]) * p[steps + 1]))
    return float(np.mean(precisions))


class Checks:
    def __init__(self, cli):
        self.cli, self.failed = cli, 0

    def evaluate(self, model, data, labels, metrics):
        command = [self.cli, "evaluate", "--model", model, "--data", data, "--labels", labels, "--json"]
        for metric in metrics:
            command += ["--metric", metric]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{command}: exit code {done.returncode}: {done.stderr.splitlines()[-1:]}")
        return [entry["value"] for entry in json.loads(done.stdout)["metrics"]]

    def equal(self, what, value, wanted):
        good = abs(value - wanted) <= TOLERANCE
        self.failed += not good
        print(f"{what}: {value:.9f}, reference {wanted:.9f}: {'passed' if good else 'FAILED'}")


def detection(checks, seed, folder):
    truth, found = generate(np.random.default_rng(seed))
    model = identity([1, 1, ROWS, 7], folder / "rows.xml")
    data = folder / "rows.npy"
    np.save(data, found[:, None])
    instances = write_coco(truth, folder / "instances.json")
    value, = checks.evaluate(model, data, f"coco:{instances}", ["coco_precision"])
    checks.equal(f"seed {seed}, coco_precision", value, coco_value(instances, found))
    cases = [(0.5, False), (0.5, True), (0.3, False), (0.75, True)]
    specs = [f"map:iou={least},integral={'11point' if eleven else 'max'}" for least, eleven in cases]
    values = checks.evaluate(model, data, f"voc:{write_voc(truth, folder / 'voc')}", specs)
    for spec, value, (least, eleven) in zip(specs, values, cases):
        checks.equal(f"seed {seed}, {spec}", value, voc_value(truth, found, least, eleven))


def segmentation(checks, seed, folder):
    random, classes, count, height, width = np.random.default_rng(seed), 6, 20, 37, 53
    scores = random.random((count, classes, height, width)).astype(np.float32)
    truth = random.integers(0, classes - 1, (count, height, width)).astype(np.uint8)  # the last class never occurs
    scores[np.arange(count)[:, None, None], truth, np.arange(height)[None, :, None], np.arange(width)[None, None, :]] += (random.random(truth.shape) < 0.6) * np.float32(1)
    (folder / "masks").mkdir()
    for i, mask in enumerate(truth):
        (folder / f"masks/{i}.pgm").write_bytes(b"P5 %d %d 255\n" % (width, height) + mask.tobytes())
    np.save(folder / "scores.npy", scores)
    model = identity([1, classes, height, width], folder / "scores.xml")
    iou, accuracy = checks.evaluate(model, folder / "scores.npy", f"masks:{folder / 'masks'}", ["mean_iou", "segmentation_accuracy"])
    predicted = scores.argmax(axis=1)

    tall = lambda labels, label: coco_mask.encode(np.asfortranarray((labels == label).reshape(-1, width).astype(np.uint8)))
    per_class = [coco_mask.iou([tall(predicted, label)], [tall(truth, label)], [0])[0, 0] for label in range(classes)]
    checks.equal(f"seed {seed}, mean_iou against pycocotools", iou, float(np.mean(per_class)))
    checks.equal(f"seed {seed}, segmentation_accuracy", accuracy, float(np.mean(predicted == truth)))
    try:
        from sklearn.metrics import accuracy_score, jaccard_score
    except ImportError:
        return
    checks.equal(f"seed {seed}, mean_iou against scikit-learn", iou, jaccard_score(truth.ravel(), predicted.ravel(), average="macro"))
    checks.equal(f"seed {seed}, segmentation_accuracy against scikit-learn", accuracy, accuracy_score(truth.ravel(), predicted.ravel()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    args = parser.parse_args()
    checks = Checks(args.cli)
    for seed in (1, 2, 3):
        for part in (detection, segmentation):
            with tempfile.TemporaryDirectory() as folder:
                part(checks, seed, Path(folder))
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
