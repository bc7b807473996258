#!/usr/bin/env bash
# Compares `huike segment` with DuckDB and polars from Python on the same generated order lines: wall time and peak
# memory, run alternately; prints the median of the paired ratios.
#
# usage: tests/bench/compare.sh [LINES] [ROUNDS]     needs python3 with duckdb, polars and numpy (PYTHON=… to choose one)
set -euo pipefail
cd "$(dirname "$0")/../.."
lines=${1:-10000000} rounds=${2:-5} python=${PYTHON:-python3}
folder=${TMPDIR:-/tmp}/huike-bench-$lines
cargo build --release --quiet
[ -f "$folder/orders.parquet" ] || "$python" tests/bench/make_orders.py "$lines" "$folder"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Runs a command; prints seconds and peak megabytes.
measure() {
  "$python" - "$@" <<'PY'
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
if status:
    sys.exit(f"failed: {sys.argv[1:]}")
print(f"{time.perf_counter() - start:.3f} {usage.ru_maxrss / 1024:.0f}")
PY
}

for kind in parquet csv; do
  orders=$folder/orders.$kind
  : > "$out/figures"
  for round in $(seq "$rounds"); do
    echo "huike $(measure target/release/huike segment --orders "$orders" --scoring ntile --out-dir "$out/huike")" >> "$out/figures"
    echo "duckdb $(measure "$python" tests/bench/duckdb_rfm.py "$orders" "$out/duckdb.csv")" >> "$out/figures"
    echo "polars $(measure "$python" tests/bench/polars_rfm.py "$orders" "$out/polars.csv")" >> "$out/figures"
  done
  "$python" - "$out/figures" "$kind" "$lines" <<'PY'
import statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
of = lambda name, at: [float(row[at]) for row in rows if row[0] == name]
print(f"{sys.argv[3]} lines, {sys.argv[2]}")
for name in ("huike", "duckdb", "polars"):
    time, memory = of(name, 1), of(name, 2)
    pairs = lambda at: statistics.median(a / b for a, b in zip(of("huike", at), of(name, at)))
    print(f"  {name:7} {statistics.median(time):7.2f} s {statistics.median(memory):7.0f} MB   huike/{name}: time {pairs(1):.2f}, memory {pairs(2):.2f}")
PY
done
