# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests in Python share. Whoever needs a package asks for it with `with required(hint):` around the imports."""
import argparse
import contextlib
import os
import sys
import tempfile
from pathlib import Path

# Programs that are run use no store of the user's.
_data_home = tempfile.TemporaryDirectory()
os.environ["XDG_DATA_HOME"] = _data_home.name

SKIPPED = 77  # told to ctest by SKIP_RETURN_CODE


def skip(why):
    """Ends the test: nothing to compare with. Under CI=true everything must be there."""
    print(f"skipped: {why}")
    sys.exit(1 if os.environ.get("CI") == "true" else SKIPPED)


@contextlib.contextmanager
def required(hint=""):
    try:
        yield
    except ImportError as error:
        skip(f"{error}{'; ' + hint if hint else ''}")


def convert(source, target, shapes=()):
    """An ONNX or TFLite file as IR, by OpenVINO's own converter, so that no code of ours has a part in it."""
    import openvino as ov

    model = ov.convert_model(str(source))
    if shapes:
        model.reshape(dict(enumerate(shapes)))
    ov.save_model(model, str(target), compress_to_fp16=False)
    return target


def run_parts(checks_of, parts):
    """A whole test of --cli with the data of --shared: every part is called with the checks, the folder of the data and a
    folder for its own files. The exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    shared = Path(os.environ.get("RF_SHARED_DIR", args.shared)) / "data"
    if not (shared / "more").is_dir():
        skip("shared test data is absent")
    checks = checks_of(args.cli)
    with tempfile.TemporaryDirectory() as folder:
        for part in parts:
            part(checks, shared, Path(folder))
    return 1 if checks.failed else 0
