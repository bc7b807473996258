"""The same work in one DuckDB SQL: read, sum up by customer, score by ntile, write the sorted customer table.

usage: duckdb_rfm.py ORDERS OUT.csv   (ORDERS is a .csv or a .parquet file)
"""

import sys

import duckdb

orders, out = sys.argv[1], sys.argv[2]
types = "{'customer_id': 'VARCHAR', 'order_date': 'DATE', 'amount': 'DECIMAL(18, 2)'}"
csv = f"read_csv('{orders}', types={types}, ignore_errors={'bad' in orders})"
source = f"read_parquet('{orders}')" if orders.endswith(".parquet") else csv
duckdb.sql(
    f"""
    copy (
        with customers as (
            select customer_id, max(order_date) as last_day, count(distinct order_date) as frequency,
                   sum(amount::decimal(18, 2)) as monetary
            from {source} group by customer_id
        ), scored as (
            select *, date_diff('day', last_day, (select max(last_day) from customers)) as recency from customers
        )
        select customer_id, recency, frequency, monetary,
               6 - ntile(5) over (order by recency) as r, ntile(5) over (order by frequency) as f,
               ntile(5) over (order by monetary) as m
        from scored order by customer_id
    ) to '{out}' (header)
    """
)
