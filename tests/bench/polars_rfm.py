"""The same work in polars from Python, streaming: read, sum up by customer, score by rank, write the sorted table.

usage: polars_rfm.py ORDERS OUT.csv   (ORDERS is a .csv or a .parquet file)
"""

import sys

import polars as pl

orders, out = sys.argv[1], sys.argv[2]
schema = {"customer_id": pl.String, "order_date": pl.Date, "amount": pl.Float64}
csv = {"schema": schema, "ignore_errors": "bad" in orders}
lines = pl.scan_parquet(orders) if orders.endswith(".parquet") else pl.scan_csv(orders, **csv)
customers = (
    lines.group_by("customer_id")
    .agg(
        pl.col("order_date").max().alias("last_day"),
        pl.col("order_date").n_unique().alias("frequency"),
        pl.col("amount").sum().round(2).alias("monetary"),
    )
    .collect(engine="streaming")
)
count = customers.height


def tile(name: str) -> pl.Expr:
    return (pl.col(name).rank("ordinal") - 1) * 5 // count + 1


customers.with_columns((pl.col("last_day").max() - pl.col("last_day")).dt.total_days().alias("recency")).with_columns(
    (6 - tile("recency")).alias("r"), tile("frequency").alias("f"), tile("monetary").alias("m")
).select("customer_id", "recency", "frequency", "monetary", "r", "f", "m").sort("customer_id").write_csv(out)
