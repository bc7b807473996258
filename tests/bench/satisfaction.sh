#!/usr/bin/env bash
# Compares the whole of `huike satisfaction-report` by region (scores, complaints, alarms, report) with what DuckDB from
# Python needs for the plain table of scores by region and month alone, on the same generated answers: wall time and peak
# memory, run alternately; prints the medians and the median of the paired ratios (goal: 0.70 of the time), the stages of
# the last run of huike, and whether both found the same scores. Ends with 1 where they did not.
#
# usage: tests/bench/satisfaction.sh [ANSWERS] [COMPLAINTS] [CUSTOMERS] [ROUNDS]
# needs python3 with duckdb, polars and numpy (PYTHON=… to choose); HUIKE=… is a program built before
#
# KIND=csv reads CSV instead of Parquet; MEMORY=… is the --max-memory of huike.
set -euo pipefail
cd "$(dirname "$0")/../.."
answers=${1:-10000000} complaints=${2:-2000000} customers=${3:-1000000} rounds=${4:-5}
python=${PYTHON:-python3} kind=${KIND:-parquet}
case $kind in parquet | csv) ;; *) echo "unknown kind: $kind" >&2; exit 2 ;; esac
folder=${TMPDIR:-/tmp}/huike-bench-answers-$answers-$complaints-$customers
[ -n "${HUIKE:-}" ] || cargo build --release --quiet
huike=${HUIKE:-target/release/huike}
[ -f "$folder/complaints.$kind" ] ||
  "$python" tests/bench/make_answers.py "$answers" "$complaints" "$customers" "$folder" "$kind"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

measure() {
  "$python" tests/bench/measure.py "$@"
}

scores=("$huike" satisfaction-report --no-config --surveys "$folder/surveys.$kind" --customers "$folder/customers.$kind"
  --by region --ces mean --max-memory "${MEMORY:-75%}")
command=("${scores[@]}" --complaints "$folder/complaints.$kind")
for round in $(seq "$rounds"); do
  {
    echo "huike $(measure "${command[@]}" --out-dir "$out/huike")"
    echo "duckdb $(measure "$python" tests/bench/duckdb_scores.py "$folder" "$kind" "$out/duckdb.csv")"
    echo "scores $(measure "${scores[@]}" --no-report --out-dir "$out/scores")"
  } >> "$out/figures"
done
"$python" - "$out" "$answers" "$complaints" "$kind" <<'PY'
import csv, json, statistics, sys
from pathlib import Path

out = Path(sys.argv[1])
rows = [line.split() for line in open(out / "figures")]
of = lambda name, at: [float(row[at]) for row in rows if row[0] == name]
print(f"{sys.argv[2]} answers, {sys.argv[3]} complaints, {sys.argv[4]}")
for name, title in (("huike", "huike, whole report"), ("scores", "huike, scores alone"), ("duckdb", "duckdb")):
    print(f"  {title:20} {statistics.median(of(name, 1)):7.2f} s {statistics.median(of(name, 2)):7.0f} MB")
pairs = lambda name, at: statistics.median(a / b for a, b in zip(of(name, at), of("duckdb", at)))
print(f"  huike/duckdb: time {pairs('huike', 1):.2f} (goal 0.70), memory {pairs('huike', 2):.2f}; "
      f"scores alone: time {pairs('scores', 1):.2f}, memory {pairs('scores', 2):.2f}")
seconds = json.load(open(out / "huike/run.json"))["run"]["seconds"]
print(f"  stages of huike: {', '.join(f'{stage} {value:.2f} s' for stage, value in seconds.items())}")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_key(rows, names):
    return {tuple(row[name] for name in names): row for row in rows}


mine = by_key(table(out / "huike/satisfaction.csv"), ("metric", "segment", "period"))
theirs = by_key(table(out / "duckdb.csv"), ("metric", "region", "period"))
if not any(metric == "nps" for metric, _, _ in mine):
    sys.exit(f"  no metric nps in satisfaction.csv, only {', '.join(sorted({metric for metric, _, _ in mine}))}")
missing, other, furthest = 0, 0, 0.0
for (metric, region, period), row in theirs.items():
    own = mine.get((metric, f"region={region}", period))
    # A figure on fewer than 10 answers is hidden on purpose.
    if own is None or own["value"] == "":
        missing += int(row["n"]) >= 10
        continue
    distance = abs(float(own["value"]) - float(row["value"]))
    furthest = max(furthest, distance)
    other += distance > 1e-6 or own["n"] != row["n"]
same = not missing and not other
verdict = "the same" if same else f"NOT the same: {missing} missing, {other} other than that of duckdb"
print(f"  {len(theirs)} scores, {verdict} (furthest apart by {furthest:.1g})")
sys.exit(not same)
PY
