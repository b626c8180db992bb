"""Each writer's tickets through all of triage, words and rules, by weights that were fitted to the other writers' texts.

    python evals/benchmarks/triage/apart.py

Calibration, bars and what a wrong step of urgency costs are chosen on these tickets, so the figures are fair as to the
weights alone. Seven minutes of one core.
"""

import numpy as np
from nets import Layers
from texts import WRITERS
from train import ASKED, Learnt, calibrated, learn, left_out_with, weighed_apart
from whole import report

from copilot.triage import classifying, signs
from copilot.triage.network import Network
from copilot.triage.weighing import Weighing


def main() -> None:
    learnt = learn()
    known = weighed_apart(learnt)
    for name, writer in WRITERS.items():
        tickets = [row for row, by in zip(known.tickets, known.writers, strict=True) if by == writer]
        if tickets:
            print(f"\n{name}")
            fitted = known.without(writer)
            use(learnt.apart[left_out_with(writer, 0)], learnt, Weighing(fitted.coef_, fitted.intercept_))
            report(tickets)


def use(layers: Layers, learnt: Learnt, weighing: Weighing) -> None:
    """Has triage read by these in place of those that ship."""
    kept = {name: one.astype(np.float32) for name, one in calibrated(layers, learnt).items()}
    network = Network(ASKED, learnt.least.astype(np.float32), kept)
    signs.network = lambda: network  # type: ignore[assignment]
    signs.shipped.cache_clear()
    classifying.weighing = lambda: weighing  # type: ignore[assignment]


if __name__ == "__main__":
    main()
