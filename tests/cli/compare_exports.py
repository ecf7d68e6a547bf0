#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the files that two builds of rangefinder-cli export against each other, byte for byte: what a change that should
change nothing is shown by.

    compare_exports.py OLD_CLI NEW_CLI --shared DIR [--only GLOB] [-j N]

Runs every model of the golden corpus with POT's own configurations of it and with our defaults in three presets, and the real
models of the shared data. The report is compared without the lines that name the program's version. Prints each file that
differs and each run that ended in another way as soon as it is known, and how far it is on the error stream. Ctrl-C (or SIGTERM)
ends it with the sum of what was compared so far. Exit code: 0 when everything is equal, 1 when something differs, 130 when it was
interrupted.
"""
import argparse
import fnmatch
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

# A sample of POT's configurations: each kind of algorithm, device and estimator, once.
POT_CONFIGS = ("mm_cpu", "mm_gna", "mm_vpu", "dq_performance", "dq_mixed", "dq_slowbias", "mm_satfix_all", "dq_transformer", "ca_only")
PRESETS = ("performance", "mixed", "accuracy")
VERSION_LINE = re.compile(rb'^.*"(version|rangefinder)".*$', re.MULTILINE)


def pot_project(golden, model):
    parameters = dict(golden["params"])
    parameters.setdefault("stat_subset_size", golden["samples"])
    compression = {"target_device": golden["target_device"]}
    for key in ("model_type", "inplace_statistics"):
        if key in parameters:
            compression[key] = parameters.pop(key)
    compression["algorithms"] = [{"name": golden["algorithm"], "params": parameters}]
    return {"model": {"model": str(model)}, "compatibility": "pot", "compression": compression}


def own_project(model, preset):
    return {"model": {"model": str(model)}, "compression": {"algorithms": [{"name": "DefaultQuantization", "params": {"preset": preset}}]}}


def corpus_runs(corpus):
    for folder in sorted((corpus / "models").iterdir()):
        model = folder / f"{folder.name}.xml"
        data = [argument for file in sorted(folder.glob("*.npy")) for argument in ("--data", f"{file.stem}={file}")]
        for config in POT_CONFIGS:
            path = corpus / "golden" / folder.name / f"{config}.json"
            golden = json.loads(path.read_text()) if path.is_file() else {}
            if golden.get("status") == "ok":
                yield f"{folder.name}/{config}", pot_project(golden, model), data
        for preset in PRESETS:
            yield f"{folder.name}/{preset}", own_project(model, preset), data


def real_runs(data):
    cifar = data / "resnet8_cifar10/cifar10/train_calib_300.bin"
    models = [data / "resnet8_cifar10/mlperf_tiny_resnet8_cifar10.xml", *sorted((data / "ir_omz").glob("*/*/*.xml")),
              data / "onnx_misc/mlperf_tiny_vww_mobilenetv1_025_96.xml"]
    for model in (m for m in models if m.is_file()):
        for preset in PRESETS:
            yield f"{model.stem}/{model.parent.name}/{preset}", own_project(model, preset), ["--data", str(cifar), "--subset", "20"]


def exported(cli, project, data, folder):
    """Exit code and {name: bytes} of what was written."""
    folder.mkdir()
    (folder / "project.json").write_text(json.dumps(project))
    result = subprocess.run([cli, "optimize", "--config", "project.json", *data, "--error-samples", "2", "--output", "result"],
                            cwd=folder, capture_output=True)
    out = folder / "result"
    files = {str(f.relative_to(out)): f.read_bytes() for f in out.rglob("*") if f.is_file()} if out.is_dir() else {}
    return result.returncode, {name: VERSION_LINE.sub(b"", content.replace(str(folder).encode(), b"")) for name, content in files.items()}


def differences(old, new, run):
    name, project, data = run
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        os.environ["XDG_DATA_HOME"] = scratch  # no store of the user's
        old_code, old_files = exported(old, project, data, Path(scratch) / "a")
        new_code, new_files = exported(new, project, data, Path(scratch) / "b")
    found = [f"{name}: exit code {old_code} became {new_code}"] if old_code != new_code else []
    return found + [f"{name}: {file} " + ("differs" if file in old_files and file in new_files else "is only in one")
                    for file in sorted({*old_files, *new_files}) if old_files.get(file) != new_files.get(file)], len(new_files)


class Sum:
    """What was compared so far; tells it as it grows."""

    def __init__(self, runs):
        self.runs, self.done, self.files, self.differences = runs, 0, 0, 0

    def add(self, lines, files):
        self.done += 1
        self.files += files
        self.differences += len(lines)
        for line in lines:
            print(line, flush=True)
        print(f"{self.done} of {self.runs} runs, {self.differences} differences", end="\r" if sys.stderr.isatty() else "\n",
              file=sys.stderr, flush=True)

    def print(self):
        print(f"{self.done} of {self.runs} runs, {self.files} files, {self.differences} differences", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old"), parser.add_argument("new")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", default="*")
    parser.add_argument("-j", type=int, default=2)
    arguments = parser.parse_args()
    shared = arguments.shared.resolve()
    runs = [run for run in [*corpus_runs(shared / "golden"), *real_runs(shared / "data")] if fnmatch.fnmatch(run[0], arguments.only)]
    if not runs:
        sys.exit(f"no run matches {arguments.only}")
    old, new = (str(Path(cli).resolve()) for cli in (arguments.old, arguments.new))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    compared = Sum(len(runs))
    with ThreadPoolExecutor(arguments.j) as pool:
        futures = [pool.submit(differences, old, new, run) for run in runs]
        try:
            for future in as_completed(futures):
                compared.add(*future.result())
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            compared.print()
            sys.exit(130)
    compared.print()
    sys.exit(1 if compared.differences else 0)


if __name__ == "__main__":
    main()
