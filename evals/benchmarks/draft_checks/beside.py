"""Our checks beside others on the same drafts: what is shown as clean of the correct and of the wrong ones.

    pip install figured==0.4.3 ancora-rag==0.1.1
    python evals/benchmarks/draft_checks/beside.py [--drafts 60] [--every 1]

Whole drafts are judged, by all checkers alike: a wrong one counts as caught when it is not clean, for whatever reason.
The others know no "unsure": what they do not pass counts as blocked.
"""

import json
import random
import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

import languages
import run
import second
from baselines import BASELINES
from drafts import write
from mutations import mutations

from copilot import Copilot, Settings
from copilot.checks import check
from copilot.evidence import Evidence
from copilot.language import detect
from copilot.models import Case, Ticket, read_lines, verdict

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHOP, KNOWLEDGE = ROOT / "evals" / "sample_shop" / "shop", ROOT / "knowledge_base"


@dataclass(frozen=True)
class Draft:
    """One draft: where it comes from, what is wrong with it ("correct": nothing), its words and its evidence."""

    source: str
    kind: str
    text: str
    evidence: Evidence


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=60, help="generated drafts")
    parser.add_argument("--every", type=int, default=1, help="only every so manieth draft of each source and kind")
    args = parser.parse_args()
    told: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for draft in _drafts(args.drafts):
        seen[draft.source, draft.kind] += 1
        if (seen[draft.source, draft.kind] - 1) % args.every:
            continue
        for name, word, spent in _verdicts(draft):
            told[draft.source, name, draft.kind].append(word)
            seconds[name] += spent
    _report(told, seconds)


def _verdicts(draft: Draft) -> Iterator[tuple[str, str, float]]:
    """What each checker says of a draft, and the CPU seconds that it took."""
    began = process_time()
    blocked, clean = verdict(list(check(draft.text, detect(draft.text).code, draft.evidence)))
    yield "this project", "blocked" if blocked else "clean" if clean else "unsure", process_time() - began
    for name, passes in BASELINES:
        began = process_time()
        word = "clean" if passes(draft.text, draft.evidence) else "blocked"
        yield name, word, process_time() - began


def _drafts(number: int) -> Iterator[Draft]:
    yield from _generated(number)
    with Copilot(Settings(shop=SHOP, knowledge=[KNOWLEDGE])) as copilot:
        yield from _first_writers(copilot)
        yield from _second_writers(copilot)
        yield from _of_languages(copilot)


def _generated(number: int) -> Iterator[Draft]:
    rng = random.Random(7)
    for evidence, stranger in run.customers(SHOP, [KNOWLEDGE], number, rng):
        if orders := run.speakable(evidence):
            written = write(evidence, rng.choice(orders), rng)
            yield Draft("generated", "correct", written.text(), evidence)
            for kind, (text, _, _) in mutations(written, evidence, stranger, rng):
                yield Draft("generated", kind, text, evidence)


def _first_writers(copilot: Copilot) -> Iterator[Draft]:
    lines = (HERE / "blind" / "keys.jsonl").read_text("utf-8").splitlines()
    keys = {key["id"]: key for key in map(json.loads, lines)}
    for _, case in read_lines(HERE / "blind" / "cases.jsonl", Case):
        assert isinstance(case, Case), case
        key = keys[case.id]
        kind = "correct" if key["verdict"] == "correct" else key.get("kind", "other")
        evidence = copilot.gather(case.ticket)
        yield Draft("first writer", kind, case.draft, _after(evidence, case))


def _second_writers(copilot: Copilot) -> Iterator[Draft]:
    drafts = {draft["id"]: draft for draft in second.lines("second.jsonl")}
    evidence = {id: second.evidence_of(copilot, draft) for id, draft in drafts.items()}
    for id, draft in drafts.items():
        yield Draft("second writer", "correct", draft["draft"], evidence[id])
    for wrong in second.lines("second_wrong.jsonl"):
        text = drafts[wrong["of"]]["draft"].replace(wrong["old"], wrong["new"], 1)
        yield Draft("second writer", wrong["kind"], text, evidence[wrong["of"]])


def _of_languages(copilot: Copilot) -> Iterator[Draft]:
    gathered: dict[str, Evidence] = {}
    for _, kind, _, case in languages.cases(Namespace(language=None, half=None)):
        key = case.ticket.model_dump_json(exclude={"id"})
        gathered[key] = gathered.get(key) or copilot.gather(Ticket.model_validate(case.ticket))
        yield Draft("six languages", kind, case.draft, _after(gathered[key], case))


def _after(evidence: Evidence, case: Case) -> Evidence:
    return evidence.with_actions(case.actions, case.agent) if case.actions else evidence


def _report(told: dict[tuple[str, str, str], list[str]], seconds: dict[str, float]) -> None:
    print(
        f"{'drafts':14} {'checker':36} {'correct':>7} {'clean':>6} {'blocked':>8} {'wrong':>6} {'clean':>6}  mean, worst kind"
    )
    drafts = 0
    for source in dict.fromkeys(source for source, _, _ in told):
        for name in seconds:
            correct = told[source, name, "correct"]
            kinds = {k: words for (s, n, k), words in told.items() if (s, n) == (source, name) and k != "correct"}
            wrong = [word for words in kinds.values() for word in words]
            shares = [words.count("clean") / len(words) for words in kinds.values()]
            drafts += (len(correct) + len(wrong)) * (name == "this project")
            print(
                f"{source:14} {name:36} {len(correct):7} {correct.count('clean') / len(correct):6.3f} "
                f"{correct.count('blocked') / len(correct):8.3f} {len(wrong):6} {wrong.count('clean') / len(wrong):6.3f}  "
                f"{sum(shares) / len(shares):.3f}, {max(shares):.3f}"
            )
    print("CPU a draft: " + ", ".join(f"{name} {spent / drafts * 1000:.1f} ms" for name, spent in seconds.items()))


if __name__ == "__main__":
    main()
