#!/usr/bin/env bash
# A nightly job: segments of today, with the movement since the last run. Silent when all is well; whatever happens
# tonight, yesterday's folder stays whole.
#
#   0 3 * * *  /srv/crm/nightly-segments/run.sh || notify "huike: exit $?"
set -euo pipefail
orders=${ORDERS:-testdata/orders.csv}
out=${OUT:-out/segments}

previous=()
[ -f "$out/segments.csv" ] && previous=(--previous "$out/segments.csv")

huike segment --orders "$orders" --exclude status=cancelled --drop-duplicates \
  "${previous[@]}" --quiet --out-dir "$out" "$@"
