"""The start of a recall, in DuckDB SQL: traces lots to all they went into, and writes the order lines of these lots.

usage: duckdb_recall.py FOLDER OUT.csv days|union [LOTS.csv]

days    along a chain days never go back, and nothing is used before it was made; a link without a day always carries
union   every link carries, whatever its day
"""

import sys

import duckdb

folder, out, mode, *lots = sys.argv[1:]
links = {
    "days": f"""
        select input_lot, output_lot, coalesce(used_on, 'infinity'::date) as latest,
            greatest(coalesce(used_on, '-infinity'), coalesce(made_on, '-infinity')) as earliest
        from read_parquet('{folder}/genealogy.parquet')
            left join read_parquet('{folder}/production.parquet') on lot_id = input_lot
    """,
    "union": f"select input_lot, output_lot from read_parquet('{folder}/genealogy.parquet')",
}[mode]
affected = {
    "days": """
        select lot_id, '-infinity'::date as since from starts
        union
        select output_lot, greatest(since, earliest)
        from affected join links on input_lot = lot_id where latest >= since and latest >= earliest
    """,
    "union": "select lot_id from starts union select output_lot from affected join links on input_lot = lot_id",
}[mode]
trace = "affected(lot_id)" if mode == "union" else "affected(lot_id, since)"
starts = f"read_csv('{folder}/starts.txt', all_varchar = true, header = true)"
duckdb.sql(f"create table starts as select lot_id from {starts}")
duckdb.sql(f"create table links as {links}")
duckdb.sql(f"create table lots as with recursive {trace} as ({affected}) select distinct lot_id from affected")
orders = f"read_parquet('{folder}/orders.parquet')"
duckdb.sql(f"copy (select orders.* from {orders} as orders semi join lots using (lot_id)) to '{out}' (header)")
for path in lots:
    duckdb.sql(f"copy (from lots order by lot_id) to '{path}' (header)")
