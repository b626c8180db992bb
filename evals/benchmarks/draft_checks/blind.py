"""Verdicts on drafts over the sample shop that were written by hand, without knowing the rules.

    python evals/benchmarks/draft_checks/blind.py [--show]

`blind/cases.jsonl` holds the cases, `blind/keys.jsonl` what they are: a correct draft, or one changed in one place.
Whoever mends a rule after reading them must write others before quoting a figure as held out.
"""

import json
from argparse import ArgumentParser
from collections import Counter, defaultdict
from pathlib import Path

from copilot.models import Case, read_lines, verdict
from copilot.pipeline import Copilot
from copilot.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", action="store_true", help="print every wrong draft that is clean, and correct one that is blocked"
    )
    args = parser.parse_args()
    keys = {key["id"]: key for key in map(json.loads, (HERE / "blind" / "keys.jsonl").read_text("utf-8").splitlines())}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with Copilot(Settings(shop=ROOT / "evals/sample_shop/shop", knowledge=[ROOT / "knowledge_base"])) as copilot:
        for _, case in read_lines(HERE / "blind" / "cases.jsonl", Case):
            assert isinstance(case, Case), case
            key = keys[case.id]
            findings = copilot.check(case.ticket, case.draft, actions=case.actions, agent=case.agent)
            blocked, clean = verdict(list(findings))
            word = "blocked" if blocked else "clean" if clean else "unsure"
            kind = "correct" if key["verdict"] == "correct" else f"wrong: {key.get('kind', 'other')}"
            counts[kind][word] += 1
            counts["all wrong" if kind != "correct" else "all correct"][word] += 1
            if args.show and ((kind == "correct" and blocked) or (kind != "correct" and clean)):
                print(f"{case.id} {kind}: {key.get('old', '')!r} -> {key.get('new', '')!r}\n{case.draft}")
                print("".join(f"    * {f.rule} {f.status} {f.says!r}: {f.message}\n" for f in findings))
    for kind, counter in sorted(counts.items()):
        n = sum(counter.values())
        print(
            f"{kind:32} {n:4} "
            + " ".join(f"{counter[word] / n:6.3f} {word}" for word in ("clean", "unsure", "blocked"))
        )


if __name__ == "__main__":
    main()
