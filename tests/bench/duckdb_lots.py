"""What `huike lot-signals` starts with, in one DuckDB SQL: count units and complaints of every lot and write both.

usage: duckdb_lots.py ORDERS.parquet COMPLAINTS.parquet OUT.csv
"""

import sys

import duckdb

orders, complaints, out = sys.argv[1:]
duckdb.sql(
    f"""
    copy (
        with sold as (
            select lot_id, sum(quantity) as units from read_parquet('{orders}') group by lot_id
        ), failed as (
            select lot_id, count(*) as complaints from read_parquet('{complaints}') group by lot_id
        )
        select lot_id, units, coalesce(complaints, 0) as complaints
        from sold left join failed using (lot_id) order by lot_id
    ) to '{out}' (header)
    """
)
