"""CPU time of a check: by the customer's number of orders, by the draft's length, and on hostile text.

python evals/benchmarks/draft_checks/speed.py evals/sample_shop/shop --knowledge knowledge_base
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from copilot.checks import check
from copilot.evidence import Evidence, gather
from copilot.knowledge import load_documents
from copilot.models import Order, Ticket
from copilot.orders import FolderStore, read_shop
from copilot.policy import scoped_clauses

TEXT = (
    "Hi Hannah,\n\norder QM-72601 is on its way. It left us on 13 November. The kettle cost €64.90 and each mug €12.90, "
    "so you paid 90.70 EUR in total. You can follow it with KU7753730769DE.\n\n"
)
HOSTILE = {
    "digits": "1" * 200_000,
    "dots": "1.1," * 50_000,
    "open quotes": "«„“" * 25_000,
    "brackets": "[{<(" * 50_000,
    "combining marks": "e\u0301\u0327" * 40_000,
    "right to left": "\u202e\u0661\u200f" * 25_000,
    "surrogates' plane": "\U0001d7d8" * 50_000,
    "blanks": "\u00a0\u2003 \n" * 25_000,
    "amounts": "€1.00 paid " * 18_000,
    "ids": "QM-72601 " * 22_000,
    "negations": "not if can't " * 15_000,
}
"""About 200 KB each in UTF-8."""


class Many(FolderStore):
    """A store whose customers have a given number of orders: their own, then copies under other numbers."""

    number = 1

    def orders(self, customer_id: str) -> Sequence[Order]:
        own = list(super().orders(customer_id))
        copies = [own[0].model_copy(update={"id": f"QM-{10_000 + n}"}) for n in range(self.number)]
        return [*own, *copies][: self.number]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("shop", type=Path)
    parser.add_argument("--knowledge", type=Path, action="append", default=[])
    args = parser.parse_args()
    evidence = {number: _evidence(args.shop, args.knowledge, number) for number in (1, 10, 100)}
    for number, known in evidence.items():
        print(f"{number:4} orders: {_cpu(TEXT, known):7.1f} ms")
    for times in (1, 4, 16, 32):
        print(f"{len(TEXT * times):5} code points, 10 orders: {_cpu(TEXT * times, evidence[10]):7.1f} ms")
    for name, text in HOSTILE.items():
        print(f"{name:18} {len(text.encode()) // 1000:4} KB: {_cpu(text, evidence[10], once=True):7.1f} ms")


def _cpu(text: str, evidence: Evidence, once: bool = False) -> float:
    """Milliseconds of CPU of one check: the median of five after a first one, or the first itself."""
    spent = []
    for _ in range(1 if once else 6):
        began = process_time()
        check(text, "en", evidence)
        spent.append((process_time() - began) * 1000)
    return spent[0] if once else sorted(spent[1:])[2]


def _evidence(shop: Path, knowledge: list[Path], number: int) -> Evidence:
    store = Many(shop)
    store.number = number
    documents = load_documents(knowledge)
    message = {"author": "customer", "body": "Where is QM-72601?"}
    return gather(
        Ticket.model_validate({"id": "t", "channel": "email", "customer_id": "C1001", "messages": [message]}),
        store=store,
        shop=read_shop(shop),
        clauses=scoped_clauses(documents),
        index=None,
        as_of=datetime(2026, 11, 20, 12, tzinfo=UTC),
        documents=documents,
    )


if __name__ == "__main__":
    main()
