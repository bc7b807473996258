#!/usr/bin/env bash
# A mock recall from the complaint export to the notices: which lots look faulty, who holds them, what to stop, does it
# add up, who is told in which words, and how long all of it took.
set -euo pipefail
data=${DATA:-testdata}
out=${OUT:-out/mock-recall}
mkdir -p "$out"

huike lot-signals --orders "$data/orders.csv" --exclude status=cancelled --complaints "$data/complaints.csv" \
  --production "$data/production.csv" --genealogy "$data/genealogy.csv" --quiet -o "$out/lot_signals.csv"
head -3 "$out/lot_signals.csv"

# Only the signals of the list are recalled. Exit code 10: too slow, or the units do not add up; the results are written.
huike recall-scope --drill --time-limit 4h --lots "$out/lot_signals.csv" --recall examples/mock-recall/recall.toml \
  --orders "$data/orders.csv" --exclude status=cancelled --drop-duplicates --customers "$data/customers.csv" \
  --production "$data/production.csv" --genealogy "$data/genealogy.csv" --movements "$data/movements.csv" \
  --stock "$data/stock.csv" --tolerance 0.5% --regime fda eu --out-dir "$out/recall"

head -3 "$out/recall/affected_customers.csv"
head -3 "$out/recall/notices_sms.csv"
