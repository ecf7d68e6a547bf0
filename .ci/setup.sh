# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Steps that ./quickstart and ./check share. Sourced, not run; the caller has changed to the project's root.

OPENVINO_VERSION=2026.4.1
PYTHON=/usr/bin/python3  # Debian's own, which the packages below serve; another one may come first in PATH
TEST_TOOLS="pycocotools==2.0.11 opencv-python-headless==4.11.0.86 pillow==11.3.0 \
  onnx==1.16.2 protobuf==4.25.8 onnxruntime==1.32.0"
BUILD_PACKAGES="g++ cmake ninja-build ccache git ca-certificates python3 python3-pip
  qt6-base-dev qt6-image-formats-plugins qt6-charts-dev libqt6opengl6-dev libqt6svg6-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  libeigen3-dev libpugixml-dev nlohmann-json3-dev libyaml-cpp-dev libcli11-dev libopencv-imgproc-dev libfmt-dev libspdlog-dev
  zlib1g-dev libsqlitecpp-dev libsqlite3-dev libzip-dev libre2-dev fonts-dejavu-core fonts-droid-fallback"
TEST_PACKAGES="libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev python3-numpy
  clang-format-14 clang-tidy-14 clang-14"

say() { printf '==> %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

check_system() {
  command -v apt-get >/dev/null && return
  die "this script installs with apt-get and knows Debian 12 and its relatives; elsewhere install the packages of docs/development.md and use the CMake presets"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else die "installing packages needs root: run this script as root, or install sudo"
  fi
}

# install_packages NAME...: those that are missing; no network when none is.
install_packages() {
  local missing=() name log
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || { say "System packages: all there"; return; }
  check_disk 4
  say "Installing ${#missing[@]} system packages (${missing[*]:0:4} …)"
  log=$(mktemp)
  as_root apt-get update -qq >"$log" 2>&1 || { tail -n 3 "$log" >&2; die "the package lists can't be fetched; is there a network, and does /etc/apt/sources.list name a mirror?"; }
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    die "these packages can't be installed: ${missing[*]} (is this Debian 12? is the disk full?)"
  }
  rm -f "$log"
}

# check_disk GB: refuse early instead of failing half-way.
check_disk() {
  local free
  free=$(df -Pk . | awk 'NR==2 {print int($4 / 1048576)}')
  [ "$free" -ge "$1" ] || die "only ${free} GB are free here; about $1 GB are needed"
}

# get_openvino: the wheel unpacked into .deps/openvino (headers, libraries, CMake configuration). Fails without exiting.
get_openvino() {
  local target=.deps/openvino stamp=.deps/openvino/.version log
  [ "$(cat "$stamp" 2>/dev/null)" = "$OPENVINO_VERSION" ] && { say "OpenVINO $OPENVINO_VERSION: already in .deps"; return; }
  say "Fetching OpenVINO $OPENVINO_VERSION from PyPI into .deps (about 50 MB)"
  log=$(mktemp)
  rm -rf "$target.part"
  $PYTHON -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --target "$target.part" \
    "openvino==$OPENVINO_VERSION" >"$log" 2>&1 || { tail -n 2 "$log" >&2; rm -rf "$target.part" "$log"; return 1; }
  rm -rf "$target" "$log"
  mkdir -p .deps && mv "$target.part" "$target" && echo "$OPENVINO_VERSION" >"$stamp"
}

# get_test_tools: what our metrics and preprocessing are held against, unpacked into .deps/test-tools. Without it those
# tests are skipped.
get_test_tools() {
  local target=.deps/test-tools stamp=.deps/test-tools/.version wanted="$TEST_TOOLS"
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  say "Fetching $wanted from PyPI into .deps (for four tests, about 160 MB)"
  rm -rf "$target.part"
  # shellcheck disable=SC2086  # a list of words
  if $PYTHON -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --target "$target.part" \
    $wanted >/dev/null 2>&1
  then rm -rf "$target" && mv "$target.part" "$target" && echo "$wanted" >"$stamp"
  else rm -rf "$target.part"; say "They can't be had right now; the tests reference_metrics, opencv_preprocess, pillow_preprocess and onnx are skipped"
  fi
}

# choose_engine WANTED: sets ENGINE to openvino or reference.
choose_engine() {
  ENGINE=$1
  [ "$ENGINE" = reference ] && { say "Engine: reference (built in; PyPI is not used)"; return; }
  if get_openvino; then ENGINE=openvino; say "Engine: OpenVINO $OPENVINO_VERSION"
  elif [ "$WANTED_EXPLICITLY" = yes ]; then die "OpenVINO $OPENVINO_VERSION can't be had from PyPI; try again with a network, or use --engine=reference"
  else ENGINE=reference; say "Engine: reference, because OpenVINO can't be had from PyPI right now (run again later to get it)"
  fi
}

# build PRESET: configures and builds into build/PRESET.
build() {
  local preset=$1 log
  check_disk 3
  log=$(mktemp)
  say "Configuring (preset $preset)"
  cmake --preset "$preset" -DPython3_EXECUTABLE=$PYTHON >"$log" 2>&1 || { tail -n 20 "$log" >&2; die "configuring failed; the lines above say why"; }
  say "Building with $(nproc) processes; the first time takes several minutes"
  cmake --build --preset "$preset" >"$log" 2>&1 || { grep -E 'error|Error|No space' -A 3 "$log" | head -n 40 >&2; die "the build failed; the lines above say why"; }
  rm -f "$log"
}
