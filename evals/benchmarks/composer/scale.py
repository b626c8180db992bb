"""What a ticket costs as a shop and its pages grow: processor and wall time by stage, each size in a process of its own.

    python evals/benchmarks/composer/scale.py [--json scale.json]

The shop is the sample shop's customers and orders again and again under other ids; the pages are those of the sample
knowledge base, and product pages written anew: other names and numbers, the sentences in another order. Tickets are
those of `fresh.jsonl`. All passages are embedded for real, at the first opening, which is no part of a ticket's time.
"""

import argparse
import json
import random
import re
import resource
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from copilot.drafting import answer
from copilot.evaluation.suite import EvalCase, open_suite
from copilot.knowledge import load_documents, passages_of
from copilot.pipeline import Copilot
from copilot.review import open_reviews
from copilot.settings import Settings

HERE = Path(__file__).parent
SIZES = {"sample": (266, 0), "ten times": (2_660, 1_000), "full": (50_000, 10_000)}
"""Orders and passages, at least."""
NUMBER = re.compile(r"\b\d{1,3}\b")
SENTENCE = re.compile(r"(?<=[.!?])[ \t]+(?=[A-Z])")
SYLLABLES = (
    "bel",
    "dar",
    "fen",
    "gil",
    "hav",
    "jor",
    "kel",
    "lim",
    "mor",
    "nes",
    "pel",
    "ras",
    "tor",
    "ves",
    "wen",
    "zel",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", choices=SIZES)
    arguments.add_argument("--json", type=Path, help="write the figures here, too")
    given = arguments.parse_args()
    if given.size:
        print(json.dumps(measured(given.size)))
        return
    report = {}
    for size in SIZES:
        again = [sys.executable, __file__, "--size", size]
        report[size] = json.loads(subprocess.run(again, check=True, stdout=subprocess.PIPE, text=True).stdout)
        print(size, json.dumps(report[size]), flush=True)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def measured(size: str) -> dict[str, Any]:
    """Sizes, what opening costs in seconds, and a ticket's milliseconds by stage: p50 and p95, CPU and wall."""
    suite = open_suite(HERE)
    orders, passages = SIZES[size]
    with TemporaryDirectory() as folder:
        shop, pages = Path(folder, "shop"), Path(folder, "pages")
        held = {"orders": write_shop(suite.settings.shop, shop, orders)}
        held["passages"] = write_pages(suite.settings.knowledge[0], pages, passages)
        settings = Settings(shop=shop, knowledge=[*suite.settings.knowledge, pages], data=Path(folder, "data"))
        started = process_time()
        with Copilot(settings, reviews=open_reviews(None)) as copilot:
            opening = round(process_time() - started, 1)
            for case in suite.cases[:5]:
                copilot.prepare(case.ticket, as_of=case.as_of)
            stages = ticket_times(copilot, suite.cases)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**held, "opening CPU s": opening, "most memory MB": memory, **stages}


def ticket_times(copilot: Copilot, cases: tuple[EvalCase, ...]) -> dict[str, dict[str, float]]:
    """Milliseconds a ticket by stage; `whole` is `prepare`, which also puts the review into the queue."""
    spent: dict[str, list[tuple[float, float]]] = defaultdict(list)

    @contextmanager
    def took(stage: str) -> Iterator[None]:
        cpu, wall = process_time(), perf_counter()
        yield
        spent[stage].append(((process_time() - cpu) * 1000, (perf_counter() - wall) * 1000))

    for case in cases:
        with took("gather"):
            evidence = copilot.gather(case.ticket, case.as_of)
        with took("classify"):
            triage = copilot.classify(evidence)
        with took("write"):
            written = copilot.write(answer(evidence, triage))
        with took("check"):
            copilot.mend(written.draft, evidence, triage)
        # Words of its own, so that nothing that was kept of the ticket's words makes the second time cheaper.
        first = case.ticket.messages[0]
        asked = first.model_copy(update={"body": f"{first.body} Thank you all!"})
        again = case.ticket.model_copy(
            update={"id": f"{case.id}-whole", "messages": [asked, *case.ticket.messages[1:]]}
        )
        with took("whole"):
            copilot.prepare(again, as_of=case.as_of)
    return {
        stage: {**_spread("CPU", [cpu for cpu, _ in both]), **_spread("wall", [wall for _, wall in both])}
        for stage, both in spent.items()
    }


def _spread(name: str, values: list[float]) -> dict[str, float]:
    cuts = quantiles(values, n=20)
    return {f"{name} p50": round(cuts[9], 1), f"{name} p95": round(cuts[18], 1)}


def write_shop(source: Path, target: Path, orders: int) -> int:
    """The shop with its customers and orders again under other ids, until there are so many orders."""
    shutil.copytree(source, target)
    people = [json.loads(line) for line in (source / "customers.jsonl").read_text("utf-8").splitlines()]
    bought = [json.loads(line) for line in (source / "orders.jsonl").read_text("utf-8").splitlines()]
    copies = max(1, -(-orders // len(bought)))
    _write(target / "customers.jsonl", (_person(one, copy) for copy in range(copies) for one in people))
    _write(target / "orders.jsonl", (_order(one, copy) for copy in range(copies) for one in bought))
    return copies * len(bought)


def _person(person: dict[str, Any], copy: int) -> dict[str, Any]:
    if not copy:
        return person
    email = {"email": f"{copy}.{person['email']}"} if person.get("email") else {}
    return {**person, **email, "id": f"{person['id']}-{copy}"}


def _order(order: dict[str, Any], copy: int) -> dict[str, Any]:
    if not copy:
        return order
    return {**order, "id": f"{order['id']}{copy:03}", "customer_id": f"{order['customer_id']}-{copy}"}


def _write(path: Path, records: Iterator[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), encoding="utf-8")


def write_pages(source: Path, target: Path, passages: int) -> int:
    """Product pages of other names until all pages together have so many passages; how many they have."""
    target.mkdir()
    documents = load_documents([source])
    held = sum(len(passages_of(document)) for document in documents)
    products = [document for document in documents if document.kind != "policy"]
    chance = random.Random(20261122)
    number = 0
    while held < passages:
        page = products[number % len(products)]
        number += 1
        name = "".join(chance.choice(SYLLABLES) for _ in range(3)).title()
        text = _varied(page.text.replace(page.title.split()[0], name), chance)
        title = f"{name} {' '.join(page.title.split()[1:])}"
        Path(target, f"page-{number}.md").write_text(
            f"---\ntitle: {title}\nkind: product\n---\n{text}", encoding="utf-8"
        )
        held += len(passages_of(page))
    (target / "readme.md").write_text("# Pages\n\nThe pages of a larger shop.\n", encoding="utf-8")
    return held


def _varied(text: str, chance: random.Random) -> str:
    """The text with other numbers, and the sentences of each line in another order."""
    lines = []
    for line in text.splitlines():
        sentences = SENTENCE.split(line)
        chance.shuffle(sentences)
        lines.append(NUMBER.sub(lambda _: str(chance.randint(2, 400)), " ".join(sentences)))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
