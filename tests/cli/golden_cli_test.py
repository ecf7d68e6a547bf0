#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs rangefinder-cli over the whole golden corpus with the corpus's own comparator and prints what passed.

    golden_cli_test.py --cli rangefinder-cli --shared DIR [--only MODEL[/CONFIG]] [-j N]     (needs openvino and numpy)

golden/tools/compare.py quantizes every model in every configuration as POT did, reads the exported files with stock
OpenVINO and compares edges, levels, ranges and biases. Three things that it can't see are seen to here:
- "Fake outputs": Results that POT gives unread outputs while it works. The corpus lists them, POT's stored models have none.
- The noise of single precision, where a bias is the difference of two large means.
- Layers that bear another name in every result of POT itself, because the runtime under it wrote them anew (recurrent
  networks on GNA): two results of one model are looked at, and where they disagree the model has nothing to compare by.
One configuration of every model also compares float and quantized layers, which the others are spared.
Exit code 77: skipped, because the corpus or a Python package is absent (an error under CI=true).
"""
import argparse
import collections
import importlib.util
import json
import os
import shlex
import sys
import tempfile
import threading
from pathlib import Path

from test_support import required, skip

with required():
    import openvino as ov

WITH_LAYER_COMPARISON = "mm_cpu"


def load_comparator(corpus):
    path = corpus / "tools/compare.py"
    if not path.is_file():
        skip("the golden corpus is absent")
    spec = importlib.util.spec_from_file_location("compare", path)
    comparator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(comparator)
    return comparator


def forget_fake_outputs(comparator):
    expected = comparator.expected

    def expected_in_files(golden):
        activations, weights, biases = expected(golden)
        return {edge: entry for edge, entry in activations.items() if "/Fake_output_" not in edge[2]}, weights, biases

    comparator.expected = expected_in_files


def spare_layer_comparison(comparator, folder):
    run = comparator.run_ours

    def run_ours(cli, corpus, model, golden, out):
        if golden["config"] == WITH_LAYER_COMPARISON:
            return run(cli, corpus, model, golden, out)
        quick = folder / "quick"
        if not quick.exists():
            quick.write_text(f'#!/bin/sh\nexec {shlex.quote(str(cli))} "$@" --error-samples 0\n')
            quick.chmod(0o755)
        return run(str(quick), corpus, model, golden, out)

    comparator.run_ours = run_ours


def layers(path):
    golden = json.loads(path.read_text())
    if golden.get("status") != "ok":
        return None
    return {op[0].replace("/pre_fq_input", "") for op in golden["ops"] if op[1] != "FakeQuantize"}


def leave_out_random_names(comparator, corpus):
    """Models on GNA of which two of POT's results hold layers of different names."""
    left_out = []
    for model in sorted((corpus / "golden").iterdir()):
        results = [names for names in (layers(path) for path in sorted(model.glob("mm_gna*.json"))) if names]
        if any(names != results[0] for names in results):
            left_out.append(model.name)
    one = comparator.one

    def compare_one(args, corpus, model, config):
        return None if model in left_out and "gna" in config else one(args, corpus, model, config)

    comparator.one = compare_one
    return left_out


def allow_noise_of_sums(comparator):
    """act_corner: the bias is the difference of two means near 500, whose last digit in single precision is 3e-5; the exact
    bias correction runs the network for one of them, and another runtime gives it two of these digits differently."""
    one, compare = comparator.one, comparator.compare
    thread = threading.local()

    def compare_one(args, corpus, model, config):
        thread.is_noisy = model == "act_corner" and config.startswith("dq_slowbias")
        return one(args, corpus, model, config)

    def compare_all(got, want, rel, brel=1e-4):
        return compare(got, want, rel, 1e-3 if thread.is_noisy else brel)

    comparator.one, comparator.compare = compare_one, compare_all


def print_table(results, left_out):
    table = collections.defaultdict(lambda: [0, 0])
    for result in results:
        good = "error" not in result and not (result["placement"] or result["ranges"] or result["biases"])
        table[result["config"]][not good] += 1
    print(f"{'configuration':<34} {'passed':>6} {'failed':>6}")
    for config, (passed, failed) in sorted(table.items()):
        print(f"{config:<34} {passed:>6} {failed:>6}")
    print(f"{'all':<34} {sum(p for p, _ in table.values()):>6} {sum(f for _, f in table.values()):>6}")
    print(f"on GNA not compared, layers are named differently in every result of POT: {', '.join(left_out) or 'none'}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("-j", type=int, default=2)
    args = parser.parse_args()
    corpus = Path(os.environ.get("RF_SHARED_DIR", args.shared)) / "golden"
    comparator = load_comparator(corpus)
    forget_fake_outputs(comparator)
    allow_noise_of_sums(comparator)
    left_out = leave_out_random_names(comparator, corpus)
    with tempfile.TemporaryDirectory() as folder:
        spare_layer_comparison(comparator, Path(folder))
        results = Path(folder) / "results.json"
        sys.argv = ["compare.py", str(corpus), "--cli", str(args.cli.resolve()), "--only", args.only, "--show", "100000",
                    "--json", str(results), "-j", str(args.j)]
        failed = comparator.main()
        print_table(json.loads(results.read_text()), left_out)
    return failed


if __name__ == "__main__":
    sys.exit(main())
