"""What the composer says on past tickets, with the intents that people gave them, so that only it is measured.

With --triage, what the classifiers make of a ticket stands in for what people said of it.

python evals/benchmarks/composer/measure.py evals/sample_shop [--triage] [--worst 30] [--json results.json]
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from copilot.checks import check
from copilot.drafting import answer, compose, doubts, next_steps
from copilot.evaluation.bench import Bench, Outcome
from copilot.evaluation.evaluators.saying import chrf, disclosure, language, must_not_say, must_say, similarity
from copilot.evaluation.evaluators.verdicts import answers
from copilot.evaluation.gold import GoldEntitlement
from copilot.evaluation.suite import EvalCase, open_suite
from copilot.evaluation.trial import Trial
from copilot.evidence import Evidence
from copilot.models import Draft, Entitlement, Intent, NextStep, Review, Sentiment, Triage, Urgency, verdict

SAID = {
    "answers": answers, "must_say": must_say, "must_not_say": must_not_say, "language": language,
    "notice": disclosure, "chrf": chrf, "similarity": similarity,
}  # fmt: skip


@dataclass(frozen=True)
class Drafted:
    """One case, its draft, and what was measured of it."""

    case: EvalCase
    draft: Draft
    steps: list[NextStep]
    scores: dict[str, float]
    milliseconds: float


def main() -> None:
    arguments = _arguments()
    suite = open_suite(arguments.suite, data=arguments.data)
    with TemporaryDirectory() as folder, Bench(suite.settings, Path(folder)) as bench:
        cases = [case for case in suite.cases if arguments.triage or case.gold.intents is not None]
        drafted = [_drafted(case, bench, arguments.triage) for case in cases]
    report = {"all": _means(drafted)}
    report |= {f"language {code}": _means(some) for code, some in _by(drafted, lambda one: one.draft.language)}
    report |= {f"family {name}": _means(some) for name, some in _by(drafted, _family)}
    times = sorted(one.milliseconds for one in drafted)
    report["cpu milliseconds"] = {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)]}
    for name, figures in report.items():
        print(f"{name:26}", "  ".join(f"{key} {value:g}" for key, value in figures.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for one in sorted(drafted, key=_like_gold)[: arguments.worst]:
        gold = one.case.gold
        print(f"\n=== {one.case.id} {gold.intents} {one.scores}\n{one.draft.text}\n--- gold\n{gold.reply or gold}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite", type=Path, help="a suite's folder, such as evals/sample_shop")
    parser.add_argument("--data", type=Path, help="what ${DATA} in the suite's paths stands for")
    parser.add_argument("--triage", action="store_true", help="intents, language and risks as triage sees them")
    parser.add_argument("--worst", type=int, default=0, help="print so many drafts that are least like the gold reply")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    return parser.parse_args()


def _like_gold(one: Drafted) -> tuple[float, float]:
    """How near the draft is to the gold reply; without one, how much is said of what must be said."""
    return one.scores.get("chrf", 1.0), one.scores.get("must_say", 1.0)


def _drafted(case: EvalCase, bench: Bench, triaged: bool) -> Drafted:
    evidence = bench.evidence(case)
    triage = bench.open().classify(evidence) if triaged else _triage(case)
    answer(evidence, triage)  # what is read from files at the first use is no part of a draft's time
    started = process_time()
    answered = answer(evidence, triage)
    draft, steps, doubted = compose(answered), next_steps(answered), doubts(answered)
    milliseconds = (process_time() - started) * 1000
    findings = check(draft.text, draft.language, evidence, slots=draft.slots, triage=triage, author="composer")
    blocked, clean = verdict([*findings, *doubted])
    trial = _trial(case, bench, evidence, triage, draft, blocked, clean)
    scores = {name: score.value for name, measure in SAID.items() if (score := measure(trial)) is not None}
    scores |= {"blocked": float(blocked), "clean": float(clean), **_offered(case, evidence, draft, steps)}
    return Drafted(case, draft, steps, scores, milliseconds)


def _triage(case: EvalCase) -> Triage:
    """What people said of the ticket, in place of what the classifiers would."""
    gold = case.gold
    return Triage(
        ticket=case.id,
        sentiment=Sentiment(label=gold.sentiment or "neutral", score=0, confidence=1),
        urgency=Urgency(label=gold.urgency or "normal"),
        intents=[Intent(label=label, confidence=1) for label in gold.intents or []],
        language=gold.language or "en",
        risks=gold.risks or [],
    )


def _trial(
    case: EvalCase, bench: Bench, evidence: Evidence, triage: Triage, draft: Draft, blocked: bool, clean: bool
) -> Trial:
    review = Review(
        id=case.id,
        ticket_id=case.id,
        as_of=evidence.as_of,
        triage=triage,
        draft=draft,
        entitlements=list(evidence.entitlements),
        facts=list(evidence.facts),
        blocked=blocked,
        clean=clean,
    )
    passages = [hit.passage.id for hit in evidence.hits]
    return Trial(case, Outcome(review=review, passages=passages, timings={}), bench)


def _offered(case: EvalCase, evidence: Evidence, draft: Draft, steps: list[NextStep]) -> dict[str, float]:
    """The share of gold entitlements that are computed, and whose clauses the draft rests on; goodwill for the agent.

    Gold that names no clauses means those of the entitlements computed as it says.
    """
    cited = {source for citation in draft.citations for source in citation.sources}
    wanted = case.gold.entitlements or []
    owed = [gold for gold in wanted if gold.about != "goodwill"]
    computed = [[e for e in evidence.entitlements if _agrees(e, gold)] for gold in owed]
    found: dict[str, float] = {}
    if owed:
        clauses = [
            set(gold.clauses) or {clause for entitlement in these for clause in entitlement.clauses}
            for gold, these in zip(owed, computed, strict=True)
        ]
        found["computed"] = sum(map(bool, computed)) / len(owed)
        found["entitlement"] = sum(bool(some & cited) for some in clauses) / len(owed)
    if any(entitlement.about == "goodwill" for entitlement in wanted):
        found["goodwill"] = float(any(step.kind == "goodwill" for step in steps))
    return found


def _agrees(entitlement: Entitlement, gold: GoldEntitlement) -> bool:
    """Whether it is about the same thing, order, lines and outcome; no lines are all of them."""
    lines = gold.line_ids is None or not entitlement.line_ids or set(gold.line_ids) == set(entitlement.line_ids)
    same = (entitlement.about, entitlement.order_id) == (gold.about, gold.order_id)
    return same and lines and gold.state in (None, entitlement.state)


def _family(one: Drafted) -> str:
    return (one.case.gold.intents or ["none"])[0]


def _by(drafted: list[Drafted], key: Callable[[Drafted], str]) -> list[tuple[str, list[Drafted]]]:
    groups: dict[str, list[Drafted]] = defaultdict(list)
    for one in drafted:
        groups[key(one)].append(one)
    return sorted(groups.items())


def _means(drafted: list[Drafted]) -> dict[str, float]:
    columns: dict[str, list[float]] = defaultdict(list)
    for one in drafted:
        for name, score in one.scores.items():
            columns[name].append(score)
    return {"cases": len(drafted), **{name: round(sum(s) / len(s), 3) for name, s in columns.items()}}


if __name__ == "__main__":
    main()
