"""Drafts of the second to the thirteenth writer: correct ones in seven languages, and others that are wrong in one place.

    python evals/benchmarks/draft_checks/second.py [second | third | … | thirteenth] [odd | even] [--kinds]

Written by hand from the records and the policies, without a look at the rules. The README says which have been developed on. A wrong draft counts
as missed where nothing that a blocking rule says overlaps the changed place, and as clean where nothing at all is
marked in it.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from copilot import Copilot, Settings
from copilot.evidence import Evidence
from copilot.language import detect
from copilot.models import Action, Finding, Ticket, verdict

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent


def main(writer: str, half: str | None, kinds: bool) -> None:
    drafts = {draft["id"]: draft for draft in lines(f"{writer}.jsonl") if half in (None, parity(draft["id"]))}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with Copilot(
        Settings(shop=ROOT / "evals" / "sample_shop" / "shop", knowledge=[ROOT / "knowledge_base"])
    ) as copilot:
        evidence = {id: evidence_of(copilot, draft) for id, draft in drafts.items()}
        for id, draft in drafts.items():
            counts[f"correct {group(draft)}"][named(found(copilot, draft["draft"], evidence[id]))] += 1
        for wrong in lines(f"{writer}_wrong.jsonl"):
            if (draft := drafts.get(wrong["of"])) is None:
                continue
            start = draft["draft"].index(wrong["old"])
            end = start + max(1, len(wrong["new"]))
            text = draft["draft"].replace(wrong["old"], wrong["new"], 1)
            findings = found(copilot, text, evidence[wrong["of"]])
            there = [f for f in findings if f.start is None or (f.start < end and (f.end or 0) > start)]
            for name in (f"wrong {group(draft)}", f"wrong: {wrong['kind']}"):
                counts[name][named(findings)] += 1
                counts[name]["missed"] += not there
    of_kinds = [count["clean"] / shown(count) for name, count in counts.items() if name.startswith("wrong: ")]
    for name in sorted(counts):
        if kinds or not name.startswith("wrong: "):
            told = ", ".join(f"{what} {counts[name][what]}" for what in ("clean", "unsure", "blocked", "missed"))
            print(f"{name:32} n {shown(counts[name]):3}  {told}")
    print(
        f"wrong and clean: mean over {len(of_kinds)} kinds {sum(of_kinds) / len(of_kinds):.3f}, worst {max(of_kinds):.3f}"
    )


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / "blind" / name).read_text(encoding="utf-8").splitlines()]


def parity(id: str) -> str:
    return "odd" if int(id[1:]) % 2 else "even"


def group(draft: dict) -> str:
    return "English" if detect(draft["draft"]).code == "en" else "others"


def evidence_of(copilot: Copilot, draft: dict) -> Evidence:
    evidence = copilot.gather(Ticket.model_validate(draft["ticket"]))
    actions = [Action.model_validate(action) for action in draft.get("actions", ())]
    return evidence.with_actions(actions, "agent") if actions else evidence


def found(copilot: Copilot, text: str, evidence: Evidence) -> list[Finding]:
    findings = copilot.findings(text, detect(text).code, evidence)
    return [finding for finding in findings if finding.severity == "block"]


def named(findings: Sequence[Finding]) -> str:
    blocked, clean = verdict(list(findings))
    return "blocked" if blocked else "clean" if clean else "unsure"


def shown(count: Counter[str]) -> int:
    return count["clean"] + count["unsure"] + count["blocked"]


if __name__ == "__main__":
    halves = [word for word in sys.argv[1:] if word in ("odd", "even")]
    writers = [word for word in sys.argv[1:] if (HERE / "blind" / f"{word}.jsonl").exists()]
    main(writers[0] if writers else "second", halves[0] if halves else None, "--kinds" in sys.argv)
