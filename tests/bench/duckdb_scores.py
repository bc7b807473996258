"""The plain score table by region and month in DuckDB SQL, without an interval, a test, a chart or a complaint.

usage: duckdb_scores.py FOLDER parquet|csv OUT.csv

NPS is the share of 9 and 10 less that of 0 to 6, CSAT the share of 4 and 5, both times 100; CES is the mean answer.
"""

import sys

import duckdb

folder, kind, out = sys.argv[1:]
read = {"parquet": "read_parquet('{}/{}.parquet')", "csv": "read_csv('{}/{}.csv', header = true)"}[kind]
surveys, customers = (read.format(folder, name) for name in ("surveys", "customers"))
duckdb.sql(f"""
    copy (
        select metric, region, strftime(date_trunc('month', answered_at), '%Y-%m') as period,
            case metric
                when 'nps' then 100.0 * (count(*) filter (score >= 9) - count(*) filter (score <= 6)) / count(*)
                when 'csat' then 100.0 * count(*) filter (score >= 4) / count(*)
                else avg(score)
            end as value,
            count(*) as n
        from {surveys} join {customers} using (customer_id)
        group by metric, region, date_trunc('month', answered_at)
        order by metric, region, period
    ) to '{out}' (header)
""")
