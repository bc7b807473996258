#!/usr/bin/env bash
# From a messy export to segments: look at the file, take its clean table, analyse that. make.sh prints the export.
set -euo pipefail
orders=${ORDERS:-testdata/messy.csv}
out=${OUT:-out/messy}
mkdir -p "$out"

huike inspect "$orders"                                       # what it is, what is repaired, what is left out
huike inspect "$orders" --quiet -o "$out/clean.csv"           # every cell as the text it is
huike inspect "$orders" --quiet -o "$out/for-excel.csv" --excel-safe

# One amount cannot be read: it is set aside and listed, everything else is used.
huike segment --orders "$out/clean.csv" --decimal , --max-rejects 1 --out-dir "$out/segments"
