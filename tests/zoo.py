#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quantizes every model of the zoo straight from its file and writes docs/zoo.md. What `./check --zoo` runs.

    PYTHON-WITH-OPENVINO tests/zoo.py --shared ../shared --zoo DIR --cli PATH [--page docs/zoo.md] [options of run_zoo]

The zoo's own run_zoo (../shared/zoo) converts models with stock OpenVINO and hands over the IR; here the command line gets the file that
the package ships, and stock OpenVINO only judges the result. DIR is what fetch_zoo filled.
"""
import argparse
import csv
import importlib.machinery
import importlib.util
import os
import re
import sys
import tempfile


def runner(shared):
    """run_zoo as a module that hands over source files."""
    path = os.path.abspath(os.path.join(shared, "zoo", "run_zoo"))
    loader = importlib.machinery.SourceFileLoader("run_zoo", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_zoo", loader))
    sys.modules["run_zoo"] = module
    loader.exec_module(module)
    prepare = module.in_process

    def in_process(step, zoo, row, limit, *more):
        answer = prepare(step, zoo, row, limit, *more)
        if step == "prepare" and "ir" in answer:
            answer["ir"] = module.source_path(zoo, row)
        return answer

    module.in_process = in_process
    return module


def rows(path):
    csv.field_size_limit(10 ** 7)
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None))


def cell(text):
    return text.replace("|", "\\|")


def write_page(page, results, table):
    known = {row["id"]: row for row in table}
    order = {row["id"]: place for place, row in enumerate(table)}
    results = sorted(results, key=lambda r: order[r["id"]])
    ran = [r for r in results if r["result"] == "ran"]
    with open(page, "w", encoding="utf-8") as f:
        f.write("# The zoo\n\n"
                "Real networks that ship inside public Python packages, each quantized by default settings straight from its file, with 4\n"
                "made-up samples. `./check --zoo` fetches them, runs this and writes the page; no model is part of the project. The cosine is\n"
                "that of the int8 model's worst output with the float model's, both run by stock OpenVINO; NNCF's is of NNCF 3.4.0 with its\n"
                "defaults on the same samples. A low one is a hint: outputs of TopK and of softmax flip easily on made-up samples.\n\n")
        f.write(f"{len(results)} models: {len(ran)} ran, "
                + ", ".join(f"{sum(r['result'] == what for r in results)} {what}" for what in ("refused", "crashed", "timeout", "unprepared"))
                + f"; {sum(r['loads'] == 'no' for r in results)} exports that stock OpenVINO can't load.\n\n")
        f.write("| model | format | network | result | quantizers | cosine | NNCF | what it says |\n"
                "| --- | --- | --- | --- | --- | --- | --- | --- |\n")
        for r in results:
            row = known[r["id"]]
            f.write("| {} | {} | {} | {} | {} | {} | {} | {} |\n".format(
                r["id"], row["format"], cell(row["arch"]), r["result"], r["quantizers"], r["cosine"], row["nncf_cos"],
                cell(re.sub(r"^error: /[^:]*: ", "", r["error"])[:200])))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", required=True)
    parser.add_argument("--page")
    parser.add_argument("--from-tsv", help="write the page from a table of an earlier run")
    own, rest = parser.parse_known_args()
    if own.from_tsv:
        results = rows(own.from_tsv)
        code = 0
    else:
        module = runner(own.shared)
        with tempfile.TemporaryDirectory() as folder:
            tsv = os.path.join(folder, "results.tsv")
            sys.argv = ["run_zoo"] + rest + ["--tsv", tsv]
            code = module.main()
            results = rows(tsv)
    if own.page:
        write_page(own.page, results, rows(os.path.join(own.shared, "zoo", "zoo.tsv")))
    return code


if __name__ == "__main__":
    sys.exit(main())
