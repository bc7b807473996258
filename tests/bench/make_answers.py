"""Makes survey answers, complaints and customers for the benchmark of satisfaction-report: text ids, Parquet or CSV.

usage: make_answers.py ANSWERS COMPLAINTS CUSTOMERS FOLDER [csv]   (needs polars and numpy)

surveys      customer_id, answered_at, survey, metric (nps 0-10, csat 1-5, ces 1-7, one a survey), score
complaints   complaint_id, customer_id, opened_at, category, severity, first_response_at, resolved_at (some empty),
             status, owner, text
customers    customer_id, region (one of eight, of unequal size), tier

Days are those of 24 months, with the time of day. Every customer answers in turn, the three surveys in turn, and none of
them twice within a slice of the 24 months: no two answers look like one that was sent twice. Scores depend a little on
region and month. With csv the same rows stand in CSV files beside the Parquet files. The same numbers give the same rows.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

DAYS = 730
DAY = 86_400
CHUNK = 1_000_000
SURVEYS = ["relationship", "purchase", "service"]
METRICS = ["nps", "csat", "ces"]
# Lowest and highest answer of each metric, mean and spread before rounding.
SCALES = np.array([[0, 10, 8.1, 1.9], [1, 5, 3.9, 0.9], [1, 7, 5.1, 1.3]])
REGIONS = ["East", "South", "North", "West", "Centre", "Northeast", "Northwest", "Southwest"]
SHARES = [0.3, 0.2, 0.15, 0.1, 0.1, 0.07, 0.05, 0.03]
TIERS = ["standard", "silver", "gold"]
TIER_SHARES = [0.7, 0.2, 0.1]
CATEGORIES = ["delivery", "product defect", "staff", "price", "billing", "other"]
CATEGORY_SHARES = [0.4, 0.25, 0.15, 0.1, 0.07, 0.03]
SEVERITIES = ["low", "medium", "high"]
SEVERITY_SHARES = [0.5, 0.35, 0.15]
OWNERS = 40
TEXTS = [
    "Late again, third time this year",
    "Stopped working after two days, I want my money back",
    "Nobody answers the phone",
    "I was promised a refund, nothing came",
    "The box was open, \"sealed\" it says",
    "Charged twice for one order",
    "又晚到了，今年第三次",
    "用了两天就坏了，要求退款",
    "客服电话一直打不通",
    "答应退款，一直没到账",
    "",
]

answers, complaints, customers = (int(number) for number in sys.argv[1:4])
folder, csv = Path(sys.argv[4]), "csv" in sys.argv[5:]
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(1)
region = random.choice(len(REGIONS), customers, p=SHARES)
tier = random.choice(len(TIERS), customers, p=TIER_SHARES)


def text(prefix, numbers, digits):
    return pl.format(prefix + "{}", pl.Series(numbers).cast(pl.String).str.zfill(digits))


def moment(seconds):
    start = pl.datetime(2024, 7, 1, time_unit="ms")
    return start + pl.duration(seconds=pl.Series(seconds), time_unit="ms")


def word(words, places):
    return pl.Series(np.array(words, dtype=object)[places], dtype=pl.String)


def write(name, frame):
    """Writes a frame, or chunks of it with their schema."""
    frame.lazy().sink_parquet(folder / f"{name}.parquet", row_group_size=CHUNK // 4)
    if csv:
        rows = pl.scan_parquet(folder / f"{name}.parquet")
        rows.sink_csv(folder / f"{name}.csv", datetime_format="%Y-%m-%d %H:%M:%S")


write("customers", pl.select(
    text("C", np.arange(customers), 8).alias("customer_id"),
    word(REGIONS, region).alias("region"),
    word(TIERS, tier).alias("tier"),
))

rounds = -(-answers // customers)
slices = -(-rounds // len(SURVEYS))
SLICE = DAYS // slices


def surveys(columns, predicate, rows, batch):
    for turn in range(rounds):
        everyone = random.permutation(customers)[: answers - turn * customers]
        for start in range(0, len(everyone), CHUNK):
            customer = everyone[start : start + CHUNK]
            size = len(customer)
            survey = (customer + turn) % len(SURVEYS)
            day = turn // len(SURVEYS) * SLICE + random.integers(0, SLICE, size)
            low, high, mean, spread = SCALES[survey].T
            shift = 0.05 * (region[customer] - 3.5) + 0.15 * np.sin(day / 60.0)
            score = np.clip(np.round(mean + spread * (random.standard_normal(size) + shift)), low, high)
            yield pl.select(
                text("C", customer, 8).alias("customer_id"),
                moment(day * DAY + random.integers(8 * 3_600, 22 * 3_600, size)).alias("answered_at"),
                word(SURVEYS, survey).alias("survey"),
                word(METRICS, survey).alias("metric"),
                pl.Series(score).cast(pl.Int64).alias("score"),
            )


def cases(columns, predicate, rows, batch):
    for start in range(0, complaints, CHUNK):
        size = min(CHUNK, complaints - start)
        opened = np.sort(random.integers(0, DAYS * DAY, size))
        responded = opened + 300 + random.exponential(0.4 * DAY, size).astype(np.int64)
        resolved = responded + 600 + random.exponential(6.0 * DAY, size).astype(np.int64)
        # Some were never answered or resolved; others not before the last day.
        is_responded = (random.random(size) >= 0.02) & (responded < DAYS * DAY)
        is_resolved = is_responded & (random.random(size) >= 0.05) & (resolved < DAYS * DAY)
        yield pl.select(
            text("K", start + np.arange(size), 9).alias("complaint_id"),
            text("C", random.integers(0, customers, size), 8).alias("customer_id"),
            moment(opened).alias("opened_at"),
            word(CATEGORIES, random.choice(len(CATEGORIES), size, p=CATEGORY_SHARES)).alias("category"),
            word(SEVERITIES, random.choice(len(SEVERITIES), size, p=SEVERITY_SHARES)).alias("severity"),
            pl.when(pl.Series(is_responded)).then(moment(responded)).alias("first_response_at"),
            pl.when(pl.Series(is_resolved)).then(moment(resolved)).alias("resolved_at"),
            pl.when(pl.Series(is_resolved)).then(pl.lit("resolved")).otherwise(pl.lit("open")).alias("status"),
            text("Clerk ", random.integers(1, OWNERS + 1, size), 2).alias("owner"),
            word(TEXTS, random.integers(0, len(TEXTS), size)).alias("text"),
        )


write("surveys", register_io_source(surveys, schema={
    "customer_id": pl.String,
    "answered_at": pl.Datetime("ms"),
    "survey": pl.String,
    "metric": pl.String,
    "score": pl.Int64,
}))
write("complaints", register_io_source(cases, schema={
    "complaint_id": pl.String,
    "customer_id": pl.String,
    "opened_at": pl.Datetime("ms"),
    "category": pl.String,
    "severity": pl.String,
    "first_response_at": pl.Datetime("ms"),
    "resolved_at": pl.Datetime("ms"),
    "status": pl.String,
    "owner": pl.String,
    "text": pl.String,
}))
