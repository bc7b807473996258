"""Plants an effect of follow-ups, weights of drivers and a surge of complaints in invented companies, and counts for how
many seeds `huike satisfaction-report` finds them.

usage: satisfaction_seeds.py HUIKE [SEEDS] [CUSTOMERS]   (HUIKE is the program; seeds 1 to SEEDS, by default 100, of
20,000 customers)

The truth is that of truth.json. A seed passes
- the effect, when the interval of the effect on the NPS answer, all kinds of follow-ups together, holds what a follow-up
  adds to it as it is written (totals: points by answers after a follow-up);
- the drivers, when they come in the order of their planted weights;
- the surge, when an alarm on the number or rate of complaints of all customers stands in the planted month.
Alarms on complaints that were over before anything was planted are false and counted beside. Persons who slow down
complain more from planted.complaints_from on, some months before the surge: an alarm that stands in the month of the
surge may have begun with them, and those that did are counted. Ends with 1 where one of the three is found in fewer
than 90 of 100 seeds.
"""

import csv
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

# In the order of parameters.driver_weights.
DRIVERS = ["product_quality", "delivery", "service", "price"]
COMPLAINTS = ("complaints", "complaint_rate")
ALL_KINDS = ("", "all")

huike = str(Path(sys.argv[1]).resolve())
seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 100
customers = int(sys.argv[3]) if len(sys.argv) > 3 else 20_000


def run(folder, *arguments):
    command = [huike, *arguments, "--quiet"]
    result = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)} ended with {result.returncode}\n{result.stderr}")


def rows(folder, table, columns):
    """The rows of a result table, which must have these columns."""
    path = Path(folder, "out", f"{table}.csv")
    if not path.exists():
        sys.exit(f"there is no {table}.csv, only {', '.join(sorted(one.name for one in path.parent.iterdir()))}")
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or [])]
        if missing:
            sys.exit(f"{table}.csv has no column {', '.join(missing)}; it has {', '.join(reader.fieldnames or [])}")
        return list(reader)


def only(table, found, what):
    """The one row that was looked for."""
    if len(found) != 1:
        sys.exit(f"{table}.csv has {len(found)} rows of {what}, not one")
    return found[0]


def effect(folder):
    """Effect, lower and upper limit."""
    table = rows(folder, "follow_up_effects", ["outcome", "question", "kind", "effect", "lower", "upper"])
    # The panel answers one NPS question, of the survey relationship.
    panel = [row for row in table if {"nps", "relationship"} & set(row["question"].lower().replace("/", " ").split())]
    whole = [row for row in panel if row["kind"] in ALL_KINDS]
    row = only("follow_up_effects", whole, "the effect on the NPS answer, all kinds together")
    if not row["effect"] or not row["lower"] or not row["upper"]:
        sys.exit(f"no effect on the NPS answer, but {row}")
    return tuple(float(row[column]) for column in ("effect", "lower", "upper"))


def order(folder):
    """The drivers, that with the largest share first."""
    table = rows(folder, "drivers", ["driver", "rank", "share"])
    ranked = [row for row in table if row["rank"]]
    if {row["driver"] for row in ranked} != set(DRIVERS) or len(ranked) != len(DRIVERS):
        sys.exit(f"drivers.csv does not rank each of {', '.join(DRIVERS)} once, but "
                 f"{', '.join(row['driver'] for row in ranked) or 'none'}")
    return [row["driver"] for row in sorted(ranked, key=lambda row: float(row["rank"]))]


def alarms(folder):
    """Alarms on the complaints of all customers: first and last month; one without an end stands to the last month."""
    table = rows(folder, "alarms", ["metric", "segment", "level", "first_period", "last_period"])
    own = [row for row in table if row["metric"] in COMPLAINTS and row["segment"] == "all"]
    return [(row["first_period"], row["last_period"] or "9999-12", row["level"]) for row in own]


def judge(seed):
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "demo-data", *f"--customers {customers} --seed {seed} --out-dir company".split())
        truth = json.loads(Path(folder, "company/truth.json").read_text(encoding="utf-8"))
        tables = "surveys complaints follow_ups orders".split()
        inputs = [f"--{name.replace('_', '-')} company/{name}.csv" for name in tables]
        options = f"--no-config --no-report --exclude status=cancelled --drop-duplicates --drivers {','.join(DRIVERS)}"
        options = [*options.split(), "--as-of", truth["settings"]["to"], "--out-dir", "out"]
        run(folder, "satisfaction-report", *" ".join(inputs).split(), *options)
        parameters, planted, totals = truth["parameters"], truth["planted"], truth["totals"]
        weights = dict(zip(DRIVERS, parameters["driver_weights"]))
        surge = planted["surge_from"][:7]
        quiet = planted["complaints_from"][:7]
        raised = alarms(folder)
        return {
            "truth": totals["points_after_follow_up"] / totals["answers_after_follow_up"],
            "effect": effect(folder),
            "order": order(folder) == sorted(DRIVERS, key=lambda driver: -weights[driver]),
            "surge": [one for one in raised if one[0] <= surge <= one[1]],
            "began": any(one[0] == surge for one in raised),
            "false": sum(one[1] < quiet for one in raised),
        }


held = ordered = found = began = false = 0
effects, widths = [], []
for seed in range(1, seeds + 1):
    one = judge(seed)
    effect_found, lower, upper = one["effect"]
    holds = lower <= one["truth"] <= upper
    held, ordered, found = held + holds, ordered + one["order"], found + bool(one["surge"])
    began, false = began + one["began"], false + one["false"]
    effects.append(effect_found)
    widths.append(upper - lower)
    levels = sorted({f"{level} since {first}" for first, _, level in one["surge"]})
    verdict = "holds" if holds else "does NOT hold"
    print(f"seed {seed:3}: effect {effect_found:.2f} ({lower:.2f} to {upper:.2f}) {verdict} {one['truth']:.3f}, "
          f"drivers {'in order' if one['order'] else 'NOT in order'}, "
          f"surge {', '.join(levels) if levels else 'NOT found'}", flush=True)
print(f"of {seeds} seeds: {held} intervals hold the effect of follow-ups (mean effect {statistics.mean(effects):.3f}, "
      f"mean width {statistics.mean(widths):.2f}), {ordered} have the drivers in order, {found} find the surge")
print(f"in {began} an alarm begins in the month of the surge; {false} false alarms before anything was planted")
sys.exit(min(held, ordered, found) < 0.9 * seeds)
