#!/usr/bin/env bash
# Compares `huike segment` with DuckDB and polars from Python on the same generated order lines: wall time and peak
# memory, run alternately; prints the medians and the median of the paired ratios.
#
# usage: tests/bench/compare.sh [LINES] [ROUNDS] [KIND…]   needs python3 with duckdb, polars and numpy (PYTHON=… to choose)
#
# KIND is parquet, csv, bad (one line in a thousand is bad), gb18030 (the others read the same as UTF-8); by default all.
# huike runs once with all data outputs and once with the HTML report as well. MEMORY=… is its --max-memory.
set -euo pipefail
cd "$(dirname "$0")/../.."
lines=${1:-10000000} rounds=${2:-5} python=${PYTHON:-python3}
shift $(($# < 2 ? $# : 2))
kinds=("$@")
[ $# -gt 0 ] || kinds=(parquet csv bad gb18030)
folder=${TMPDIR:-/tmp}/huike-bench-$lines
cargo build --release --quiet
[ -f "$folder/gb18030.csv" ] || "$python" tests/bench/make_orders.py "$lines" "$folder"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

measure() {
  "$python" tests/bench/measure.py "$@"
}

for kind in "${kinds[@]}"; do
  case $kind in
    parquet) ours=orders.parquet theirs=orders.parquet ;;
    csv) ours=orders.csv theirs=orders.csv ;;
    bad) ours=bad.csv theirs=bad.csv ;;
    gb18030) ours=gb18030.csv theirs=utf8.csv ;;
    *) echo "unknown kind: $kind" >&2; exit 2 ;;
  esac
  huike=(target/release/huike segment --no-config --orders "$folder/$ours" --scoring ntile --max-rejects 1%
    --max-memory "${MEMORY:-75%}" --out-dir "$out/huike")
  : > "$out/figures"
  for round in $(seq "$rounds"); do
    {
      echo "huike $(measure "${huike[@]}" --no-report)"
      echo "duckdb $(measure "$python" tests/bench/duckdb_rfm.py "$folder/$theirs" "$out/duckdb.csv")"
      echo "report $(measure "${huike[@]}")"
      echo "polars $(measure "$python" tests/bench/polars_rfm.py "$folder/$theirs" "$out/polars.csv")"
    } >> "$out/figures"
  done
  "$python" - "$out/figures" "$kind" "$lines" <<'PY'
import statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
of = lambda name, at: [float(row[at]) for row in rows if row[0] == name]
print(f"{sys.argv[3]} lines, {sys.argv[2]}")
for name, title in (("huike", "huike"), ("report", "huike with report"), ("duckdb", "duckdb"), ("polars", "polars")):
    time, memory = of(name, 1), of(name, 2)
    pairs = lambda at: statistics.median(a / b for a, b in zip(of("huike", at), of(name, at)))
    print(f"  {title:18} {statistics.median(time):7.2f} s {statistics.median(memory):7.0f} MB   huike/{name}: time {pairs(1):.2f}, memory {pairs(2):.2f}")
PY
done
