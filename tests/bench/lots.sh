#!/usr/bin/env bash
# Compares the whole of `huike lot-signals` with what DuckDB from Python needs to count units and complaints per lot, on
# the same generated lots: wall time and peak memory, run alternately; prints the medians and the median of the paired
# ratios, and the stages of the last run of huike.
#
# usage: tests/bench/lots.sh [LOTS] [LINES] [COMPLAINTS] [ROUNDS]
# needs python3 with duckdb, polars and numpy (PYTHON=… to choose); HUIKE=… is a program built before
set -euo pipefail
cd "$(dirname "$0")/../.."
lots=${1:-3000000} lines=${2:-10000000} complaints=${3:-200000} rounds=${4:-3} python=${PYTHON:-python3}
folder=${TMPDIR:-/tmp}/huike-bench-lots-$lots-$lines-$complaints
[ -n "${HUIKE:-}" ] || cargo build --release --quiet
huike=${HUIKE:-target/release/huike}
[ -f "$folder/complaints.parquet" ] || "$python" tests/bench/make_lots.py "$lots" "$lines" "$complaints" "$folder"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

measure() {
  "$python" tests/bench/measure.py "$@"
}

for round in $(seq "$rounds"); do
  {
    echo "huike $(measure "$huike" lot-signals --no-config --orders "$folder/orders.parquet" \
      --complaints "$folder/complaints.parquet" --no-report --out-dir "$out/huike")"
    echo "duckdb $(measure "$python" tests/bench/duckdb_lots.py "$folder/orders.parquet" "$folder/complaints.parquet" \
      "$out/duckdb.csv")"
  } >> "$out/figures"
done
"$python" - "$out/figures" "$out/huike/run.json" "$lots" "$lines" "$complaints" <<'PY'
import json, statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
of = lambda name, at: [float(row[at]) for row in rows if row[0] == name]
print(f"{sys.argv[3]} lots, {sys.argv[4]} lines, {sys.argv[5]} complaints")
for name in ("huike", "duckdb"):
    print(f"  {name:6} {statistics.median(of(name, 1)):7.2f} s {statistics.median(of(name, 2)):7.0f} MB")
pairs = lambda at: statistics.median(a / b for a, b in zip(of("huike", at), of("duckdb", at)))
print(f"  huike/duckdb: time {pairs(1):.2f}, memory {pairs(2):.2f}")
seconds = json.load(open(sys.argv[2]))["run"]["seconds"]
print(f"  stages of huike: {', '.join(f'{stage} {value:.2f} s' for stage, value in seconds.items())}")
PY
