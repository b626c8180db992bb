"""What an amount or a date is there for, by the words beside it."""

from collections.abc import Sequence

from copilot.models import Fact
from copilot.values import Found

from .statements import ReadSentence
from .vocabulary import Phrases

BEFORE, AFTER = 9, 4  # words in which a cue is looked for
TOGETHER = 12  # code points from a cue behind an amount to the next amount, which it then speaks of
NEAR = 2  # a cue so near before a value leaves nothing for one behind it to say

TOLD_AFAR = frozenset(["refund", "get", "paid", "total"])
"""Cues that speak of the only amount of a sentence wherever they stand in it."""

MONEY_ROLES: dict[str, tuple[str, ...]] = {
    "paid": ("paid", "payment", "total"),
    "pay": ("paid", "payment", "total", "difference"),
    "get": ("refunded", "refund", "return_amount", "event_amount"),
    "total": ("total", "paid", "items_total", "payment"),
    "refund": ("refunded", "refund", "return_amount", "event_amount"),
    "fee": (),
    "deducted": (),  # "less €4.95": said of what comes behind it, never of what stands before
    "shipping": ("shipping_fee",),
    "tax": ("tax",),
    "discount": ("discount",),
    "balance": ("method.balance", "payment_method.balance", "refund_method.balance"),
    "difference": ("difference",),
    "price": ("unit_price", "line_total", "price", "items_total"),
    "credit": ("event_amount", "method.balance", "payment_method.balance", "payment"),
}
"""Roles of facts that a cue of this name may mean; parts of entitlements are added by their own names below."""

DATE_ROLES: dict[str, tuple[str, ...]] = {
    "placed": ("placed_at",),
    "shipped": ("shipped_at",),
    "expected": ("expected_at",),
    "delivered": ("delivered_at",),
    "refund": ("refund_at",),
    "paid": ("payment_at", "placed_at"),
    "received": ("return_received_at", "delivered_at"),
    "requested": ("return_requested_at",),
    "until": (),
    "since": ("since", "return_received_at"),
}

_ENTITLED = {
    "refund": ("amount", "before_fee"),
    "fee": ("fee",),
    "pay": ("fee",),
    "get": ("amount",),
    "deducted": ("fee",),
    "credit": ("amount", "cap"),
    "price": ("fee",),
    "total": ("amount", "before_fee"),
    "until": ("until",),
    "expected": (),
}


_BACK = ("refund_done", "cancel_done", "return_done")
_DONE = {"refund": _BACK, "get": _BACK}
_GIVEN = ("goodwill", "credit")
"""Amounts of what the agent did a moment ago."""


def fits(cue: str, fact: Fact, roles: dict[str, tuple[str, ...]]) -> bool:
    """Whether a fact may be what a cue speaks of: by its own role, or as a part of an entitlement ("return.fee")."""
    if fact.role in roles.get(cue, ()):
        return True
    about, _, part = fact.role.partition(".")
    if part in ("effective_from", "effective_to") and cue in ("placed", "until", "since"):
        return True
    if (cue, about, part) == ("shipping", "shipping", "fee"):
        return True
    if part in _ENTITLED.get(cue, ()):
        return cue != "total" or "/line:" not in fact.subject
    return about in _DONE.get(cue, ()) or (cue == "credit" and about.endswith("_done") and about.startswith(_GIVEN))


def cues(value: Found, sentence: ReadSentence, phrases: Phrases[str]) -> tuple[str, ...]:
    """The cues that decide what a value is: the nearest before it, and one right behind it; none where none is near."""
    words = sentence.sentence.words
    first = next((n for n, word in enumerate(words) if word.start >= value.start), len(words))
    last = next((n for n, word in enumerate(words) if word.start >= value.end), len(words))
    stops = [other for other in sentence.values if other.type == value.type and other is not value]
    named = [(m.start, m.end) for m in sentence.mentions if m.of("product")]
    said = [hit for hit in phrases.find(words) if not any(start <= words[hit[0]].start < end for start, end in named)]
    before = [
        (place + length, cue)
        for place, length, cue in said
        if first - BEFORE <= place
        and place + length <= first
        and not _between(words[place].end, value.start, stops)
        and not (cue in ("deducted", "fee") and any(word.text == "so" for word in words[place:first]))
        and not (place + length < first and any(_follows(sentence, other, words[place].start) for other in stops))
    ]
    after = [
        (place, cue)
        for place, _, cue in said
        if last <= place <= last + AFTER
        and cue not in ("deducted", "get")
        and not _between(value.end, words[place].start, stops)
        and not _turns(sentence, value.end, words[place].start)
    ]
    nearest = sorted(before, reverse=True)[:1]
    close = not nearest or first - nearest[0][0] > NEAR
    nearest += [hit for hit in sorted(after)[:1] if close or hit[0] - last < NEAR]
    if not nearest and not stops and value.type == "money":
        far = {cue for _, _, cue in said}
        return tuple(far) if len(far) == 1 and far <= TOLD_AFAR else ()  # the only amount of its sentence
    return tuple(dict.fromkeys(cue for _, cue in nearest))


def _follows(sentence: ReadSentence, other: Found, start: int) -> bool:
    """Whether a cue stands right behind another value, which it then speaks of: "with $9.39 of tax you paid …"."""
    origin = sentence.sentence.start
    between = sentence.sentence.text[other.end - origin : start - origin]
    turned = _turns(sentence, other.end, start)
    return 0 <= start - other.end <= 1 or (0 < start - other.end <= OF and len(between.split()) == 1 and not turned)


OF = 5  # code points of " of ", " von "


def _between(start: int, end: int, others: Sequence[Found]) -> bool:
    return any(start <= other.start < end for other in others)


def _turns(sentence: ReadSentence, start: int, end: int) -> bool:
    """Whether a comma or an "and" stands between two places, so that what follows speaks of something else."""
    origin = sentence.sentence.start
    between = sentence.sentence.text[start - origin : end - origin]
    money = any(value.type == "money" and value.end == start for value in sentence.values)
    if money and between.strip() == ",":
        # "€25.80, refunded on 30 October", but not "€79.90, together €198.90"
        return any(value.type == "money" and 0 <= value.start - end <= TOGETHER for value in sentence.values)
    return any(sign in between for sign in ",;:.()\n") or bool(
        ({"then", "so", "plus", "minus", "less"} | sentence.joining) & set(between.casefold().split())
    )
