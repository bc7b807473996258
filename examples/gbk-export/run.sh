#!/usr/bin/env bash
# A Chinese export as it comes from the shop: GB18030, Chinese headers, dates like 2026/6/30, amounts like ¥1,299.00.
# Nothing has to be said about any of it.
set -euo pipefail
out=${OUT:-out/gbk}

huike segment --orders testdata/zh/orders.csv --customers testdata/zh/customers.csv \
  --exclude 订单状态=已取消 --compare-to 2026-05-31 --by 性别,会员等级,兴趣 --lang zh --out-dir "$out" --verbose
