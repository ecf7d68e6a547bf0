#!/usr/bin/env bash
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy over the lines of the program that differ from REVISION (default: the last commit, and what is not committed), as
# far as two minutes allow. Usage: .ci/tidy.sh [REVISION]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
revision=${1:-HEAD~1} database=build/tidy
python=/usr/bin/python3 # what Debian's clang-tidy-diff is made for; another one may come first in PATH
readonly LIMIT=120

git rev-parse --quiet --verify "$revision^{commit}" >/dev/null || { echo "clang-tidy: no revision $revision to compare with"; exit 0; }
# A database of its own: one command a file, by clang, so without g++'s precompiled headers and options.
cmake --preset ci -B "$database" -DCMAKE_CXX_COMPILER=clang++-14 -DRF_UNITY=OFF -DRF_BUILD_TESTS=OFF -DRF_BUILD_BENCHMARKS=OFF \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
status=0
git diff -U0 "$revision" -- 'core/*.cpp' 'ui/*.cpp' 'app/*.cpp' |
  timeout "$LIMIT" $python "$(command -v clang-tidy-diff-14.py)" -p1 -path "$database" -j "$(nproc)" -quiet -clang-tidy-binary clang-tidy-14 >"$database/report" 2>&1 || status=$?
grep -E 'warning:|error:' -A 3 "$database/report" && { echo "clang-tidy: the lines above are to be mended"; exit 1; }
case $status in
  0) echo "clang-tidy: the changed lines are clean" ;;
  124) echo "clang-tidy: clean as far as it came in $LIMIT seconds; .ci/tidy.sh looks at the rest when fewer files have changed" ;;
  *) tail -n 5 "$database/report" >&2; exit 1 ;;
esac
