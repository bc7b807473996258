"""Plants customers who slow down and complain in invented companies, and counts for how many seeds `huike churn-score` finds
them, the planted parameters and chances that come true.

usage: churn_seeds.py HUIKE [SEEDS] [CUSTOMERS]   (HUIKE is the program; seeds 1 to SEEDS, by default 20, of 2,000 customers)

The as-of day is that of the data, the horizon 90 days, the truth that of truth.json. A seed passes
- the parameters, when each planted parameter lies within 3 standard errors of the fitted one;
- the slope, when the interval of the calibration slope of the fitted model holds 1;
- the planted, when more than half of the persons who slow down have an alarm;
- the precision, when at least as many alarms are right as the backtest says of those on purchases, at its lower limit, or
  as the control of false alarms allows, whichever is less. An alarm on purchases is right when the customer has slowed
  down or left, one on complaints when he has slowed down.
Ends with 1 where one of the four holds in fewer than nine of ten seeds, or more alarms are false over all seeds than the
control allows.
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HORIZON = 90
FALSE_ALARMS = 0.05
PARAMETERS = {"r": "purchase_r", "alpha": "purchase_alpha", "a": "dropout_a", "b": "dropout_b"}
ERRORS = 3.0
OF_PURCHASES = ("purchases_falling", "overdue")
OF_COMPLAINTS = "complaints_rising"
LEAST = 0.9

huike = str(Path(sys.argv[1]).resolve())
seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
customers = int(sys.argv[3]) if len(sys.argv) > 3 else 2_000


def run(folder, *arguments):
    command = [huike, *arguments, "--quiet"]
    result = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)} ended with {result.returncode}\n{result.stderr}")


def rows(folder, table):
    with open(Path(folder, "out", f"{table}.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(truth, name):
    """A list of the truth, which must be whole."""
    found = truth["planted"][name]
    if found["count"] > len(found["items"]):
        sys.exit(f"truth.json lists {len(found['items'])} of {found['count']} {name}: take fewer customers")
    return set(found["items"])


def judge(seed):
    with tempfile.TemporaryDirectory() as folder:
        run(folder, *f"demo-data --customers {customers} --seed {seed} --out-dir demo".split())
        tables = "orders customers complaints interactions surveys".split()
        inputs = [f"--{name} demo/{name}.csv" for name in tables]
        options = f"--exclude status=cancelled --drop-duplicates --horizon {HORIZON} --model mbg-nbd"
        options = f"{options} --no-config --no-report --out-dir out"
        run(folder, "churn-score", *" ".join(inputs).split(), *options.split())
        truth = json.loads(Path(folder, "demo/truth.json").read_text(encoding="utf-8"))
        model = json.loads(Path(folder, "out/run.json").read_text(encoding="utf-8"))["model"]
        line = next(row for row in rows(folder, "calibration") if row["method"] == model["name"])
        signals, worth = rows(folder, "signals"), rows(folder, "signal_worth")
    second = {pair["duplicate_id"]: pair["customer_id"] for pair in truth["planted"]["duplicate_customers"]["items"]}
    slowing, left = listed(truth, "slowing"), listed(truth, "left")
    # The orders of one who has a second record went on under it: the first record has fallen silent.
    gone = slowing | left | set(second.values())
    alarms = {"purchases": set(), "complaints": set(), "others": set()}
    for row in signals:
        kind = "purchases" if row["signal"] in OF_PURCHASES else "others"
        kind = "complaints" if row["signal"] == OF_COMPLAINTS else kind
        alarms[kind].add(second.get(row["customer_id"], row["customer_id"]))
    told = len(alarms["purchases"]) + len(alarms["complaints"])
    wrong = len(alarms["purchases"] - gone) + len(alarms["complaints"] - slowing)
    overdue = next(row for row in worth if row["signal"] == "overdue")
    errors = {
        symbol: (model["parameters"][symbol] - truth["parameters"][name]) / model["standard_errors"][symbol]
        for symbol, name in PARAMETERS.items()
    }
    return {
        "errors": errors,
        "slope": tuple(float(line[column]) for column in ("slope", "slope_lower", "slope_upper")),
        "slowing": len(slowing),
        "found": len(slowing & set().union(*alarms.values())),
        "by_complaints": len(slowing & alarms["complaints"]),
        "by_purchases": len(slowing & alarms["purchases"]),
        "alarms": told,
        "wrong": wrong,
        "precision": 1.0 - wrong / max(told, 1),
        "stated": min(float(overdue["precision_lower"] or 1.0), 1.0 - FALSE_ALARMS),
    }


held = {"parameters": 0, "slope": 0, "planted": 0, "precision": 0}
slowing = found = by_complaints = by_purchases = alarms = wrong = 0
for seed in range(1, seeds + 1):
    one = judge(seed)
    slope, lower, upper = one["slope"]
    passes = {
        "parameters": all(abs(error) <= ERRORS for error in one["errors"].values()),
        "slope": lower <= 1.0 <= upper,
        "planted": 2 * one["found"] > one["slowing"],
        "precision": one["precision"] >= one["stated"],
    }
    for name, holds in passes.items():
        held[name] += holds
    slowing, found = slowing + one["slowing"], found + one["found"]
    by_complaints, by_purchases = by_complaints + one["by_complaints"], by_purchases + one["by_purchases"]
    alarms, wrong = alarms + one["alarms"], wrong + one["wrong"]
    errors = ", ".join(f"{symbol} {error:+.1f}" for symbol, error in one["errors"].items())
    missed = [name for name, holds in passes.items() if not holds]
    print(f"seed {seed:2}: {errors} standard errors off; slope {slope:.2f} ({lower:.2f} to {upper:.2f}); "
          f"{one['found']} of {one['slowing']} planted found; {one['wrong']} of {one['alarms']} alarms false"
          + (f" (missed: {', '.join(missed)})" if missed else ""), flush=True)
share = wrong / max(alarms, 1)
print(f"of {seeds} seeds: " + ", ".join(f"{name} in {count}" for name, count in held.items()))
print(f"{found} of {slowing} planted persons found, {by_complaints} by complaints, {by_purchases} by purchases; "
      f"{wrong} of {alarms} alarms on purchases or complaints false ({share:.1%})")
sys.exit(min(held.values()) < LEAST * seeds or share > FALSE_ALARMS)
