"""How often the 95 % intervals of NPS and of shares (CSAT) hold the truth, for each truth and number of answers.

usage: score_coverage.py [HUIKE]   (needs numpy; HUIKE is the program, and is run where it is given)

Nothing is drawn: the chance of every possible sample is added up where its interval holds the truth. NPS: adjusted Wald,
over mixes of promoters, passives and detractors of at least 5 % each, in steps of 5 % (the open range), and over all
those of at least 1 %, in steps of 1 % up to 100 answers, 3 % above. Share: Wilson, over 5 % to 95 % and 1 % to 99 % in
steps of 0.1 %. Beside it stands what the Wald interval would do. The intervals are those of the formulas in
src/models/satisfaction_scores; with HUIKE the program answers the same samples first, one questionnaire a sample (all of
30 answers, some of more), and its limits must be those of the formulas. Ends with 1 where they are not, or where the mean
coverage over the open range is not between 94 and 96.5 %.

The unit tests of the models try the same on drawn samples: cargo test --lib satisfaction_scores::coverage_tests
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

Z = 1.959963984540054
ANSWERS = [30, 100, 1_000]
# How many samples of each number of answers the program is given; None is all.
MOST_QUESTIONNAIRES = 400
TRIED = {30: None, 100: 400, 1_000: 40}


def adjusted_wald(promoters, detractors, n, added=3.0):
    """Limits of the net share from counts; added = 0 is the plain Wald interval."""
    answers = n + added
    p, d = (promoters + added / 4) / answers, (detractors + added / 4) / answers
    reach = Z * np.sqrt(np.maximum(p + d - (p - d) ** 2, 0) / answers)
    return p - d - reach, p - d + reach


def wilson(part, n):
    p = part / n
    centre, scale = p + Z * Z / (2 * n), 1 + Z * Z / n
    reach = Z * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    # At a share of 0 or 1 that end is exactly so.
    return np.where(part == 0, 0, (centre - reach) / scale), np.where(part == n, 1, (centre + reach) / scale)


def wald(part, n):
    p = part / n
    reach = Z * np.sqrt(p * (1 - p) / n)
    return p - reach, p + reach


def log_factorials(n):
    return np.concatenate([[0], np.cumsum(np.log(np.arange(1, n + 1)))])


def share_coverage(truths, n, limits):
    part = np.arange(n + 1)
    lower, upper = limits(part, n)
    logs = log_factorials(n)
    ways = logs[n] - logs[part] - logs[n - part]
    for p in truths:
        chance = np.exp(ways + part * np.log(p) + (n - part) * np.log1p(-p))
        yield chance[(lower <= p + 1e-12) & (p <= upper + 1e-12)].sum()


def samples(n):
    """Numbers of promoters and detractors of every sample of n answers."""
    promoters, detractors = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
    possible = promoters + detractors <= n
    return promoters[possible], detractors[possible]


def net_coverage(mixes, n, added):
    promoters, detractors = samples(n)
    lower, upper = adjusted_wald(promoters, detractors, n, added)
    logs = log_factorials(n)
    passives = n - promoters - detractors
    ways = logs[n] - logs[promoters] - logs[detractors] - logs[passives]
    for p, d in mixes:
        held = (lower <= p - d + 1e-12) & (p - d <= upper + 1e-12)
        counts = promoters[held] * np.log(p) + detractors[held] * np.log(d) + passives[held] * np.log(1 - p - d)
        yield np.exp(ways[held] + counts).sum()


def mixes(least, step):
    """Shares of promoters and detractors in whole percents."""
    shares = range(least, 100, step)
    return [(p / 100, d / 100) for p in shares for d in shares if 100 - p - d >= least]


def tell(title, n, truths, coverage):
    coverage = np.array(list(coverage))
    worst, outside = coverage.argmin(), np.mean((coverage < 0.94) | (coverage > 0.965))
    at = truths[worst]
    words = f"p {at:.3f}" if np.isscalar(at) else f"promoters {at[0]:.0%}, detractors {at[1]:.0%}"
    print(f"{title:37} n {n:5}: mean {coverage.mean():7.2%}, worst {coverage[worst]:7.2%} ({words}), "
          f"best {coverage.max():7.2%}, {outside:.0%} of {len(truths)} not within 94 to 96.5 %", flush=True)
    return 0.94 <= coverage.mean() <= 0.965


def nets_of(n, random):
    """Samples of NPS answers to try, each with its limits."""
    nets = samples_of(np.column_stack(samples(n)), n, random)
    for promoters, detractors in nets.tolist():
        passives = n - promoters - detractors
        yield [10] * promoters + [3] * detractors + [8] * passives, adjusted_wald(promoters, detractors, n)


def shares_of(n, random):
    """Samples of CSAT answers to try, each with its limits."""
    for part in samples_of(np.arange(n + 1), n, random).tolist():
        yield [5] * part + [2] * (n - part), wilson(part, n)


def samples_of(every, n, random):
    return every if TRIED[n] is None else random.permutation(every)[: TRIED[n]]


def scored(huike, metric, scale, tries):
    """The rows of the program for samples, each given as one questionnaire."""
    with tempfile.TemporaryDirectory() as folder:
        with open(Path(folder, "surveys.csv"), "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["customer_id", "answered_at", "survey", "metric", "score"])
            # Nobody twice, so that no answer is taken for one that was sent twice.
            answers = ((name, answer) for name, (answers, _) in enumerate(tries) for answer in answers)
            table.writerows((f"C{at:07}", "2026-06-15", f"sample {name}", metric, answer)
                            for at, (name, answer) in enumerate(answers))
        command = f"satisfaction-report --no-config --no-report --quiet --surveys surveys.csv --scale {scale} --by survey"
        command = [huike, *command.split(), "--as-of", "2026-06-30", "--out-dir", "out"]
        result = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        if result.returncode:
            sys.exit(f"{' '.join(command)}\n{result.stderr}")
        with open(Path(folder, "out/satisfaction.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    own = {row["segment"]: row for row in rows if row["metric"] == metric and row["period"] == "2026-06"}
    return [own.get(f"survey=sample {name}") for name in range(len(tries))]


def tried(huike, metric, scale, samples_to_try, least):
    """Gives the program the samples, as many at a time as it takes questionnaires; returns the number of samples and of
    those with other limits."""
    random = np.random.default_rng(1)
    tries = [one for n in ANSWERS for one in samples_to_try(n, random)]
    batches = [tries[at:at + MOST_QUESTIONNAIRES] for at in range(0, len(tries), MOST_QUESTIONNAIRES)]
    found = [row for batch in batches for row in scored(huike, metric, scale, batch)]
    missing = other = 0
    for name, (_, limits) in enumerate(tries):
        row = found[name]
        if row is None or not row["lower"] or not row["upper"]:
            missing += 1
            continue
        # Limits of NPS are cut to -100 to 100 for print.
        limits = [min(max(100 * float(limit), least), 100) for limit in limits]
        other += any(abs(float(row[of]) - own) > 1e-6 for of, own in zip(("lower", "upper"), limits))
    print(f"the program, {metric}: {len(tries)} samples, {other} with other limits than the formula, {missing} missing")
    return not other and not missing


good = True
if len(sys.argv) > 1:
    huike = str(Path(sys.argv[1]).resolve())
    good &= tried(huike, "nps", "0-10", nets_of, -100)
    good &= tried(huike, "csat", "1-5", shares_of, 0)
for n in ANSWERS:
    truths = mixes(5, 5)
    good &= tell("NPS, adjusted Wald, mixes from 5 %", n, truths, net_coverage(truths, n, 3.0))
    wide = mixes(1, 1 if n <= 100 else 3)
    tell("NPS, adjusted Wald, mixes from 1 %", n, wide, net_coverage(wide, n, 3.0))
    tell("NPS, plain Wald, mixes from 5 %", n, truths, net_coverage(truths, n, 0.0))
for n in ANSWERS:
    truths = [at / 1_000 for at in range(50, 951)]
    good &= tell("share, Wilson, 5 to 95 %", n, truths, share_coverage(truths, n, wilson))
    wide = [at / 1_000 for at in range(10, 991)]
    tell("share, Wilson, 1 to 99 %", n, wide, share_coverage(wide, n, wilson))
    tell("share, plain Wald, 5 to 95 %", n, truths, share_coverage(truths, n, wald))
sys.exit(not good)
