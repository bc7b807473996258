"""Makes a genealogy and the order lines of its finished lots for the benchmark of recall-scope: Parquet, text ids.

usage: make_recall.py LINKS LINES FOLDER [wide]   (needs polars and numpy)

production.parquet   lot_id, product_id, made_on, quantity, unit
genealogy.parquet    input_lot, output_lot, quantity, used_on
orders.parquet       order_id, customer_id, order_date, product_id, lot_id (5 % empty), quantity, amount, store
stock.parquet        lot_id, location, quantity, status
starts.txt           lots to recall: raw material that three lots in two families of products begin with

Links run over 30 levels, from raw material to finished lots (a tenth as many as links), three inputs a lot, all from the
days before. In 300 links one is rework: a lot goes back, later, into one it was made of (a cycle). One link in 100 has no
day; one in 200 a day before its input was made. Families of products share nothing, so that a start reaches the lots of
some months in one of them. With 1,000,000 links about 2 % of the finished lots are affected, and a tenth of the
products; with `wide` any lot may be of any product, and a third of them is.

The units of a lot are those sold, used and in stock; 1 lot in 50 lacks some.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

DAYS = 730
LEVELS = 30
INPUTS = 3
PRODUCTS = 5_000
CHUNK = 1_000_000

links, lines, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
wide = "wide" in sys.argv[4:]
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(1)
customers = max(1, lines // 25)
finished = links // 10
families = max(2, links // 50_000)
# Lots of a family at each level, and in all.
share = (links - finished * INPUTS) // ((LEVELS - 1) * INPUTS) // families
sizes = [share * families] * LEVELS + [finished]
begin = np.concatenate([[0], np.cumsum(sizes)])
lots = int(begin[-1])
level = np.repeat(np.arange(LEVELS + 1), sizes)
family = (np.arange(lots) - begin[level]) % families
# The days of each level lie a little after those of the level before.
made = random.integers(0, DAYS - 4 * LEVELS, lots) + 3 * level
product = family + families * random.integers(0, PRODUCTS // families, lots)
if wide:
    product = random.integers(0, PRODUCTS, lots)


def text(prefix, numbers, digits):
    return pl.format(prefix + "{}", pl.Series(numbers).cast(pl.String).str.zfill(digits))


def date(days):
    return pl.date(2024, 7, 1) + pl.duration(days=pl.Series(days))


# Inputs: three of the four lots of the family and the level before that were made last.
inputs, outputs = [], []
for at in range(1, LEVELS + 1):
    for own in range(families):
        before = np.arange(begin[at - 1] + own, begin[at], families)
        before = before[np.argsort(made[before], kind="stable")]
        after = np.arange(begin[at] + own, begin[at + 1], families)
        last = np.searchsorted(made[before], made[after]) - 1
        ranks = random.permuted(np.tile(np.arange(INPUTS + 1), (len(after), 1)), axis=1)[:, :INPUTS]
        inputs.append(before[np.maximum(last[:, None] - ranks, ranks)].ravel())
        outputs.append(np.repeat(after, INPUTS))
inputs, outputs = np.concatenate(inputs), np.concatenate(outputs)
used = made[outputs]

# Rework: from a lot back to what it, or its input, was made of.
back = random.choice(len(inputs), links // 300, replace=False)
to = inputs[back]
first_input = np.full(lots, -1)
first_input[outputs[::-1]] = inputs[::-1]
further = (random.random(len(back)) < 0.5) & (first_input[to] >= 0)
to = np.where(further, first_input[to], to)
used = np.concatenate([used, made[outputs[back]] + random.integers(0, 10, len(back))])
inputs, outputs = np.concatenate([inputs, outputs[back]]), np.concatenate([outputs, to])

wrong = random.random(len(inputs)) < 0.005
used = np.where(wrong, made[inputs] - random.integers(1, 300, len(inputs)), used)
undated = random.random(len(inputs)) < 0.01
order = random.permutation(len(inputs))
consumed = random.integers(1, 500, len(inputs))
pl.select(
    text("L", inputs[order], 8).alias("input_lot"),
    text("L", outputs[order], 8).alias("output_lot"),
    pl.Series(consumed[order]).alias("quantity"),
    pl.when(~pl.Series(undated[order])).then(date(used[order])).alias("used_on"),
).write_parquet(folder / "genealogy.parquet")

# Starts: raw lots of the first two families, in the middle of the first year.
raw = [np.arange(own, begin[1], families) for own in range(2)]
starts = np.concatenate([own[np.argsort(np.abs(made[own] - 200), kind="stable")[:3]] for own in raw])
(folder / "starts.txt").write_text("lot_id\n" + "".join(f"L{lot:08d}\n" for lot in starts))

sold = np.zeros(lots, np.int64)
price = random.gamma(2.0, 3_000.0, PRODUCTS).astype(np.int64) + 1


def chunks(columns, predicate, rows, batch):
    for start in range(0, lines, CHUNK):
        size = min(CHUNK, lines - start)
        lot = begin[LEVELS] + random.integers(0, finished, size)
        quantity = random.geometric(0.5, size)
        np.add.at(sold, lot, quantity)
        yield pl.select(
            text("O", (start + np.arange(size)) * 2 // 5, 9).alias("order_id"),
            text("C", random.integers(0, customers, size), 8).alias("customer_id"),
            date(made[lot] + random.integers(1, 90, size)).alias("order_date"),
            text("P", product[lot], 4).alias("product_id"),
            pl.when(pl.Series(random.random(size) >= 0.05)).then(text("L", lot, 8)).alias("lot_id"),
            pl.Series(quantity).alias("quantity"),
            (pl.Series(quantity * price[product[lot]]) / 100.0).alias("amount"),
            text("S", random.integers(0, 200, size), 3).alias("store"),
        )


schema = {
    "order_id": pl.String,
    "customer_id": pl.String,
    "order_date": pl.Date,
    "product_id": pl.String,
    "lot_id": pl.String,
    "quantity": pl.Int64,
    "amount": pl.Float64,
    "store": pl.String,
}
register_io_source(chunks, schema=schema).sink_parquet(folder / "orders.parquet", row_group_size=CHUNK // 4)

is_finished = level == LEVELS
stocked = is_finished & (random.random(lots) < 0.1)
stock = np.where(stocked, random.integers(1, 200, lots), 0)
lacking = np.where(random.random(lots) < 0.02, random.integers(1, 20, lots), 0)
went = np.bincount(inputs, weights=consumed, minlength=lots).astype(np.int64)
pl.select(
    text("L", np.arange(lots), 8).alias("lot_id"),
    pl.when(pl.Series(is_finished))
    .then(text("P", product, 4))
    .otherwise(pl.format("M{}-{}", pl.Series(level), pl.Series(family)))
    .alias("product_id"),
    date(made).alias("made_on"),
    pl.Series(sold + stock + lacking + went).alias("quantity"),
    pl.when(pl.Series(is_finished)).then(pl.lit("each")).otherwise(pl.lit("kg")).alias("unit"),
).write_parquet(folder / "production.parquet")
lying = np.flatnonzero(stocked)
pl.select(
    text("L", lying, 8).alias("lot_id"),
    text("W", lying % 10, 2).alias("location"),
    pl.Series(stock[lying]).alias("quantity"),
    pl.lit("available").alias("status"),
).write_parquet(folder / "stock.parquet")
