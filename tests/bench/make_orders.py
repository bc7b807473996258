"""Makes order lines for the benchmarks: 20 a customer, text ids, ISO dates, amounts of two decimals, rows shuffled.

usage: make_orders.py LINES FOLDER   (needs polars and numpy)

orders.parquet, orders.csv   the lines
bad.csv                      the same with one bad line in a thousand: no id, no day, or no amount
gb18030.csv, utf8.csv        the same with Chinese ids, in both encodings
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

lines, folder = int(sys.argv[1]), Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(1)
customers = max(1, lines // 20)
orders = pl.DataFrame(
    {
        "customer_id": pl.Series(random.integers(0, customers, lines)),
        "order_date": pl.Series(random.integers(0, 730, lines)),
        "amount": pl.Series(random.gamma(2.0, 3000.0, lines).astype(np.int64) + 1),
    }
).select(
    pl.format("C{}", pl.col("customer_id").cast(pl.String).str.zfill(8)).alias("customer_id"),
    (pl.date(2024, 7, 1) + pl.duration(days=pl.col("order_date"))).alias("order_date"),
    (pl.col("amount") / 100.0).round(2).alias("amount"),
)
orders.write_parquet(folder / "orders.parquet")
orders.write_csv(folder / "orders.csv", float_precision=2)

text = orders.with_columns(pl.col("order_date").cast(pl.String), (pl.col("amount") * 100).round(0).cast(pl.Int64))
text = text.with_columns(pl.format("{}.{}", pl.col("amount") // 100, (pl.col("amount") % 100).cast(pl.String).str.zfill(2)).alias("amount"))
place = pl.int_range(pl.len())
bad = text.with_columns(
    pl.when(place % 3000 == 0).then(None).otherwise(pl.col("customer_id")).alias("customer_id"),
    pl.when(place % 3000 == 1000).then(pl.lit("2025-13-01")).otherwise(pl.col("order_date")).alias("order_date"),
    pl.when(place % 3000 == 2000).then(pl.lit("n/a")).otherwise(pl.col("amount")).alias("amount"),
)
bad.write_csv(folder / "bad.csv")
del bad
chinese = text.with_columns(pl.col("customer_id").str.replace("C", "客"))
chinese.write_csv(folder / "utf8.csv")
with open(folder / "utf8.csv", encoding="utf-8", newline="") as source:
    with open(folder / "gb18030.csv", "w", encoding="gb18030", newline="") as target:
        while piece := source.read(1 << 22):
            target.write(piece)
