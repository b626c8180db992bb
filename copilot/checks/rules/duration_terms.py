"""Which lengths of time stand for the orders spoken of: those of their offers and of the clauses that decide."""

from collections.abc import Callable, Set

from copilot.checks.lengths import same_length
from copilot.checks.prose import Stated
from copilot.checks.reading import Reading
from copilot.checks.rules.tokens import for_others, of_these
from copilot.checks.sentences import all_words
from copilot.checks.statements import ReadSentence
from copilot.checks.vocabulary import vocabulary
from copilot.models import Fact
from copilot.values import Found, read_duration

DECIDED = frozenset(["cancel", "refund", "return", "exchange", "replacement", "credit", "goodwill", "warranty"])


def lengths_for(reading: Reading, sentence: ReadSentence) -> list[Fact]:
    """The times of these orders' offers, and of clauses: not of one that another decides in its place for them."""
    orders = {order.id for order in sentence.orders}
    decided: dict[str, set[str]] = {}
    for entitlement in reading.evidence.entitlements:
        if entitlement.order_id in orders:
            decided.setdefault(entitlement.about, set()).update(entitlement.clauses)
    parts = ("timing", "window")
    told = {
        part: {f.subject.removeprefix("clause:") for f in reading.evidence.facts if f.role.endswith(f".{part}")}
        for part in parts
    }

    def stands(fact: Fact) -> bool:
        if fact.subject.startswith("order:"):
            return of_these(fact, sentence.orders)
        about, _, part = fact.role.partition(".")
        clauses = decided.get(about, set()) & told.get(part, set())
        by_date = part == "window" and about in _BY_DATE
        replaced = bool(clauses) and (by_date or (part == "timing" and about in DECIDED))
        return not replaced or fact.subject.removeprefix("clause:") in clauses

    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "duration" and not fact.subject.startswith("passage:") and stands(fact)
    ]


_BY_DATE = frozenset(["return"])
"""What has one window for an order, by the rules that were in force when it was placed."""


def of_a_window_replaced(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is asserted and is a window that another clause has in its place for the order in question."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if part is None or part.mood != "asserted" or len(sentence.orders) != 1:
        return False
    windows = [f for f in reading.evidence.facts if f.role in {f"{kind}.window" for kind in _BY_DATE}]
    standing = {f.value for f in lengths_for(reading, sentence) if f.role in {w.role for w in windows}}
    others = {f.value for f in windows} - standing
    own = any(same_length(text, length) for text in value.values for length in standing)
    return not own and any(same_length(text, length) for text in value.values for length in others)


def of_another_window(reading: Reading, sentence: ReadSentence, value: Found, kinds: Set[str]) -> bool:
    """Whether it is told as the time to send something back ("within 30 days of delivery"), and that is another one.

    Only of returns and exchanges, whose windows clauses tell by order.
    """
    behind = [word.text for word in sentence.sentence.words if word.start >= value.end][:3]
    if not behind or behind[0] not in ("of", "from", "after") or not _WINDOWED & set(behind):
        return False
    business = any(read_duration(text)[2] == "business day" for text in value.values)
    meant = set() if business else set(kinds) & {"return", "exchange"}
    roles = {f"{kind}.window" for kind in meant}
    windows = [
        fact.value for fact in lengths_for(reading, sentence) if fact.role in roles and _in_its_time(reading, fact)
    ]
    return bool(meant) and bool(windows) and not any(same_length(v, w) for v in value.values for w in windows)


_WINDOWED = frozenset(["delivery", "arrival", "purchase", "order", "ordering", "receipt"])


def _in_its_time(reading: Reading, fact: Fact) -> bool:
    """Whether a clause's window was in force when these orders were placed; what is not dated is."""
    start = reading.evidence.fact(fact.subject, fact.role.replace(".window", ".effective_from"))
    placed = [f.value for f in reading.evidence.facts if f.role == "placed_at"]
    return start is None or any(start.value <= day for day in placed)


def said_of_others(reading: Reading, sentence: ReadSentence, refused: Set[str]) -> Callable[[Stated], bool]:
    """Tells the sentences of documents that are for others, or of what these orders may not have."""
    others, know = for_others(reading, sentence), vocabulary(reading.evidence.shop.locale.split("_")[0])

    def apart(stated: Stated) -> bool:
        told = {form.kind for _, _, form in know.events.find(all_words(stated.text))} if know else set()
        return others(stated) or bool(told & refused)

    return apart


def in_a_passage(reading: Reading, value: Found) -> bool:
    """Whether a passage that was found for the ticket states this length."""
    passages = (f for f in reading.evidence.facts if f.type == "duration" and f.subject.startswith("passage:"))
    return any(same_length(text, fact.value) for fact in passages for text in value.values)
