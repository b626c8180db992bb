"""The drafts in `blind/` with their evidence: correct ones, and others that are wrong in one place."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafts import write
from run import customers, speakable

from copilot import Copilot, Settings
from copilot.evidence import Evidence
from copilot.language import detect
from copilot.models import Action, Ticket

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SEED = 1
SETS = ("second", "third", "fourth", "fourth_apart", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Case:
    """A draft over the sample shop; `changed` is the place at which it differs from the correct one, `correct`."""

    writer: str
    text: str
    language: str
    evidence: Evidence
    changed: tuple[int, int] | None = None
    correct: str = ""


def cases(sets: Sequence[str] = ("first", *SETS)) -> Iterator[Case]:
    """Every draft of these sets, each of one writer; a writer's two halves are one writer's."""
    shop = ROOT / "evals" / "sample_shop" / "shop"
    with Copilot(Settings(shop=shop, knowledge=[ROOT / "knowledge_base"])) as copilot:
        if "first" in sets:
            yield from _firsts(copilot)
        for name in (name for name in SETS if name in sets):
            writer = name.removesuffix("_apart")
            drafts = {row["id"]: row for row in _lines(f"{name}.jsonl")}
            evidence = {id: _evidence(copilot, row) for id, row in drafts.items()}
            for id, row in drafts.items():
                yield Case(writer, row["draft"], detect(row["draft"]).code, evidence[id])
            for wrong in _lines(f"{name}_wrong.jsonl"):
                if (row := drafts.get(wrong["of"])) is None:
                    continue
                start = row["draft"].index(wrong["old"])
                text = row["draft"].replace(wrong["old"], wrong["new"], 1)
                first, last = _differing(wrong["old"], wrong["new"])
                changed = (start + first, start + max(first + 1, last))
                yield Case(writer, text, detect(row["draft"]).code, evidence[wrong["of"]], changed, row["draft"])


def generated(number: int) -> Iterator[Case]:
    """Correct drafts of `run.py`, by another seed than its own."""
    rng = random.Random(SEED)
    for evidence, _ in customers(ROOT / "evals" / "sample_shop" / "shop", [ROOT / "knowledge_base"], number, rng):
        if orders := speakable(evidence):
            yield Case("generated", write(evidence, rng.choice(orders), rng).text(), "en", evidence)


def _differing(old: str, new: str) -> tuple[int, int]:
    """What of the new text is not at the beginning or the end of the old one as well."""
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    most -= first
    last = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    return first, len(new) - last


def _firsts(copilot: Copilot) -> Iterator[Case]:
    keys = {key["id"]: key for key in _lines("keys.jsonl")}
    for row in _lines("cases.jsonl"):
        key = keys[row["id"]]
        changed = None if key["verdict"] == "correct" else (key["start"], max(key["end"], key["start"] + 1))
        yield Case("first", row["draft"], detect(row["draft"]).code, _evidence(copilot, row), changed)


def _evidence(copilot: Copilot, row: dict) -> Evidence:
    evidence = copilot.gather(Ticket.model_validate(row["ticket"]))
    actions = [Action.model_validate(action) for action in row.get("actions") or ()]
    return evidence.with_actions(actions, "agent") if actions else evidence


def _lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / "blind" / name).read_text(encoding="utf-8").splitlines()]
