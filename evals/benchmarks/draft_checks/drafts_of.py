"""The drafts in `blind/` with their evidence: correct ones, and others that are wrong in one place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copilot import Copilot, Settings
from copilot.evidence import Evidence
from copilot.language import detect
from copilot.models import Action, Ticket

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
WRITERS = ("second", "third", "fourth", "fifth")


@dataclass(frozen=True)
class Case:
    """A draft over the sample shop; `changed` is the place at which it is wrong."""

    writer: str
    text: str
    language: str
    evidence: Evidence
    changed: tuple[int, int] | None


def cases() -> Iterator[Case]:
    """Every draft of every writer."""
    shop = ROOT / "evals" / "sample_shop" / "shop"
    with Copilot(Settings(shop=shop, knowledge=[ROOT / "knowledge_base"])) as copilot:
        yield from _firsts(copilot)
        for writer in WRITERS:
            drafts = {row["id"]: row for row in _lines(f"{writer}.jsonl")}
            evidence = {id: _evidence(copilot, row) for id, row in drafts.items()}
            for id, row in drafts.items():
                yield Case(writer, row["draft"], detect(row["draft"]).code, evidence[id], None)
            for wrong in _lines(f"{writer}_wrong.jsonl"):
                if (row := drafts.get(wrong["of"])) is None:
                    continue
                start = row["draft"].index(wrong["old"])
                text = row["draft"].replace(wrong["old"], wrong["new"], 1)
                changed = (start, start + max(1, len(wrong["new"])))
                yield Case(writer, text, detect(row["draft"]).code, evidence[wrong["of"]], changed)


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
