#!/usr/bin/env bash
# Chaining by standard input and output: exactly one table leaves the pipe, so any tool can take it from there.
# Here: how many customers of each segment are in value tier A.
set -euo pipefail
orders=${ORDERS:-testdata/orders.csv}

gzip -c "$orders" \
  | huike segment --orders - --exclude status=cancelled --quiet --output - \
  | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
             $at["value_tier"] == "A" { n[$at["segment"]]++ }
             END { for (segment in n) print n[segment], segment }' \
  | sort -rn
