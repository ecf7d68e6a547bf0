# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests in Python share. Whoever needs a package asks for it with `with required(hint):` around the imports."""
import contextlib
import os
import sys

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
