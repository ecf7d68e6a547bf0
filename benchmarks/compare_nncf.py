#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare what quantizing costs: rangefinder-cli, NNCF, and as many plain inferences as there are samples.

    compare_nncf.py FOLDER [NAME ...] --cli rangefinder-cli [--before OLD_CLI] [--estimator mean] [--rounds 3] [--wall]

FOLDER holds NAME.xml, NAME.bin and NAME.npy, see networks.py. All read the same arrays, in turn, each time in a process of its own;
printed are medians over the rounds and their ratios. Times are those of the processor, user and system, which other work on the
machine disturbs least; --wall takes the clock instead. Rangefinder's is the whole process with reading and writing, NNCF's is
nncf.quantize() alone with the defaults, that of plain inference begins when the network is compiled. Rangefinder estimates ranges as
NNCF does (mean); with --estimator auto it tries several on up to 64 samples, which is its own default and costs extra. Memory is the peak of the
whole process, mapped files included. Needs Python with nncf and openvino (pip install nncf==3.4.0 openvino==2026.4.1).
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.perf_counter()}


def report(before):
    print(json.dumps({key: value - before[key] for key, value in spent().items()}))


def plain(model, array):
    import numpy as np
    import openvino as ov
    pictures = np.load(array, mmap_mode="r")
    compiled = ov.Core().compile_model(model, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_PRECISION_HINT": "f32"})
    queue = ov.AsyncInferQueue(compiled)
    before = spent()
    for i in range(len(pictures)):
        queue.start_async({0: pictures[i:i + 1]})
    queue.wait_all()
    report(before)


def nncf(model, array):
    import nncf as library
    import numpy as np
    import openvino as ov
    pictures = np.load(array, mmap_mode="r")
    network = ov.Core().read_model(model)
    before = spent()
    quantized = library.quantize(network, library.Dataset([pictures[i:i + 1] for i in range(len(pictures))]),
                                 subset_size=len(pictures))
    report(before)
    with tempfile.TemporaryDirectory() as folder:
        ov.save_model(quantized, folder + "/quantized.xml")


def rangefinder(cli, model, array, folder, estimator):
    return [cli, "optimize", "--model", model, "--data", array, "--output", folder, "--overwrite", "--no-store", "--error-samples", "0",
            "--range-estimator", estimator]


def measured(command):
    """What a process spent; what it prints about itself takes precedence over the whole."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}\n{output}{errors}")
    result = {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.perf_counter() - began}
    if "--child" in command:
        result.update(json.loads(output.splitlines()[-1]))
    result["memory"] = usage.ru_maxrss / 1024
    return result


def compare(name, options):
    model, array = (str(options.folder / f"{name}.{end}") for end in ("xml", "npy"))
    child = [sys.executable, __file__, "--child"]
    with tempfile.TemporaryDirectory() as output:
        commands = {"plain": [*child, "plain", model, array], "nncf": [*child, "nncf", model, array],
                    "ours": rangefinder(options.cli, model, array, output, options.estimator)}
        if options.before:
            commands["before"] = rangefinder(options.before, model, array, output, options.estimator)
        rounds = {who: [] for who in commands}
        for _ in range(options.rounds):
            for who, command in commands.items():
                rounds[who].append(measured(command))
    clock = "wall" if options.wall else "cpu"
    median = {who: {key: statistics.median(r[key] for r in all_) for key in (clock, "memory")} for who, all_ in rounds.items()}
    print(f"| {name} |" + "|".join(f" {median[w][clock]:.1f} s, {median[w]['memory']:.0f} MB " for w in median) +
          f"| {median['ours'][clock] / median['nncf'][clock]:.2f} | {median['ours'][clock] / median['plain'][clock]:.1f} | "
          f"{median['ours']['memory'] / median['nncf']['memory']:.2f} |", flush=True)


def main():
    if sys.argv[1:2] == ["--child"]:
        return {"plain": plain, "nncf": nncf}[sys.argv[2]](*sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--cli", required=True)
    parser.add_argument("--before", help="another build, to be measured beside this one")
    parser.add_argument("--estimator", default="mean")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--wall", action="store_true")
    options = parser.parse_args()
    names = options.names or sorted(path.stem for path in options.folder.glob("*.npy"))
    columns = ["network", "plain", "NNCF", "Rangefinder", *(["before"] if options.before else []), "of NNCF's time", "of plain", "of NNCF's memory"]
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns), flush=True)
    for name in names:
        compare(name, options)


if __name__ == "__main__":
    main()
