#!/usr/bin/env bash
# SPDX-FileCopyrightText: Rangefinder contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Inspects, quantizes (with synthetic data) and compares every model below the folders with a rangefinder-cli that was built with
# sanitizers, and prints what these say, or how the program crashed. Exit code: 0 when nothing was found.
# Usage: sanitize_models.sh CLI FOLDER…
set -uo pipefail
[ $# -ge 2 ] || { sed -n 's/^# Usage: /usage: /p' "$0" >&2; exit 2; }
cli=$(readlink -f "$1"); shift
readonly LIMIT=600
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
export XDG_DATA_HOME=$scratch  # no store of the user's
models=0 found=0

# try MODEL SUBCOMMAND ARGUMENT...
try() {
  local model=$1 code; shift
  timeout "$LIMIT" "$cli" "$@" >"$scratch/log" 2>&1; code=$?
  if [ $code -ge 126 ] || grep -qE 'Sanitizer|runtime error:|Assertion ' "$scratch/log"; then
    found=$((found + 1))
    echo "$model: $1 ended with $code"
    grep -E -A 12 'Sanitizer|runtime error:|Assertion ' "$scratch/log" | head -n 40
  fi
}

while IFS= read -r -d '' model; do
  models=$((models + 1))
  rm -rf "$scratch/out"
  try "$model" inspect "$model"
  try "$model" optimize --model "$model" --data synthetic:2 --subset 2 --error-samples 1 --output "$scratch/out"
  for quantized in "$scratch"/out/*.xml; do
    [ -f "$quantized" ] && try "$model" compare "$model" "$quantized" --data synthetic:1
  done
done < <(find "$@" -name '*.xml' -print0 | sort -z)
echo "$models models, $found findings"
[ "$models" -gt 0 ] && [ "$found" = 0 ]
