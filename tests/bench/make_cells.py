"""Simulates customers who buy and leave as the MBG/NBD says, and folds them into distinct weighted cells.

usage: make_cells.py CUSTOMERS CELLS.csv   (needs numpy)

CELLS.csv has the number of repeat purchases x, the weeks from the first purchase to the last t_x and to the as-of date
T, and the number of such customers, in no order. First purchases lie 20 to 104 weeks back; all times are whole days, and
purchases on one day are one purchase. A million customers have about 1.4 repeat purchases each.
"""

import sys

import numpy as np

# The shape of the CDNOW music buyers; α in days.
R, ALPHA, A, B = 0.525, 49.0, 0.891, 1.614

customers, path = int(sys.argv[1]), sys.argv[2]
random = np.random.default_rng(1)
age = random.integers(140, 729, customers)
rate = random.gamma(R, 1.0 / ALPHA, customers)
dropout = random.beta(A, B, customers)
time = np.zeros(customers)
last = np.zeros(customers, dtype=np.int64)
purchases = np.zeros(customers, dtype=np.int64)
# Those who have not left since their latest purchase, the first one included.
alive = np.flatnonzero(random.random(customers) >= dropout)
while alive.size:
    time[alive] += random.exponential(1.0, alive.size) / rate[alive]
    alive = alive[time[alive] < age[alive]]
    day = np.ceil(time[alive]).astype(np.int64)
    purchases[alive] += day > last[alive]
    last[alive] = day
    alive = alive[random.random(alive.size) >= dropout[alive]]

cells, weights = np.unique(np.stack([purchases, last, age], axis=1), axis=0, return_counts=True)
order = random.permutation(len(cells))
with open(path, "w", encoding="ascii", newline="") as out:
    out.write("x,t_x,T,weight\n")
    for (x, last_day, day), weight in zip(cells[order].tolist(), weights[order].tolist()):
        out.write(f"{x},{last_day / 7!r},{day / 7!r},{weight}\n")
print(f"{customers} customers, {purchases.mean():.3f} repeat purchases each, {len(cells)} cells", file=sys.stderr)
