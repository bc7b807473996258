#!/usr/bin/env bash
# Compares fitting and scoring in huike with lifetimes 0.11.3 from Python on the same weighted cells of simulated
# customers, for BG/NBD and MBG/NBD, run alternately: medians of the seconds, median of the paired ratios,
# log-likelihoods and parameters. Reading the cells is not counted.
#
# usage: tests/bench/lifetimes.sh [CUSTOMERS] [ROUNDS]   needs python3 with lifetimes==0.11.3 (PYTHON=… to choose)
set -euo pipefail
cd "$(dirname "$0")/../.."
customers=${1:-1000000} rounds=${2:-5} python=${PYTHON:-python3}
folder=${TMPDIR:-/tmp}/huike-bench-cells-$customers
hot=tests/bench/hot
cargo build --release --quiet --manifest-path $hot/Cargo.toml --bin fit_cells
mkdir -p "$folder"
"$python" tests/bench/make_cells.py "$customers" "$folder/cells.csv"
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT

for model in bg-nbd mbg-nbd; do
  : > "$figures"
  for round in $(seq "$rounds"); do
    $hot/target/release/fit_cells "$folder/cells.csv" $model >> "$figures"
    "$python" tests/bench/lifetimes_fit.py "$folder/cells.csv" $model >> "$figures"
  done
  "$python" - "$figures" $model <<'PY'
import json, statistics, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
print(sys.argv[2])
for name, runs in (("huike", rows[0::2]), ("lifetimes", rows[1::2])):
    last = runs[-1]
    print(
        f"  {name:9} {statistics.median(run['seconds'] for run in runs):8.3f} s   log-likelihood {last['log_likelihood']:.6f}"
        f"   parameters {' '.join(f'{parameter:.5f}' for parameter in last['parameters'])}"
        f"   alive {last['alive']:.1f}   purchases expected {last['expected_purchases']:.1f}"
    )
ratios = [lifetimes["seconds"] / huike["seconds"] for huike, lifetimes in zip(rows[0::2], rows[1::2])]
gain = round(rows[0]["log_likelihood"] - rows[1]["log_likelihood"], 6) + 0.0
print(
    f"  lifetimes/huike: time {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}); "
    f"huike's log-likelihood is higher by {gain:+.6f}"
)
PY
done
