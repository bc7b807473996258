"""Makes order lines for the benchmarks: 20 a customer, text ids, ISO dates, amounts of two decimals, rows shuffled.

usage: make_orders.py LINES FOLDER   (needs polars and numpy; writes orders.csv and orders.parquet)
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
