"""A/A: two runs of the same thing. How often is a difference seen that is not there?

    python evals/benchmarks/evaluation/null.py REPORT [COMPARISONS]

REPORT is the report.json of a run. Its customers are drawn with replacement, and each of them is "run" twice: every
case gets, in either run, a score of its own around the one that was measured, and drafts for one customer in one run
go well or badly together, as they do when a model misreads that customer's record. Nothing sets the two runs apart,
so a test at 5 % may see a difference in 5 of 100 comparisons, and no more. For contrast the same scores are tested as
if every ticket were a customer of its own. Results: null.json beside this file.
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

from copilot.evaluation import Report, read_report, statistics
from copilot.evaluation.statistics import adjusted, difference

METRICS = ("must_say", "intents", "retrieval_rank", "entitlements")
HERE = Path(__file__).parent


def main(report: Report, comparisons: int) -> None:
    """Draw, test, count."""
    statistics.RESAMPLES = 999  # a test by resampling keeps its level with any number of resamples
    noise = np.random.default_rng(20261122)
    by_customer, as_tickets, families = [], [], []
    for number in range(comparisons):
        ps = []
        for place, metric in enumerate(METRICS):
            customers, scores = drawn(report, metric, noise)
            graded = place % 2 == 1
            one, other = (run(customers, scores, noise, graded=graded) for _ in range(2))
            ps.append(difference(one, other, customers, seed=number).p)
            if place == number % len(METRICS):
                alone = [str(n) for n in range(len(customers))]
                as_tickets.append(difference(one, other, alone, seed=number).p)
                by_customer.append(ps[-1])
        families.append(min(adjusted(ps)))
    results = {
        "comparisons": comparisons,
        "customers tested": rate(by_customer),
        "tickets tested as if each were a customer": rate(as_tickets),
        f"any of {len(METRICS)} metrics, corrected": rate(families),
    }
    (HERE / "null.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))


def drawn(report: Report, metric: str, noise: np.random.Generator) -> tuple[list[str], np.ndarray]:
    """The customers and scores of a suite like this one: customers drawn with replacement, with all their cases."""
    cases: dict[str, list[float]] = {}
    for case in report.cases:
        if metric in case.scores:
            cases.setdefault(case.customer, []).append(case.scores[metric].value)
    names = sorted(cases)
    picked = noise.choice(len(names), len(names))
    pairs = [(f"{n}", score) for n, place in enumerate(picked) for score in cases[names[place]]]
    return [customer for customer, _ in pairs], np.array([score for _, score in pairs])


def run(customers: list[str], scores: np.ndarray, noise: np.random.Generator, *, graded: bool) -> list[float]:
    """One run: what was measured, a customer's luck, and chance; graded scores, or drafts that pass or fail."""
    luck = {customer: noise.normal(0, 1) for customer in dict.fromkeys(customers)}
    shared = np.array([luck[customer] for customer in customers])
    odds = np.log((scores * 0.8 + 0.1) / (0.9 - scores * 0.8)) + shared
    chance = 1 / (1 + np.exp(-odds))
    if graded:
        return list(np.clip(chance + noise.normal(0, 0.05, len(scores)), 0, 1))
    return [float(passed) for passed in noise.random(len(scores)) < chance]


def rate(ps: list[float]) -> dict[str, object]:
    """How many lie below 0.05, and where the true rate lies (95 %)."""
    found = sum(p < 0.05 for p in ps)
    interval = binomtest(found, len(ps)).proportion_ci(method="wilson")
    return {"below 0.05": found, "of": len(ps), "rate": found / len(ps), "95 %": [round(i, 4) for i in interval]}


if __name__ == "__main__":
    main(read_report(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
