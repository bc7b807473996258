"""Makes order lines and complaints of many lots for the benchmark of lot-signals: text ids, Parquet, rows shuffled.

usage: make_lots.py LOTS LINES COMPLAINTS FOLDER   (needs polars and numpy)

orders.parquet       customer_id, order_date, product_id (one of 2,000), lot_id, quantity, amount
complaints.parquet   customer_id, opened_at, lot_id, product_id, category

The lines of a lot lie within three months, and every lot has a line where there are at least as many lines as lots.
Each complaint is about one line, within four months or so. The lines of every thousandth lot, which is a large one, draw
complaints five times as often as the others.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

DAYS = 730
PRODUCTS = 2_000
CATEGORIES = ["product defect", "damaged", "wrong item", "other"]

lots, lines, complaints, folder = (int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(1)
customers = max(1, lines // 20)

# One line a lot first; of the others one in 20 goes to a large lot.
lot = np.arange(lines) % lots
further = np.arange(lines) >= lots
lot[further] = random.integers(0, lots, further.sum())
large = further & (random.random(lines) < 0.05)
lot[large] = random.integers(0, max(1, lots // 1_000), large.sum()) * 1_000
lot = random.permutation(lot)
made = random.integers(0, DAYS - 90, lots)
product = random.integers(0, PRODUCTS, lots)
day = made[lot] + random.integers(0, 90, lines)
customer = random.integers(0, customers, lines)
quantity = random.geometric(0.5, lines)
price = random.gamma(2.0, 3_000.0, PRODUCTS).astype(np.int64) + 1

weight = np.where(lot % 1_000 == 0, 5.0, 1.0)
about = random.choice(lines, complaints, p=weight / weight.sum())
opened = np.minimum(day[about] + random.exponential(40.0, complaints).astype(np.int64), DAYS - 1)


def text(prefix, numbers, digits):
    return pl.format(prefix + "{}", pl.Series(numbers).cast(pl.String).str.zfill(digits))


def date(days):
    return pl.date(2024, 7, 1) + pl.duration(days=pl.Series(days))


pl.select(
    text("C", customer, 8).alias("customer_id"),
    date(day).alias("order_date"),
    text("P", product[lot], 4).alias("product_id"),
    text("L", lot, 8).alias("lot_id"),
    pl.Series(quantity).alias("quantity"),
    (pl.Series(quantity * price[product[lot]]) / 100.0).alias("amount"),
).write_parquet(folder / "orders.parquet")
pl.select(
    text("C", customer[about], 8).alias("customer_id"),
    date(opened).alias("opened_at"),
    text("L", lot[about], 8).alias("lot_id"),
    text("P", product[lot[about]], 4).alias("product_id"),
    pl.Series([CATEGORIES[at] for at in random.integers(0, len(CATEGORIES), complaints)]).alias("category"),
).write_parquet(folder / "complaints.parquet")
