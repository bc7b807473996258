#!/usr/bin/env bash
# Compares the whole of `huike recall-scope` with what DuckDB from Python needs to trace the same lots by recursive SQL,
# and to write their order lines: wall time and peak memory, run alternately; prints the medians and the
# median of the paired ratios, the stages of the last run of huike, and whether both found the same lots and lines.
#
# usage: tests/bench/recall.sh [LINKS] [LINES] [ROUNDS]
# needs python3 with duckdb, polars and numpy (PYTHON=… to choose); HUIKE=… is a program built before
#
# MODE=union follows every link whatever its day (--ignore-days); SPREAD=wide spreads the affected lots over products;
# MEMORY=… is the --max-memory of huike.
set -euo pipefail
cd "$(dirname "$0")/../.."
links=${1:-1000000} lines=${2:-10000000} rounds=${3:-3} python=${PYTHON:-python3} mode=${MODE:-days} spread=${SPREAD:-}
folder=${TMPDIR:-/tmp}/huike-bench-recall-$links-$lines$spread
[ -n "${HUIKE:-}" ] || cargo build --release --quiet
huike=${HUIKE:-target/release/huike}
[ -f "$folder/stock.parquet" ] || "$python" tests/bench/make_recall.py "$links" "$lines" "$folder" $spread
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

measure() {
  "$python" tests/bench/measure.py "$@"
}

command=("$huike" recall-scope --no-config --lots "$folder/starts.txt" --orders "$folder/orders.parquet"
  --production "$folder/production.parquet" --genealogy "$folder/genealogy.parquet" --stock "$folder/stock.parquet"
  --max-memory "${MEMORY:-75%}")
[ "$mode" = days ] || command+=(--ignore-days)
for round in $(seq "$rounds"); do
  {
    echo "huike $(measure "${command[@]}" --no-report --out-dir "$out/huike")"
    echo "duckdb $(measure "$python" tests/bench/duckdb_recall.py "$folder" "$out/duckdb.csv" "$mode" "$out/lots.csv")"
  } >> "$out/figures"
done
"$python" - "$out" "$links" "$lines" "$mode$spread" <<'PY'
import json, statistics, sys
from pathlib import Path
import polars as pl
out = Path(sys.argv[1])
rows = [line.split() for line in open(out / "figures")]
of = lambda name, at: [float(row[at]) for row in rows if row[0] == name]
print(f"{sys.argv[2]} links, {sys.argv[3]} lines, {sys.argv[4]}")
for name in ("huike", "duckdb"):
    print(f"  {name:6} {statistics.median(of(name, 1)):7.2f} s {statistics.median(of(name, 2)):7.0f} MB")
pairs = lambda at: statistics.median(a / b for a, b in zip(of("huike", at), of("duckdb", at)))
print(f"  huike/duckdb: time {pairs(1):.2f}, memory {pairs(2):.2f}")
seconds = json.load(open(out / "huike/run.json"))["run"]["seconds"]
print(f"  stages of huike: {', '.join(f'{stage} {value:.2f} s' for stage, value in seconds.items())}")
scan = lambda path: pl.scan_csv(out / path, infer_schema=False)
ids = lambda path: set(scan(path).select("lot_id").collect()["lot_id"])
# By recorded lot, not by class: where stocks contradict a line, it is a conflict to huike.
named = scan("huike/affected_lines.csv").filter(pl.col("lot_id").is_in(ids("lots.csv")))
key = ["order_id", "customer_id", "order_date", "lot_id", "store"]
line = lambda lines: lines.select(pl.struct(key).hash().sum(), pl.len().alias("n")).collect(engine="streaming").row(0)
mine, theirs = line(named), line(scan("duckdb.csv"))
lots = len(ids("lots.csv"))
same = ids("huike/affected_lots.csv") == ids("lots.csv"), mine == theirs
told = ["the same" if one else "NOT the same" for one in same]
print(f"  {lots} affected lots, {told[0]}; {theirs[1]} lines of them, {told[1]}")
wrote = [sum(path.stat().st_size for path in paths) / 1e6 for paths in ((out / "huike").iterdir(), [out / "duckdb.csv"])]
print(f"  huike wrote {wrote[0]:.0f} MB, duckdb {wrote[1]:.0f} MB")
PY
echo "  huike with report: $(measure "${command[@]}" --out-dir "$out/report") (seconds, MB)"
