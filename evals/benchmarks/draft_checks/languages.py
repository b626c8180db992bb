"""Verdicts on drafts in other languages than English, over the sample shop, by language.

    python evals/benchmarks/draft_checks/languages.py [--language de] [--half 1|2] [--kinds] [--show]

`languages/<language>.yaml` holds correct drafts, each with the places that make it wrong: kind, words, other words.
The first half of each file was written before the words of the language were, the second half after.
"""

from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from copilot.models import Case, Finding, Ticket, verdict
from copilot.pipeline import Copilot
from copilot.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
FIRST = 13  # so many drafts of each file are its first half


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--language", help="only this one")
    parser.add_argument("--half", type=int, choices=(1, 2), help="only the drafts of this half")
    parser.add_argument("--kinds", action="store_true", help="count wrong drafts by kind, too")
    parser.add_argument(
        "--show", action="store_true", help="print every wrong draft that is clean, and correct one that is not"
    )
    args = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with Copilot(Settings(shop=ROOT / "evals/sample_shop/shop", knowledge=[ROOT / "knowledge_base"])) as copilot:
        for language, kind, change, case in cases(args):
            findings = copilot.check(case.ticket, case.draft, actions=case.actions, agent=case.agent)
            blocked, clean = verdict(list(findings))
            word = "blocked" if blocked else "clean" if clean else "unsure"
            for group in _groups(language, kind, args.kinds):
                counts[group][word] += 1
            if args.show and (not clean if kind == "correct" else clean):
                _show(case, word, kind, change, findings)
    for group, counter in sorted(counts.items()):
        n = sum(counter.values())
        print(
            f"{group:32} {n:4} "
            + " ".join(f"{counter[word] / n:6.3f} {word}" for word in ("clean", "unsure", "blocked"))
        )


def cases(args: Namespace) -> Iterator[tuple[str, str, str, Case]]:
    """Language, kind, what was changed, and the case of every draft and of each of its wrong versions."""
    for file in sorted((HERE / "languages").glob("*.yaml")):
        if args.language not in (None, file.stem):
            continue
        drafts = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  all values are text
        for number, draft in enumerate(drafts):
            if args.half and (number < FIRST) != (args.half == 1):
                continue
            id = f"{file.stem}-{number + 1:02}"
            yield file.stem, "correct", "", _case(f"{id}-ok", draft, draft["draft"])
            for place, (kind, old, new) in enumerate(draft["wrong"], 1):
                if draft["draft"].count(old) < 1:
                    raise ValueError(f"{id}: {old!r} is not in the draft")
                wrong = _case(f"{id}-w{place}", draft, draft["draft"].replace(old, new, 1))
                yield file.stem, kind, f"{old!r} -> {new!r}", wrong


def _case(id: str, draft: dict[str, Any], text: str) -> Case:
    ticket = Ticket.model_validate(
        {
            "id": id,
            "channel": draft.get("channel", "email"),
            "created_at": "2026-11-20T10:00:00+01:00",
            "customer_id": draft["customer"],
            "messages": [{"author": "customer", "body": draft["said"], "sent_at": "2026-11-20T10:00:00+01:00"}],
        }
    )
    return Case.model_validate({"id": id, "ticket": ticket, "draft": text, "actions": draft.get("actions", [])})


def _groups(language: str, kind: str, kinds: bool) -> Iterator[str]:
    if kind == "correct":
        yield f"{language} correct"
        yield "all correct"
        return
    yield f"{language} wrong"
    yield "all wrong"
    if kinds:
        yield f"wrong: {kind}"


def _show(case: Case, word: str, kind: str, change: str, findings: tuple[Finding, ...]) -> None:
    print(f"{case.id} {word}, {kind}: {change}\n{case.draft}")
    print("".join(f"    * {f.rule} {f.status} {f.says!r}: {f.message}\n" for f in findings))


if __name__ == "__main__":
    main()
