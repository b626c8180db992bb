"""F005: every length of time is one that an entitlement or a policy states, or the days between two known ones."""

from collections.abc import Callable, Collection, Iterator, Set
from datetime import date
from decimal import Decimal

from copilot.checks.days import is_day
from copilot.checks.lengths import same_length
from copilot.checks.problem import Problem
from copilot.checks.prose import Stated, repeats
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.date_terms import worked_out
from copilot.checks.rules.pages import on_its_page
from copilot.checks.rules.tokens import (
    countries_named,
    customer_said,
    for_others,
    of_others,
    of_these,
    policy_states,
    values_of,
)
from copilot.checks.sentences import all_words, words
from copilot.checks.statements import ReadSentence
from copilot.checks.stems import stems
from copilot.checks.vocabulary import vocabulary
from copilot.models import Fact
from copilot.values import Found, read_duration


def durations(reading: Reading) -> Iterator[Problem]:
    """Each length of time that neither an entitlement nor a policy in force states."""
    for sentence, value in values_of(reading, "duration"):
        kinds = kinds_near(reading, sentence) or _of_money(sentence) or _spoken_of(reading, sentence)
        if kinds <= _OF_PARCELS and any(order.status == "cancelled" for order in sentence.orders):
            kinds |= {"refund"}  # what leaves for a cancelled order is its money
        slot = reading.slot(value)
        if slot is not None and slot.type == "duration" and (not kinds or _about(slot, kinds)):
            continue  # the text was filled with it
        refused = _refused(reading, sentence, kinds)
        lengths = {
            f.value for f in _lengths(reading, sentence) if _about(f, kinds) and f.role.partition(".")[0] not in refused
        }
        if kinds == _CARRIED:
            lengths = {f.value for f in _lengths(reading, sentence) if f.role.startswith(("shipping.", "target."))}
        known = any(same_length(v, length) for v in value.values for length in lengths)
        replaced = _of_a_window_replaced(reading, sentence, value)
        known = known or sentence.within_name(value, reading.text) or (customer_said(reading, value) and not replaced)
        decided = kinds & {fact.role.partition(".")[0] for fact in reading.evidence.facts if fact.type == "duration"}
        stated = (
            repeats(reading.evidence, value, sentence.sentence.words, _of_others(reading, sentence, refused))
            or (_found(reading, value) and policy_states(reading, sentence, value))
            if decided
            else policy_states(reading, sentence, value)
        )
        if _of_another_window(reading, sentence, value, kinds) or _does_not_lead(sentence, value):
            message = f"{value.text} is not the time that is meant here"
            yield Problem("unchecked", message, value.start, value.end, value.text)
            continue
        known = known or on_its_page(reading, sentence, value) or _as_offered(reading, sentence, value)
        if (
            known
            or (stated and not replaced)
            or _counted_days(reading, sentence, value)
            or _leads_to_a_day(reading, sentence, value)
        ):
            continue
        yield Problem(
            "unchecked", f"no policy in force states {value.text}", value.start, value.end, value.text
        )  # fmt: skip


def _of_a_window_replaced(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is asserted and is a window that another clause has in its place for the order in question."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if part is None or part.mood != "asserted" or len(sentence.orders) != 1:
        return False
    windows = [f for f in reading.evidence.facts if f.role in {f"{kind}.window" for kind in _BY_DATE}]
    standing = {f.value for f in _lengths(reading, sentence) if f.role in {w.role for w in windows}}
    others = {f.value for f in windows} - standing
    own = any(same_length(text, length) for text in value.values for length in standing)
    return not own and any(same_length(text, length) for text in value.values for length in others)


def _lengths(reading: Reading, sentence: ReadSentence) -> list[Fact]:
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
        replaced = bool(clauses) and (by_date or (part == "timing" and about in _DECIDED))
        return not replaced or fact.subject.removeprefix("clause:") in clauses

    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "duration" and not fact.subject.startswith("passage:") and stands(fact)
    ]


def _of_others(reading: Reading, sentence: ReadSentence, refused: Set[str]) -> Callable[[Stated], bool]:
    """Tells the sentences of documents that are for others, or of what these orders may not have."""
    others, know = for_others(reading, sentence), vocabulary(reading.evidence.shop.locale.split("_")[0])

    def apart(stated: Stated) -> bool:
        told = {form.kind for _, _, form in know.events.find(all_words(stated.text))} if know else set()
        return others(stated) or bool(told & refused)

    return apart


_WINDOWED = frozenset(["delivery", "arrival", "purchase", "order", "ordering", "receipt"])


def _of_another_window(reading: Reading, sentence: ReadSentence, value: Found, kinds: Set[str]) -> bool:
    """Whether it is told as the time to send something back ("within 30 days of delivery"), and that is another one.

    Only of returns and exchanges, whose windows clauses tell by order.
    """
    behind = [word.text for word in sentence.sentence.words if word.start >= value.end][:3]
    if not behind or behind[0] not in ("of", "from", "after") or not _WINDOWED & set(behind):
        return False
    business = any(read_duration(text)[2] == "business day" for text in value.values)
    meant = set() if business else set(kinds) & {"return", "exchange"}
    roles = {f"{kind}.window" for kind in meant}
    windows = [fact.value for fact in _lengths(reading, sentence) if fact.role in roles and _in_its_time(reading, fact)]
    return bool(meant) and bool(windows) and not any(same_length(v, w) for v in value.values for w in windows)


def _in_its_time(reading: Reading, fact: Fact) -> bool:
    """Whether a clause's window was in force when these orders were placed; what is not dated is."""
    start = reading.evidence.fact(fact.subject, fact.role.replace(".window", ".effective_from"))
    placed = [f.value for f in reading.evidence.facts if f.role == "placed_at"]
    return start is None or any(start.value <= day for day in placed)


def _does_not_lead(sentence: ReadSentence, value: Found) -> bool:
    """Whether one time and two days of a sentence do not go together: "21 December, 30 days after 6 November"."""
    days = [v for v in sentence.values if v.type == "date" and not v.relative and v.values and is_day(v.values[0])]
    times = [v for v in sentence.values if v.type == "duration"]
    behind = [word.text for word in sentence.sentence.words if word.start >= value.end][:1]
    least, most, unit = read_duration(value.values[0])
    if len(days) != 2 or len(times) != 1 or behind != ["after"] or least != most or unit not in _DAYS:
        return False
    gap = abs(date.fromisoformat(days[0].values[0]) - date.fromisoformat(days[1].values[0])).days
    return unit in ("day", "week") and abs(gap - int(least * _DAYS[unit])) > 1


def _found(reading: Reading, value: Found) -> bool:
    """Whether a passage that was found for the ticket states this length."""
    passages = (f for f in reading.evidence.facts if f.type == "duration" and f.subject.startswith("passage:"))
    return any(same_length(text, fact.value) for fact in passages for text in value.values)


def _refused(reading: Reading, sentence: ReadSentence, kinds: Set[str]) -> frozenset[str]:
    """ "cancel", where none of these orders can be cancelled and nothing is said of it: its times are for others."""
    orders = {order.id for order in sentence.orders}
    offers = reading.evidence.entitlements
    states = {offer.state for offer in offers if offer.order_id in orders and offer.about == "cancel"}
    return frozenset({"cancel"} - kinds) if states == {"denied"} else frozenset()


def _of_money(sentence: ReadSentence) -> frozenset[str]:
    """What an amount that goes to a way to pay is, where no word says it: "49.90 € to your Visa, in 5 to 7 days"."""
    ways = any(f.role.startswith("payment_method") for m in sentence.mentions for f in m.facts)
    money = any(value.type == "money" for value in sentence.values)
    return frozenset({"refund"}) if ways and money else frozenset()


def _spoken_of(reading: Reading, sentence: ReadSentence) -> frozenset[str]:
    """What a time is told of where no verb says it: money that the sentence before gives back, or parcels."""
    know, place = reading.vocabulary, reading.sentences.index(sentence)
    if know is None:
        return frozenset()
    for read in reversed(reading.sentences[max(0, place - 1) : place + 1]):
        back = {cue for _, _, cue in know.money_roles.find(read.sentence.words)} & {"refund", "get"}
        if back or _of_money(read):
            return frozenset({"refund"})
        if read.sentence.opens_paragraph:
            break
    carried = know.says("carriage", sentence.sentence.words) or countries_named(reading, sentence)
    return _CARRIED if carried else frozenset()


_CARRIED = frozenset({"shipping"})


def _as_offered(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a clause that allows something for these orders tells the time of the same verb: "leaves within …"."""
    orders = {order.id for order in sentence.orders}
    offered = {
        id for e in reading.evidence.entitlements if e.order_id in orders and e.state == "allowed" for id in e.clauses
    }
    before = [word for word in sentence.sentence.words if word.end <= value.start][-VERB:]
    verbs = stems(before)
    for clause in reading.evidence.clauses:
        spoken = (
            stems(tuple(words(clause.quote, 0, len(clause.quote)))) if clause.id in offered and clause.timing else ()
        )
        fact = reading.evidence.by_id.get(f"clause:{clause.id}.timing")
        same = fact is not None and fact.type == "duration" and any(same_length(v, fact.value) for v in value.values)
        if same and verbs & frozenset(spoken) & _VERBS:
            return True
    return False


VERB = 3  # words before a time among which its verb is looked for
_VERBS = stems(tuple(words("leaves leaving arrives arriving", 0, 31)))


def _about(fact: Fact, kinds: frozenset[str]) -> bool:
    """Whether a length of time of a clause or an entitlement is about one of these kinds, or about none of them."""
    about = fact.role.partition(".")[0]
    if kinds and kinds <= _OF_PARCELS and about in _OF_MONEY:
        return False
    carried = {kind for kind, kinds_with in _WITH.items() if set(kinds_with) & kinds}
    return bool(kinds) and (not kinds & _DECIDED or about not in _DECIDED or about in kinds | carried)


_OF_PARCELS = frozenset(["ship", "transit", "deliver", "out_for_delivery", "process"])
_OF_MONEY = frozenset(["cancel", "credit", "goodwill"])
_BY_DATE = frozenset(["return"])
"""What has one window for an order, by the rules that were in force when it was placed."""


_DECIDED = frozenset(["cancel", "refund", "return", "exchange", "replacement", "credit", "goodwill", "warranty"])


_WITH = {
    "cancel": ("refund",),
    "return": ("refund",),
    "refund": ("return", "cancel", "replacement"),
    "replacement": ("refund", "ship", "damage", "lost"),
    "warranty": ("replacement", "refund"),
    "exchange": ("replacement", "ship", "deliver"),
}
"""Kinds whose times are also those of others: a refund after a return takes what the return's clause says."""


def _leads_to_a_day(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a document tells the time, and the day beside it lies so long after a day on record."""
    if not any(any(same_length(v, f.value) for v in value.values) for f in _lengths(reading, sentence)):
        return False
    days = [v for v in sentence.values if v.type == "date" and not v.relative and v.values and is_day(v.values[0])]
    return any(worked_out(reading, sentence, day) for day in days)


def _counted_days(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether so many days lie between today, dates of the evidence and dates beside it ("3 days ago", "by 8 days")."""
    if value.bound == "at_least" and _more_than(reading, sentence, value):
        return True
    know = reading.vocabulary
    words = sentence.sentence.words
    beside = [w for w in words if w.end <= value.start][-2:] + [w for w in words if w.start >= value.end][:2]
    stated = {text for other in sentence.values if other.type == "date" for text in other.values if is_day(text)}
    if know is None or not (know.says("spans", beside) or stated):
        return False
    today = reading.evidence.today.toordinal()
    if know.says("late_words", beside):
        missed = {
            today - _ordinal(f)
            for f in reading.evidence.facts
            if f.role.endswith(".until") and of_these(f, sentence.orders)
        }
        gaps = _delays(reading, sentence) | {gap for gap in missed if gap > 0}
        return any(_is_gap(text, gaps, value.approximate) for text in value.values)
    known = {today} | {
        _ordinal(fact)
        for fact in reading.evidence.facts
        if fact.type == "date" and not fact.subject.startswith("clause:") and not of_others(fact, sentence.orders)
    }
    said = {today} | {date.fromisoformat(text).toordinal() for text in stated}
    gaps = {abs(one - other) for one in (known if know.says("spans", beside) else said) for other in (known | said)}
    return any(_is_gap(text, gaps, value.approximate) for text in value.values)


def _delays(reading: Reading, sentence: ReadSentence) -> set[int]:
    """The days between the expected day of a parcel and its delivery, or today."""
    zone = reading.evidence.shop.zone
    return {
        abs(
            (
                (s.delivered_at or reading.evidence.as_of).astimezone(zone).date()
                - s.expected_at.astimezone(zone).date()
            ).days
        )
        for order in sentence.orders
        for s in order.shipments
        if s.expected_at
    }


def _more_than(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether more than this, and not much more, lies between today and a day of these orders ("more than a year")."""
    today = reading.evidence.today.toordinal()
    days = [f for f in reading.evidence.facts if f.type == "date" and of_these(f, sentence.orders)]
    gaps = {abs(today - _ordinal(fact)) for fact in days} | _delays(reading, sentence)
    lengths = [read_duration(text) for text in value.values]
    least = [most * _DAYS[unit] for low, most, unit in lengths if low == most and unit in _DAYS]
    return any(days <= gap <= days * _MUCH_MORE for days in least for gap in gaps)


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MUCH_MORE = Decimal("1.5")


def _is_gap(length: str, gaps: Collection[int], roughly: bool) -> bool:
    """Whether a length in days or weeks is one of these gaps; a rough one may be a day off."""
    least, most, unit = read_duration(length)
    days = {"day": 1, "week": 7}.get(unit)
    if days is None or least != most:
        return False
    return any(abs(least * days - gap) <= int(roughly) for gap in gaps)


def _ordinal(fact: Fact) -> int:
    return date.fromisoformat(fact.value).toordinal()
