#!/usr/bin/env bash
# Who is leaving and whom to call: segments through a pipe, complaints and consent beside the orders, own rules, a
# model that the next nights use without fitting it again, and an alarm for cron.
set -euo pipefail
data=${DATA:-testdata}
out=${OUT:-out/win-back}
mkdir -p "$out"

huike segment --orders "$data/orders.csv" --exclude status=cancelled --quiet -o - \
  | huike churn-score --orders "$data/orders.csv" --segments - --exclude status=cancelled --horizon 90 \
      --customers "$data/customers.csv" --complaints "$data/complaints.csv" --interactions "$data/interactions.csv" \
      --win-back examples/win-back/rules.toml --contact-cost 8 --save-model "$out/model.json" --out-dir "$out/churn"

head -4 "$out/churn/win_back_list.csv"

# Exit code 10 means: a threshold is crossed, the results are written. Anything else is a failure.
huike churn-score --orders "$data/orders.csv" --exclude status=cancelled --use-model "$out/model.json" \
  --customers "$data/customers.csv" --complaints "$data/complaints.csv" --interactions "$data/interactions.csv" \
  --quiet --out-dir "$out/tonight" --fail-on 'at_risk_revenue>5%' || [ $? -eq 10 ]
