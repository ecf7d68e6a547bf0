#!/usr/bin/env python3
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the command line, for every Accuracy Checker file below a folder, whether it would quantize with it and measure with it.

    tests/accuracy_checker_corpus.py --cli build/ci/bin/rangefinder-cli FOLDER [--definitions FILE] [--list] [--table]

FOLDER is a checkout of a model zoo; nothing of it is needed but its accuracy-check.yml files and the file of definitions
(data/dataset_definitions.yml below it, unless --definitions names another one). No data set and no model has to be there: small files
that say how classes are called, which are read with a description, are made up.
The table at the end of docs/accuracy_checker.md is what --table prints.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

NOT_MEASURED = "not measured: "


class Answer:
    """What the command line said of one file."""

    def __init__(self, path, code, out, err):
        self.path = path
        lines = [line.strip() for line in err.splitlines() if line.strip()]
        self.unmeasured = [line.split(NOT_MEASURED, 1)[1] for line in lines if NOT_MEASURED in line]
        self.quantizes = code == 0
        self.measures = self.quantizes and not self.unmeasured and bool(json.loads(out).get("metrics"))
        self.problems = [] if self.quantizes else [line for line in lines if not re.search(r"\d+ things are wrong$", line)]
        self.crashed = code < 0 or code not in (0, 1, 2, 4)


def make_up_labels(definitions, files, data):
    """The files of labels that the descriptions name, with two classes each."""
    for source in [definitions, *files]:
        for key, name in re.findall(r"^\s*(labels_file|dataset_meta_file):\s*(\S+)\s*$", source.read_text(), re.MULTILINE):
            path = data / name.strip("'\"")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"labels": {"a": 1, "b": 2} if key == "labels_file" else ["a", "b"]}))


def ask(cli, path, definitions, scratch):
    config = {"model": {"model": "model.xml", "weights": "model.bin"},
              "engine": {"type": "accuracy_checker", "config": str(path)},
              "compression": {"algorithms": [{"name": "DefaultQuantization", "params": {"stat_subset_size": 300}}]}}
    file = scratch / ("-".join(path.parts[-3:]) + ".json")
    file.write_text(json.dumps(config))
    environment = dict(os.environ, DEFINITIONS_FILE=str(definitions), DATA_DIR=str(scratch / "data"), LC_ALL="C.UTF-8")
    done = subprocess.run([cli, "config", "--config", str(file)], capture_output=True, text=True, env=environment, timeout=120)
    return Answer(path, done.returncode, done.stdout, done.stderr)


def reason(sentence):
    """The part of a sentence that files of one kind share: the last keys of the path, and the value."""
    found = re.search(r"'([\w.\[\]]+)'(.*)", sentence)
    if not found:
        return sentence[:100]
    key = re.sub(r"^(models\.)?(datasets|launchers)(\.optimization|\.evaluation)?\.?", "", re.sub(r"\[\d+\]", "", found.group(1)))
    key = key.removesuffix(".type")
    rest = found.group(2)
    if not key:
        return "no `annotation_conversion`" if "annotation_conversion" in rest else "several data sets"
    value = re.match(r"(?: is|: unknown value) (\"[^\"]*\"|[^ ,;]+)", rest)
    if "is missing" in rest:
        return f"`{key}` is missing"
    if value and "is a key of Accuracy Checker" not in rest and "is supported" not in rest:
        return f"`{key}`: `{value.group(1).strip(chr(34))}`"
    if "only one input" in rest:
        return "`inputs`: several get samples"
    return f"`{key}`"


def count(answers, sentences):
    reasons = collections.Counter()
    for answer in answers:
        reasons.update({reason(sentence) for sentence in sentences(answer)})
    return reasons


def print_reasons(title, reasons):
    print(f"\n| {title} | files |\n| --- | ---: |")
    for text, files in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        if files > 1:
            print(f"| {text} | {files} |")
    print(f"| {', '.join(sorted(text for text, files in reasons.items() if files == 1))} | 1 each |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--definitions", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="every file with what is said about it")
    parser.add_argument("--table", action="store_true", help="the reasons, as tables of Markdown")
    options = parser.parse_args()
    definitions = options.definitions or options.folder / "data/dataset_definitions.yml"
    files = sorted(options.folder.rglob("accuracy-check.yml"))
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        make_up_labels(definitions, files, pathlib.Path(scratch) / "data")
        answers = list(pool.map(lambda path: ask(options.cli, path.absolute(), definitions.absolute(), pathlib.Path(scratch)), files))
    if options.list:
        for answer in answers:
            word = "measures" if answer.measures else "quantizes" if answer.quantizes else "refused"
            print(f"{word:10} {answer.path.parent.name}")
            for sentence in answer.problems + answer.unmeasured:
                print(f"           {sentence[:200]}")
    print(f"{len(files)} files: {sum(a.measures for a in answers)} for quantization and measuring, "
          f"{sum(a.quantizes for a in answers)} for quantization, {sum(a.crashed for a in answers)} crashes")
    if options.table:
        print_reasons("refused because of", count(answers, lambda answer: answer.problems))
        print_reasons("not measured because of", count(answers, lambda answer: answer.unmeasured))
    return 1 if any(answer.crashed for answer in answers) else 0


if __name__ == "__main__":
    raise SystemExit(main())
