"""Fits a repeat-purchase model to weighted cells with lifetimes and scores every cell; prints the seconds that this took,
without reading the file, with the log-likelihood and the parameters.

usage: lifetimes_fit.py CELLS.csv MODEL   (needs lifetimes 0.11.3; MODEL is bg-nbd or mbg-nbd)

The scores are the probability of being alive and the expected purchases; the probability of no purchase, which huike
gives as well, lifetimes does not have for these models.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter

HORIZON = 26.0  # weeks

path, model = sys.argv[1:]
cells = pd.read_csv(path)
x, last, age, weights = (cells[column].to_numpy() for column in ("x", "t_x", "T", "weight"))

start = time.perf_counter()
fitter = {"bg-nbd": BetaGeoFitter, "mbg-nbd": ModifiedBetaGeoFitter}[model]().fit(x, last, age, weights)
alive = fitter.conditional_probability_alive(x, last, age)
expected = fitter.conditional_expected_number_of_purchases_up_to_time(HORIZON, x, last, age)
seconds = time.perf_counter() - start

# lifetimes maximises the mean over customers in time multiplied by its scale s, where a customer with x repeat
# purchases has the density of the original times divided by s^x.
log_likelihood = -fitter._negative_log_likelihood_ * weights.sum() + np.log(fitter._scale) * (weights * x).sum()
print(
    json.dumps(
        {
            "seconds": seconds,
            "log_likelihood": float(log_likelihood),
            "parameters": fitter.params_.tolist(),
            "alive": float(weights @ alive),
            "expected_purchases": float(weights @ expected),
        }
    )
)
